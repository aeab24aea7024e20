"""Migrations lead to exactly what the models say, on both engines, and back again."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect

from litigation.app import MIGRATIONS
from litigation.law.error import LitigationError
from litigation.records import schema
from litigation.records.db import db
from litigation.records.every import Record


def test_migrations_lead_to_what_the_models_say(app_on: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Record.metadata) == []


def test_every_migration_can_be_taken_back_and_applied_again(app_on: Flask, tmp_path: Path) -> None:
    before = _tables()
    schema.downgrade("base")
    assert _tables() <= {"alembic_version"}
    assert schema.upgrade(tmp_path)
    assert _tables() == before


def test_a_second_upgrade_has_nothing_to_do(app_on: Flask, tmp_path: Path) -> None:
    assert schema.upgrade(tmp_path) is False
    assert schema.is_current()


def test_an_old_schema_is_refused_with_what_to_do(app: Flask) -> None:
    schema.downgrade("base")
    with pytest.raises(LitigationError, match="litigation migrate"):
        schema.require_current()


def test_the_head_file_names_the_newest_migration() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert script.get_heads() == [(MIGRATIONS / ".current-alembic-head").read_text().strip()]


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())
