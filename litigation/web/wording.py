"""How days, moments, spans, figures and names are written on a page, in Chinese and in English.

The Chinese forms are those of ``litigation.law.clock`` and ``litigation.law.rate``, so that
a page, a paper and a message say the same; English is the second language of the pages only.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Flask
from flask_babel import get_locale, gettext

from litigation.law.agency import PartyRole
from litigation.law.clock import SHANGHAI, say_day
from litigation.law.privacy import mask_email, mask_mobile, mask_name, mask_party
from litigation.law.rate import rate_text
from litigation.law.word import Word
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit
from litigation.web import chip, clock
from litigation.web.office import office

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "—"
SUING_ROLES = (PartyRole.PLAINTIFF, PartyRole.APPLICANT)
ORGANISATIONS = (
    "公司",
    "厂",
    "店",
    "医院",
    "学校",
    "中心",
    "合作社",
    "委员会",
    "协会",
    "企业",
    "银行",
    "集团",
)
"""Ends of names by which an organisation is told from a person."""


def in_english() -> bool:
    """Tell whether this request is answered in English."""
    locale = get_locale()
    return locale is not None and locale.language == "en"


def day(value: date | datetime | None) -> str:
    """Write a day with its weekday: 9月15日 周二; the year only when it is not this one."""
    if value is None:
        return NO_DATE
    on = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    this_year = clock.today().year
    if not in_english():
        return say_day(on, this_year)
    year = "" if on.year == this_year else f" {on.year}"
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


def clock_time(value: datetime | None) -> str:
    """Write the Shanghai hour and minute; empty where no hour is known."""
    return "" if value is None else f"{value.astimezone(SHANGHAI):%H:%M}"


def moment(value: datetime | None) -> str:
    """Write a day and its hour: 9月15日 周二 09:30."""
    if value is None:
        return NO_DATE
    return f"{day(value)} {clock_time(value)}"


def hearing_when(hearing: Hearing) -> str:
    """Write when a hearing is, whatever is known of it."""
    if hearing.starts_at is not None:
        return moment(hearing.starts_at)
    if hearing.starts_on is not None:
        return gettext("%(day)s 时间未定", day=day(hearing.starts_on))
    return gettext("日期未定")


def near_day(value: date | datetime | None) -> str:
    """Say 今天, 明天 or 后天 as an addition beside the day; empty for any other."""
    if value is None:
        return ""
    on = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    words = {0: gettext("今天"), 1: gettext("明天"), 2: gettext("后天")}
    return words.get((on - clock.today()).days, "")


def span(length: timedelta) -> str:
    """Write a length, rounded down: 40 分, 23 小时, 2 天 3 小时."""
    minutes = int(length.total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if minutes < 60:
        return gettext("%(n)s 分", n=minutes)
    if not days:
        return gettext("%(n)s 小时", n=hours)
    if not hours:
        return gettext("%(n)s 天", n=days)
    return gettext("%(d)s 天 %(h)s 小时", d=days, h=hours)


@dataclass(frozen=True, slots=True)
class Left:
    """Time left before a moment: ``level`` is 3 (urgent) to 0 (far), or ``over``."""

    level: str
    text: str


def left(at: datetime | None) -> Left | None:
    """Say how long it is to ``at``, and how urgent that is by the office's bands."""
    if at is None:
        return None
    ahead = at - clock.now()
    if ahead < timedelta(0):
        return Left("over", gettext("已过 %(span)s", span=span(-ahead)))
    bands = (office().urgent_hours, office().soon_hours, office().week_hours)
    level = sum(ahead <= timedelta(hours=band) for band in bands)
    return Left(str(level), gettext("还剩 %(span)s", span=span(ahead)))


@dataclass(frozen=True, slots=True)
class Figure:
    """What is printed of a fraction: ``rate`` is empty while an unknown forbids a percent."""

    rate: str
    fraction: str
    words: str = ""


def figure(num: int, den: int, unknown: int = 0) -> Figure:
    """Print a rate as pages do: never 100% unless equal, no percent while one is unknown."""
    if unknown:
        return Figure("", f"{num}/{den + unknown}", gettext("%(n)s 件待登记", n=unknown))
    if not den:
        return Figure("—", "0/0", gettext("无开庭案件"))
    return Figure(rate_text(num, den, decimals=1) or "—", f"{num}/{den}")


def month(value: str) -> str:
    """Write a month of the register (``2026-09``): 2026年9月."""
    year, number = value.split("-")
    if in_english():
        return f"{MONTHS[int(number) - 1]} {year}"
    return f"{year}年{int(number)}月"


def short_month(value: str) -> str:
    """Write a month without its year when it is this one: 9月."""
    year, number = value.split("-")
    if int(year) != clock.today().year:
        return month(value)
    return MONTHS[int(number) - 1] if in_english() else f"{int(number)}月"


def case_number(value: str | None) -> str:
    """Write a 案号 with the full-width brackets of pages and papers."""
    return (value or "").replace("(", "（").replace(")", "）")


def listed(values: list[str]) -> str:
    """Join names as a sentence does."""
    return (", " if in_english() else "、").join(values)


def gap() -> str:
    """Return what stands between two sentences: nothing in Chinese, a blank in English."""
    return " " if in_english() else ""


def label(word: Word | str | None) -> str:
    """Translate the label of a word of the law."""
    return gettext(word.label) if isinstance(word, Word) else (word or "")


def plaintiffs(lawsuit: Lawsuit) -> str:
    """Write the plaintiffs as lists show them: 王某某, 李某某等 3 人."""
    names = [party.name for party in lawsuit.parties if party.role in SUING_ROLES]
    if not names:
        return ""
    first = mask_party(names[0])
    return first if len(names) == 1 else gettext("%(name)s等 %(n)s 人", name=first, n=len(names))


def dispute(lawsuit: Lawsuit) -> str:
    """Write what a case is about, without the agency: 王某某诉行政处罚."""
    who, cause = plaintiffs(lawsuit), lawsuit.cause
    return gettext("%(who)s诉%(cause)s", who=who, cause=cause) if who else cause


FILTERS = {
    "day": day,
    "moment": moment,
    "clock_time": clock_time,
    "hearing_when": hearing_when,
    "near_day": near_day,
    "span": span,
    "left": left,
    "month": month,
    "short_month": short_month,
    "case_number": case_number,
    "listed": listed,
    "label": label,
    "mask_name": mask_name,
    "mask_mobile": mask_mobile,
    "mask_email": mask_email,
    "mask_party": mask_party,
    "plaintiffs": plaintiffs,
    "dispute": dispute,
}


def install(app: Flask) -> None:
    """Give the filters and figures to every template."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        figure=figure, gap=gap, chip_of=chip.chip_of, now=clock.now, today=clock.today
    )
