"""月度通报: the worker drafts a month, a person issues it, issuing freezes it.

An issued edition keeps its figures, its Word and Excel files as they were. What changes
afterwards proposes the next edition (``propose_edition``), which a person issues with a
reason.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.circular_lines import agency_lines, case_lines, next_hearings
from litigation.actions.conclude import refresh_passed
from litigation.actions.journal import record_act
from litigation.actions.keep_heaps import heaps_of
from litigation.actions.month_figures import month_figures
from litigation.actions.office import office_settings
from litigation.actions.plan_circular import plan_circular
from litigation.actions.propose_edition import figures_json, latest_edition, seal_of
from litigation.actions.readings_in_force import readings_in_force
from litigation.actions.remedies import remedies_of
from litigation.actions.scheduled_cases import taken_off
from litigation.law.circular import Circular as LawCircular
from litigation.law.circular import CountingRule, OriginStep, PreviousEdition, TrendMonth
from litigation.law.circular_file import read_circular
from litigation.law.circular_file import write_circular as write_content
from litigation.law.clock import month_of, read_month, shanghai_day
from litigation.law.error import ConflictError, InvalidInputError, ReasonMissingError
from litigation.law.reading import Readings, say_departures
from litigation.papers.circular_docx import write_circular
from litigation.papers.circular_xlsx import write_workbook
from litigation.records.circular import Circular
from litigation.records.db import writing
from litigation.records.import_run import Blob
from litigation.records.lawsuit import Lawsuit

TREND_MONTHS = 12
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What ``litigation report`` writes; ``edition`` 0 is a draft that nobody has issued."""

    month: str
    edition: int
    docx: bytes
    xlsx: bytes
    figures: dict[str, object]


def draft_month(month: str, *, now: datetime) -> Circular | None:
    """Draft the first edition of a month or bring the draft up to date; None once it is issued."""
    read_month(month)
    with writing() as session:
        if latest_edition(session, month, "issued") is not None:
            return None
        refresh_passed(now)
        draft = latest_edition(session, month, "draft")
        figures = figures_json(session, month)
        if draft is None:
            draft = Circular(month=month, edition=1, state="draft", drafted_at=now)
            session.add(draft)
        draft.figures, draft.as_of = figures, now
        session.flush()
    return draft


def draft_last_month(now: datetime) -> Circular | None:
    """Draft the month before the running one: what the worker does when a month has ended.

    An office that has no case yet gets no empty draft.
    """
    with writing() as session:
        if session.scalar(select(Lawsuit.id).limit(1)) is None:
            return None
    last = shanghai_day(now).replace(day=1) - timedelta(days=1)
    return draft_month(month_of(last), now=now)


def issue_month(month: str, *, now: datetime, actor: Actor, reason: str = "") -> Circular:
    """Issue the month's draft, or its proposed edition with a reason; leaders are told.

    Raises:
        ReasonMissingError: a further edition needs its reason.
        ConflictError: the month is issued and its figures have not changed.
    """
    require(actor, *OFFICE)
    _refuse_future(month, now)
    with writing() as session:
        refresh_passed(now)
        row = _next_edition(session, month, reason, now)
        row.figures, row.as_of = figures_json(session, month), now
        row.content = write_content(_kept_circular(session, row, reason))
        circular = frozen_circular(row)
        row.state, row.reason = "issued", reason.strip()
        row.issued_at, row.issued_by = now, actor.name
        row.seal = seal_of(row)
        row.docx_sha256 = _keep(session, write_circular(circular), DOCX, now)
        row.xlsx_sha256 = _keep(session, write_workbook(circular), XLSX, now)
        row.version += 1
        session.flush()
        record_act(session, now, actor, "circular.issue", "circular", row.id, month=month, seal=row.seal)
        plan_circular(session, row, now)
    return row


def build_circular(
    session: Session,
    month: str,
    now: datetime,
    edition: int | None = None,
    reason: str = "",
    *,
    issued: bool = False,
) -> LawCircular:
    """Everything the month's circular states, from the register as it stands.

    ``edition`` None takes the next one to be issued. Issued editions are not rebuilt: their
    bytes are stored (``issued_files``).
    """
    settings = office_settings(session)
    last = latest_edition(session, month, "issued")
    tally = month_figures(session, month, as_of=now)
    cases = case_lines(session, month, now)
    off = taken_off(session, month)
    return LawCircular(
        office=settings.office_name,
        district=settings.district_name or "全区",
        month=month,
        edition=edition or (last.edition + 1 if last else 1),
        as_of=now,
        issued_on=shanghai_day(now) if issued else None,
        tally=tally,
        rule=_rule(readings_in_force(session).of_month(month)),
        addressees=_names(settings.circular_to),
        copies=_names(settings.circular_copies),
        previous=_previous(last, reason) if last else None,
        agencies=agency_lines(session, tally, cases),
        cases=cases,
        next_hearings=next_hearings(session, month),
        trend=trend(session, month),
        remedies=remedies_of(session, month, now),
        scheduled=tally.den + sum(len(ids) for ids in off.values()),
        origin=tuple(OriginStep(each.label, len(ids), each.value) for each, ids in off.items()),
    )


