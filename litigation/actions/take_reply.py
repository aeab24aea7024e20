"""An answer by mail: it counts only from the invited address and for the time now asked about.

Mail authenticates nobody. A yes is therefore shown as 由邮件答复，未核实, a no asks the next head
and leaves the reason to the link, and everything that is not plain lies before a person.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import accept_reply, refuse_reply
from litigation.actions.invitation import ANSWERABLE
from litigation.actions.notice_mail import REQUESTS
from litigation.actions.notice_plan import add_task
from litigation.channels.reply import CalendarReply
from litigation.law.error import LitigationError
from litigation.law.word import N_
from litigation.records.agency import Liaison, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing
from litigation.records.inbound_message import InboundMessage
from litigation.records.notice import Notice, Task
from litigation.records.user import User

LONGEST_BODY = 2000
SURE_WAYS = ("link", "phone")
"""Answers given this way are proven; a mail that says otherwise is laid before a person."""

CONFIRMED = N_("已记为确认出庭（由邮件答复，未核实）。")
DECLINED = N_("已记为不能出庭，待补理由。")
SAME = N_("与已有的答复相同。")
UNKNOWN_HEARING = N_("邮件里的日历不是这里发出的。")
NOT_INVITED = N_("答复的人没有被邀请，没有记下。")
OTHER_SENDER = N_("发件人不是被邀请的人，没有记下。")
DOUBTFUL = N_("收信服务器说发件人可能是冒名的，没有记下。")
OLD_VERSION = N_("答复的是旧的时间，没有记下。")
NEVER_SENT = N_("答复的版本没有发出过，没有记下。")
OLDER = N_("已有更新的答复，没有记下。")
REPLACED = N_("已改派他人，没有记下。")
SURE_ALREADY = N_("与链接或电话的答复不同，没有记下。")
FOREIGN = N_("有人用这里的日历编号发来安排，没有理会。")
NOT_YET = N_("对方没有表态。")
TASKS = {
    "TENTATIVE": N_("暂定，没有明确答复"),
    "DELEGATED": N_("想委托他人出庭"),
    "COUNTER": N_("提议改时间，开庭时间由法院决定"),
    "REFRESH": N_("请重发日历"),
}
"""What a person is told to settle on the telephone."""

# mx.yunting.example; spf=pass smtp.mailfrom=a.example; dkim=pass; dmarc=fail (p=none) header.from=a.example
_FAILED = re.compile(r"\b(?:dmarc|compauth)\s*=\s*fail\b", re.I)
_COMMENT = re.compile(r"\([^()]{0,300}\)")


@dataclass(frozen=True, slots=True)
class Post:
    """The mail that an answer came in: its sender without proof, and what is kept of it."""

    identity: str
    sender: str
    subject: str
    body: str
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of an answer."""

    waiting: bool
    outcome: str
    assignment_id: int | None = None
    reading: str = "unclear"
    task: str = ""


def take_reply(session: Session, reply: CalendarReply, post: Post, now: datetime, secret: str) -> bool:
    """Take one answer inside the caller's transaction; ``False`` where the same came before."""
    key = f"{reply.uid}\n{reply.method}\n{reply.attendee}\n{post.sender}\n{reply.sequence}\n{reply.partstat}"
    identity = hashlib.sha256(f"{key}\n{reply.stamped_at or post.identity}".encode()).hexdigest()
    taken = _settle(session, reply, post, now, secret) if not _known(session, identity) else None
    if taken is None:
        return False
    body = "\n".join(each for each in (reply.comment, post.body) if each)
    message = keep_mail(session, replace(post, identity=identity, body=body), taken, now)
    message.stated_at = reply.stamped_at
    if taken.task and taken.assignment_id is not None:
        _ask_person(session, message, taken, now)
    return True


def keep_mail(session: Session, post: Post, taken: Taken, now: datetime) -> InboundMessage:
    """Keep a mail among the replies, waiting for a person or done."""
    message = InboundMessage(
        channel="mail",
        provider_id=f"mail:{post.identity}",
        sender=post.sender[:200],
        person=_person(session, post.sender),
        subject=post.subject[:200],
        body=post.body[:LONGEST_BODY],
        reading=taken.reading,
        state="waiting" if taken.waiting else "done",
        outcome=taken.outcome,
        assignment_id=taken.assignment_id,
        received_at=now,
    )
    if not taken.waiting:
        message.settled_at, message.settled_by = now, "系统"
    session.add(message)
    session.flush()
    return message


def failed_dmarc(results: Sequence[str]) -> bool:
    """Tell whether the receiving server calls the sender forged (RFC 8601).

    Its lines stand on top and begin with its name; what stands below may come from anybody.
    """
    if not results:
        return False
    server = results[0].partition(";")[0].split()[:1]
    ours = [each for each in results if each.partition(";")[0].split()[:1] == server]
    return any(_FAILED.search(_COMMENT.sub(" ", each)) for each in ours)


