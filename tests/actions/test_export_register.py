import hashlib
import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, update

from litigation.actions.actor import SYSTEM, Actor
from litigation.actions.export_register import export_register
from litigation.actions.first_run import create_first_administrator, issue_code
from litigation.actions.journal import record_act
from litigation.actions.load_register import load_register
from litigation.actions.register_file import RegisterFileError, register_tables
from litigation.law.error import InvalidInputError, NotAllowedError
from litigation.law.facts_file import read_register
from litigation.records.agency import Agency, Leave, Official
from litigation.records.db import db, writing
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.import_run import Blob
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, Party
from litigation.records.user import LoginSession, User
from tests.databases import build_app, close, config_for

NOW = datetime(2026, 9, 14, 2, 20, 0, 123456, tzinfo=UTC)
DATA = b"\x00\xff scan"
SHA256 = hashlib.sha256(DATA).hexdigest()


def fill() -> None:
    """One case with everything that is hard to carry: a parent with the higher id, bytes, lists, nulls."""
    with writing() as session:
        session.add(Agency(id=2, name="云汀区人民政府", short_name="区政府", kind="government"))
        session.flush()
        session.add(Agency(id=1, name="云汀区“城管”局\n", short_name="城管", kind="department", parent_id=2))
        session.flush()
        session.add(
            Official(
                id=7,
                agency_id=1,
                name="沈若衡",
                rank="deputy",
                portfolio=["执法", "拆违"],
                mobile="13800008000",
            )
        )
        session.flush()
        session.add(Leave(official_id=7, starts_at=NOW, ends_at=NOW.replace(hour=9)))
        session.add(
            Lawsuit(
                id=3,
                number="(2026)鲁9902行初97号",
                year=2026,
                court_code="鲁9902",
                type="行初",
                sequence=97,
                procedure="first_instance",
                filed_on=date(2026, 8, 1),
                created_at=NOW,
                standing="unknown",
            )
        )
        session.add(Blob(sha256=SHA256, size=len(DATA), type="image/png", data=DATA, created_at=NOW))
        session.flush()
        session.add(Party(case_id=3, role="defendant", name="城管", agency_id=1))
        session.add(AppearanceDuty(case_id=3, agency_id=1))
        session.add(
            Hearing(
                id=4, uid="u@litigation", starts_at=NOW, starts_on=NOW.date(), created_at=NOW, outcome="held"
            )
        )
        session.flush()
        session.add(HearingCase(hearing_id=4, case_id=3))
        session.add(Attendance(hearing_id=4, agency_id=1, official_id=7, present=True, recorded_at=NOW))
        session.add(
            User(
                id=5, username="lin", name="林晓岚", role="admin", password_hash="$argon2id$x", created_at=NOW
            )
        )
        session.flush()
        session.add(LoginSession(token_hash="t", user_id=5, created_at=NOW, seen_at=NOW, ends_at=NOW))
        record_act(session, NOW, SYSTEM, "case.create", "lawsuit", 3, number="97")


