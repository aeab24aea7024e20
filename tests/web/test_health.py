"""What a monitor outside sees: alive, silent, late; and the gauges, to nobody but a monitor."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from litigation.actions.run_job import beat
from litigation.records.db import writing
from litigation.records.notice import ChannelState, Notice
from tests.factory import NOW


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def due_notice(minutes: int) -> None:
    with writing() as session:
        session.add(
            Notice(
                key="k",
                event="circular",
                rung="circular",
                channel="sms",
                recipient_kind="user",
                recipient_id=1,
                due_at=NOW - timedelta(minutes=minutes),
                planned_at=NOW,
            )
        )


def test_a_server_without_a_worker_is_red(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["scheduler"]) == (503, "silent")


def test_a_worker_that_falls_silent_turns_red_within_two_beats(
    app: Flask, client: FlaskClient, at_the_moment
) -> None:
    with app.app_context():
        beat("worker", NOW, NOW)
    assert client.get("/healthz").status_code == 200
    at_the_moment.shift(timedelta(seconds=26))
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize(("minutes", "status"), [(4, 200), (6, 503)])
def test_a_message_due_for_more_than_five_minutes_is_red(
    app: Flask, client: FlaskClient, minutes: int, status: int
) -> None:
    with app.app_context():
        beat("worker", NOW, NOW)
        due_notice(minutes)
    answer = client.get("/healthz")
    assert answer.status_code == status
    assert answer.json["outbox"] == ("ok" if status == 200 else "late")


def test_the_gauges_stand_in_the_format_of_prometheus(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        beat("worker", NOW, NOW)
        due_notice(2)
        with writing() as session:
            session.add(ChannelState(channel="sms", stopped_at=NOW, tried_at=NOW, reason="x"))
    text = client.get("/metrics").text
    assert "litigation_outbox_due 1\n" in text
    assert 'litigation_channel_stopped{channel="sms"} 1\n' in text
    assert 'litigation_channel_stopped{channel="mail"} 0\n' in text
    assert text.count("# TYPE litigation_channel_stopped gauge") == 1
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert 119 <= float(values["litigation_outbox_oldest_due_seconds"]) <= 125


def test_the_gauges_are_for_this_machine_alone(client: FlaskClient) -> None:
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.1.2.3"}).status_code == 404


def test_with_a_token_the_gauges_are_for_whoever_has_it(app: Flask, client: FlaskClient) -> None:
    app.config["LITIGATION"] = replace(app.config["LITIGATION"], metrics_token="for the monitor")
    elsewhere = {"REMOTE_ADDR": "10.1.2.3"}
    assert client.get("/metrics").status_code == 404
    right = {"Authorization": "Bearer for the monitor"}
    assert client.get("/metrics", environ_base=elsewhere, headers=right).status_code == 200
