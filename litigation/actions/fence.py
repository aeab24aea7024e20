"""The fence: a register restored elsewhere sends nothing until a person has said so.

What was due since the backup was made has mostly been sent by the machine that made it; a copy
started for a trial must not write to anybody at all.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from litigation.actions.actor import SYSTEM, Actor, require
from litigation.actions.journal import record_act
from litigation.law.error import ConflictError
from litigation.law.word import N_
from litigation.records.db import db, writing
from litigation.records.notice import ChannelState, Notice
from litigation.records.place import place_of
from litigation.records.setting import Setting

FENCE = "fence"
"""The fence is a stopped channel of this name: every clerk's page shows it."""

SETTING = "sending.place"

REASON = N_("数据库换了地方，像是从备份恢复的，消息已全部暂停。请系统管理员到“运行情况”决定是否恢复发送。")
DROPPED = N_("恢复备份时作废：原来的机器应当已经发过")


def may_send(now: datetime) -> bool:
    """Tell whether messages may leave from here; the first worker of a register settles its place."""
    reading = db.session()
    held, here = _held(reading), place_of(reading)
    reading.rollback()
    if held == here:
        return True
    with writing() as session:
        held = _held(session)
        if held is None:
            _settle(session, here, SYSTEM, now)
        elif held != here:
            _raise_fence(session, now)
    return held in (None, here)


def resume_sending(*, drop_due: bool, now: datetime, actor: Actor) -> int:
    """Take the fence down; with ``drop_due`` what is due by now is not sent. Return how many were dropped.

    Raises:
        ConflictError: there is no fence; somebody else took it down.
    """
    require(actor, "admin", "system")
    with writing() as session:
        fence = session.get(ChannelState, FENCE, with_for_update=True)
        if fence is None:
            raise ConflictError(N_("发送已经恢复，不用再办。"))
        dropped = _drop_due(session, now) if drop_due else 0
        session.delete(fence)
        _settle(session, place_of(session), actor, now)
        record_act(session, now, actor, "sending.resume", "setting", None, dropped=dropped)
    return dropped


def count_due(session: Session, now: datetime) -> int:
    """Count the messages that would leave at once."""
    return session.scalar(select(func.count()).select_from(Notice).where(_due(now))) or 0


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(Notice.state.in_(("planned", "claimed")), Notice.due_at <= now)


def _drop_due(session: Session, now: datetime) -> int:
    ids = session.scalars(
        update(Notice)
        .where(_due(now))
        .values(state="superseded", ended_reason=DROPPED, claimed_by=None, lease_until=None)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return len(ids.all())


def _held(session: Session) -> str | None:
    held = session.scalar(
        select(Setting.value).where(Setting.name == SETTING).order_by(Setting.version.desc()).limit(1)
    )
    return None if held is None else str(held)


def _settle(session: Session, place: str, actor: Actor, now: datetime) -> None:
    newest = session.scalar(select(func.max(Setting.version)).where(Setting.name == SETTING)) or 0
    session.add(Setting(name=SETTING, version=newest + 1, value=place, changed_at=now, changed_by=actor.name))


def _raise_fence(session: Session, now: datetime) -> None:
    if session.get(ChannelState, FENCE) is None:
        session.add(ChannelState(channel=FENCE, stopped_at=now, tried_at=now, reason=REASON))
