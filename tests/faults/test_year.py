"""A year of notices under a random mix of faults: none lost, none late, none twice without cause.

Thirty hearings with every test run, four hundred under ``LITIGATION_LONG=1``; a table is printed.
"""

import os
import random
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from litigation import schedule
from litigation.actions.move_hearing import NewDate, cancel_hearing, move_hearing
from litigation.law.error import LitigationError
from litigation.records.db import db
from litigation.records.notice import Notice
from tests.actions.outbox import answer, ask, notices, tasks
from tests.factory import CLERK, NOW, hearing_at, make_agency, make_case, make_liaison, make_official

HEARINGS = 400 if os.environ.get("LITIGATION_LONG") else 30
YEAR = timedelta(days=365)
STEP = timedelta(hours=24)
JOBS = ("refresh", "ladder", "delivery", "expire", "audit")

TEXT_FAULTS = (
    ("http", {"status": 429, "code": 20429, "times": 2, "headers": {"Retry-After": "30"}}),
    ("http", {"status": 500, "times": 2}),
    ("accept_then_500", {"times": 1}),
    ("accept_then_drop", {"times": 1}),
    ("garbage", {"times": 1}),
    ("truncate", {"times": 1}),
    ("drop", {"times": 2}),
    ("lost_list", {"status": 500, "times": 2}),
)
MAIL_FAULTS = (("rcpt", "451 4.7.1 greylisted"), ("mail", "421 4.3.2 busy"), ("drop", ""))

pytestmark = pytest.mark.fault


class Year:
    """What happens in a year, by chance but always the same."""

    def __init__(self, office, twilio, smtp):
        self.office, self.twilio, self.smtp = office, twilio, smtp
        self.chance = random.Random(20260914)
        self.agencies = [make_agency() for _ in range(4)]
        for agency in self.agencies:
            make_liaison(agency)
        self.acts = []
        self.faults = Counter()
        for number in range(HEARINGS):
            self.at(NOW + YEAR * self.chance.random(), self.register, number)

    def at(self, moment, act, *details):
        self.acts.append((moment, len(self.acts), act, details))
        self.acts.sort(reverse=True)

    def register(self, number):
        now, chance = self.office.now, self.chance
        agency = chance.choice(self.agencies)
        day = (now + timedelta(days=chance.uniform(4, 40))).strftime("%Y-%m-%d")
        given = hearing_at(f"{day} {9 + number % 8:02d}:{number % 4 * 15:02d}")
        hearing = make_case(agency, hearings=(given,), now=now).hearings[0]
        asked = ask(hearing, agency, make_official(agency, f"负责人{number}"), now)
        if chance.random() < 0.6:
            self.at(now + timedelta(hours=chance.uniform(1, 60)), self.confirm, asked)
        if chance.random() < 0.25:
            self.at(now + timedelta(hours=chance.uniform(1, 90)), self.move, hearing.id)
        elif chance.random() < 0.15:
            self.at(now + timedelta(hours=chance.uniform(1, 90)), self.cancel, hearing.id)
        self.break_something()

    def confirm(self, asked):
        db.session.rollback()
        db.session.refresh(asked)
        if asked.state == "asked":
            answer(asked, "confirmed", self.office.now)

    def move(self, hearing_id):
        start = self.office.now + timedelta(days=self.chance.uniform(3, 20))
        self.unless_too_late(move_hearing, hearing_id, NewDate(starts_at=start), "法院改期")

    def cancel(self, hearing_id):
        self.unless_too_late(cancel_hearing, hearing_id, "法院取消")

    def unless_too_late(self, change, *details):
        try:
            change(*details, now=self.office.now, actor=CLERK)
        except LitigationError:
            self.faults["too late"] += 1

    def break_something(self):
        if self.chance.random() < 0.5:
            action, details = self.chance.choice(TEXT_FAULTS)
            self.twilio.fail(action, **details)
            self.faults[action] += 1
        if self.chance.random() < 0.3:
            stage, reply = self.chance.choice(MAIL_FAULTS)
            self.smtp.fail(stage, reply)
            self.faults[f"mail {stage}"] += 1

    def next_moment(self):
        """The next act or message, at most a step away."""
        db.session.rollback()
        due = db.session.scalar(
            select(func.min(func.coalesce(Notice.retry_at, Notice.due_at))).where(Notice.state == "planned")
        )
        moments = [self.office.now + STEP, *([due] if due else []), *(each[0] for each in self.acts[-1:])]
        return max(min(moments), self.office.now + timedelta(seconds=1))

    def run(self):
        end = NOW + YEAR + timedelta(days=60)
        while self.office.now < end:
            self.office.now = self.next_moment()
            while self.acts and self.acts[-1][0] <= self.office.now:
                _, _, act, details = self.acts.pop()
                act(*details)
            self.office.worker.send_all()
            if self.office.now - self.last_jobs >= timedelta(hours=6):
                self.run_jobs()

    last_jobs = NOW

    def run_jobs(self):
        self.last_jobs = self.office.now
        for job in schedule.JOBS:
            if job.name in JOBS:
                with self.office.worker.edge(job.name):
                    job.run(self.office.worker, self.office.now)


def test_a_year_of_faults_loses_nothing_and_doubles_nothing(office, providers):
    year = Year(office, *providers)
    year.run()
    rows = notices()
    states = Counter(each.state for each in rows)
    late = [each.key for each in rows if each.sent_at and each.expires_at and each.sent_at >= each.expires_at]
    taken = Counter(message["to"] for message in year.twilio.ledger.messages)
    stored = Counter()
    for each in rows:
        stored[each.address] += each.sendings if each.channel == "sms" else 0
    mails = Counter(each["Message-ID"] for each in year.smtp.messages)
    print("\nstates", dict(states), "\nfaults", dict(year.faults))
    print("texts", taken.total(), "mails", mails.total(), "twice", sum(n - 1 for n in mails.values()))
    assert list(office.worker.faults) == []
    assert set(states) <= {"sent", "failed", "expired", "superseded"}
    assert late == []
    assert {to: n for to, n in taken.items() if n != stored[to]} == {}
    assert max(mails.values()) <= 2
    assert sum(n - 1 for n in mails.values()) <= year.faults["mail drop"]
    reported = {(each.hearing_id, each.official_id) for each in tasks(kind="undelivered")}
    for each in rows:
        if each.state in ("failed", "expired") and each.recipient_kind == "official":
            assert (each.hearing_id, each.recipient_id) in reported
