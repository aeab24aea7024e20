"""The provider's reports: signed, each kept once, in any order, never backwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from litigation.actions.take_status import match_waiting
from litigation.channels.twilio_signature import sign
from litigation.records.db import db, writing
from litigation.records.delivery_event import DeliveryEvent
from litigation.records.inbound_message import InboundMessage
from litigation.records.notice import Notice, Task
from tests.databases import build_app, close, config_for
from tests.factory import NOW, make_agency, make_official

TOKEN = "the account's token"
ADDRESS = "https://ysk.yunting.example"
PATH = "/webhooks/twilio/status"


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An office on the internet, behind a proxy that speaks http to it."""
    config = config_for(
        tmp_path,
        sqlite_url,
        LITIGATION_BASE_URL=ADDRESS,
        LITIGATION_SECRET_KEY="a secret for tests alone, 32 letters",
        LITIGATION_PROXY_COUNT="1",
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_AUTH_TOKEN=TOKEN,
        TWILIO_FROM="+8613900000000",
    )
    app = build_app(config)
    yield app
    close(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def report(
    client: FlaskClient, status: str, code: int | None = None, sid: str = "SM1", **changes: str
) -> TestResponse:
    form = {"MessageSid": sid, "MessageStatus": status} | ({"ErrorCode": str(code)} if code else {})
    signature = changes.get("signature", sign(TOKEN, ADDRESS + PATH, form))
    headers = {"X-Twilio-Signature": signature, "Host": "ysk.yunting.example"}
    return client.post(PATH, data=form, headers=headers)


def a_text(app: Flask, **fields: object) -> None:
    with app.app_context():
        official = make_official(make_agency())
        with writing() as session:
            values = {"state": "sent", "provider_id": "SM1", "sent_at": NOW, "attempts": 1, **fields}
            session.add(
                Notice(
                    key="k:sms",
                    event="appointment",
                    rung="appointment",
                    channel="sms",
                    recipient_kind="official",
                    recipient_id=official.id,
                    recipient_name=official.name,
                    due_at=NOW,
                    planned_at=NOW,
                    **values,
                )
            )


def text(app: Flask) -> Notice:
    with app.app_context():
        notice = db.session.scalars(select(Notice).where(Notice.channel == "sms")).one()
        db.session.expunge(notice)
        return notice


def events(app: Flask) -> list[tuple[str, int | None]]:
    with app.app_context():
        return [(each.status, each.notice_id) for each in db.session.scalars(select(DeliveryEvent))]


def test_a_delivered_text_says_when(app: Flask, client: FlaskClient) -> None:
    a_text(app)
    assert report(client, "delivered").status_code == 204
    assert text(app).delivered_at is not None


def test_a_bad_signature_changes_nothing(app: Flask, client: FlaskClient) -> None:
    a_text(app)
    assert report(client, "delivered", signature="forged").status_code == 403
    assert text(app).delivered_at is None
    assert events(app) == []


def test_a_report_that_comes_twice_is_kept_once(app: Flask, client: FlaskClient) -> None:
    a_text(app)
    for _ in range(3):
        assert report(client, "delivered").status_code == 204
    assert len(events(app)) == 1


@pytest.mark.parametrize(
    "order", [("sent", "delivered"), ("delivered", "sent"), ("delivered", "undelivered")]
)
def test_what_arrived_stays_arrived_in_any_order(
    app: Flask, client: FlaskClient, order: tuple[str, ...]
) -> None:
    a_text(app)
    for status in order:
        report(client, status, 30005 if status == "undelivered" else None)
    assert (text(app).state, text(app).delivered_at is not None) == ("sent", True)


def test_a_late_correction_of_the_carrier_makes_it_delivered(app: Flask, client: FlaskClient) -> None:
    a_text(app)
    report(client, "failed", 30005)
    assert text(app).state == "failed"
    report(client, "delivered")
    assert (text(app).state, text(app).error_code) == ("sent", "")
    assert len(events(app)) == 2


def test_a_number_that_is_dead_fails_and_a_person_is_told(app: Flask, client: FlaskClient) -> None:
    a_text(app)
    report(client, "undelivered", 30005)
    with app.app_context():
        assert db.session.scalars(select(Task.kind)).all() == ["undelivered"]


def test_a_phone_that_is_off_gets_it_once_more(app: Flask, client: FlaskClient) -> None:
    a_text(app)
    report(client, "undelivered", 30003)
    assert (text(app).state, text(app).provider_id) == ("planned", None)
    report(client, "delivered")
    assert (text(app).state, text(app).delivered_at is not None) == ("sent", True)


def test_a_report_before_the_answer_is_stored_is_matched_later(app: Flask, client: FlaskClient) -> None:
    a_text(app, provider_id=None, state="claimed")
    assert report(client, "delivered").status_code == 204
    assert events(app) == [("delivered", None)]
    with app.app_context():
        with writing() as session:
            notice = session.scalars(select(Notice)).one()
            notice.provider_id, notice.state = "SM1", "sent"
        assert match_waiting(NOW) == 1
    assert text(app).delivered_at is not None


def test_an_unknown_text_and_an_unknown_status_are_kept_and_change_nothing(
    app: Flask, client: FlaskClient
) -> None:
    a_text(app)
    assert report(client, "delivered", sid="SM elsewhere").status_code == 204
    assert report(client, "pondering").status_code == 204
    assert text(app).delivered_at is None
    assert len(events(app)) == 2


def test_nobody_is_listened_to_without_a_provider(tmp_path: Path, sqlite_url: str) -> None:
    app = build_app(config_for(tmp_path / "other", sqlite_url))
    assert app.test_client().post(PATH, data={}).status_code == 403
    close(app)


def test_a_report_too_large_to_be_one_is_refused(client: FlaskClient) -> None:
    headers = {"Host": "ysk.yunting.example"}
    assert client.post(PATH, data={"MessageSid": "x" * 20_000}, headers=headers).status_code == 413


def text_in(client: FlaskClient, body: str, **changes: str) -> TestResponse:
    path = "/webhooks/twilio/sms"
    form = {"MessageSid": "SMin", "From": "+8613800007777", "To": "+8613900000000", "Body": body}
    signature = changes.get("signature", sign(TOKEN, ADDRESS + path, form))
    return client.post(
        path, data=form, headers={"X-Twilio-Signature": signature, "Host": "ysk.yunting.example"}
    )


def test_a_text_from_a_stranger_is_kept(app: Flask, client: FlaskClient) -> None:
    answer = text_in(client, "你是谁")
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    with app.app_context():
        assert db.session.scalars(select(InboundMessage.body)).all() == ["你是谁"]


def test_a_forged_text_is_not_taken(app: Flask, client: FlaskClient) -> None:
    assert text_in(client, "1", signature="forged").status_code == 403
    with app.app_context():
        assert db.session.scalars(select(InboundMessage.body)).all() == []