def _settle(session: Session, reply: CalendarReply, post: Post, now: datetime, secret: str) -> Taken:
    hearing = session.scalar(
        select(Hearing)
        .where(Hearing.uid == reply.uid)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if hearing is None:
        return Taken(True, UNKNOWN_HEARING)
    if reply.method not in ("REPLY", "COUNTER", "REFRESH"):
        return Taken(True, FOREIGN)
    invitations = _invitations(session, hearing, reply.attendee)
    if not invitations:
        return Taken(True, NOT_INVITED)
    last = invitations[-1].assignment_id
    if post.sender != reply.attendee:
        return Taken(True, OTHER_SENDER, last)
    if failed_dmarc(post.results):
        return Taken(True, DOUBTFUL, last)
    if refusal := _version(reply, hearing, invitations):
        return Taken(True, refusal, last)
    assignment = session.get(Assignment, last, with_for_update=True, populate_existing=True)
    if assignment is None or assignment.state not in ANSWERABLE:
        return Taken(True, REPLACED, last)
    return _answer(session, reply, assignment, now, secret)


def _invitations(session: Session, hearing: Hearing, attendee: str) -> list[Notice]:
    """Return the invitations that left for this address, or may have, oldest first."""
    if not attendee:
        return []
    query = select(Notice).where(
        Notice.hearing_id == hearing.id,
        Notice.channel == "mail",
        Notice.recipient_kind == "official",
        Notice.event.in_(REQUESTS),
        Notice.sequence.is_not(None),
        Notice.assignment_id.is_not(None),
        func.lower(Notice.address) == attendee,
    )
    return list(session.scalars(query.order_by(Notice.sequence, Notice.id)))


def _version(reply: CalendarReply, hearing: Hearing, invitations: Sequence[Notice]) -> str:
    """Say why an answer is not for the present time; empty where it is."""
    current = {each.sequence for each in invitations if each.revision == hearing.revision}
    if reply.sequence in current:
        return ""
    highest = max(each.sequence or 0 for each in invitations)
    return NEVER_SENT if reply.sequence > highest else OLD_VERSION


def _answer(
    session: Session, reply: CalendarReply, assignment: Assignment, now: datetime, secret: str
) -> Taken:
    means = reply.partstat if reply.method == "REPLY" else reply.method
    if means in TASKS:
        return Taken(True, "", assignment.id, task=TASKS[means])
    if means not in ("ACCEPTED", "DECLINED"):
        return Taken(means != "NEEDS-ACTION", NOT_YET, assignment.id)
    state, reading = ("confirmed", "yes") if means == "ACCEPTED" else ("declined", "no")
    if _has_newer(session, reply, assignment):
        return Taken(False, OLDER, assignment.id, reading)
    if assignment.state == state:
        return Taken(False, SAME, assignment.id, reading)
    if assignment.state in ("confirmed", "declined") and assignment.answered_by in SURE_WAYS:
        return Taken(True, SURE_ALREADY, assignment.id, reading)
    actor = Actor(name=assignment.official.name, role="head")
    try:
        if state == "confirmed":
            accept_reply(session, assignment, now, actor, "mail")
            return Taken(False, CONFIRMED, assignment.id, reading)
        refuse_reply(session, assignment, now, actor, "mail", secret)
    except LitigationError as error:
        return Taken(True, str(error), assignment.id, reading)
    return Taken(False, DECLINED, assignment.id, reading)


def _has_newer(session: Session, reply: CalendarReply, assignment: Assignment) -> bool:
    """Tell whether an answer that was given later came before this one (RFC 5546, 2.1.5)."""
    if reply.stamped_at is None:
        return False
    newest = session.scalar(
        select(func.max(InboundMessage.stated_at)).where(
            InboundMessage.assignment_id == assignment.id,
            InboundMessage.outcome.in_((CONFIRMED, DECLINED, SAME)),
        )
    )
    return newest is not None and newest > reply.stamped_at


def _known(session: Session, identity: str) -> bool:
    known = select(InboundMessage.id).where(InboundMessage.provider_id == f"mail:{identity}")
    return session.scalar(known) is not None


def _ask_person(session: Session, message: InboundMessage, taken: Taken, now: datetime) -> None:
    assignment = session.get_one(Assignment, taken.assignment_id)
    add_task(
        session,
        Task(
            key=f"mail:{message.id}",
            kind="reply",
            hearing_id=assignment.hearing_id,
            agency_id=assignment.agency_id,
            official_id=assignment.official_id,
            assignment_id=assignment.id,
            title=f"{assignment.official.name}用邮件答复：{taken.task}。请打电话问清楚。"[:200],
            due_at=now,
            created_at=now,
        ),
    )


def _person(session: Session, address: str) -> str:
    """Name who has this address: a head before a liaison before a user; empty for nobody."""
    if not address:
        return ""
    for holder in (Official, Liaison, User):
        name = session.scalar(select(holder.name).where(func.lower(holder.email) == address).limit(1))
        if name:
            return name
    return ""
