"""What happens to the cases of the fictional district, each act at its own time."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.case_input import CaseInput, HearingInput, PartyInput
from litigation.actions.demo_answers import answer_story
from litigation.actions.demo_outcomes import outcome_story
from litigation.actions.demo_people import CLERK, Cast
from litigation.actions.demo_story import Act, Days, moment
from litigation.actions.move_hearing import (
    Correction,
    NewDate,
    cancel_hearing,
    correct_hearing,
    move_hearing,
    postpone_hearing,
)
from litigation.actions.register_case import create_case, create_hearing
from litigation.law.agency import PartyRole
from litigation.law.procedure import HearingKind, Mode
from litigation.records.db import writing
from litigation.records.hearing import Hearing

KNOWN_BEFORE = 14
"""Working days from the court's letter to the hearing."""


class Stage:
    """What the acts share: the days, the cast, and the rows made so far by the story's names."""

    def __init__(self, story: dict[str, Any], days: Days, cast: Cast, secret: str) -> None:
        """Begin before the first case."""
        self.story, self.days, self.cast, self.secret = story, days, cast, secret
        self.cases: dict[str, int] = {}
        self.hearings: dict[tuple[str, int], int] = {}

    def number(self, short: str) -> str:
        """``行初97`` as a whole case number of this year."""
        kind = short.rstrip("0123456789")
        return f"({self.days.today.year}){self.story['court_codes'][kind]}{short}号"

    def court(self, short: str) -> str:
        """The court that hears a case, by its kind."""
        name: str = self.story["courts"][short.rstrip("0123456789")]
        return name


def case_acts(stage: Stage) -> Iterator[Act]:
    """Every act of every case, in no order."""
    known = {case["number"]: _known_on(stage, case) for case in stage.story["cases"]}
    for case in stage.story["cases"]:
        partner = _partner_of(stage, case["number"])
        day = known[partner or case["number"]]
        yield Act(moment(day, "09:10"), partial(_register, stage, case))
        for position in range(len(case["hearings"])):
            yield from Scene(stage, case, position, day).acts()


def _known_on(stage: Stage, case: dict[str, Any]) -> date:
    """The day of the court's letter: well before the first hearing, yesterday where nobody is asked yet."""
    days = stage.days
    if not case["hearings"]:
        return days.today
    first = case["hearings"][0]
    if "asked" in first or not {"head", "heads", "outcome"} & set(first):
        return days.shift(days.today, -int(first.get("asked", 1)))
    return min(days.shift(days.day(first["on"]), -KNOWN_BEFORE), days.shift(days.today, -2))


def _partner_of(stage: Stage, number: str) -> str | None:
    """The case in whose combined hearing this one is heard."""
    for case in stage.story["cases"]:
        if any(hearing.get("with_number") == number for hearing in case["hearings"]):
            partner: str = case["number"]
            return partner
    return None


def _register(stage: Stage, case: dict[str, Any], now: datetime) -> None:
    number = case["number"]
    kind, ground = case.get("notice", [None, ""])
    arranged, *named = case.get("arrangement", [None])
    entry = CaseInput(
        number=stage.number(number),
        parties=tuple(_parties(stage, case)),
        court=stage.court(number),
        cause=case["cause"],
        field=case.get("field", ""),
        sued_act=case.get("sued_act", ""),
        notice_kind=kind,
        notice_ground=ground,
        arrangement_kind=arranged,
        arrangement_agencies=tuple(stage.cast.agencies[each] for each in named),
    )
    stage.cases[number] = create_case(entry, now=now, actor=CLERK).id


def _parties(stage: Stage, case: dict[str, Any]) -> Iterator[PartyInput]:
    """The people and the agencies; in 非诉审查 the agency applies, on appeal it answers."""
    applicant = case.get("role") == "applicant"
    yield PartyInput(PartyRole.DEFENDANT if applicant else PartyRole.PLAINTIFF, case["plaintiff"])
    role = PartyRole.APPELLEE if case["number"].startswith("行终") else PartyRole.DEFENDANT
    for short in case["agencies"]:
        agency_id = stage.cast.agencies[short]
        yield PartyInput(PartyRole.APPLICANT if applicant else role, stage.cast.names[short], agency_id)


