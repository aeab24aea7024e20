"""询问法院: a letter about the differences a clerk ticked, and what the court answered to each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.compare_court_list import Comparison, ListedLine, compare_court_list
from litigation.actions.journal import record_act
from litigation.actions.keep_paper import keep_docx
from litigation.actions.office import holiday_calendar, office_settings
from litigation.actions.row import get_row, plain_words
from litigation.law.clock import shanghai_day
from litigation.law.court_comparison import ListHeap
from litigation.law.court_words import agency_words, court_words, number_words, our_words
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.papers.inquiry_docx import Inquiry, InquiryLine, write_inquiry
from litigation.records.court_list import CourtAnswer, CourtLetter, CourtList
from litigation.records.db import writing


@dataclass(frozen=True, slots=True)
class LetterInput:
    """What a clerk says of a letter; ``reply_by`` None takes the office's deadline."""

    keys: tuple[str, ...]
    court: str = ""
    contact: str = ""
    number: str = ""
    reply_by: date | None = None


def write_letter(list_id: int, stated: LetterInput, *, now: datetime, actor: Actor) -> CourtLetter:
    """Write the letter of inquiry about the ticked differences and keep it.

    Raises:
        NotFoundError: no such list.
        InvalidInputError: nothing is ticked, no court is named, or the day to answer is past.
    """
    require(actor, *OFFICE)
    with writing() as session:
        kept = get_row(session, CourtList, list_id)
        comparison = compare_court_list(session, kept, now)
        lines = [each for each in comparison.lines if each.line.difference and each.line.key in stated.keys]
        if not lines:
            raise InvalidInputError(N_("请先勾选要写进函里的差异。"), field="keys")
        inquiry = _inquiry(session, comparison, lines, stated, now, actor)
        letter = CourtLetter(
            list_id=list_id,
            keys=[each.line.key for each in lines],
            reply_by=inquiry.reply_by,
            sha256=keep_docx(session, write_inquiry(inquiry, now), now),
            made_at=now,
            made_by=actor.name,
        )
        session.add(letter)
        session.flush()
        record_act(session, now, actor, "court_list.inquire", "court_list", list_id, letter=letter.id)
    return letter


def answer_due_on(session: Session, day: date) -> date:
    """The day by which a court is asked to answer a letter of ``day``, by the office's setting."""
    calendar = holiday_calendar(session)
    for _ in range(office_settings(session).court_reply_days):
        day = calendar.next_working_day(day)
    return day


def record_court_answer(
    list_id: int, key: str, words: str, answered_on: date | None, *, now: datetime, actor: Actor
) -> CourtAnswer:
    """Record what the court answered about one difference; an earlier answer stays beside it.

    Raises:
        NotFoundError: no such list or difference.
        InvalidInputError: no words, no day, or a day to come.
    """
    require(actor, *OFFICE)
    said = plain_words(words)
    if not said:
        raise InvalidInputError(N_("请写明法院怎么答复的。"), field="words")
    if answered_on is None or answered_on > shanghai_day(now):
        raise InvalidInputError(N_("请填写答复日期，不能晚于今天。"), field="answered_on")
    with writing() as session:
        kept = get_row(session, CourtList, list_id)
        _known(compare_court_list(session, kept, now), key)
        answer = CourtAnswer(
            list_id=list_id,
            key=key,
            words=said[:1000],
            answered_on=answered_on,
            recorded_at=now,
            recorded_by=actor.name,
        )
        session.add(answer)
        session.flush()
        record_act(session, now, actor, "court_list.answer", "court_list", list_id, answered_on=answered_on)
    return answer


def _known(comparison: Comparison, key: str) -> None:
    """A difference that was cured meanwhile is no longer there to be answered."""
    if not any(each.line.key == key and each.line.difference for each in comparison.lines):
        raise NotFoundError(N_("这项差异已经不在了，可能刚被更正。请刷新页面核对。"))


def _inquiry(
    session: Session,
    comparison: Comparison,
    lines: Collection[ListedLine],
    stated: LetterInput,
    now: datetime,
    actor: Actor,
) -> Inquiry:
    settings, today = office_settings(session), shanghai_day(now)
    court = plain_words(stated.court) or comparison.court_list.court
    if not court:
        raise InvalidInputError(N_("请填写这封函写给哪个法院。"), field="court")
    reply_by = stated.reply_by or answer_due_on(session, today)
    if reply_by < today:
        raise InvalidInputError(N_("答复期限已经过去，请改正。"), field="reply_by")
    return Inquiry(
        sender=settings.office_name,
        court=court,
        month=comparison.court_list.month,
        lines=tuple(_line(each) for each in lines),
        listed=len(comparison.lines),
        agreed=comparison.counts[ListHeap.AGREE],
        reply_by=reply_by,
        dated_on=today,
        contact=plain_words(stated.contact) or actor.name,
        phone=settings.office_phone,
        number=plain_words(stated.number),
    )


def _line(each: ListedLine) -> InquiryLine:
    line = each.line
    return InquiryLine(
        number=number_words(line),
        agency=agency_words(line) or "—",
        court=court_words(line),
        ours=our_words(line),
        what=line.difference.label if line.difference else "",
    )
