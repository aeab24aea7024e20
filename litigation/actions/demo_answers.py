"""How the heads of the fictional district answer by their links, and whose certificates are ready."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import Refusal, confirm, decline
from litigation.actions.demo_people import CLERK
from litigation.actions.demo_story import Act, moment
from litigation.actions.link import make_token
from litigation.actions.mark_certificate import mark_certificate
from litigation.records.assignment import Assignment
from litigation.records.db import db

if TYPE_CHECKING:
    from litigation.actions.demo_hearings import Scene


def answer_story(scene: "Scene") -> Iterator[Act]:
    """The answers to one hearing's question; who came to court had said yes before."""
    said = scene.text.get("answer", "confirmed" if "outcome" in scene.text else None)
    if said is None:
        return
    day = scene.stage.days.shift(scene.asked_on, 1)
    for agency in scene.agencies:
        if scene.head_of(agency) is None:
            continue
        if said == "declined":
            yield Act(moment(day, "09:05"), partial(_decline, scene, agency))
            continue
        yield Act(moment(day, "09:05"), partial(_confirm, scene, agency))
        if not scene.text.get("uncertified"):
            ready_on = scene.stage.days.shift(scene.day, -3)
            at = moment(max(ready_on, day), "10:00")
            yield Act(at, partial(_certify, scene, agency))


def _confirm(scene: "Scene", agency: str, now: datetime) -> None:
    assignment = _asked(scene, agency)
    confirm(
        make_token(scene.stage.secret, "head", assignment.nonce),
        f"demo:{assignment.id}",
        revision=assignment.hearing.revision,
        now=now,
        actor=_head(scene, agency),
    )


def _decline(scene: "Scene", agency: str, now: datetime) -> None:
    assignment = _asked(scene, agency)
    decline(
        make_token(scene.stage.secret, "head", assignment.nonce),
        Refusal(scene.text["ground"], scene.text["words"]),
        f"demo:{assignment.id}",
        revision=assignment.hearing.revision,
        now=now,
        actor=_head(scene, agency),
        secret=scene.stage.secret,
    )


def _head(scene: "Scene", agency: str) -> Actor:
    return Actor(str(scene.head_of(agency)), "head", agency_id=scene.stage.cast.agencies[agency])


def _certify(scene: "Scene", agency: str, now: datetime) -> None:
    mark_certificate(_asked(scene, agency).id, ready=True, now=now, actor=CLERK)


def _asked(scene: "Scene", agency: str) -> Assignment:
    """The assignment of the head the story asks."""
    name = str(scene.head_of(agency))
    session = db.session()
    return session.scalars(
        select(Assignment).where(
            Assignment.hearing_id == scene.hearing_id,
            Assignment.official_id == scene.stage.cast.heads[name],
        )
    ).one()
