"""核对联系方式: a text whose link the head opens, or a call that a clerk records; tasks before risks."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.engagements import CURRENT
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token, make_token, new_nonce
from litigation.actions.notice_plan import after_quiet, copy_to, official_recipient
from litigation.actions.office import office_settings
from litigation.actions.row import get_row
from litigation.law.clock import month_of, shanghai_day
from litigation.law.contact import SOON, ContactState, contact_state
from litigation.law.error import InvalidInputError, LinkDeadError
from litigation.law.word import N_
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import AppearanceDuty
from litigation.records.notice import Notice, Task
from litigation.records.seat_choice import ContactCheck

PURPOSE = "contact"
"""For which the links are derived."""

LINK_LIFE = timedelta(days=7)


def ask_to_verify(official_id: int, *, now: datetime, actor: Actor, secret: str) -> ContactCheck:
    """Send a text to the head's mobile; whoever opens its link and says so has verified the number.

    Raises:
        InvalidInputError: there is no mobile.
    """
    require(actor, *OFFICE)
    with writing() as session:
        official = get_row(session, Official, official_id)
        if not official.mobile:
            raise InvalidInputError(N_("还没有手机号，请先填写。"), field="mobile")
        nonce = new_nonce()
        check = ContactCheck(
            official_id=official.id,
            mobile=official.mobile,
            nonce=nonce,
            token_hash=hash_token(make_token(secret, PURPOSE, nonce)),
            asked_at=now,
            asked_by=actor.name,
        )
        session.add(check)
        session.flush()
        _send(session, check, official, now)
        record_act(session, now, actor, "contact.ask", "official", official.id)
    return check


def find_check(token: str, now: datetime) -> ContactCheck:
    """Read what the link of a check shows.

    Raises:
        LinkDeadError: no such link, a week old, or the number was changed since.
    """
    check = db.session().scalar(select(ContactCheck).where(ContactCheck.token_hash == hash_token(token)))
    if check is None or check.asked_at + LINK_LIFE <= now or check.official.mobile != check.mobile:
        raise LinkDeadError
    return check


def confirm_contact(token: str, *, now: datetime, actor: Actor) -> ContactCheck:
    """Take the head's word that the number is theirs; a second time changes nothing.

    Raises:
        LinkDeadError: as for ``find_check``.
    """
    with writing() as session:
        check = find_check(token, now)
        if check.confirmed_at is None:
            check.confirmed_at = now
            note_verified(session, check.official, now, actor, "link")
    return check


def note_verified(session: Session, official: Official, now: datetime, actor: Actor, how: str) -> None:
    """Record inside the caller's transaction that the number in the register reached the head."""
    official.mobile_verified_at = now
    record_act(session, now, actor, "official.verify", "official", official.id, by=how)
    close_checks(session, official, now)


def close_checks(session: Session, official: Official, now: datetime) -> None:
    """Close what asked for this head's number, and the agency's task when nobody of it is left."""
    tasks = select(Task).where(Task.kind == "verify", Task.done_at.is_(None))
    for task in session.scalars(tasks.where(Task.official_id == official.id)):
        task.done_at, task.result = now, N_("号码已核对")
    session.flush()
    if not _unverified(session, [official.agency_id], now):
        whole = tasks.where(Task.official_id.is_(None), Task.agency_id == official.agency_id)
        for task in session.scalars(whole):
            task.done_at, task.result = now, N_("号码已核对")


def state_of(official: Official, now: datetime) -> ContactState:
    """Judge a head's contacts: the mobile, and mail or a liaison besides it."""
    second = bool(official.email) or copy_to(official, official.agency) is not None
    return contact_state(official.mobile, official.mobile_verified_at, now, second=second)


