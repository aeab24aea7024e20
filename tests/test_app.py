"""The application behind https, and what a proxy may say about a request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request

from litigation.web import access
from tests.databases import build_app, close, config_for, sqlite_template, sqlite_url

__all__ = ["sqlite_template", "sqlite_url"]

HTTPS = {
    "LITIGATION_BASE_URL": "https://ysk.example.gov.cn",
    "LITIGATION_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz",
}


@pytest.fixture
def public(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application as it stands behind a proxy that ends https."""
    app = build_app(config_for(tmp_path, sqlite_url, **HTTPS, LITIGATION_PROXY_COUNT="1"))
    yield app
    close(app)


def test_behind_https_the_cookie_is_closed_and_the_browser_told_to_stay(public: Flask) -> None:
    answer = public.test_client().get("/setup", headers={"Host": "ysk.example.gov.cn"})
    (cookie,) = [value for value in answer.headers.getlist("Set-Cookie") if "litigation" in value]
    assert cookie.startswith("__Host-litigation=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_in_production_loopback_is_no_address_of_the_office(public: Flask) -> None:
    assert public.test_client().get("/login", headers={"Host": "127.0.0.1"}).status_code == 400


def test_a_configured_proxy_is_believed_once(public: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def look() -> str:
        seen.update(ip=request.remote_addr, scheme=request.scheme)
        return ""

    monkeypatch.setitem(public.view_functions, "health.show", look)
    forwarded = {"X-Forwarded-For": "6.6.6.6, 10.0.0.7", "X-Forwarded-Proto": "https"}
    public.test_client().get("/healthz", headers={"Host": "ysk.example.gov.cn", **forwarded})
    assert seen == {"ip": "10.0.0.7", "scheme": "https"}


def test_a_page_nobody_decided_about_stops_the_start(public: Flask) -> None:
    app = Flask("other")
    app.add_url_rule("/secret", "secret.show", lambda: "")
    with pytest.raises(RuntimeError, match=r"secret\.show /secret"):
        access.check_table(app)


def test_a_word_that_is_no_role_is_a_mistake_in_the_table() -> None:
    with pytest.raises(ValueError, match="no such role"):
        access.read_row("today.index\t/\tclerks\t-")
