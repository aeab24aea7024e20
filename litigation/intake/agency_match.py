"""Agency names as courts write them -> the agencies of the register.

A name is sure only if it is one agency's full, short, former or learned name, or the same
name with its places written more or less fully. Everything else is a choice for a person,
with the ground why each candidate is offered; nothing is ever invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from litigation.intake.agency_place import PlacedName, plain_name, take_apart

MOST_CANDIDATES = 6
_NEAR = 0.55


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency of the register with every other name it goes by."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency that may be meant, and why it is offered (Chinese)."""

    id: int
    name: str
    ground: str


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """``exact`` is the agency's id where there is no doubt; otherwise the candidates, best first.

    ``elsewhere`` says that the name states a place in which the register knows no agency: it
    is an agency of another district or level.
    """

    exact: int | None = None
    candidates: tuple[Candidate, ...] = ()
    elsewhere: bool = False


class AgencyNames:
    """The register prepared for matching many names."""

    def __init__(self, agencies: Sequence[KnownAgency]) -> None:
        """Take every name apart once."""
        self._agencies = agencies
        self._holders: dict[str, set[int]] = {}
        self._placed: list[tuple[KnownAgency, PlacedName, tuple[PlacedName, ...]]] = []
        for agency in agencies:
            names = (agency.name, *agency.aliases)
            for name in names:
                self._holders.setdefault(plain_name(name), set()).add(agency.id)
            self._placed.append((agency, take_apart(agency.name), tuple(take_apart(name) for name in names)))
        self._districts = {official.district for _, official, _ in self._placed if official.district}
        self._known: dict[str, AgencyMatch] = {}

    def match(self, text: str) -> AgencyMatch:
        """Match one name; deterministic, and never sure about two agencies at once."""
        if text not in self._known:
            self._known[text] = self._match(text)
        return self._known[text]

    def _match(self, text: str) -> AgencyMatch:
        written = plain_name(text)
        if not written:
            return AgencyMatch()
        holders = self._holders.get(written, set())
        if len(holders) == 1:
            return AgencyMatch(next(iter(holders)))
        wanted = take_apart(written)
        same = [
            agency
            for agency, official, names in self._placed
            if any(wanted.core == name.core for name in names) and _agree(wanted, official)
        ]
        if len(same) == 1 and (wanted.level or wanted.core.endswith(("街道", "镇政府", "乡政府"))):
            return AgencyMatch(same[0].id)
        ground = "名称相同，原文没有写地名" if not wanted.level else "名称相同，有几个机关"
        candidates = [Candidate(agency.id, agency.name, ground) for agency in same]
        candidates += self._near(wanted, {agency.id for agency in same})
        elsewhere = not candidates and self._is_elsewhere(wanted)
        return AgencyMatch(None, tuple(candidates[:MOST_CANDIDATES]), elsewhere)

    def _near(self, wanted: PlacedName, taken: set[int]) -> list[Candidate]:
        """Return agencies of the same place whose names overlap, the closest first."""
        scored = []
        for agency, official, names in self._placed:
            if agency.id in taken or not _agree(wanted, official):
                continue
            score, name = max((_overlap(wanted, name), name.words) for name in names)
            if score >= _NEAR:
                near = "名称相近" if name == official.words else f"与别名“{name}”相近"
                scored.append((-score, agency.name, Candidate(agency.id, agency.name, near)))
        return [candidate for _, _, candidate in sorted(scored, key=lambda each: each[:2])]

    def _is_elsewhere(self, wanted: PlacedName) -> bool:
        if wanted.level == "district":
            return wanted.district != "本" and wanted.district not in self._districts
        return bool(wanted.level) and not any(
            official.level == wanted.level and _agree(wanted, official) for _, official, _ in self._placed
        )


def match_agency(text: str, agencies: Sequence[KnownAgency]) -> AgencyMatch:
    """Match one name against the register; for many names keep an ``AgencyNames``."""
    return AgencyNames(agencies).match(text)


def _agree(wanted: PlacedName, official: PlacedName) -> bool:
    """Tell whether the places that a text states can be those of an agency of the register."""
    if not wanted.level:
        return True
    if wanted.level != official.level and official.level:
        return False
    return all(
        not mine or not theirs or mine == theirs or "本" in (mine, theirs)
        for mine, theirs in (
            (wanted.province, official.province),
            (wanted.city, official.city),
            (wanted.district, official.district),
        )
    )


def _overlap(wanted: PlacedName, name: PlacedName) -> float:
    return max(_dice(wanted.core, name.core), _dice(wanted.words, name.words))


@lru_cache(maxsize=16384)
def _dice(one: str, other: str) -> float:
    """Return the share of character pairs that two names have in common."""
    pairs = {one[index : index + 2] for index in range(len(one) - 1)}
    others = {other[index : index + 2] for index in range(len(other) - 1)}
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))
