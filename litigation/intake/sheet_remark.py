"""The remark beside a hearing: moved, cancelled, on line, or another session than a trial."""

import re
from dataclasses import replace
from datetime import date, datetime

from litigation.intake.moment import Moment, read_moments
from litigation.intake.row_start import ANY_DAY, RowStart, StartReader
from litigation.intake.table_words import leaves_date_open, read_kind, read_mode, read_status

# 改至10月9日上午9时 | 改期到2026-10-09 09:00 | 时间调整为9月15日下午2:30
# 延期开庭，改于10月9日 | 改在9月22日
_NEW_DATE = re.compile(
    r"(?:改期|变更|调整|更改|延期|推迟|推后|顺延|提前|延后|改|延|调|移)(?:开庭)?(?:时间|日期)?"
    r"(?:至|到|为|于|在|[:：])\s*(.{2,40})"
)
# 原定2026-08-06 09:30
_OLD_DATE = re.compile(r"原(?:定|排期|开庭时间|时间)(?:开庭)?(?:时间)?[于为:：]?(.{4,30})")
# 由9月7日9:00改期 | 自9月7日上午调整
_FORMER = re.compile(r"[由自从](.{4,24}?)(?:改|变更|调整|更改|延|推|提前|顺延)")
# 同一时间 | 时间不变 : the new day keeps the hour
_SAME_HOUR = re.compile(r"同一时间|同一时段|同样时间|时间不变|钟点不变|时刻不变")
# 下午3点 | 15:00 : not 3号法庭
_HOUR = re.compile(r"\d\s*[:：时点]|[一二三四五六七八九十两][点时]")
_CLAUSE = re.compile(r"[，,；;。\n]+")
# 改 | 提前 | 定于 : the clause may say when the hearing is now
_CHANGES = re.compile(r"改|变更|调整|延|推|提前|移至|换到|另定|重新|现定|定于|开庭(?!前)|庭审(?!前)")
# 8月20日已送达 | 提前15分钟到庭 | 上次8月3日开庭 | 8:45前签到 : moments of something else
_ASIDE = re.compile(
    r"送达|收到|签收|立案|举证|答辩|提交|通知[书于]?|已于|已开|上一?次|前次|第一次|首次|到庭|到场|报到|签到|安检|登录|入场"
    r"|判决|裁[定判]|复议|作出|起诉|申请|撤诉|之?前(?:提|报|交|完|到)|届满|期限|电话\s*[:：\d]|会议[号室]"
)
# 时间待定 | 暂定 | 暂缓开庭 | 待法院确认 | 提前一天 ; not 如有变动另行通知, 择期宣判 or 提前一天提交证据
_LEFT_OPEN = re.compile(
    r"(?:时间|日期|开庭|庭期|^)(?:尚|仍|还)?(?:待定|未定|另定)|暂定|暂缓|待.{0,4}(?:确认|确定|核实)|待.{0,4}通知"
    r"|^(?:时间|日期)?另行通知|提前[一二两三半\d]{1,2}(?:天|日|周|个?小时)(?!.{0,6}[到交提通送告报])"
)
# 线上开庭 | 互联网庭审 | 腾讯会议：123-456-789 | 线下 ; not 网上立案 or 视频证据
_ON_LINE = re.compile(
    r"(?:线上|在线|互联网|网上|远程|云|视频|线下|现场)(?:\s*(?:方式|公开|进行))?(?:开庭|庭审|审理|法庭|听证|询问|庭)"
    r"|腾讯会议|移动微法院|云上法庭|^(?:线上|在线|线下|现场|线上线下结合)$"
)
# 变更至第七法庭 | 法庭调整为3号审判庭 | 改在互联网法庭
_NEW_ROOM = re.compile(
    r"(?:改|变更|调整|调|换)(?:为|到|至|在)\s*(?:本院)?"
    r"((?:第[一二三四五六七八九十\d]{1,3}号?|[一二三四五六七八九十\d]{1,3}号|互联网|科技|大|中|小)(?:审判)?(?:法庭|庭))"
)
# 庭前会议 | 公开宣判 | 本次为询问 ; not 调解不成 or 待宣判
_SESSION = re.compile(
    r"(?:^|[，,；;。\s（(])(?:本次|此次)?(?:为|系|进行|组织)?(?:公开|第[一二三四1-4]次)?"
    r"(庭前会议|证据交换|质证|询问|谈话|宣判|听证|勘验|调解)(?:$|[，,；;。\s）)])"
)


