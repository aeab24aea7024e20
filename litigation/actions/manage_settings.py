"""The office's policy: every change is a new version with its author; nothing is overwritten."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor, require
from litigation.actions.contact import read_email
from litigation.actions.journal import record_act
from litigation.actions.office import OfficeSettings, office_settings
from litigation.actions.row import plain_words
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.setting import HolidayOverride, Setting

# "0599-000-123", "12345", "+86 599 000123 转 2": what people print on a letter head
_TELEPHONE = re.compile(r"[\d+][\d\s()（）\-]{2,24}(?:\s?转\s?\d{1,6})?")

LONGEST: Mapping[str, int] = {
    "office_name": 40,
    "district_name": 20,
    "circular_to": 100,
    "circular_copies": 200,
}
BOUNDS: Mapping[str, tuple[int, int]] = {
    "hearing_minutes": (10, 600),
    "travel_minutes": (0, 600),
    "urgent_hours": (1, 240),
    "soon_hours": (1, 480),
    "week_hours": (1, 960),
    "password_days": (0, 1000),
    "phone_days": (1, 10),
    "phone_at_once_days": (1, 20),
    "court_reply_days": (1, 60),
    "choice_seconds": (1, 120),
}
CLOCKS = (
    "quiet_from",
    "quiet_to",
    "substitute_at",
    "principal_at",
    "leadership_at",
    "reminder_at",
    "morning_at",
    "certificate_at",
)
SERIES: Mapping[str, tuple[int, int]] = {
    "chase_hours": (2, 1),
    "leadership_days": (2, -1),
    "reminder_days": (3, -1),
    "certificate_days": (3, -1),
    "outcome_hours": (3, 1),
}
"""Settings of several numbers: how many, and whether they grow (1) or fall (-1)."""


def settings_version(session: Session) -> int:
    """Return a number that grows with every change of a setting."""
    return session.scalar(select(func.max(Setting.id))) or 0


def change_settings(
    values: Mapping[str, Any], *, now: datetime, actor: Actor, version: int | None = None
) -> tuple[str, ...]:
    """Write a new version of each setting whose value differs; return the names changed.

    Raises:
        InvalidInputError: a value cannot be used; ``details["field"]`` names it.
        ConflictError: a setting was changed since ``version``.
    """
    require(actor, "admin", "system")
    with writing() as session:
        if version is not None and version != settings_version(session):
            raise ConflictError
        held = asdict(office_settings(session))
        checked = {name: _check(name, value) for name, value in values.items()}
        _check_together({**held, **checked})
        changed = tuple(name for name, value in checked.items() if value != held[name])
        for name in changed:
            _write(session, name, checked[name], now, actor)
        if changed:
            record_act(session, now, actor, "setting.change", "setting", None, names=list(changed))
    return changed


def set_holiday(day: date, kind: str, source: str, *, now: datetime, actor: Actor) -> None:
    """Say that a day is off (``off``) or worked (``work``) whatever the shipped table says.

    Raises:
        InvalidInputError: no source is given; a day off is only as good as its notice.
    """
    require(actor, "admin", "system")
    if kind not in ("off", "work"):
        raise InvalidInputError(N_("请选择放假或上班。"), field="kind")
    if not plain_words(source):
        raise InvalidInputError(N_("请写明依据，例如国务院办公厅放假通知的文号。"), field="source")
    with writing() as session:
        row = session.get(HolidayOverride, day) or HolidayOverride(day=day)
        row.kind, row.source, row.changed_at = kind, plain_words(source)[:200], now
        session.add(row)
        record_act(session, now, actor, "holiday.set", "holiday", None, day=day, kind=kind)


def remove_holiday(day: date, *, now: datetime, actor: Actor) -> None:
    """Let the shipped table hold again for a day."""
    require(actor, "admin", "system")
    with writing() as session:
        row = session.get(HolidayOverride, day)
        if row is None:
            raise NotFoundError
        record_act(session, now, actor, "holiday.remove", "holiday", None, day=day, kind=row.kind)
        session.delete(row)


def _write(session: Session, name: str, value: Any, now: datetime, actor: Actor) -> None:
    """Add the next version of one setting."""
    last = session.scalar(select(func.max(Setting.version)).where(Setting.name == name)) or 0
    session.add(Setting(name=name, version=last + 1, value=value, changed_at=now, changed_by=actor.name))
    session.flush()


def _check(name: str, value: Any) -> Any:
    """Check one value by the kind of its setting."""
    if name not in {field.name for field in fields(OfficeSettings)}:
        raise InvalidInputError(N_("没有这项设置。"), field=name)
    check = _CHECKS.get(name)
    if check:
        return check(str(value))
    if name in BOUNDS:
        return _whole(name, value)
    return plain_words(str(value))[: LONGEST.get(name, 100)]


def _whole(name: str, value: Any) -> int:
    """Read a whole number within the setting's bounds."""
    least, most = BOUNDS[name]
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if not least <= number <= most:
        raise InvalidInputError(f"请填 {least} 至 {most} 之间的整数。", field=name)
    return number


def _clock(name: str) -> Callable[[str], str]:
    """Make the check of a time of day."""

    def check(text: str) -> str:
        try:
            return time.fromisoformat(text.strip()).strftime("%H:%M")
        except ValueError:
            raise InvalidInputError(N_("时间请按 07:30 的格式填写。"), field=name) from None

    return check


def _series(name: str) -> Callable[[str], str]:
    """Make the check of several whole numbers in order, however they are separated."""
    count, direction = SERIES[name]

    def check(text: str) -> str:
        found = [int(each) for each in re.findall(r"\d{1,3}", text)]
        ordered = sorted(set(found), reverse=direction < 0)
        if len(found) != count or found != ordered or min(found) < 1:
            order = "从大到小" if direction < 0 else "从小到大"
            raise InvalidInputError(f"请填 {count} 个整数，{order}，用顿号隔开。", field=name)
        return "、".join(map(str, found))

    return check


def _telephone(text: str) -> str:
    """Check the number printed for questions; it may be a landline with an extension."""
    number = plain_words(text)
    if number and not _TELEPHONE.fullmatch(number):
        raise InvalidInputError(N_("电话请填区号和号码，例如 0599-000-123。"), field="office_phone")
    return number


def _named(text: str) -> str:
    """Check the office's name, which every message begins with."""
    name = plain_words(text)[: LONGEST["office_name"]]
    if not name:
        raise InvalidInputError(N_("请填写主管单位，消息和通报上要用。"), field="office_name")
    return name


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "office_name": _named,
    "office_phone": _telephone,
    **{name: _clock(name) for name in CLOCKS},
    **{name: _series(name) for name in SERIES},
    "organizer_mail": lambda text: read_email(text, "organizer_mail") or "",
}


def _check_together(values: Mapping[str, Any]) -> None:
    """The three bands of urgency must grow."""
    if not values["urgent_hours"] < values["soon_hours"] < values["week_hours"]:
        raise InvalidInputError(N_("三档时限要依次变大，请改正。"), field="soon_hours")
