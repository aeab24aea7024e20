"""The client must notice what it is there for."""

import pytest
from flask import Flask

from tests.web.page import checked

GOOD = (
    '<!doctype html><html lang="zh-CN"><head><title>案件 · 出庭应诉</title></head><body><main><h1>案件</h1>{}'
    "</main></body></html>"
)


def answer(body: str, policy: str = "default-src 'self'"):
    app = Flask(__name__)
    headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
    app.add_url_rule("/", "page", lambda: (GOOD.format(body), 200, headers))
    return app.test_client().get("/")


def test_a_plain_page_passes():
    assert checked(answer("<p>一</p>")).heading == "案件"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>又一个</h1>",
        "<p>没有结束<div>",
        '<p style="color:red">一</p>',
        "<script>1</script>",
        '<form method="post" action="/x"></form>',
        '<form action="/x" method="post"><input name="csrf_token" type="hidden"><input name="a"></form>',
        "<table><tr><td>一</td></tr></table>",
        '<p id="a"></p><p id="a"></p>',
        '<a href="#nowhere">去</a>',
        '<img src="https://example.com/a.png" alt="">',
        "<button>写入</button>",
        "<p>None</p>",
        "<p>写入成功！</p>",
    ],
)
def test_each_fault_is_noticed(body):
    with pytest.raises(Exception):  # noqa: B017 - assertion or parse error, both are a notice
        checked(answer(body))


def test_a_missing_policy_is_noticed():
    with pytest.raises(AssertionError):
        checked(answer("<p>一</p>", policy=""))
