"""What a person sees when a page cannot be given: what was kept, why, and what to do.

The page stands alone: it needs neither the database nor a signed-in user, because either
may be what is missing.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, SecurityError

from litigation.law import error as law_error
from litigation.law.word import N_
from litigation.web.request_log import trace_id

log = logging.getLogger("litigation.error")

# Status: what is said first, then what to do.
SENTENCES = {
    400: (N_("这个请求不完整，没有写入"), N_("请回到上一页，重新填写后再试。")),
    401: (N_("需要先登录"), N_("登录后会回到原来的页面。")),
    403: (N_("当前账号不能打开这一页"), N_("需要这项权限，请联系系统管理员。")),
    404: (N_("没有找到这一页"), N_("网址可能不完整，或者不在可查看的范围内。")),
    405: (N_("这个网址不能这样打开"), N_("请从页面上的按钮或链接进入。")),
    409: (N_("刚被别人改过，没有写入"), N_("请核对最新内容后再改。")),
    413: (N_("文件太大，没有写入"), N_("每次最多上传 20 MB，请拆分后再传。")),
    422: (N_("没有写入，数据保持原样"), N_("请改正后再试。")),
    429: (N_("操作太频繁，没有写入"), N_("请 1 分钟后再试。")),
    500: (N_("没有写入，数据保持原样"), N_("程序出了错，已记下。请回到上一页再试一次。")),
    503: (N_("没有写入，数据保持原样"), N_("数据库正忙或没有连上，请 1 分钟后再试。")),
}

STALE_FORM = N_("这一页放得太久，或者已在别处退出。请刷新后再填。")

STATUS_OF = (
    (law_error.NotFoundError, 404),
    (law_error.LinkDeadError, 404),
    (law_error.NotAllowedError, 403),
    (law_error.ConflictError, 409),
)


def install(app: Flask) -> None:
    """Answer every kind of failure with a page."""
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(CSRFError, answer_stale_form)
    app.register_error_handler(SecurityError, answer_unknown_host)
    app.register_error_handler(law_error.LitigationError, answer_broken_rule)
    app.register_error_handler(OperationalError, answer_database_away)
    app.register_error_handler(PoolTimeoutError, answer_database_away)
    app.register_error_handler(Exception, answer_fault)


def error_page(status: int, advice: str | None = None) -> tuple[str, int]:
    """Render the page of one status; ``advice`` (translated) replaces the usual second sentence."""
    known = status if status in SENTENCES else (400 if status < 500 else 500)
    heading, usual = SENTENCES[known]
    page = render_template(
        "error.html",
        heading=gettext(heading),
        advice=advice or gettext(usual),
        trace=trace_id(),
        status=status,
    )
    return page, status


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """Answer an HTTP error; a redirect that was raised stays one, and so do its headers."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    page, status = error_page(error.code)
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return page, status, kept


def answer_stale_form(_error: CSRFError) -> ResponseReturnValue:
    """Say that the form is too old, which is what a missing token means to a person."""
    return error_page(400, gettext(STALE_FORM))


def answer_unknown_host(_error: SecurityError) -> ResponseReturnValue:
    """Answer a request for another host without building any address."""
    return "Bad Request\n", HTTPStatus.BAD_REQUEST, {"Content-Type": "text/plain; charset=utf-8"}


def answer_broken_rule(error: law_error.LitigationError) -> ResponseReturnValue:
    """Say which rule stands against the request, in the rule's own sentence."""
    return error_page(status_of(error), gettext(str(error)))


def status_of(error: law_error.LitigationError) -> int:
    """Return the HTTP status that says what kind of rule stands against the request."""
    return next((status for kind, status in STATUS_OF if isinstance(error, kind)), 422)


def answer_database_away(error: Exception) -> ResponseReturnValue:
    """Answer fast when the database is busy or gone; the log has the reason."""
    log.error("%s database away: %s", trace_id(), type(error).__name__, exc_info=error)
    page, status = error_page(503)
    return page, status, {"Retry-After": "60"}


def done_beside(work: Callable[[], object], fault: str) -> str:
    """Do work on a thread beside the pages; return the sentence that says why it failed, or nothing.

    A broken rule has its own sentence; a fault is logged once, and ``fault`` is said.
    """
    try:
        work()
    except law_error.LitigationError as error:
        return gettext(str(error))
    except Exception:
        log.exception("fault beside the pages")
        return fault
    return ""


def answer_fault(error: Exception) -> ResponseReturnValue:
    """Log a fault of the programme once, and show its number alone."""
    log.error("%s fault: %s", trace_id(), type(error).__name__, exc_info=error)
    return error_page(500)
