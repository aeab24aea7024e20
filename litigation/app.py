"""The one place where everything meets: configuration, database, pages and their guards."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from litigation.records import every, schema
from litigation.records.patient_connection import PATIENCE
from litigation.web import (
    access,
    errors,
    ground,
    headers,
    language,
    paging,
    request_log,
    routes,
    sentence,
    session,
    shell,
    wording,
)

if TYPE_CHECKING:
    from config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
FORM_MEMORY = 2 * 1024 * 1024
SESSION_LIFE = timedelta(hours=12)

csrf = CSRFProtect()


def create_app(config: "Config") -> Flask:
    """Build the application for one checked configuration; touches no database."""
    app = Flask("litigation", template_folder="../templates", static_folder="static")
    app.config.from_mapping(flask_settings(config))
    _connect_libraries(app)
    if config.proxy_count:
        trusted = config.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]  # Flask documents this replacement
    for part in (
        request_log,
        errors,
        headers,
        session,
        access,
        language,
        wording,
        sentence,
        ground,
        paging,
        shell,
    ):
        part.install(app)
    routes.install(app, csrf)
    access.check_table(app)
    access.reserve(app)
    return app


def prepare_register(app: Flask) -> None:
    """Bring the embedded database to the newest schema; a server's database needs the command.

    Raises:
        schema.SchemaBehindError: a PostgreSQL database is not at the newest schema.
    """
    with app.app_context():
        if app.config["LITIGATION"].embedded:
            schema.upgrade(app.config["LITIGATION"].data_folder)
        else:
            schema.require_current()


def flask_settings(config: "Config") -> dict[str, Any]:
    """Say the configuration in the words of Flask and its extensions."""
    return {
        "LITIGATION": config,
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(config),
        "MAX_CONTENT_LENGTH": config.upload_limit,
        "MAX_FORM_MEMORY_SIZE": FORM_MEMORY,
        "TRUSTED_HOSTS": list(config.trusted_hosts),
        "SESSION_COOKIE_NAME": "__Host-litigation" if config.https else "litigation",
        "SESSION_COOKIE_SECURE": config.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": SESSION_LIFE,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(hours=1),
        "PREFERRED_URL_SCHEME": "https" if config.https else "http",
        "BABEL_DEFAULT_LOCALE": language.LOCALES[config.locale],
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "BOOTSTRAP_SERVE_LOCAL": True,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_CHECK_DEFAULT": True,
    }


def _engine_options(config: "Config") -> dict[str, Any]:
    """Say how connections are kept; a dead server must not hold a page for long."""
    if config.embedded:
        return {"hide_parameters": True, "connect_args": {"timeout": 15}}
    return {
        "hide_parameters": True,  # a failed statement is logged; its values are people
        "pool_pre_ping": True,
        "pool_size": max(5, config.worker_threads + 1),
        "max_overflow": 10,
        "pool_timeout": 10,
        "connect_args": {"connect_timeout": 5, PATIENCE: config.database_timeout},
    }


def _connect_libraries(app: Flask) -> None:
    """Give the application to the extensions."""
    every.db.init_app(app)
    Migrate(app, every.db, directory=str(MIGRATIONS), render_as_batch=True).configure(schema.configure)
    csrf.init_app(app)
    Bootstrap5(app)
    Babel(app, locale_selector=language.choose)