class Scene:
    """One hearing of the story and everything that happens around it."""

    def __init__(self, stage: Stage, case: dict[str, Any], position: int, known_on: date) -> None:
        """Place the hearing in time."""
        self.stage, self.case, self.position = stage, case, position
        self.text: dict[str, Any] = case["hearings"][position]
        self.day = stage.days.day(self.text["on"])
        self.known_on = known_on

    @property
    def hearing_id(self) -> int:
        """The hearing's row, once it was registered."""
        return self.stage.hearings[self.case["number"], self.position]

    @property
    def agencies(self) -> list[str]:
        """The agencies that have to send somebody."""
        _, *named = self.case.get("arrangement", [None])
        owing: list[str] = named or self.case["agencies"]
        return owing

    def head_of(self, agency: str) -> str | None:
        """Who is asked for this agency, by name."""
        heads: dict[str, list[str]] = self.text.get("heads", {})
        if agency in heads:
            return heads[agency][0]
        name: str | None = self.text.get("head")
        return name if name and self.stage.cast.home[name] == agency else None

    def acts(self) -> Iterator[Act]:
        """Registered, assigned, answered, changed, held."""
        yield Act(moment(self.asked_on, self._hour(9)), self._register)
        for agency in self.agencies:
            if self.head_of(agency):
                yield Act(moment(self.asked_on, self._hour(10)), partial(self._ask, agency))
        yield from answer_story(self)
        yield from self._changes()
        yield from outcome_story(self)

    @property
    def asked_on(self) -> date:
        """The day on which the hearing is known and a head asked; a further one, the day after the last."""
        if self.position == 0:
            return self.known_on
        before = self.stage.days.day(self.case["hearings"][self.position - 1]["on"])
        return self.stage.days.shift(before, 1)

    def _hour(self, hour: int) -> str:
        """Registered and assigned in the morning; what nobody is asked for came late in the day."""
        return f"{hour:02d}:40" if any(map(self.head_of, self.agencies)) else "16:40"

    def _register(self, now: datetime) -> None:
        clock = self.text["at"]
        ids = [self.stage.cases[self.case["number"]]]
        if "with_number" in self.text:
            ids.append(self.stage.cases[self.text["with_number"]])
        entry = HearingInput(
            starts_at=moment(self.day, clock) if clock else None,
            starts_on=None if clock else self.day,
            courtroom=self.text["room"],
            kind=HearingKind(self.text.get("kind", HearingKind.TRIAL.value)),
            mode=Mode(self.text.get("mode", Mode.IN_PERSON.value)),
        )
        row = create_hearing(ids, entry, now=now, actor=CLERK)
        self.stage.hearings[self.case["number"], self.position] = row.id

    def _ask(self, agency: str, now: datetime) -> None:
        cast = self.stage.cast
        choice = Choice(
            self.hearing_id, cast.agencies[agency], cast.heads[str(self.head_of(agency))], "分管此事"
        )
        assign(choice, now=now, actor=CLERK, secret=self.stage.secret)

    def _changes(self) -> Iterator[Act]:
        """What the court changed since yesterday or so."""
        days, text = self.stage.days, self.text
        yesterday = days.shift(days.today, -1)
        if "moved_to" in text:
            yield Act(moment(yesterday, "10:30"), self._move)
        if "corrected" in text:
            yield Act(moment(yesterday, "16:50"), self._correct)
        if text.get("postponed"):
            yield Act(moment(days.shift(days.today, -2), "11:00"), self._postpone)
        if "cancelled" in text:
            yield Act(moment(yesterday, "16:10"), self._cancel)
        if text.get("missing"):
            yield Act(moment(yesterday, "08:42"), self._miss)

    def _move(self, now: datetime) -> None:
        on, clock = self.text["moved_to"]
        to = NewDate(starts_at=moment(self.stage.days.day(on), clock))
        move_hearing(self.hearing_id, to, "法院调整排期", now=now, actor=CLERK)

    def _correct(self, now: datetime) -> None:
        correct_hearing(self.hearing_id, Correction(courtroom=self.text["corrected"]), now=now, actor=CLERK)

    def _postpone(self, now: datetime) -> None:
        postpone_hearing(self.hearing_id, "法院通知延期，另行通知", now=now, actor=CLERK)

    def _cancel(self, now: datetime) -> None:
        cancel_hearing(self.hearing_id, self.text["cancelled"], withdrawn=True, now=now, actor=CLERK)

    def _miss(self, now: datetime) -> None:
        """The hearing is no longer in the court's latest list; a person is asked whether it still stands."""
        with writing() as session:
            hearing = session.get_one(Hearing, self.hearing_id)
            hearing.missing_since = now
