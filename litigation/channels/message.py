"""The words people receive: templates in ``templates/messages/``, filled in.

A template is plain text with ``{name}`` fields from a closed list; nothing in it is executed,
and what is filled in is never read again, so a name like ``{link}`` stays a name. The files
are version 0; an office's own wording is passed as ``edits``.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litigation.channels.fragments import count_fragments
from litigation.channels.mail import one_line
from litigation.channels.sms import BODY_LIMIT
from litigation.law.word import N_

FOLDER = Path(__file__).parents[2] / "templates" / "messages"

FIELDS: dict[str, tuple[str, str]] = {
    "office": (N_("本单位名称"), "云汀区司法局"),
    "reply_phone": (N_("本单位联系电话"), "0599-000-123"),
    "addressee": (N_("收件人姓名和职务"), "沈若衡副局长"),
    "agency": (N_("机关简称"), "区市场监管局"),
    "head": (N_("出庭负责人姓名和职务"), "沈若衡副局长"),
    "when": (N_("开庭时间"), "9月15日 周二 09:30"),
    "old_when": (N_("原定开庭时间"), "9月18日 周五 09:00"),
    "court": (N_("法院和法庭"), "云汀区人民法院第六法庭"),
    "case": (N_("案件，原告姓名已遮盖"), "王某某诉区市场监督管理局，行政处罚，一审"),
    "case_number": (N_("案号"), "（2026）鲁9902行初118号"),
    "count": (N_("第几次提醒"), "1"),
    "link": (N_("答复链接"), "https://yunting.example/h/Zm9vYmFyYmF6cXV4MDEyMw"),
    "month": (N_("月份"), "2026年9月"),
    "edition": (N_("通报版次"), "1"),
    "figure": (N_("应出庭、已出庭件数和出庭应诉率"), "应出庭 12 件，出庭 11 件，出庭应诉率 91.67%"),
}
"""Each field's meaning for the clerk, and an example for the preview."""

_HEARING = frozenset({"office", "reply_phone", "addressee", "agency", "when", "court", "case", "case_number"})
_MOVE = _HEARING | {"old_when"}
_GONE = _MOVE - {"when"}

EVENTS: dict[str, frozenset[str]] = {
    "appointment": _HEARING | {"link"},
    "appointment_copy": _HEARING | {"head"},
    "chase": _HEARING | {"link", "count"},
    "reminder": _HEARING | {"link"},
    "reminder_day": _HEARING | {"link"},
    "reminder_copy": _HEARING | {"head"},
    "moved": _MOVE | {"link"},
    "moved_copy": _MOVE | {"head"},
    "corrected": _HEARING,
    "postponed": _GONE - {"court"},
    "cancelled": _GONE,
    "relieved": _HEARING,
    "substitute": _HEARING | {"link"},
    "principal": _HEARING,
    "leadership_unconfirmed": _HEARING,
    "certificate": _HEARING | {"head"},
    "certificate_leadership": _HEARING,
    "outcome": _HEARING | {"link"},
    "outcome_leadership": _HEARING,
    "circular": frozenset({"office", "reply_phone", "addressee", "month", "edition", "figure", "link"}),
    "phone_task": _HEARING,
    "taken_over": _HEARING | {"link"},
    "hand_over": _HEARING | {"head", "link"},
    "verify": frozenset({"office", "reply_phone", "addressee", "link"}),
}
"""The fields each event can fill; a copy to a liaison never has the head's own link."""

NEEDED = ("when", "link")
"""Fields without which a message is of no use, where the event has them."""

PARTS = ("sms.txt", "subject.txt", "mail.txt", "mail.html")
SCRIPT_PARTS = ("subject.txt", "script.txt")

# "{agency}一案{when}在{court}开庭"; "{{7*7}}" and "{% if %}" hold no field and stay as they are
_FIELD = re.compile(r"\{([a-z_]+)\}")
# {链接} | {When} | { when } : somebody meant a field, and the receiver would read the braces
_BRACED = re.compile(r"[{｛][^{}｛｝\n]{1,20}[}｝]")


@dataclass(frozen=True, slots=True)
class Message:
    """One message in every form it may leave in."""

    sms: str
    subject: str
    text: str
    html: str


