import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from litigation.law.agency import Rank
from litigation.law.attendance import ExcuseGround
from litigation.law.error import InvalidInputError, ReasonMissingError
from litigation.papers.absence_docx import (
    Absence,
    AbsentHead,
    AppearingStaff,
    write_postponement,
    write_statement,
)
from litigation.papers.certificate_docx import AppearingHead, write_certificate
from litigation.papers.court_paper import CourtCase, say_court_time
from litigation.papers.replacement_docx import Replaced, write_replacement

AT = datetime(2026, 9, 15, 1, 30, tzinfo=UTC)
SIGNED = date(2026, 9, 8)
CASE = CourtCase(
    "青岛铁路运输法院",
    "(2026)鲁7102行初19号",
    ("王建国",),
    "强制拆除",
    "青岛市云汀区综合行政执法局",
    AT,
    "第三法庭",
)
ABSENCE = Absence(
    ground=ExcuseGround.IRREPLACEABLE_DUTY,
    heads=(AbsentHead("顾长庚", "局长", "在防汛指挥部值守"), AbsentHead("沈若衡", "副局长", "住院治疗。")),
    proofs=("值班表", "诊断证明"),
    staff=(AppearingStaff("韩叙白", "执法一科科长"),),
)


def text_of(paper):
    return "\n".join(each.text for each in docx.Document(io.BytesIO(paper)).paragraphs)


@pytest.mark.parametrize(
    ("hour", "words"), [(1, "上午9时30分"), (4, "下午12时30分"), (6, "下午2时30分"), (16, "上午0时30分")]
)
def test_a_court_time_names_half_day_and_hour(hour, words):
    assert say_court_time(datetime(2026, 9, 15, hour, 30, tzinfo=UTC)).endswith(words)


def test_the_certificate_states_what_article_6_asks_for():
    text = text_of(write_certificate(CASE, AppearingHead("沈若衡", "副局长", Rank.DEPUTY), SIGNED, AT))
    for words in (
        "青岛铁路运输法院：",
        "（2026）鲁7102行初19号王建国诉青岛市云汀区综合行政执法局强制拆除一案",
        "2026年9月15日上午9时30分在第三法庭的庭审",
        "姓名：沈若衡",
        "职务：青岛市云汀区综合行政执法局副局长",
        "系我单位副职负责人",
        "（盖章）",
        "2026年9月8日",
    ):
        assert words in text


@pytest.mark.parametrize("rank", [Rank.DEPUTY_LEVEL, Rank.OTHER])
def test_ranks_three_and_four_state_the_matter_in_charge(rank):
    """R2020 art. 2(1): without taking part in managing the sued act they are no agency heads."""
    text = text_of(write_certificate(CASE, AppearingHead("周砚", "党组成员", rank, "拆违"), None, AT))
    assert "参与分管被诉行政行为所涉拆违工作" in text
    assert "年　　月　　日" in text
    with pytest.raises(InvalidInputError, match="分管的事项"):
        write_certificate(CASE, AppearingHead("周砚", "党组成员", rank), None, AT)


def test_the_statement_names_ground_heads_proof_and_who_comes_instead():
    text = text_of(write_statement(CASE, ABSENCE, SIGNED, AT))
    for words in (
        "第八条第三项（须履行他人不能代替的公务）",
        "1. 顾长庚（局长）：在防汛指挥部值守。",
        "2. 沈若衡（副局长）：住院治疗。",
        "相应的工作人员韩叙白（执法一科科长）",
        "附件：1. 值班表",
        "（盖章）",
        "或者主要负责人（签字）",
    ):
        assert words in text
    assert "延期" not in text


def test_the_paper_never_says_that_the_reason_holds():
    """R2020 art. 9(2): only the court decides."""
    assert "正当理由成立" not in text_of(write_statement(CASE, ABSENCE, SIGNED, AT))


def test_lawyers_alone_are_no_substitute_for_the_head():
    """ALL art. 3(3), I2018 art. 128: without the head, staff must come."""
    with pytest.raises(InvalidInputError, match="不得仅委托律师"):
        write_statement(CASE, replace(ABSENCE, staff=()), SIGNED, AT)


def test_a_statement_without_staff_may_ask_to_postpone():
    paper = write_statement(CASE, replace(ABSENCE, staff=(), postponement_asked=True), SIGNED, AT)
    assert "同时申请延期开庭" in text_of(paper)


def test_every_head_needs_a_reason_and_the_reasons_need_proof():
    with pytest.raises(ReasonMissingError, match="副职也要写到"):
        write_statement(CASE, replace(ABSENCE, heads=(AbsentHead("顾长庚", "局长", " "),)), SIGNED, AT)
    with pytest.raises(InvalidInputError, match="证明材料"):
        write_postponement(CASE, replace(ABSENCE, proofs=()), SIGNED, AT)


def test_the_request_to_postpone_offers_times():
    paper = write_postponement(CASE, replace(ABSENCE, proposals=(AT,)), None, AT)
    assert "可以出庭的时间为：2026年9月15日上午9时30分。" in text_of(paper)
    assert "第九条" in text_of(paper)


def test_a_hearing_without_a_date_is_left_to_the_court():
    case = replace(CASE, hearing_at=None)
    assert "以法院通知为准" in text_of(write_statement(case, ABSENCE, SIGNED, AT))


def test_the_letter_of_replacement_names_both_heads_the_reason_and_the_article():
    heads = Replaced("沈若衡", "副局长", "顾长庚", "局长", "沈若衡同志住院不能出庭。")
    text = text_of(write_replacement(CASE, heads, SIGNED, AT))
    assert text.startswith("更换出庭负责人函")
    assert "青岛铁路运输法院：" in text
    assert "原确定由副局长沈若衡同志" in text
    assert "因沈若衡同志住院不能出庭，依照" in text
    assert "第五条第三款" in text
    assert "现更换为局长顾长庚同志出庭应诉" in text
    assert "2026年9月8日" in text
    same = replace(heads, after="沈若衡", after_post="副局长")
    with pytest.raises(InvalidInputError):
        write_replacement(CASE, same, None, AT)
