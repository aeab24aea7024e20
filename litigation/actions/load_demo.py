"""``litigation demo``: fills an empty database with a fictional district, by the ordinary actions.

Three months are over and reported, this month is under way, and what is to come is in every
state a hearing can be in. Each act is done at its own time in the past, and what was due by
then is sent to the local outbox, so that the register tells a true story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import func, select

from litigation.actions.actor import Actor, require
from litigation.actions.climb_ladder import plan_due
from litigation.actions.close_month import draft_month, issue_month
from litigation.actions.conclude import refresh_passed
from litigation.actions.demo_court_list import demo_court_list
from litigation.actions.demo_hearings import Stage, case_acts
from litigation.actions.demo_people import CLERK, create_cast
from litigation.actions.demo_story import Act, Days, moment, read_district
from litigation.actions.gateways import Gateways
from litigation.actions.office import holiday_calendar
from litigation.actions.send_due import send_due
from litigation.channels.local_outbox import LocalMail, LocalSms
from litigation.law.clock import month_of, shanghai_day
from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.records.agency import Agency
from litigation.records.db import db
from litigation.records.lawsuit import Lawsuit

WATCHED_DAYS = 6
"""Working days before today on which what is due is planned and sent as it would have been."""

WATCHES = ("07:40", "09:00", "11:30", "14:00", "17:00")
WORKER = "demo"
MANY = 500


@dataclass(frozen=True, slots=True)
class Demo:
    """What was loaded."""

    agencies: int
    officials: int
    cases: int
    hearings: int


def load_demo(*, now: datetime, actor: Actor, gateways: Gateways) -> Demo:
    """Load the fictional district around ``now``.

    Raises:
        InvalidInputError: the register is not empty, or a provider is configured, by which
            invented messages would reach real numbers.
    """
    require(actor, "admin", "system")
    _refuse(gateways)
    story, days = read_district(), _days(now)
    began_on = days.shift(days.months()[0], -20)
    cast = create_cast(story, days, now=moment(began_on, "09:00"))
    stage = Stage(story, days, cast, gateways.secret)
    acts = [*case_acts(stage), *_watches(days, gateways), *_issues(days)]
    for act in sorted(acts, key=lambda each: each.at):
        if act.at <= now:
            act.do(act.at)
    _watch(gateways, now)
    return Demo(len(cast.agencies), len(cast.heads), len(stage.cases), len(stage.hearings))


def _refuse(gateways: Gateways) -> None:
    """Refuse a register in use, and providers that would send to invented numbers."""
    if not isinstance(gateways.sms, LocalSms) or not isinstance(gateways.mail, LocalMail):
        raise InvalidInputError(
            N_("已配置短信或邮件平台，演示数据没有装入，以免发到真实号码。请在没有配置平台的环境里装入。")
        )
    session = db.session()
    rows = sum(session.scalar(select(func.count(model.id))) or 0 for model in (Agency, Lawsuit))
    session.rollback()
    if rows:
        raise InvalidInputError(N_("数据库里已有登记，演示数据没有装入。请换一个空数据库。"))


def _days(now: datetime) -> Days:
    session = db.session()
    calendar = holiday_calendar(session)
    session.rollback()
    return Days(shanghai_day(now), calendar)


def _watches(days: Days, gateways: Gateways) -> Iterator[Act]:
    """The scheduler's rounds: all of them lately; before that, what was planned is sent twice a day."""
    recent = days.shift(days.today, -WATCHED_DAYS)
    day = days.months()[0]
    while day <= days.today:
        for clock in WATCHES if day >= recent else WATCHES[:2]:
            yield Act(moment(day, clock), partial(_watch if day >= recent else _send, gateways))
        day = days.shift(day, 1)


def _watch(gateways: Gateways, at: datetime) -> None:
    refresh_passed(at)
    plan_due(at, secret=gateways.secret)
    _send(gateways, at)


def _send(gateways: Gateways, at: datetime) -> None:
    while send_due(gateways, lambda: at, WORKER, limit=MANY).claimed:
        pass


def _issues(days: Days) -> Iterator[Act]:
    """Circulars of the months that are over, on the second working day after; then the court's list."""
    for month in days.months():
        yield Act(moment(days.issue_day(month), "09:00"), partial(_issue, month_of(month)))
    last = days.months()[-1]
    received = days.shift(days.issue_day(last), 1)
    yield Act(moment(received, "10:00"), partial(demo_court_list, month_of(last)))


def _issue(month: str, at: datetime) -> None:
    draft_month(month, now=at)
    issue_month(month, now=at, actor=CLERK)
