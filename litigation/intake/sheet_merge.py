"""Rows about the same case number: repeats, changed dates, cancellations, merged cells."""

from dataclasses import replace
from datetime import date
from typing import Any

from litigation.intake.draft import HearingDraft, Problem
from litigation.intake.sheet_reading import ReadRow

_Entry = tuple[ReadRow, HearingDraft]


def merge_rows(rows: list[ReadRow]) -> tuple[list[HearingDraft], list[HearingDraft], list[Problem]]:
    """Return the hearings in their order, the unusable drafts, and all problems by place."""
    entries: list[_Entry] = [(row, draft) for row in rows for draft in row.hearings]
    groups: dict[str | None, list[int]] = {}
    for position, (_, draft) in enumerate(entries):
        groups.setdefault(draft.case_number, []).append(position)
    kept: dict[int, HearingDraft | None] = {}
    repeats: list[Problem] = []
    for positions in groups.values():
        if len(positions) > 1:
            _settle(positions, entries, kept, repeats)
    settled = (kept.get(position, draft) for position, (_, draft) in enumerate(entries))
    hearings = [
        draft if draft.status != "postponed" else _sure_of_move(draft)
        for draft in settled
        if draft is not None
    ]
    unusable = [draft for row in rows for draft in row.unusable]
    problems = [problem for row in rows for problem in row.problems] + repeats
    return hearings, unusable, problems


def _settle(
    positions: list[int], entries: list[_Entry], kept: dict[int, HearingDraft | None], repeats: list[Problem]
) -> None:
    """Settle the rows of one case number: first equal starts, then what a change supersedes."""
    first_at: dict[object, int] = {}
    for position in positions:
        row, draft = entries[position]
        key = (draft.start, draft.kind)
        if key not in first_at:
            first_at[key] = position
            kept[position] = draft
            continue
        earlier = kept[first_at[key]]
        assert earlier is not None
        kept[first_at[key]], repeated = _join(earlier, draft, row.merged)
        kept[position] = None
        if repeated:
            repeats.append(_repeat(draft, entries[first_at[key]][0].line))
    _supersede(list(first_at.values()), kept)


def _join(first: HearingDraft, second: HearingDraft, merged: bool) -> tuple[HearingDraft, bool]:
    """Make one hearing of two rows with the same number and start; tell whether it was a repeat."""
    if second.status != first.status and second.status != "new":
        return replace(second, place=first.place), False
    if merged:
        union = {
            name: tuple(dict.fromkeys((*getattr(first, name), *getattr(second, name))))
            for name in ("plaintiffs", "defendants", "third_parties")
        }
        return replace(first, **union), False  # type: ignore[arg-type]  # three tuples of names
    differs = any(
        getattr(first, name) and getattr(second, name) and getattr(first, name) != getattr(second, name)
        for name in ("courtroom", "court", "judge", "defendants", "end")
    )
    completed: dict[str, Any] = {
        name: getattr(second, name)
        for name in ("courtroom", "court", "judge", "clerk", "phone", "cause", "mode", "end")
        if not getattr(first, name) and getattr(second, name)
    }
    completed |= _further_agencies(first, second)
    warnings = (*first.warnings, "conflicting_values") if differs else first.warnings
    return replace(first, warnings=tuple(dict.fromkeys(warnings)), **completed), True


def _further_agencies(first: HearingDraft, second: HearingDraft) -> dict[str, tuple[str, ...]]:
    """Return the sued agencies of both rows, where a list without merged cells gives each its own row.

    A name within another is the same one written shorter, and no further agency.
    """
    if any(getattr(first, name) != getattr(second, name) for name in ("court", "courtroom", "plaintiffs")):
        return {}
    further = tuple(
        name
        for name in second.defendants
        if not any(name in other or other in name for other in first.defendants)
    )
    return {"defendants": (*first.defendants, *further)} if first.defendants and further else {}


def _supersede(positions: list[int], kept: dict[int, HearingDraft | None]) -> None:
    """Drop the rows that a changed row replaces; warn where several starts stand side by side."""
    drafts = {position: draft for position in positions if (draft := kept[position]) is not None}
    changed = [position for position, draft in drafts.items() if draft.status == "postponed"]
    plain = [position for position, draft in drafts.items() if draft.status == "new"]
    if len(changed) == 1 and plain:
        new = drafts[changed[0]]
        replaced = [each for each in plain if new.old_start in (None, drafts[each].start)] or plain
        old = drafts[replaced[-1]].start
        kept[changed[0]] = replace(new, old_start=new.old_start or old)
        for each in replaced:
            kept[each] = None
    elif len(changed) > 1:
        _chain(changed, plain, drafts, kept)
    left = [position for position in positions if kept[position] is not None]
    live = [each for each in left if _live(kept[each])]
    if len(live) > 1:
        for position in live:
            draft = kept[position]
            assert draft is not None
            kept[position] = replace(draft, warnings=(*draft.warnings, "same_case_multiple_times"))


def _chain(
    changed: list[int],
    plain: list[int],
    drafts: dict[int, HearingDraft],
    kept: dict[int, HearingDraft | None],
) -> None:
    """Several changes of one hearing: the last row stands, the first start was the old one."""
    last = changed[-1]
    starts = [drafts[each].start for each in (*plain, *changed) if each != last]
    old: date | None = drafts[last].old_start or next((each for each in starts if each is not None), None)
    kept[last] = replace(drafts[last], old_start=old)
    for each in (*plain, *changed[:-1]):
        kept[each] = None


def _sure_of_move(draft: HearingDraft) -> HearingDraft:
    """Leave the start of a moved hearing in doubt where nothing tells it from the one before the move."""
    if draft.start is None or draft.old_start is not None:
        return draft
    return replace(draft, warnings=tuple(dict.fromkeys((*draft.warnings, "date_not_fixed"))))


def _live(draft: HearingDraft | None) -> bool:
    return draft is not None and draft.status != "cancelled"


def _repeat(draft: HearingDraft, line: int) -> Problem:
    sentence = f"与第 {line} 行重复，已并为一次开庭。"
    return Problem("duplicate_row", sentence, draft.original[:200], draft.place)