def raise_checks(now: datetime) -> int:
    """Ask for what is unverified before it is a risk; return how many tasks are new.

    One task a month for each agency that was ever sued, and one for each head who has a
    hearing within 30 days.
    """
    with writing() as session:
        sued = select(AppearanceDuty.agency_id).distinct()
        agencies = session.scalars(select(Agency).where(Agency.in_district, Agency.id.in_(sued)))
        by_id = {each.id: each for each in agencies}
        found = _unverified(session, list(by_id), now)
        busy = _with_hearing_soon(session, now)
        tasks = [_head_task(one, state, busy[one.id], now) for one, state in found if one.id in busy]
        tasks += [_agency_task(by_id[agency_id], number, now) for agency_id, number in _numbers(found)]
        known = set(session.scalars(select(Task.key).where(Task.kind == "verify")))
        new = [task for task in tasks if task.key not in known]
        session.add_all(new)
    return len(new)


def _send(session: Session, check: ContactCheck, official: Official, now: datetime) -> None:
    to = official_recipient(official)
    session.add(
        Notice(
            key=f"v{check.id}:1:-:verify:{to.kind}{to.id}:sms",
            event="verify",
            rung="verify",
            channel="sms",
            agency_id=official.agency_id,
            recipient_kind=to.kind,
            recipient_id=to.id,
            recipient_name=to.name,
            address=to.mobile,
            details={"contact_check": check.id},
            due_at=after_quiet(now, None, office_settings(session)),
            expires_at=now + LINK_LIFE,
            planned_at=now,
        )
    )
    session.flush()


def _unverified(
    session: Session, agency_ids: Iterable[int], now: datetime
) -> list[tuple[Official, ContactState]]:
    """Return the people in office whose number is missing, unverified or verified too long ago."""
    today = shanghai_day(now)
    rows = session.scalars(
        select(Official)
        .where(
            Official.agency_id.in_(list(agency_ids)),
            Official.from_on.is_(None) | (Official.from_on <= today),
            Official.to_on.is_(None) | (Official.to_on >= today),
        )
        .options(joinedload(Official.agency).selectinload(Agency.liaisons), joinedload(Official.liaison))
        .order_by(Official.id)
    )
    judged = [(each, state_of(each, now)) for each in rows]
    return [(official, state) for official, state in judged if state is not ContactState.GOOD]


def _with_hearing_soon(session: Session, now: datetime) -> dict[int, datetime]:
    """Return the heads who are to appear soon, with the first hearing of each."""
    rows = session.execute(
        select(Assignment.official_id, func.min(Hearing.starts_at))
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(
            Assignment.state.in_(CURRENT),
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.starts_at > now,
            Hearing.starts_at <= now + SOON,
        )
        .group_by(Assignment.official_id)
    )
    return {official_id: starts_at for official_id, starts_at in rows if starts_at is not None}


def _numbers(found: list[tuple[Official, ContactState]]) -> list[tuple[int, int]]:
    counted: dict[int, int] = {}
    for official, _state in found:
        counted[official.agency_id] = counted.get(official.agency_id, 0) + 1
    return sorted(counted.items())


def _head_task(official: Official, state: ContactState, starts_at: datetime, now: datetime) -> Task:
    checked = official.mobile_verified_at.date().isoformat() if official.mobile_verified_at else "-"
    return Task(
        key=f"verify:{official.id}:{official.mobile or '-'}:{checked}"[:200],
        kind="verify",
        agency_id=official.agency_id,
        official_id=official.id,
        title=f"{official.name}{state.label}，近期要出庭，请核对。"[:200],
        due_at=max(now, starts_at - timedelta(days=7)),
        created_at=now,
    )


def _agency_task(agency: Agency, number: int, now: datetime) -> Task:
    return Task(
        key=f"verify:agency{agency.id}:{month_of(shanghai_day(now))}",
        kind="verify",
        agency_id=agency.id,
        title=f"{agency.short_name}有 {number} 名负责人的手机号需要核对。"[:200],
        due_at=now + SOON,
        created_at=now,
    )
