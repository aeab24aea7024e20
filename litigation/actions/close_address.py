"""Addresses that want no messages: the duty notice then goes another way, and a person is told."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from litigation.actions.notice_plan import add_task
from litigation.law.word import N_
from litigation.records.inbound_message import ClosedAddress, is_closed
from litigation.records.notice import Task

CLOSED = N_("对方已退订短信。请打电话告知，并请对方恢复接收。")


def close_address(session: Session, address: str, person: str, now: datetime) -> None:
    """Send nothing more there, and raise a task once for each closing."""
    if is_closed(session, address):
        return
    session.add(ClosedAddress(address=address, closed_at=now, why=N_("对方退订")))
    title = f"{person or '一个不在名册中的号码'}退订了短信。请打电话说明，并约定改用什么方式通知。"
    add_task(
        session,
        Task(
            key=f"closed:{address[-4:]}:{now.isoformat()}",
            kind="contact",
            title=title[:200],
            due_at=now,
            created_at=now,
        ),
    )


def open_address(session: Session, address: str) -> None:
    """Let messages go there again."""
    session.execute(delete(ClosedAddress).where(ClosedAddress.address == address))
