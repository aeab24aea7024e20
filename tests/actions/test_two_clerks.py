"""Two people decide at the same moment: never both, and never one head in two places."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from litigation.actions.actor import Actor
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.hand_over import PURPOSE, answer_offer, offer_hand_over
from litigation.actions.link import make_token
from litigation.law.error import ConflictError, DoubleBookedError, LitigationError
from litigation.records.assignment import Assignment
from litigation.records.db import db
from tests.factory import CLERK, NOW, SECRET, hearing_at, make_agency, make_case, make_official

CURRENT = ("asked", "confirmed", "lapsed")


def at_once(app: Flask, acts: list[Callable[[], object]]) -> list[str]:
    """Run the acts at the same moment, each with its own connection; return what was refused."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        with app.app_context():
            barrier.wait()
            try:
                act()
            except LitigationError as error:
                return type(error).__name__
            finally:
                db.session.remove()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        results = list(pool.map(run, acts))
    db.session.remove()
    return sorted(results)


def current() -> list[Assignment]:
    return db.session.query(Assignment).filter(Assignment.state.in_(CURRENT)).all()


@pytest.mark.parametrize("attempt", range(3))
def test_one_seat_two_heads_only_the_first_clerk_succeeds(app_on: Flask, attempt: int) -> None:
    agency = make_agency()
    heads = [make_official(agency, name).id for name in "甲乙丙丁"]
    hearing = make_case(agency).hearings[0].id
    choices = [Choice(hearing, agency.id, head, seen=0) for head in heads]
    refused = at_once(app_on, [lambda c=c: assign(c, now=NOW, actor=CLERK, secret=SECRET) for c in choices])
    assert refused == ["", *[ConflictError.__name__] * 3]
    assert len(current()) == 1
    assert db.session.query(Assignment).count() == 1, "nobody was asked and let go again"


@pytest.mark.parametrize("attempt", range(3))
def test_one_head_is_never_sent_to_two_courts_at_once(app_on: Flask, attempt: int) -> None:
    agency = make_agency()
    head = make_official(agency).id
    starts = ("2026-09-28 09:30", "2026-09-28 10:00", "2026-09-28 10:30")
    hearings = [make_case(agency, hearings=(hearing_at(each),)).hearings[0].id for each in starts]
    choices = [Choice(hearing, agency.id, head) for hearing in hearings]
    refused = at_once(app_on, [lambda c=c: assign(c, now=NOW, actor=CLERK, secret=SECRET) for c in choices])
    assert refused == ["", *[DoubleBookedError.__name__] * 2]
    assert len(current()) == 1


def test_an_offer_accepted_while_the_clerk_sends_another_ends_in_one_head(app_on: Flask) -> None:
    agency = make_agency()
    first, second, third = (make_official(agency, name) for name in "甲乙丙")
    hearing = make_case(agency).hearings[0]
    asked = assign(Choice(hearing.id, agency.id, first.id), now=NOW, actor=CLERK, secret=SECRET)
    row = offer_hand_over(asked.id, second.id, "", now=NOW, actor=CLERK, secret=SECRET)
    token, head = make_token(SECRET, PURPOSE, row.nonce), Actor("负责人（链接）", "head")
    choice = Choice(hearing.id, agency.id, third.id, seen=asked.id)
    refused = at_once(
        app_on,
        [
            lambda: answer_offer(token, yes=True, now=NOW, actor=head, secret=SECRET),
            lambda: assign(choice, now=NOW, actor=CLERK, secret=SECRET),
        ],
    )
    assert refused == ["", ConflictError.__name__]
    assert len(current()) == 1


def test_two_yeses_to_one_offer_are_one(app_on: Flask) -> None:
    agency = make_agency()
    first, second = make_official(agency, "甲"), make_official(agency, "乙")
    hearing = make_case(agency).hearings[0]
    asked = assign(Choice(hearing.id, agency.id, first.id), now=NOW, actor=CLERK, secret=SECRET)
    row = offer_hand_over(asked.id, second.id, "", now=NOW, actor=CLERK, secret=SECRET)
    token, head = make_token(SECRET, PURPOSE, row.nonce), Actor("负责人（链接）", "head")
    yes = [lambda: answer_offer(token, yes=True, now=NOW, actor=head, secret=SECRET)] * 2
    assert at_once(app_on, yes) == ["", ""]
    assert [each.official_id for each in current()] == [second.id]
