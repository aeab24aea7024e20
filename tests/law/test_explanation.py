from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from litigation.law.agency import PartyRole
from litigation.law.attendance import ArrangementKind, CourtDecision, NoticeKind, Standing
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude
from litigation.law.explanation import explain
from litigation.law.facts import Arrangement, Attendance, CourtNotice, Party, Register
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.reading import Readings
from tests.law.test_duty import (
    AGAIN,
    AGENCIES,
    AS_OF,
    BOTH,
    CASE,
    FEB3,
    FEB24,
    MARCH,
    OFFICIALS,
    came,
    excuse,
    hearing,
    registers,
)


def explained(hearings, rows=(), excuses=(), case=CASE, agency="B", **more):
    register = Register(AGENCIES, OFFICIALS, (case,), tuple(hearings), tuple(rows), tuple(excuses))
    dossier = dossiers(register)["c1"]
    return explain(dossier, conclude(dossier, AS_OF), agency, AS_OF, **more)


def facts(why):
    return {fact.about: fact.says for fact in why.facts}


def test_a_duty_is_explained_by_standing_facts_and_articles():
    why = explained([FEB3], [came(1)])
    assert (why.standing, why.month) == (Standing.DISCHARGED, "2026-02")
    assert facts(why) == {
        "案号": "（2026）鲁7102行初1号",
        "诉讼地位": "被告",
        "出庭义务": "法院没有另行通知，负责人仍应当出庭（行政诉讼法第三条第三款）",
        "2026年2月3日开庭": "2026年2月3日开庭由副局长丁（副职）出庭（法释〔2020〕3号第二条第一款）",
    }
    assert [each.name for each in why.articles] == [
        "行政诉讼法第三条第三款",
        "法释〔2020〕3号第二条第一款",
        "法释〔2020〕3号第七条第一款",
    ]
    assert all(each.gist for each in why.articles)
    assert why.warnings == ()


def test_every_hearing_says_what_it_is_to_the_duty():
    inquiry = hearing(4, 5, kind=HearingKind.INQUIRY)
    put_off = hearing(5, 6, Outcome.ADJOURNED)
    late = hearing(6, 20, None)
    why = explained([FEB3, inquiry, put_off, late, AGAIN, MARCH], [came(1, None), came(2)])
    said = facts(why)
    assert said["2026年2月5日询问"] == "询问不是开庭，不计"
    assert said["2026年2月6日开庭"] == "延期未开，没有实际开庭，不计"
    assert said["2026年2月20日开庭"] == "已过开庭时间，结果尚未登记"
    assert said["2026年2月24日开庭"].startswith("法院另行通知负责人出庭；")
    assert said["2026年3月12日开庭"] == "尚未开庭"


def test_the_three_voices_and_the_weak_side_of_a_reason_are_shown():
    why = explained([FEB3], [came(1, None)], [excuse(1, CourtDecision.NONE)])
    assert "法院尚未表态" in facts(why)["不能出庭的理由"]
    assert any("没有附相关证明材料" in each for each in why.warnings)
    decided = explained([FEB3], [came(1, None)], [excuse(1, CourtDecision.ACCEPTED)])
    assert decided.standing is Standing.EXCUSED
    assert decided.warnings == ()


def test_what_a_court_may_write_is_warned_of():
    why = explained([FEB3], [Attendance("h1", "B", None, lawyers=2)])
    assert why.standing is Standing.BREACHED
    assert [each.rpartition("（")[2] for each in why.warnings] == [
        "法释〔2020〕3号第十二条第一款第一项）",
        "法释〔2020〕3号第十二条第一款第三项）",
        "法释〔2018〕1号第一百二十八条、第一百三十二条）",
    ]


def test_a_rank_without_link_is_named_for_checking():
    why = explained([FEB3], [came(1, "b4")])
    assert any("待核" in each for each in why.warnings)


def test_an_arrangement_and_a_notice_are_facts():
    case = replace(
        BOTH,
        arrangement=Arrangement(ArrangementKind.AGREED, ("B",)),
        notice=CourtNotice(NoticeKind.MUST, "社会高度关注"),
    )
    relieved = explained([FEB3], [came(1)], case=case, agency="G")
    assert relieved.standing is Standing.RELIEVED
    assert (
        facts(relieved)["由谁出庭"] == "协商确定由云汀区综合行政执法局的负责人出庭（法释〔2020〕3号第三条）"
    )
    assert "社会高度关注" in facts(relieved)["出庭义务"]


def test_a_third_party_is_owed_only_as_art_one_says():
    parties = (Party("X", PartyRole.DEFENDANT), Party("B", PartyRole.THIRD_PARTY, art1_3=True))
    owing = explained([FEB3], [came(1)], case=replace(CASE, parties=parties))
    assert "第一条第三款" in facts(owing)["诉讼地位"]
    plain = replace(CASE, parties=(parties[0], Party("B", PartyRole.THIRD_PARTY)))
    free = explained([FEB3], [came(1)], case=plain)
    assert (free.standing, free.month) == (Standing.NOT_COUNTED, None)
    assert facts(free)["诉讼地位"] == "普通第三人，不产生出庭义务"


def test_a_review_and_an_agency_elsewhere_say_why_nothing_is_owed():
    review = explained([FEB24], case=replace(CASE, number="(2026)鲁行申1号"))
    assert "一审、二审、再审以外" in review.reasons[0]
    parties = (Party("X", PartyRole.DEFENDANT),)
    elsewhere = explained([FEB24], case=replace(CASE, parties=parties), agency="X")
    assert elsewhere.reasons == ("不是本区机关，由其所在地统计",)


@pytest.mark.parametrize(
    ("day", "days", "words"),
    [(30, "3", ""), (31, "3", "刚够期限"), (31, "4", "不足 4 日"), (32, "3", "不足 3 日")],
)
def test_a_late_notice_of_the_court_helps_a_reason_and_excuses_nothing(day, days, words):
    served = date(2026, 1, day) if day < 32 else date(2026, 2, 1)
    why = explained([FEB3], [came(1, None)], notice_served_on=served, readings=Readings.of(notice_days=days))
    said = facts(why)["出庭通知书"]
    assert words in said
    assert ("不足" in said) is bool(words)
    assert "第五条第二款" in said
    assert why.standing is Standing.BREACHED


@given(registers())
def test_whatever_the_facts_every_duty_is_explained_with_articles(register):
    dossier = dossiers(register)["c1"]
    conclusion = conclude(dossier, AS_OF)
    for agency in ("B", "G", "X"):
        why = explain(dossier, conclusion, agency, AS_OF)
        assert why.reasons
        assert agency not in conclusion.duties or why.standing is conclusion.duties[agency].standing
        assert all("条" in each or "待核" in each for each in why.warnings)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("强制拆除", "强制拆除（案由表：行政强制执行·强制拆除房屋或者设施）"),
        ("治安行政处罚", "治安行政处罚（案由表：行政处罚）"),
        ("行政处罚", "行政处罚"),
        ("其他", "其他"),
    ],
)
def test_the_cause_stands_as_written_beside_the_official_one(raw, says):
    assert facts(explained([FEB3], [came(1)], case=replace(CASE, cause=raw)))["案由"] == says
