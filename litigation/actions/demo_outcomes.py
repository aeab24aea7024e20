"""After the hearings of the fictional district: outcomes, attendance, and reasons for absence."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from litigation.actions.demo_people import CLERK
from litigation.actions.demo_story import Act, moment
from litigation.actions.finish_remedy import finish_remedy
from litigation.actions.record_attendance import Came, current_attendance, record_attendance
from litigation.actions.record_excuse import Stated, decide_excuse, record_excuse
from litigation.actions.record_outcome import record_outcome
from litigation.law.attendance import Certificate, CourtDecision, Leaving
from litigation.law.clock import shanghai_day
from litigation.law.procedure import Outcome
from litigation.records.db import db

if TYPE_CHECKING:
    from litigation.actions.demo_hearings import Scene

REMEDY_DAYS = timedelta(days=30)


def outcome_story(scene: "Scene") -> Iterator[Act]:
    """What is recorded of one hearing, as far as the story knows its outcome."""
    outcome = scene.text.get("outcome")
    if outcome is None:
        return
    day = scene.day
    if outcome == Outcome.WITHDRAWN.value:
        eve = scene.stage.days.shift(day, -1)
        yield Act(moment(eve, "11:20"), partial(_conclude, scene, outcome))
        return
    if "excuse" in scene.text:
        eve = scene.stage.days.shift(day, -1)
        yield Act(moment(eve, "16:00"), partial(_excuse, scene))
        decided_on = scene.stage.days.shift(day, 3)
        yield Act(moment(decided_on, "11:00"), partial(_decide, scene))
    yield Act(moment(day, "17:20"), partial(_conclude, scene, outcome))
    if outcome == Outcome.HELD.value and "kind" not in scene.text:
        for agency in scene.agencies:
            yield Act(moment(day, "17:30"), partial(_attend, scene, agency))
            if "remedied" in scene.text:
                done_on = scene.stage.days.shift(day, scene.text["remedied"])
                yield Act(moment(done_on, "15:40"), partial(_remedy, scene, agency))


def _conclude(scene: "Scene", outcome: str, now: datetime) -> None:
    reason = "原告撤诉" if outcome == Outcome.WITHDRAWN.value else ""
    record_outcome(scene.hearing_id, outcome, now=now, actor=CLERK, reason=reason)


def _attend(scene: "Scene", agency: str, now: datetime) -> None:
    agency_id = scene.stage.cast.agencies[agency]
    record_attendance(scene.hearing_id, agency_id, _came(scene, agency, now), now=now, actor=CLERK)


def _remedy(scene: "Scene", agency: str, now: datetime) -> None:
    row = current_attendance(db.session(), scene.hearing_id, scene.stage.cast.agencies[agency])
    if row is not None:
        finish_remedy(row.id, shanghai_day(now), now=now, actor=CLERK)


def _came(scene: "Scene", agency: str, now: datetime) -> Came:
    """Who came: the head with what they did (声, 解, 治), or staff, or lawyers alone."""
    absent = scene.text.get("absent")
    if absent:
        return Came(None, present=False, staff=int(absent == "staff"), lawyers=1)
    did = scene.text.get("heads", {}).get(agency, [None, scene.text.get("did", "")])[1]
    remedy = scene.text.get("remedy", "")
    return Came(
        scene.stage.cast.heads[str(scene.head_of(agency))],
        online=scene.text.get("mode") == "online",
        certificate=Certificate.ACCEPTED.value,
        left=Leaving.STAYED.value,
        spoke="声" in did,
        settlement="解" in did,
        remedy="治" in did,
        remedy_task=remedy,
        remedy_due_on=(now + REMEDY_DAYS).date() if remedy else None,
        staff=1,
        lawyers=1,
    )


def _excuse(scene: "Scene", now: datetime) -> None:
    excuse = scene.text["excuse"]
    stated = Stated(excuse["ground"], excuse["words"], proof=True, seal=True)
    for agency in scene.agencies:
        record_excuse(scene.hearing_id, scene.stage.cast.agencies[agency], stated, now=now, actor=CLERK)


def _decide(scene: "Scene", now: datetime) -> None:
    """The court speaks, or has not yet."""
    decision = scene.text["excuse"]["decision"]
    if decision == CourtDecision.NONE.value:
        return
    for agency in scene.agencies:
        decide_excuse(scene.hearing_id, scene.stage.cast.agencies[agency], decision, now=now, actor=CLERK)
