import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.actor import SYSTEM
from litigation.actions.export_register import export_register
from litigation.actions.gateways import build_gateways
from litigation.actions.load_demo import load_demo
from litigation.actions.load_register import load_register
from litigation.actions.manage_settings import change_settings
from litigation.actions.month_figures import month_figures
from litigation.actions.office import office_settings
from litigation.actions.verify_register import verify_register
from litigation.law.error import InvalidInputError
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.circular import Circular
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.notice import Notice, Task
from tests.databases import build_app, close, config_for

MONDAY = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)


def load(app: Flask, now: datetime = MONDAY):
    return load_demo(now=now, actor=SYSTEM, gateways=build_gateways(app.config["LITIGATION"]))


@pytest.fixture(scope="module")
def loaded(sqlite_template, tmp_path_factory) -> Path:
    """A database into which the district was loaded once, with the outbox beside it."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "litigation.db").write_bytes(sqlite_template.read_bytes())
    app = build_app(config_for(folder))
    with app.app_context():
        load(app)
    close(app)
    return folder


@pytest.fixture
def district(loaded, tmp_path) -> Iterator[Flask]:
    """The application on its own copy of the district."""
    shutil.copytree(loaded, tmp_path / "district")
    app = build_app(config_for(tmp_path / "district"))
    with app.app_context():
        yield app
    close(app)


def counted(column) -> Counter:
    return Counter(db.session.scalars(select(column)))


def test_the_district_is_in_every_state_a_register_can_be_in(district: Flask):
    rows = [db.session.scalar(select(func.count(model.id))) for model in (Agency, Official, Lawsuit)]
    assert rows == [12, 31, 47]
    standings = counted(AppearanceDuty.standing)
    assert {"pending", "unknown", "open", "discharged", "excused", "breached", "relieved"} <= set(standings)
    assert {"asked", "confirmed", "declined", "lapsed", "ended"} <= set(counted(Assignment.state))
    assert {"held", "adjourned", "withdrawn", None} <= set(counted(Hearing.outcome))
    assert {"assign", "phone", "outcome", "certificate", "contact"} <= set(counted(Task.kind))
    assert db.session.scalar(select(func.count(Hearing.id)).where(Hearing.missing_since.is_not(None))) == 1
    assert {"government", "department", "street", "authorised"} == set(counted(Agency.kind))


def test_the_story_is_told_by_ordinary_actions_and_holds_together(district: Flask):
    verification = verify_register(now=MONDAY)
    assert verification.sound, [each.sentence for found in verification.findings.values() for each in found]
    assert verification.waiting == 0


def test_three_months_are_reported_and_the_running_one_waits_for_an_outcome(district: Flask):
    issued = db.session.scalars(
        select(Circular).where(Circular.state == "issued").order_by(Circular.month)
    ).all()
    assert [row.month for row in issued] == ["2026-06", "2026-07", "2026-08"]
    assert [(row.figures["num"], row.figures["den"]) for row in issued] == [(3, 5), (7, 7), (9, 9)]
    assert month_figures(db.session(), "2026-09").unknown == 1


def test_what_was_due_has_left_for_the_local_outbox_and_what_comes_is_planned(district: Flask):
    late = select(func.count(Notice.id)).where(Notice.state == "planned", Notice.due_at <= MONDAY)
    assert db.session.scalar(late) == 0
    assert {"appointment", "reminder", "chase", "moved", "cancelled"} <= set(
        db.session.scalars(select(Notice.event).where(Notice.state == "sent"))
    )
    assert db.session.scalar(select(func.count(Notice.id)).where(Notice.state == "failed")) == 0
    assert any(district.config["LITIGATION"].outbox_folder.iterdir())


def test_every_number_is_invented(district: Flask):
    mobiles = [each for each in db.session.scalars(select(Official.mobile)) if each]
    assert mobiles
    assert all("1380000" in each for each in mobiles)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 1, 15, 59, tzinfo=UTC),
        datetime(2026, 2, 20, 2, 0, tzinfo=UTC),
        datetime(2027, 3, 1, 0, 30, tzinfo=UTC),
    ],
)
def test_it_can_be_loaded_on_any_day(app: Flask, now):
    """New Year's night, the middle of the spring festival, a Monday morning of a year not yet announced."""
    assert load(app, now).hearings >= 40
    assert verify_register(now=now).sound


def test_what_the_office_has_set_stays(app: Flask):
    change_settings({"office_phone": "0599-000-777"}, now=MONDAY, actor=SYSTEM)
    load(app)
    settings = office_settings(db.session())
    assert (settings.office_phone, settings.district_name) == ("0599-000-777", "云汀区")


def test_a_register_in_use_is_left_alone(district: Flask):
    with pytest.raises(InvalidInputError, match="已有登记"):
        load(district)


def test_invented_people_are_never_written_to_through_a_real_provider(tmp_path, sqlite_template):
    (tmp_path / "litigation.db").write_bytes(sqlite_template.read_bytes())
    app = build_app(config_for(tmp_path, SMTP_HOST="127.0.0.1", SMTP_FROM="office@example.test"))
    with app.app_context():
        with pytest.raises(InvalidInputError, match="已配置短信或邮件平台"):
            load(app)
        assert db.session.scalar(select(func.count(Lawsuit.id))) == 0
    close(app)


def test_the_demo_can_be_carried_to_another_database(district: Flask, tmp_path, sqlite_template):
    export_register(tmp_path / "out", now=MONDAY, actor=SYSTEM)
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "litigation.db").write_bytes(sqlite_template.read_bytes())
    other = build_app(config_for(tmp_path / "second"))
    with other.app_context():
        load_register(tmp_path / "out", now=MONDAY, actor=SYSTEM)
        export_register(tmp_path / "again", now=MONDAY, actor=SYSTEM)
        assert verify_register(now=MONDAY).sound
    close(other)
    for path in (tmp_path / "out").rglob("*.json*"):
        assert (tmp_path / "again" / path.relative_to(tmp_path / "out")).read_bytes() == path.read_bytes()
