"""A reading against the register -> what is new, changed, the same, doubtful, wrong or missing.

The same source read twice proposes nothing. A list that claims to be whole and is much
smaller than the one before it is refused: it was probably cut off.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from litigation.intake.agency_match import AgencyNames, KnownAgency
from litigation.intake.agency_name import is_agency
from litigation.intake.compare import compare
from litigation.intake.draft import HearingDraft, Place, Problem, Reading
from litigation.intake.proposal import Change, Option, Proposal, ProposedRow, Question, row_key
from litigation.intake.question import (
    EDIT,
    SKIP,
    agency_question,
    notes_of,
    picture_questions,
    questions_of,
    time_text,
)
from litigation.intake.registered import Registered, RegisteredHearing, upcoming_missing

SHRUNK_TO = 0.7
"""A whole source with less than this share of its predecessor's rows is refused."""


def reconcile(
    reading: Reading,
    registered: Registered,
    agencies: Sequence[KnownAgency],
    *,
    received_on: date,
    settled: Mapping[str, int | None] | None = None,
    predecessor_count: int | None = None,
    allow_shrunk: bool = False,
) -> Proposal:
    """Compare everything read with the register.

    ``settled`` maps the keys of rows that were applied before from the same file to their
    hearings, None where a person decided to write nothing: it is not asked again.
    ``predecessor_count`` is the number of rows of the last whole list from this source.
    """
    if refused := refusal(reading, predecessor_count, allow_shrunk=allow_shrunk):
        return Proposal(refused=refused, whole=reading.whole)

    ours = registrable(reading)
    rows = propose(reading, ours, registered, agencies, received_on=received_on, settled=settled or {})
    ignored = len(reading.hearings) - len(ours)
    return Proposal(tuple(rows), None, ignored, notes_of_file(reading), reading.whole)


def notes_of_file(reading: Reading) -> tuple[str, ...]:
    """Return what is to be said about the source as a whole."""
    return tuple(problem.message for problem in reading.problems if problem.place.row is None)


def registrable(reading: Reading) -> list[HearingDraft]:
    """Return the drafts to compare, texts of one hearing merged, without what is no administrative case."""
    return [draft for draft in _once(reading.hearings) if draft.administrative is not False]


def propose(
    reading: Reading,
    ours: Sequence[HearingDraft],
    registered: Registered,
    agencies: Sequence[KnownAgency],
    *,
    received_on: date,
    settled: Mapping[str, int | None],
) -> Iterator[ProposedRow]:
    """Compare the ``registrable`` drafts one by one, in the order of the source.

    A list may have fifty thousand rows: whoever takes them one by one never holds them all.
    """
    names = AgencyNames(agencies)
    registered.list_numbers(draft.case_number for draft in reading.hearings)
    listed = reading.whole or len(reading.hearings) > 1 or any(draft.place.row for draft in ours)
    touched: set[int] = set()
    everything: list[ProposedRow | HearingDraft] = [*ours, *_problem_rows(reading)]
    for each in sorted(everything, key=_position):
        if isinstance(each, ProposedRow):
            yield each
            continue
        key = row_key(each)
        if key in settled:
            row = ProposedRow("same", each, "nothing", hearing_id=settled[key], key=key)
        else:
            row = propose_row(each, registered, names, received_on, listed=listed, key=key)
        if row.hearing_id is not None:
            touched.add(row.hearing_id)
        yield row
    if reading.whole and not settled:  # a file read before knows nothing of what came since
        yield from map(_missing, upcoming_missing(registered, ours, touched, received_on))


def _position(row: ProposedRow | HearingDraft) -> tuple[int, str, int]:
    place = row.draft.place if isinstance(row, ProposedRow) else row.place
    return place.page or 0, place.sheet or "", place.row or 0


def refusal(reading: Reading, predecessor_count: int | None, *, allow_shrunk: bool) -> str | None:
    """Return the sentence that refuses a source as a whole, or None."""
    count = len(reading.hearings) + len(reading.unusable)
    if not count:
        if reading.not_hearing == "phishing":
            return "这像是诈骗短信，没有登记。请勿点击其中的链接。"
        if reading.not_hearing:
            return "这段文字不是开庭通知，没有可登记的开庭。"
        fatal = next((problem.message for problem in reading.problems), None)
        return fatal or "没有读到任何开庭。请核对是否选错文件。"
    if reading.whole and predecessor_count and not allow_shrunk and count < predecessor_count * SHRUNK_TO:
        return (
            f"这份排期只有 {count} 行，上次有 {predecessor_count} 行，少了三成以上，可能不完整，没有读入。"
            "请核对原件；确实减少的，写明理由后可以继续。"
        )
    return None


def _once(drafts: Sequence[HearingDraft]) -> list[HearingDraft]:
    """Merge texts of one hearing: the same number, start and kind stand once, completed."""
    found: dict[object, HearingDraft] = {}
    for position, draft in enumerate(drafts):
        key: object = (draft.case_number, draft.start, draft.old_start, draft.kind, draft.status, draft.uid)
        if draft.case_number is None:
            key = position
        first = found.get(key)
        found[key] = draft if first is None else _completed(first, draft)
    return list(found.values())