def remarked_start(remark: str, start: RowStart, starts: StartReader) -> tuple[RowStart, str]:
    """Return the start after what the remark says of it, and the status: new, postponed, cancelled.

    A remark that may name another moment for the hearing, and that no rule explains, leaves the
    start in doubt (``conflicting_times``).
    """
    status = read_status(remark) if remark else "new"
    if start.postponed:
        status = "postponed"
    if not remark:
        return start, status
    former = _former_start(remark, starts)
    if former is not None and former != start.start:
        start = replace(start, old_start=former)
        if status == "new" and start.start is not None:
            status = "postponed"
    new = _NEW_DATE.search(remark) if status != "new" else None
    if new and (changed := _changed(new[1].strip(), remark, start, starts)):
        return replace(changed, old_start=start.start or start.old_start), "postponed"
    if status == "postponed" and leaves_date_open(remark):
        return RowStart(old_start=start.start or start.old_start, warnings=("date_not_fixed",)), status
    if status == "new" and start.start is not None and _LEFT_OPEN.search(remark):
        start = replace(start, warnings=tuple(dict.fromkeys((*start.warnings, "date_not_fixed"))))
    if _names_another(remark, start):
        start = replace(start, warnings=tuple(dict.fromkeys((*start.warnings, "conflicting_times"))))
    return start, status


def _former_start(remark: str, starts: StartReader) -> datetime | date | None:
    """Return the start that the remark says the hearing had: 原定9月3日9:00, 由9月7日改期."""
    found = _OLD_DATE.search(remark) or _FORMER.search(remark)
    return starts.read(found[1]).start if found else None


def _changed(words: str, remark: str, start: RowStart, starts: StartReader) -> RowStart | None:
    """Read the new start: a day with its hour, a day that keeps the hour, or another hour of the day."""
    changed = starts.read(words)
    if changed.start is None and start.day is not None and _HOUR.search(words):
        changed = starts.read(start.day, words)
        if not isinstance(changed.start, datetime):
            return None
    if changed.start is None or changed.start == start.start:
        return None
    bare = not isinstance(changed.start, datetime)
    if bare and isinstance(start.start, datetime) and _SAME_HOUR.search(remark):
        warnings = tuple(each for each in changed.warnings if each != "time_missing")
        return replace(changed, start=datetime.combine(changed.start, start.start.time()), warnings=warnings)
    return changed


def _names_another(remark: str, start: RowStart) -> bool:
    """Tell whether a clause of the remark may give the hearing another moment than the row's."""
    if not any(sign.isdigit() or sign in "时点" for sign in remark):
        return False
    known = [each for each in (start.start, start.old_start) if each is not None]
    clauses = [each for each in _CLAUSE.split(remark) if _CHANGES.search(each) and not _ASIDE.search(each)]
    return any(not _agrees(one, known) for each in clauses for one in read_moments(each + "。", ANY_DAY))


def _agrees(said: Moment, known: list[datetime | date]) -> bool:
    """Tell whether a moment is one of those known; what it leaves out agrees with anything."""
    if said.day is None and said.clock is None:
        return True
    return any(
        (said.day is None or (said.day.month, said.day.day) == (each.month, each.day))
        and (said.clock is None or (isinstance(each, datetime) and each.time() == said.clock))
        for each in known
    )


def remarked_kind(remark: str) -> str:
    """Return the kind of session that a remark names by itself; 开庭 where it names none."""
    found = _SESSION.search(remark)
    return read_kind(found[1]) if found else "开庭"


def remarked_room(remark: str) -> str | None:
    """Return the courtroom that a remark puts in place of the one listed, or None."""
    found = _NEW_ROOM.search(remark)
    return found[1] if found else None


def remarked_mode(remark: str) -> str | None:
    """Return the mode that a remark states of the hearing, or None."""
    found = _ON_LINE.search(remark)
    return read_mode(found.group()) if found else None
