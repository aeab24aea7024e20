"""One draft against the registered hearings of its case: what applying it would do."""

from dataclasses import replace
from datetime import date, datetime

from litigation.intake.draft import HearingDraft
from litigation.intake.proposal import Change, Option, ProposedRow, Question
from litigation.intake.question import SKIP, iso, time_text
from litigation.intake.registered import Registered, RegisteredHearing
from litigation.law.procedure import Mode

_CORRECTED = {"courtroom": "法庭", "judge": "承办法官", "clerk": "书记员", "phone": "联系电话"}


def compare(draft: HearingDraft, registered: Registered, received_on: date, *, listed: bool) -> ProposedRow:
    """Return the row with its heap and act, before any question of its own warnings.

    ``listed`` says that the source is a list, whose latest state counts: a single other date
    is then a move. In a single notice it is asked about.
    """
    if (known := registered.of_uid(draft.uid)) is not None and known.live:
        return compare_with(draft, known)
    hearings = registered.of_number(draft.case_number or "")
    live = [each for each in hearings if each.live and each.kind == draft.kind]
    same = next((each for each in live if _same_time(each, draft)), None)
    if draft.status == "cancelled":
        return _cancellation(draft, hearings, live, same)
    if same is not None:
        return compare_with(draft, same)
    if finished := next((each for each in hearings if not each.live and _same_time(each, draft)), None):
        return _finished(draft, finished)
    old = next((each for each in live if draft.old_start is not None and each.start == draft.old_start), None)
    if old is not None or (draft.status == "postponed" and len(live) == 1):
        return compare_with(draft, old or live[0])
    waiting = [each for each in live if each.day is None]
    ahead = [each for each in live if each.day is not None and each.day >= received_on]
    if len(waiting) == 1 and not ahead:
        return compare_with(draft, waiting[0])
    if not ahead:
        return _unknown(draft, registered)
    if len(ahead) == 1 and listed and "same_case_multiple_times" not in draft.warnings:
        return compare_with(draft, ahead[0])
    return _other_date(draft, ahead)


def _same_time(hearing: RegisteredHearing, draft: HearingDraft) -> bool:
    """Tell whether the draft states the hearing's time, or its day where it knows no hour."""
    if hearing.start == draft.start:
        return draft.start is not None or (hearing.start is None and draft.status == "postponed")
    return draft.start is not None and type(draft.start) is date and hearing.day == draft.start


def compare_with(draft: HearingDraft, hearing: RegisteredHearing) -> ProposedRow:
    """Compare field by field; the act is the weightiest change."""
    moved = not _same_time(hearing, draft)
    changes = []
    if moved:
        changes.append(Change("start", "开庭", time_text(hearing.start), time_text(draft.start)))
    elif _end_of(draft) and hearing.end and _end_of(draft) != hearing.end:
        changes.append(Change("end", "结束", time_text(hearing.end), time_text(draft.end)))
    for name, label in _CORRECTED.items():
        before, after = getattr(hearing, name), getattr(draft, name)
        if after and after != before:
            changes.append(Change(name, label, before, after))
    if draft.court and hearing.court and draft.court != hearing.court:
        changes.append(Change("court", "法院", hearing.court, draft.court))
    if draft.mode and draft.mode != hearing.mode:
        changes.append(Change("mode", "方式", Mode(hearing.mode).label, Mode(draft.mode).label))
    if not changes:
        return ProposedRow("same", draft, "nothing", hearing_id=hearing.id)
    fields = {change.field for change in changes}
    act = "correct"
    if fields & {"start", "court", "end"}:
        act = "postpone" if draft.start is None else "move"
    title = _title(act, fields, hearing, draft)
    return ProposedRow("changed", draft, act, title, hearing.id, tuple(changes))


