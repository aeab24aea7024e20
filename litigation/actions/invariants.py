"""What must hold over the whole register besides the standings; each check names the rows at fault."""

import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from litigation.actions.close_month import frozen_circular
from litigation.actions.journal import GENESIS, details_hash, line_hash
from litigation.actions.office import office_settings
from litigation.actions.propose_edition import seal_of
from litigation.law.case_number import read_case_number
from litigation.law.circular_file import CircularFileError
from litigation.law.clock import shanghai_day
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.circular import Circular
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.import_run import Blob
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party
from litigation.records.seat import CURRENT

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """A row that breaks a rule of the register, and which one, in words for the auditor."""

    subject: str
    subject_id: int | str
    message: str

    @property
    def sentence(self) -> str:
        """One line for the console."""
        return f"{self.subject} {self.subject_id}：{self.message}"


def journal_chain(session: Session) -> Iterator[Finding]:
    """Every line is bound to the one before, and says what it said when it was written.

    Erased words leave ``{"erased": true}``; the chain does not depend on them.
    """
    previous = GENESIS
    for line in session.scalars(
        select(JournalLine).order_by(JournalLine.id).execution_options(yield_per=CHUNK)
    ):
        if line.previous_hash != previous:
            yield Finding("journal_line", line.id, "与上一行接不上，中间有行被删除或插入")
        if line.line_hash != line_hash(line):
            yield Finding("journal_line", line.id, "内容与校验码不符，被改动过")
        if line.details != {"erased": True} and line.details_hash != details_hash(line.salt, line.details):
            yield Finding("journal_line", line.id, "明细与校验码不符，被改动过")
        previous = line.line_hash


def case_numbers(session: Session) -> Iterator[Finding]:
    """The number and the parts of the key beside it say the same."""
    rows = session.execute(
        select(
            Lawsuit.id,
            Lawsuit.number,
            Lawsuit.year,
            Lawsuit.court_code,
            Lawsuit.special,
            Lawsuit.type,
            Lawsuit.sequence,
        ).execution_options(yield_per=CHUNK)
    )
    for row in rows:
        read = read_case_number(row.number)
        parts = (row.year, row.court_code, row.special, row.type, row.sequence)
        if read is None or parts != (read.year, read.court, read.special or "", read.type, read.sequence):
            yield Finding("lawsuit", row.id, f"案号 {row.number} 与登记的年份、法院代字、类型、序号不一致")


def hearing_days(session: Session) -> Iterator[Finding]:
    """The day beside an instant is its Shanghai day, and a hearing is held for a case."""
    rows = session.execute(
        select(Hearing.id, Hearing.starts_at, Hearing.starts_on).execution_options(yield_per=CHUNK)
    )
    for hearing_id, starts_at, starts_on in rows:
        if starts_at is not None and shanghai_day(starts_at) != starts_on:
            yield Finding("hearing", hearing_id, "开庭日期与开庭时间不是同一天")
    alone = select(Hearing.id).where(~exists().where(HearingCase.hearing_id == Hearing.id))
    for hearing_id in session.scalars(alone):
        yield Finding("hearing", hearing_id, "没有对应的案件")


def parties_and_duties(session: Session) -> Iterator[Finding]:
    """Only a party of the case owes an appearance in it."""
    party = exists().where(
        Party.case_id == AppearanceDuty.case_id, Party.agency_id == AppearanceDuty.agency_id
    )
    for duty_id in session.scalars(
        select(AppearanceDuty.id).where(~party, AppearanceDuty.standing != "not_counted")
    ):
        yield Finding("appearance_duty", duty_id, "机关不是本案当事人，却登记了出庭应诉义务")


def own_heads(session: Session) -> Iterator[Finding]:
    """An agency is answered for by its own head (R2020 art. 2(2))."""
    for model in (Assignment, Attendance):
        strangers = (
            select(model.id)
            .join(Official, Official.id == model.official_id)
            .where(Official.agency_id != model.agency_id)
        )
        for row_id in session.scalars(strangers):
            yield Finding(model.__tablename__, row_id, "登记的负责人不是该机关的负责人")


def ended_assignments(session: Session) -> Iterator[Finding]:
    """Nobody is still expected at a cancelled hearing."""
    waiting = (
        select(Assignment.id)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(Assignment.state.in_(CURRENT), Hearing.cancelled_at.is_not(None))
    )
    for assignment_id in session.scalars(waiting):
        yield Finding("assignment", assignment_id, "开庭已取消，派员还没有结束")


def double_bookings(session: Session) -> Iterator[Finding]:
    """No head is asked to be in two hearings at once."""
    length = office_settings(session).hearing_length
    rows = session.execute(
        select(Assignment.official_id, Assignment.id, Hearing.starts_at, Hearing.ends_at)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(Assignment.state.in_(CURRENT), Hearing.starts_at.is_not(None), Hearing.outcome.is_(None))
        .order_by(Assignment.official_id, Hearing.starts_at)
    )
    for _, booked in itertools.groupby(rows, key=lambda row: row.official_id):
        busy_until: datetime | None = None
        for row in booked:
            if busy_until and row.starts_at < busy_until:
                yield Finding("assignment", row.id, "同一负责人同一时间有两处开庭")
            until = row.ends_at or row.starts_at + length
            busy_until = max(busy_until, until) if busy_until else until


def stored_bytes(session: Session) -> Iterator[Finding]:
    """Stored bytes are still what their hash says."""
    for sha256 in session.scalars(select(Blob.sha256).order_by(Blob.sha256)).all():
        size, data = session.execute(select(Blob.size, Blob.data).where(Blob.sha256 == sha256)).one()
        if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield Finding("blob", sha256[:12], "文件内容与校验码不符，被改动过")


def issued_papers(session: Session) -> Iterator[Finding]:
    """An issued edition keeps the papers that were issued."""
    missing = select(Circular.id).where(
        Circular.state == "issued", Circular.docx_sha256.is_(None) | Circular.xlsx_sha256.is_(None)
    )
    for circular_id in session.scalars(missing):
        yield Finding("circular", circular_id, "已封存的通报没有保存文件")


def sealed_editions(session: Session) -> Iterator[Finding]:
    """An issued edition says what it said: seal, content and figures agree."""
    for row in session.scalars(select(Circular).where(Circular.state == "issued").order_by(Circular.id)):
        if row.seal != seal_of(row):
            yield Finding("circular", row.id, "已封存的通报与校验码不符，被改动过")
        try:
            tally = frozen_circular(row).tally
        except CircularFileError:
            yield Finding("circular", row.id, "已封存的通报内容无法读取")
        else:
            if (tally.num, tally.den, tally.unknown) != tuple(
                row.figures[key] for key in ("num", "den", "unknown")
            ):
                yield Finding("circular", row.id, "已封存的通报内容与数字不一致")


INVARIANTS: dict[str, Callable[[Session], Iterator[Finding]]] = {
    "操作日志": journal_chain,
    "案号": case_numbers,
    "开庭日期": hearing_days,
    "应诉义务": parties_and_duties,
    "本机关负责人": own_heads,
    "派员状态": ended_assignments,
    "时间冲突": double_bookings,
    "文件": stored_bytes,
    "通报文件": issued_papers,
    "通报内容": sealed_editions,
}
"""The checks by the names the auditor reads."""
