"""A people sheet against the register: which agencies, heads and liaisons are new or changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from litigation.intake.agency_match import AgencyNames, KnownAgency
from litigation.intake.draft import Place, Problem
from litigation.intake.people_draft import AgencyDraft, LiaisonDraft, OfficialDraft, PeopleReading
from litigation.intake.proposal import Change, Heap, Option, Question
from litigation.law.agency import AgencyKind, Rank
from litigation.law.privacy import mask_email, mask_mobile

Draft = AgencyDraft | OfficialDraft | LiaisonDraft

_BLOCKING = frozenset({"agency_missing", "name_missing", "name_invalid"})
_SKIP = Option("skip", "不登记这一行", "skip")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """An official or liaison of the register, with the values that a sheet may change."""

    id: int
    agency_id: int
    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Registry:
    """The register of people as a sheet is compared with it.

    ``agency_values`` has short name, kind, parent's name and other names by agency id.
    """

    agencies: Sequence[KnownAgency] = ()
    agency_values: Mapping[int, Mapping[str, Any]] | None = None
    officials: Sequence[KnownPerson] = ()
    liaisons: Sequence[KnownPerson] = ()


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """One proposed entry; ``what`` is ``agency``, ``official`` or ``liaison``.

    ``target_id`` is the row of the register that it changes, None where it is new;
    ``agency_id`` that of its agency if registered.
    """

    heap: Heap
    what: str
    draft: Draft
    target_id: int | None = None
    agency_id: int | None = None
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


_LABELS = {
    "short_name": "简称",
    "kind": "类型",
    "parent": "上级机关",
    "other_names": "其他名称",
    "post": "职务",
    "rank": "负责人类别",
    "portfolio": "分管",
    "mobile": "手机",
    "email": "邮箱",
    "from_on": "任期起",
    "to_on": "任期止",
    "liaison": "联络员",
}


def propose_people(reading: PeopleReading, registry: Registry) -> list[PeopleRow]:
    """Compare every entry with the register: agencies first, since people belong to them."""
    names = AgencyNames(registry.agencies)
    listed = AgencyNames(
        [
            KnownAgency(-position - 1, each.name, tuple(filter(None, (each.short_name, *each.other_names))))
            for position, each in enumerate(reading.agencies)
            if not each.implied
        ]
    )
    by_place: dict[Place, list[Problem]] = {}
    for problem in reading.problems:
        place = Place(problem.place.sheet, problem.place.row)
        by_place.setdefault(place, []).append(problem)
    rows = list(_agencies(reading, registry, names, listed))
    rows += _people(_once(reading, names, listed), registry, names, by_place)
    rows += _wrong(by_place)
    return rows


def _once(reading: PeopleReading, names: AgencyNames, listed: AgencyNames) -> PeopleReading:
    """Enter a liaison once, however its agency is written beside each head."""
    liaisons: dict[tuple[object, str], LiaisonDraft] = {}
    for draft in reading.liaisons:
        agency = names.match(draft.agency).exact or listed.match(draft.agency).exact or draft.agency
        known = liaisons.get((agency, draft.name))
        if known is None or (not known.mobile and draft.mobile):
            liaisons[agency, draft.name] = draft
    return replace(reading, liaisons=tuple(liaisons.values()))


def say(draft: Draft) -> list[str]:
    """Return what a draft states, for the check page; contacts masked."""
    words: list[str] = []
    if isinstance(draft, AgencyDraft):
        kind = AgencyKind(draft.kind).label if draft.kind else ""
        words = [draft.short_name, kind, draft.parent, "、".join(draft.other_names)]
    elif isinstance(draft, OfficialDraft):
        rank = Rank(draft.rank).label if draft.rank else ""
        fields = "、".join(draft.portfolio)
        words = [draft.post, rank, f"分管：{fields}" if fields else ""]
    if not isinstance(draft, AgencyDraft):
        words += [mask_mobile(draft.mobile or ""), mask_email(draft.email or "")]
    return [word for word in words if word]


def draft_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON values; days in ISO."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(draft).items()
    }


def draft_of_json(what: str, data: Mapping[str, Any]) -> Draft:
    """Return the draft that ``draft_json`` wrote."""
    values = {**data, "place": Place(**data["place"])}
    if what == "agency":
        return AgencyDraft(**{**values, "other_names": tuple(values["other_names"])})
    if what == "liaison":
        return LiaisonDraft(**values)
    for name in ("from_on", "to_on"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return OfficialDraft(**{**values, "portfolio": tuple(values["portfolio"])})


def _agencies(
    reading: PeopleReading, registry: Registry, names: AgencyNames, listed: AgencyNames
) -> Iterator[PeopleRow]:
    for draft in reading.agencies:
        match = names.match(draft.name)
        if match.exact is not None:
            if not draft.implied:
                yield _changed_agency(draft, match.exact, (registry.agency_values or {}).get(match.exact, {}))
            continue
        if draft.implied and listed.match(draft.name).exact is not None:
            continue
        row = PeopleRow("new", "agency", draft)
        if match.candidates:
            options = [
                Option(f"agency-{each.id}", f"就是 {each.name}", "agency", each.ground, agency_id=each.id)
                for each in match.candidates
            ]
            create = Option("create", f"另登记一个机关“{draft.name}”", "keep")
            text = f"“{draft.name}”和已登记的机关名称相近，是同一个吗？"
            question = Question(
                f"agency:{draft.name}", "agency_near", text, (*options, create, _SKIP), draft.name
            )
            row = replace(row, heap="doubtful", questions=(question,))
        yield row


def _changed_agency(draft: AgencyDraft, agency_id: int, known: Mapping[str, Any]) -> PeopleRow:
    stated = {"short_name": draft.short_name, "parent": draft.parent}
    if draft.kind and draft.kind != known.get("kind") and draft.short_name:
        stated["kind"] = draft.kind
    new_names = [name for name in draft.other_names if name not in known.get("names", ())]
    changes = [
        Change(name, _LABELS[name], str(known.get(name) or ""), value)
        for name, value in stated.items()
        if value and value != known.get(name) and value not in known.get("parent_names", ())
    ]
    if new_names:
        before = "、".join(known.get("names", ()))
        changes.append(Change("other_names", _LABELS["other_names"], before, "、".join(new_names)))
    return _row("agency", draft, agency_id, agency_id, changes)


def _people(
    reading: PeopleReading,
    registry: Registry,
    names: AgencyNames,
    by_place: Mapping[Place, list[Problem]],
) -> Iterator[PeopleRow]:
    for liaison in reading.liaisons:
        yield _person("liaison", liaison, registry.liaisons, names, ())
    for official in reading.officials:
        problems = by_place.get(Place(official.place.sheet, official.place.row), [])
        yield _person("official", official, registry.officials, names, problems)


def _person(
    what: str,
    draft: OfficialDraft | LiaisonDraft,
    known: Sequence[KnownPerson],
    names: AgencyNames,
    problems: Sequence[Problem],
) -> PeopleRow:
    agency_id = names.match(draft.agency).exact
    same = [each for each in known if each.agency_id == agency_id and each.name == draft.name]
    questions = [_left_out(problem) for problem in problems if problem.code.endswith("_invalid")]
    notes = tuple(problem.message for problem in problems if problem.code == "duplicate_row")
    if len(same) > 1:
        same = [each for each in same if each.values.get("mobile") == draft.mobile] or same
    if len(same) > 1:
        options = tuple(
            Option(
                f"person-{each.id}",
                f"{each.name} {each.values.get('post') or ''}",
                "person",
                hearing_id=each.id,
            )
            for each in same
        )
        text = f"本机关登记了几位“{draft.name}”，是哪一位？"
        questions.append(Question(f"person:{draft.place}", "person_unclear", text, (*options, _SKIP)))
        return PeopleRow("doubtful", what, draft, None, agency_id, questions=tuple(questions), notes=notes)
    if same:
        row = _row(what, draft, same[0].id, agency_id, list(_changes(draft, same[0].values)))
    else:
        row = PeopleRow("new", what, draft, None, agency_id)
        if isinstance(draft, OfficialDraft) and draft.rank is None:
            questions.append(_rank(draft))
    row = replace(row, questions=tuple(questions), notes=notes)
    return replace(row, heap="doubtful") if questions and row.heap != "same" else row


def _changes(draft: OfficialDraft | LiaisonDraft, known: Mapping[str, Any]) -> Iterator[Change]:
    """Return what a sheet changes; what it leaves blank stays as it is."""
    for name, label in _LABELS.items():
        value = getattr(draft, name, None)
        if name in known and value and value != known[name]:
            yield Change(name, label, _shown(name, known[name]), _shown(name, value))


def _shown(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "mobile":
        return mask_mobile(value)
    if name == "email":
        return mask_email(value)
    if name == "rank":
        return Rank(value).label
    return "、".join(value) if isinstance(value, tuple | list) else str(value)


def _row(what: str, draft: Draft, target_id: int, agency_id: int | None, changes: list[Change]) -> PeopleRow:
    heap: Heap = "changed" if changes else "same"
    return PeopleRow(heap, what, draft, target_id, agency_id, tuple(changes))


def _rank(draft: OfficialDraft) -> Question:
    options = tuple(Option(rank.value, rank.label, "keep", values={"rank": rank.value}) for rank in Rank)
    text = f"{draft.name}（{draft.post or '职务未写'}）属于哪一类负责人？"
    return Question(f"rank:{draft.place}", "rank_missing", text, (*options, _SKIP), draft.post)


def _left_out(problem: Problem) -> Question:
    keep = Option("keep", "先不登记这一项，其余照写", "keep")
    key = f"{problem.code}:{problem.place}"
    return Question(key, problem.code, problem.message, (keep, _SKIP), problem.value)


def _wrong(by_place: Mapping[Place, list[Problem]]) -> Iterator[PeopleRow]:
    for place, problems in by_place.items():
        blocking = tuple(problem for problem in problems if problem.code in _BLOCKING)
        if blocking and place.row is not None:
            draft = OfficialDraft("", blocking[0].value, place=place)
            yield PeopleRow("wrong", "official", draft, problems=blocking)