def _title(act: str, fields: set[str], hearing: RegisteredHearing, draft: HearingDraft) -> str:
    if act == "postpone":
        return "延期待定"
    if "start" in fields:
        return "定期" if hearing.start is None else "改期"
    if "court" in fields:
        return "换法院"
    if "courtroom" in fields:
        return "换法庭"
    return "更正"


def _cancellation(
    draft: HearingDraft,
    hearings: list[RegisteredHearing],
    live: list[RegisteredHearing],
    same: RegisteredHearing | None,
) -> ProposedRow:
    target = same or (live[0] if len(live) == 1 and draft.start is None else None)
    if target is not None:
        change = Change("status", "开庭", time_text(target.start), "取消开庭")
        return ProposedRow("changed", draft, "cancel", "取消", target.id, (change,))
    done = next((each for each in hearings if each.cancelled and _cancels(draft, each)), None)
    if done is not None:
        return ProposedRow("same", draft, "nothing", hearing_id=done.id, notes=("已登记为取消。",))
    options = [
        Option(
            f"cancel-{each.id}",
            f"取消 {time_text(each.start)} 的开庭",
            "cancel",
            hearing_id=each.id,
        )
        for each in live
    ]
    text = "要取消的开庭没有登记过" if not live else "要取消的是哪一次开庭？"
    question = Question(f"cancel:{draft.case_number}", "cancel_unknown", text, (*options, SKIP))
    return ProposedRow("doubtful", draft, "nothing", "取消", questions=(question,))


def _cancels(draft: HearingDraft, hearing: RegisteredHearing) -> bool:
    return draft.start is None or _same_time(hearing, draft)


def _finished(draft: HearingDraft, hearing: RegisteredHearing) -> ProposedRow:
    """The hearing is cancelled or over: a list that still names it may bring it back."""
    if hearing.closed and not hearing.cancelled:
        note = "这次开庭已登记结果，不做改动。"
        return ProposedRow("same", draft, "nothing", hearing_id=hearing.id, notes=(note,))
    options = (
        Option("reinstate", "恢复这次开庭，重新通知", "reinstate"),
        Option("skip", "仍然取消，不做改动", "skip"),
    )
    text = "这次开庭登记为已取消，这里仍列为开庭"
    question = Question(f"cancelled:{hearing.id}", "was_cancelled", text, options)
    return ProposedRow("doubtful", draft, "reinstate", "恢复", hearing.id, questions=(question,))


def _unknown(draft: HearingDraft, registered: Registered) -> ProposedRow:
    near = None if registered.knows(draft.case_number or "") else registered.nearly(draft)
    if near is None:
        return ProposedRow("new", draft)
    number, _ = near
    options = (
        Option("same", f"就是 {number}，按已登记的", "keep", "同一时间已登记", {"case_number": number}),
        Option("new", f"不是，登记为 {draft.case_number}", "keep"),
    )
    text = f"同一时间已登记 {number}，只差一个字，是同一件吗？"
    question = Question(f"near:{draft.case_number}", "near_number", text, options, draft.case_number or "")
    return ProposedRow("doubtful", draft, questions=(question,))


def _other_date(draft: HearingDraft, ahead: list[RegisteredHearing]) -> ProposedRow:
    options = [
        Option(
            f"move-{each.id}",
            f"改期：{time_text(each.start)} → {time_text(draft.start)}",
            "move",
            hearing_id=each.id,
        )
        for each in ahead
        if draft.start is not None
    ]
    add = Option("add", "另加一次开庭，原来的仍在", "add")
    registered = "、".join(time_text(each.start) for each in ahead)
    text = f"这件案件已登记 {registered} 开庭，这里写 {time_text(draft.start)}"
    key = f"other:{draft.case_number}:{iso(draft.start) if draft.start else ''}"
    question = Question(key, "other_date", text, (*options, add, SKIP))
    return replace(ProposedRow("doubtful", draft, "add"), questions=(question,))


def _end_of(draft: HearingDraft) -> datetime | None:
    return draft.end if isinstance(draft.end, datetime) else None
