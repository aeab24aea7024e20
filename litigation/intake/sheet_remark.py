"""The remark beside a hearing: moved, cancelled, on line, or another session than a trial."""

import re
from dataclasses import replace

from litigation.intake.row_start import RowStart, StartReader
from litigation.intake.table_words import leaves_date_open, read_kind, read_mode, read_status

# 改至10月9日上午9时 | 改期到2026-10-09 09:00 | 时间调整为9月15日下午2:30 | 延期开庭，改于10月9日
_NEW_DATE = re.compile(
    r"(?:改期|变更|调整|延期|推迟|顺延|提前|延后|改|延|调)(?:开庭)?(?:时间|日期)?(?:至|到|为|于|[:：])\s*(.{2,40})"
)
# 原定2026-08-06 09:30
_OLD_DATE = re.compile(r"原(?:定|排期|开庭时间|时间)(?:开庭)?(?:时间)?[于为:：]?(.{4,30})")
# 线上开庭 | 互联网庭审 | 线下 ; not 网上立案 or 视频证据
_ON_LINE = re.compile(
    r"(?:线上|在线|互联网|网上|远程|云|视频|线下|现场)(?:\s*(?:方式|公开|进行))?(?:开庭|庭审|审理|法庭|听证|询问|庭)"
    r"|^(?:线上|在线|线下|现场|线上线下结合)$"
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
    """Return the start after what the remark says of it, and the status: new, postponed, cancelled."""
    status = read_status(remark) if remark else "new"
    if start.postponed:
        status = "postponed"
    if status == "new" or not remark:
        return start, status
    if old := _OLD_DATE.search(remark):
        start = replace(start, old_start=starts.read(old[1]).start)
    if status == "postponed" and (new := _NEW_DATE.search(remark)):
        changed = starts.read(new[1].strip())
        if changed.start is not None and changed.start != start.start:
            return replace(changed, old_start=start.start or start.old_start), status
    if status == "postponed" and leaves_date_open(remark):
        return RowStart(old_start=start.start or start.old_start, warnings=("date_not_fixed",)), status
    return start, status


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
