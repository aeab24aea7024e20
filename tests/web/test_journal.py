"""操作日志: the auditor finds who did what and who looked at what; nobody else may, and nothing changes."""

import ast

from litigation.web.journal import ACTS
from tests.architecture.source import PACKAGE
from tests.web.district import District


def test_the_auditor_finds_an_act_by_name_and_person(district: District) -> None:
    auditor = district.browser("auditor")
    everything = auditor.get("/journal").words()
    assert "登记案件" in everything
    assert "派负责人" in everything
    narrowed = auditor.get("/journal?act=assignment.ask").all("tbody")[0]
    assert len(list(narrowed)) == 2
    assert "没有记录" in auditor.get("/journal?who=没有这个人").words()
    assert "没有记录" in auditor.get("/journal?until=2000-01-01").words()
    assert auditor.get("/journal?until=nonsense").status == 200


def test_opening_a_case_leaves_a_trace_the_auditor_sees(district: District) -> None:
    district.browser("clerk").get(f"/cases/{district.a.case}")
    page = district.browser("auditor").get("/journal?view=looked")
    assert "打开案件" in page.words()
    assert f"/cases/{district.a.case}" in page.text


def test_the_journal_is_closed_to_everybody_else(district: District) -> None:
    for role in ("clerk", "leadership", "liaison"):
        district.browser(role).get("/journal", status=403)
    assert "操作日志" in district.browser("admin").get("/journal").heading


def test_every_act_of_the_source_has_its_words() -> None:
    acts = {
        part.value
        for file in (PACKAGE / "actions").glob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record_act"
        for part in ast.walk(call.args[3])
        if isinstance(part, ast.Constant)
    }
    assert acts
    assert acts <= ACTS.keys(), acts - ACTS.keys()
