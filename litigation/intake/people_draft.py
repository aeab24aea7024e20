"""Agencies, heads and liaisons as a list states them, before anybody has checked them."""

from dataclasses import dataclass
from datetime import date

from litigation.intake.draft import Place, Problem

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """An agency as a sheet states it; ``kind`` is a code of ``law.agency.AgencyKind`` or None.

    ``implied`` says that only a person's row named it; ``in_district`` None is not stated.
    """

    name: str
    short_name: str = ""
    kind: str | None = None
    parent: str = ""
    other_names: tuple[str, ...] = ()
    in_district: bool | None = None
    implied: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class LiaisonDraft:
    """A liaison as a sheet states it; the mobile in E.164."""

    agency: str
    name: str
    mobile: str | None = None
    email: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class OfficialDraft:
    """A head as a sheet states it; ``rank`` is a code of ``law.agency.Rank``, None where unclear."""

    agency: str
    name: str
    post: str = ""
    rank: str | None = None
    portfolio: tuple[str, ...] = ()
    mobile: str | None = None
    email: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    liaison: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """Everything read from one file."""

    source: str
    agencies: tuple[AgencyDraft, ...] = ()
    officials: tuple[OfficialDraft, ...] = ()
    liaisons: tuple[LiaisonDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