def parts_of(event: str) -> tuple[str, ...]:
    """Name the template files of ``event``; a phone call has a script and a title only."""
    return SCRIPT_PARTS if event == "phone_task" else PARTS


def template(event: str, part: str) -> str:
    """Give the shipped wording (version 0) of one part."""
    if event not in EVENTS or part not in parts_of(event):
        raise KeyError(f"{event}/{part}")
    return _read(FOLDER / event / part)


def render(event: str, values: Mapping[str, str], edits: Mapping[str, str] | None = None) -> Message:
    """Fill in an event's four parts; ``edits`` maps a part to the office's own wording.

    KeyError when a field has no value: that is a fault of the caller, not of the office.
    """
    sms, subject, text, page = (render_part(event, part, values, edits) for part in PARTS)
    own_text = (edits or {}).get("mail.txt")
    if own_text:
        page = _page_of(own_text, values)
    return Message(one_line(sms), one_line(subject), text, page)


def render_part(
    event: str, part: str, values: Mapping[str, str], edits: Mapping[str, str] | None = None
) -> str:
    """Fill in one part. In HTML the values are escaped; nowhere are they looked through for fields."""
    wording = (edits or {}).get(part) or template(event, part)
    escape = html.escape if part.endswith(".html") else str
    return _FIELD.sub(lambda field: escape(one_line(values[field[1]])), wording).strip() + "\n"


def editable_parts(event: str) -> tuple[str, ...]:
    """Name the parts an office words for itself; the page of a mail follows from its text."""
    return tuple(part for part in parts_of(event) if not part.endswith(".html"))


def fields_in(wording: str) -> tuple[str, ...]:
    """Name the fields a wording uses, known or not."""
    return tuple(dict.fromkeys(_FIELD.findall(wording)))


def shorten(wording: str) -> str:
    """Drop blanks at the ends of lines and of the whole, and the line ends of forms."""
    return "\n".join(line.rstrip() for line in wording.replace("\r\n", "\n").split("\n")).strip()


def problems_of(event: str, part: str, wording: str) -> tuple[str, ...]:
    """Say what is wrong with an office's wording before it is stored; empty when it can be used."""
    names = dict.fromkeys(_FIELD.findall(wording))
    usable = {f"{{{name}}}" for name in EVENTS[event]}
    unknown = [braced for braced in dict.fromkeys(_BRACED.findall(wording)) if braced not in usable]
    if unknown:
        return tuple(f"“{braced}”在这条消息里不能用，请删去或改为列出的字段。" for braced in unknown)
    if not wording.strip():
        return (N_("内容不能为空。"),)
    missing = [name for name in NEEDED if name in EVENTS[event] and name not in names]
    if missing and part in ("sms.txt", "mail.txt"):
        return tuple(f"少了“{{{name}}}”（{FIELDS[name][0]}），请加上，收件人要靠它。" for name in missing)
    if part == "sms.txt" and len(preview(event, part, wording)) > BODY_LIMIT:
        return (f"短信最多 {BODY_LIMIT} 字，请改短。",)
    return ()


def preview(event: str, part: str, wording: str | None = None) -> str:
    """Fill in one part with example values."""
    examples = {name: example for name, (_, example) in FIELDS.items()}
    return render_part(event, part, examples, {part: wording} if wording else None)


def billed_as(text: str) -> str:
    """Say how a text is billed: ``68 字，计 1 条``."""
    return f"{len(text)} 字，计 {count_fragments(text).count} 条"


def _page_of(wording: str, values: Mapping[str, str]) -> str:
    """Make the page of a mail from the office's own text: its paragraphs, and a link one can press."""

    def fill(field: re.Match[str]) -> str:
        value = html.escape(one_line(values[field[1]]))
        return f'<a href="{value}">{value}</a>' if field[1] == "link" else value

    paragraphs = re.split(r"\n\s*\n", html.escape(wording, quote=False))
    body = "\n".join(f"<p>{_FIELD.sub(fill, each).replace(chr(10), '<br>')}</p>" for each in paragraphs)
    heading = '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n'
    return f"{heading}{body}\n</body>\n</html>\n"


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