def _completed(first: HearingDraft, second: HearingDraft) -> HearingDraft:
    names = (
        "court",
        "courtroom",
        "judge",
        "clerk",
        "phone",
        "cause",
        "mode",
        "end",
        "plaintiffs",
        "defendants",
    )
    missing = {name: getattr(second, name) for name in names if not getattr(first, name)}
    return replace(first, **missing) if any(missing.values()) else first


def propose_row(
    draft: HearingDraft,
    known: Registered,
    names: AgencyNames,
    received_on: date,
    *,
    listed: bool,
    key: str = "",
) -> ProposedRow:
    """Compare one draft with the register and collect what must be asked about it.

    ``listed`` says that it stands in a list, whose latest state counts; ``key`` is what the row
    was in its file.
    """
    if draft.case_number is None:
        return _without_number(draft, key)
    row = compare(draft, known, received_on, listed=listed)
    if row.heap == "same":
        return replace(row, key=key) if key else row
    asked = list(row.questions)
    asked += picture_questions(draft)
    if row.act != "cancel":
        asked += questions_of(draft, received_on)
    matched: dict[str, int] = {}
    if row.act in ("create", "add"):
        matched, doubts = _parties(draft, names, known_case=known.knows(draft.case_number))
        asked += doubts
    group = f"{draft.place.sheet or ''}/{draft.place.row}" if draft.place.row else ""
    notes = (*row.notes, *notes_of(draft.warnings))
    heap = "doubtful" if asked else row.heap
    # Positional, since dataclasses.replace takes longer than the whole comparison of a new row.
    return ProposedRow(
        heap,
        draft,
        row.act,
        row.title,
        row.hearing_id,
        row.changes,
        tuple(asked),
        (),
        notes,
        matched,
        group,
        key,
    )


def _parties(
    draft: HearingDraft, names: AgencyNames, *, known_case: bool
) -> tuple[dict[str, int], list[Question]]:
    """Match the parties that may be agencies of ours; ask where a sued agency is not sure.

    In the second instance and the retrial the agency may have appealed, so it may stand on
    the other side. A further agency of another district beside one of ours is not asked about.
    """
    matched: dict[str, int] = {}
    doubtful: list[Question] = []
    elsewhere: list[Question] = []
    appealed = draft.trial_level in ("二审", "再审")
    asked = (*draft.defendants, *(draft.plaintiffs if appealed else ()))
    for name in dict.fromkeys((*asked, *draft.plaintiffs, *draft.third_parties)):
        if name not in asked and not is_agency(name):
            continue
        match = names.match(name)
        if match.exact is not None:
            matched[name] = match.exact
        elif name in asked and (match.candidates or is_agency(name)):
            (elsewhere if match.elsewhere else doubtful).append(agency_question(name, match))
    if known_case:
        return matched, []
    if not draft.defendants and not matched:
        text = "原文没有写被告，被诉的是哪个机关？"
        doubtful.append(Question(f"defendant:{draft.case_number}", "defendant_missing", text, (EDIT, SKIP)))
    if doubtful or any(name in matched for name in asked):
        return matched, doubtful
    if elsewhere:
        return matched, elsewhere
    return matched, [] if matched else [_no_agency(draft)]


def _no_agency(draft: HearingDraft) -> Question:
    sued = "、".join(draft.defendants)[:60]
    options = (Option("skip", "不涉及本区机关，不登记", "skip"), EDIT)
    return Question(f"outsider:{sued}", "no_agency", f"被告“{sued}”不是登记的行政机关", options, sued)


def _without_number(draft: HearingDraft, key: str) -> ProposedRow:
    question = Question(
        f"number:{draft.place}", "case_number_missing", "原文没有案号，请填写案号", (EDIT, SKIP)
    )
    return ProposedRow("doubtful", draft, questions=(question,), key=key)


def _problem_rows(reading: Reading) -> list[ProposedRow]:
    """Return the wrong rows with what could be read of them, and the repeats as same."""
    partial: dict[Place, HearingDraft] = {}
    for draft in reading.unusable:
        partial.setdefault(Place(draft.place.sheet, draft.place.row), draft)
    by_place: dict[Place, list[Problem]] = {}
    for problem in reading.problems:
        if problem.place.row is not None and problem.code != "weekday_mismatch":
            by_place.setdefault(Place(problem.place.sheet, problem.place.row), []).append(problem)
    rows = []
    for place, problems in by_place.items():
        draft = partial.get(place) or HearingDraft(original=problems[0].value, place=place)
        if all(problem.code == "duplicate_row" for problem in problems):
            note = tuple(problem.message for problem in problems)
            rows.append(ProposedRow("same", draft, "nothing", notes=note))
        else:
            rows.append(ProposedRow("wrong", draft, problems=tuple(problems)))
    return rows


def _missing(hearing: RegisteredHearing) -> ProposedRow:
    """Return a registered hearing that the list no longer names; it is marked, never deleted."""
    draft = HearingDraft(
        case_number=hearing.case_numbers[0] if hearing.case_numbers else None,
        start=hearing.start,
        end=hearing.end if isinstance(hearing.end, datetime) else None,
        court=hearing.court or None,
        courtroom=hearing.courtroom or None,
        kind=hearing.kind,
    )
    change = Change("missing", "状态", time_text(hearing.start), "最新排期中未再出现·待核实")
    note = "记录保留并标为“待核实”，不会删除。"
    return ProposedRow("missing", draft, "mark", "未再出现", hearing.id, (change,), notes=(note,))
