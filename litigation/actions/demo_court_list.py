"""The demo's court list: what the court of the fictional district lists for a month, with its slips.

It lists the month as the register has it, but for one case it leaves out, one head it did not
note, and one case that nobody in the district knows.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.demo_people import CLERK
from litigation.actions.receive_court_list import Stated, receive_court_list
from litigation.law.clock import read_month, shanghai_day
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.summary import say_month
from litigation.records.db import db
from litigation.records.hearing import Attendance, Hearing
from litigation.records.lawsuit import Lawsuit

HEADINGS = ("序号", "案号", "开庭日期", "被告", "负责人是否出庭", "出庭负责人", "职务")


def demo_court_list(month: str, at: datetime) -> None:
    """Take the court's list of a month as a clerk would have."""
    session = db.session()
    hearings = _held(session, month)
    court = next((each.court for each in hearings if each.court), "")
    rows = [row for each in hearings if each.court == court for row in _rows(session, each)]
    session.rollback()
    if len(rows) < 3:
        return
    rows = [*rows[1:-1], [*rows[-1][:3], "否", "", ""], _unknown(rows[-1])]
    lines = [f"{court}{say_month(month)}行政案件负责人出庭应诉情况表", "\t".join(HEADINGS)]
    lines += ["\t".join((str(number), *row)) for number, row in enumerate(rows, 1)]
    stated = Stated(month, shanghai_day(at), court)
    receive_court_list("\n".join(lines).encode(), f"{month}法院名单.txt", stated, now=at, actor=CLERK)


def _held(session: Session, month: str) -> list[Hearing]:
    query = (
        select(Hearing)
        .where(
            Hearing.starts_on.between(*read_month(month)),
            Hearing.kind == HearingKind.TRIAL.value,
            Hearing.outcome == Outcome.HELD.value,
        )
        .order_by(Hearing.starts_at)
        .options(selectinload(Hearing.lawsuits).selectinload(Lawsuit.duties))
    )
    return list(session.scalars(query))


def _rows(session: Session, hearing: Hearing) -> list[list[str]]:
    """One row for each case and agency: number, day, agency, whether a head came, who."""
    came = {
        row.agency_id: row
        for row in session.scalars(
            select(Attendance).where(Attendance.hearing_id == hearing.id, Attendance.superseded_at.is_(None))
        )
    }
    day = hearing.starts_on
    rows = []
    for lawsuit in hearing.lawsuits:
        for duty in lawsuit.duties:
            row = came.get(duty.agency_id)
            if row is None or day is None:
                continue
            head = row.official if row.present else None
            words = ("是", head.name, head.post) if head else ("否", "", "")
            rows.append([lawsuit.number, f"{day.month}月{day.day}日", duty.agency.name, *words])
    return rows


def _unknown(row: list[str]) -> list[str]:
    """A case of the same court that the register does not have."""
    number = row[0].rpartition("初")[0] or row[0].rpartition("终")[0]
    return [f"{number}初987号", *row[1:3], "是", "", ""]
