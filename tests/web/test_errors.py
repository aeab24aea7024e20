"""What a person sees when a page cannot be given, and what the log keeps."""

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import TooManyRequests

from litigation.law.error import (
    ConflictError,
    LinkDeadError,
    NotAllowedError,
    NotFoundError,
    ReasonMissingError,
)
from litigation.web.headers import CONTENT_SECURITY_POLICY
from litigation.web.request_log import shown_path
from tests.web.page import checked

NUMBER = re.compile(r"E-[2-9A-Z]{4}")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that gets the page, not the exception."""
    app.config["TESTING"] = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def failing(app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the health page fail."""

    def fail() -> None:
        raise error

    monkeypatch.setitem(app.view_functions, "health.show", fail)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NotFoundError(), 404, "没有找到"),
        (LinkDeadError(), 404, "链接已失效"),
        (NotAllowedError(), 403, "没有这项权限"),
        (ConflictError(), 409, "刚被别人改过"),
        (ReasonMissingError(), 422, "请写明理由"),
        (TooManyRequests(), 429, "操作太频繁"),
        (RuntimeError("王某某 13800001234"), 500, "程序出了错"),
        (OperationalError("SELECT", {}, Exception("locked")), 503, "数据库正忙"),
    ],
)
def test_every_failure_has_its_status_and_its_sentence(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    words: str,
) -> None:
    failing(app, monkeypatch, error)
    answer = client.get("/healthz")
    assert (answer.status_code, words in answer.text) == (status, True)
    checked(answer)


def test_a_fault_shows_its_number_and_nothing_else(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing(app, monkeypatch, RuntimeError("a secret inside"))
    answer = client.get("/healthz")
    shown = NUMBER.findall(answer.text)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert len(shown) == 1
    assert shown[0] in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("POST", "/healthz", 405),
        ("POST", "/login", 400),
        ("GET", "/.git/config", 404),
    ],
)
def test_ordinary_errors_are_pages_too(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    checked(answer)


def test_an_upload_beyond_the_limit_is_refused_before_it_is_read(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/login", data={"username": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)})
    assert answer.status_code == 413
    assert "20 MB" in answer.text


def test_another_host_is_refused_without_a_page(client: FlaskClient) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000"):
        answer = client.get("/login", headers={"Host": host})
        assert (answer.status_code, answer.text) == (400, "Bad Request\n")


def test_forwarded_headers_mean_nothing_without_a_proxy(client: FlaskClient) -> None:
    answer = client.get("/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert answer.headers["Location"] == "/login"


@pytest.mark.parametrize(
    "path", ["/login", "/setup", "/", "/nowhere", "/healthz", "/static/ui.css", "/h/none"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers
    assert "Access-Control-Allow-Origin" not in headers


def test_pages_stay_in_no_cache_and_the_programmes_own_files_may(client: FlaskClient) -> None:
    assert client.get("/login").headers["Cache-Control"] == "no-store"
    with client.get("/static/ui.css") as file:
        assert "max-age" in file.headers["Cache-Control"]


def test_one_request_is_one_line_without_names_and_tokens(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="litigation.request"):
        client.get("/h/8Vd0y3Vb2nS0cB0e5o5mKw/cannot?name=secret")
        client.get("/nowhere%0d%0aforged")
    lines = [record.getMessage() for record in caplog.records if record.name == "litigation.request"]
    assert len(lines) == 2
    assert "8Vd0y3Vb2nS0cB0e5o5mKw" not in caplog.text
    assert "secret" not in caplog.text
    assert not any("\n" in line or "\r" in line for line in lines)


@pytest.mark.parametrize("path", ["/h/token", "/r/token/x", "/c/token", "/feed/token"])
def test_a_token_is_never_shown(path: str) -> None:
    assert "token" not in shown_path(path)