def files_of(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def exported(app_on: Flask, tmp_path):
    fill()
    folder = tmp_path / "out"
    export_register(folder, now=NOW, actor=SYSTEM)
    return folder


@pytest.fixture
def empty(tmp_path, sqlite_template):
    """A second, empty database."""
    (tmp_path / "second").mkdir()
    path = tmp_path / "second" / "litigation.db"
    path.write_bytes(sqlite_template.read_bytes())
    other = build_app(config_for(tmp_path / "second", f"sqlite:///{path}"))
    yield other
    close(other)


def test_what_was_exported_and_loaded_is_exported_the_same_again(exported, empty, tmp_path):
    with empty.app_context():
        load_register(exported, now=NOW, actor=SYSTEM)
        export_register(tmp_path / "again", now=NOW, actor=SYSTEM)
    assert files_of(tmp_path / "again") == files_of(exported)


def test_every_row_arrives_with_its_type(exported, empty):
    with empty.app_context():
        counts = load_register(exported, now=NOW, actor=SYSTEM)
        assert counts["agency"] == 2
        assert db.session.get(Agency, 1).name == "云汀区“城管”局\n"
        assert db.session.get(Official, 7).portfolio == ["执法", "拆违"]
        assert db.session.get(Lawsuit, 3).filed_on == date(2026, 8, 1)
        assert db.session.get(Hearing, 4).starts_at == NOW
        assert db.session.get(Blob, SHA256).data == DATA
        db.session.rollback()


def test_the_journal_goes_on_after_the_loaded_lines(exported, empty):
    with empty.app_context():
        load_register(exported, now=NOW, actor=SYSTEM)
        with writing() as session:
            line = record_act(session, NOW, SYSTEM, "case.update", "lawsuit", 3)
            assert line.previous_hash == session.get(JournalLine, line.id - 1).line_hash


def test_new_rows_get_ids_after_the_loaded_ones_on_both_engines(app_on: Flask, exported):
    """PostgreSQL's counters know nothing of ids that were written by hand."""
    with writing() as session:
        session.execute(delete(LoginSession))
        session.execute(update(Agency).values(parent_id=None))
        for table in reversed(register_tables()):
            session.execute(table.delete())
    load_register(exported, now=NOW, actor=SYSTEM)
    with writing() as session:
        agency = Agency(name="新机关", short_name="新", kind="department")
        session.add(agency)
        session.flush()
        assert agency.id == 3


def test_no_secret_leaves_the_house(exported):
    everything = b"".join(files_of(exported).values())
    assert b"argon2" not in everything
    assert "login_session.jsonl" not in files_of(exported)


def test_only_this_user_may_read_the_files(exported):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in exported.rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_the_facts_file_can_be_read_by_the_law_alone(exported):
    register = read_register(json.loads((exported / "facts.json").read_text())["register"])
    assert register.cases[0].number == "(2026)鲁9902行初97号"
    assert register.attendance[0].person == "7"


def test_a_folder_in_use_is_not_written_into(exported):
    with pytest.raises(InvalidInputError, match="不是空的"):
        export_register(exported, now=NOW, actor=SYSTEM)


def test_a_clerk_may_not_take_the_whole_register_away(app: Flask, tmp_path):
    with pytest.raises(NotAllowedError):
        export_register(tmp_path / "out", now=NOW, actor=Actor("林晓岚", "clerk"))


def test_a_register_is_not_mixed_with_another(exported, app_on: Flask):
    with pytest.raises(InvalidInputError, match="已有登记"):
        load_register(exported, now=NOW, actor=SYSTEM)


def changed(folder, name, old, new):
    """Change a file and its hash in the manifest, as somebody who knows the format would."""
    path, manifest_path = folder / name, folder / "manifest.json"
    path.write_text(path.read_text().replace(old, new))
    manifest = json.loads(manifest_path.read_text())
    manifest["files"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest_path.write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("official.jsonl", '"rank":"deputy"', '"rank":"chief"', "互相矛盾"),
        ("official.jsonl", '"agency_id":1', '"agency_id":99', "互相矛盾"),
        ("official.jsonl", '"agency_id":1', '"agency_id":"1"', "第 1 行"),
        ("official.jsonl", '"name"', '"naam"', "第 1 行"),
        ("hearing.jsonl", '"starts_on":"2026-09-14"', '"starts_on":"gestern"', "第 1 行"),
        ("hearing.jsonl", "+00:00", "", "第 1 行"),
        ("agency.jsonl", '"parent_id":2', '"parent_id":8', "上下级"),
        ("lawsuit.jsonl", "{", "[", "第 1 行"),
    ],
)
def test_a_faulty_file_is_named_and_nothing_is_written(exported, empty, name, old, new, message):
    changed(exported, name, old, new)
    with empty.app_context():
        with pytest.raises(RegisterFileError, match=message):
            load_register(exported, now=NOW, actor=SYSTEM)
        assert db.session.query(Agency).count() == 0
        db.session.rollback()


def test_a_file_changed_on_the_way_is_refused(exported, empty):
    path = exported / "official.jsonl"
    path.write_text(path.read_text().replace("沈若衡", "陆知远"))
    with empty.app_context(), pytest.raises(RegisterFileError, match=r"official\.jsonl 缺失或者被改动过"):
        load_register(exported, now=NOW, actor=SYSTEM)


def test_stored_bytes_are_checked_by_their_name(exported, empty):
    (exported / "blobs" / SHA256).write_bytes(b"other")
    with empty.app_context(), pytest.raises(RegisterFileError, match="被改动过"):
        load_register(exported, now=NOW, actor=SYSTEM)


def test_a_folder_without_manifest_is_no_export(empty, tmp_path):
    with empty.app_context(), pytest.raises(RegisterFileError, match="不是导出的登记文件夹"):
        load_register(tmp_path, now=NOW, actor=SYSTEM)


def test_every_file_of_an_export_is_documented(exported):
    text = (Path(__file__).parents[2] / "docs" / "register-format.md").read_text()
    names = {name.split("/")[0] for name in files_of(exported)}
    assert [name for name in sorted(names) if name not in text] == []


def test_after_loading_the_first_run_names_an_administrator_anew(exported, empty):
    """Passwords stay behind, so that nobody could sign in otherwise."""
    with empty.app_context():
        load_register(exported, now=NOW, actor=SYSTEM)
        code = issue_code(now=NOW)
        signed_in = create_first_administrator(code, "lin", "林晓岚", "Qing-dao 2026 yun", now=NOW)
        assert signed_in.user_id == 5
        assert issue_code(now=NOW) is None
