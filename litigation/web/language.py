"""The language of a page: Chinese unless the user chose English."""

from flask import Blueprint, Flask, current_app, has_request_context, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from litigation.web.way_back import local_path

blueprint = Blueprint("language", __name__)

# Short name (stored with the user and in the session) -> locale of the libraries.
LOCALES = {"zh": "zh_Hans_CN", "en": "en"}


def install(app: Flask) -> None:
    """Let templates name their language."""
    app.jinja_env.globals["page_language"] = page_language


def choose() -> str | None:
    """Pick the locale: this browser's choice, else the user's, else the office's."""
    if not has_request_context():
        return None
    chosen = session.get("language") or getattr(current_user, "locale", None)
    return LOCALES.get(chosen or "", LOCALES[current_app.config["LITIGATION"].locale])


def page_language() -> str:
    """Return the value of the page's ``lang``."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh-CN"


@blueprint.post("/language")
def switch() -> ResponseReturnValue:
    """Remember the chosen language in this browser and go back to where the button stood."""
    wanted = request.form.get("to", "")
    if wanted in LOCALES:
        session["language"] = wanted
    return redirect(local_path(request.form.get("back"), url_for("today.index")), 303)