def _rule(readings: Readings) -> CountingRule:
    """The counting rule with what the office reads otherwise than decided."""
    rule = CountingRule()
    return replace(rule, words=f"{rule.words}{say_departures(readings)}")


def _names(setting: str) -> tuple[str, ...]:
    """The names in a setting: 区委政法委、区人民法院."""
    return tuple(each.strip() for each in setting.split("、") if each.strip())


def frozen_circular(edition: Circular) -> LawCircular:
    """Everything an issued edition states, whatever became of the register since.

    Raises:
        CircularFileError: the stored content was damaged.
    """
    return read_circular(edition.content)


def trend(session: Session, month: str) -> tuple[TrendMonth, ...]:
    """The twelve months up to ``month``, from the first one that has a case."""
    day = read_month(month)[0]
    months = [month_of(_months_back(day, each)) for each in range(TREND_MONTHS - 1, -1, -1)]
    lines = [_trend_month(session, each) for each in months]
    first = next((at for at, each in enumerate(lines) if each.den or each.unknown), len(lines))
    return tuple(lines[first:])


def issued_files(session: Session, edition: Circular) -> MonthReport:
    """The stored files of an issued edition: running an old month again gives the same bytes."""
    docx, xlsx = (session.get_one(Blob, each).data for each in (edition.docx_sha256, edition.xlsx_sha256))
    return MonthReport(edition.month, edition.edition, docx, xlsx, edition.figures)


def month_report(session: Session, month: str, now: datetime) -> MonthReport:
    """The newest issued edition's files, or a draft as of now."""
    read_month(month)
    issued = latest_edition(session, month, "issued")
    if issued is not None:
        return issued_files(session, issued)
    circular = build_circular(session, month, now)
    figures = figures_json(session, month)
    return MonthReport(month, 0, write_circular(circular), write_workbook(circular), figures)


def editions(session: Session, month: str) -> list[Circular]:
    """Every edition of the month, oldest first."""
    return list(session.scalars(select(Circular).where(Circular.month == month).order_by(Circular.edition)))


def _refuse_future(month: str, now: datetime) -> None:
    if read_month(month)[0] > shanghai_day(now):
        raise InvalidInputError("这个月还没有开始，不能发布通报。", field="month")


def _next_edition(session: Session, month: str, reason: str, now: datetime) -> Circular:
    """The row to be issued: the proposal, the draft, or a new first edition."""
    proposal = latest_edition(session, month, "proposed")
    if proposal is not None:
        if not reason.strip():
            raise ReasonMissingError("发布更正的一版须写明更正原因。")
        return proposal
    if latest_edition(session, month, "issued") is not None:
        raise ConflictError("该月通报已封存，数字没有变化，不需要新一版。")
    draft = latest_edition(session, month, "draft")
    if draft is None:
        draft = Circular(month=month, edition=1, state="draft", as_of=now, drafted_at=now, figures={})
        session.add(draft)
        session.flush()
    return draft


def _kept_circular(session: Session, row: Circular, reason: str) -> LawCircular:
    """The circular of an edition to be issued, with the cases behind each figure."""
    circular = build_circular(session, row.month, row.as_of, row.edition, reason, issued=True)
    return replace(circular, heaps=heaps_of(session, circular, row.as_of))


def _previous(last: Circular, reason: str) -> PreviousEdition:
    figures = last.figures
    return PreviousEdition(last.edition, figures["num"], figures["den"], figures["unknown"], reason.strip())


def _months_back(day: date, count: int) -> date:
    index = day.year * 12 + day.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def _trend_month(session: Session, month: str) -> TrendMonth:
    tally = month_figures(session, month)
    return TrendMonth(
        month=month,
        num=tally.num,
        den=tally.den,
        unknown=tally.unknown,
        spoke=tally.profiles["G_spoke_of_heard"][0],
        principal=tally.profiles["F_principal"][0],
    )


def _keep(session: Session, data: bytes, kind: str, now: datetime) -> str:
    """Store bytes once, by their SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(sha256=digest, size=len(data), type=kind, data=data, created_at=now))
        session.flush()
    return digest
