"""Another name in a name's place changes that name and nothing else.

Names of every kind: persons of rare families and other peoples, companies with brackets and 和,
villages' committees, ministries, agencies short and long.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.agency_name import is_agency, is_person, is_sound, may_be_person
from litigation.intake.court_text import read_text
from litigation.intake.printout import to_json

TEXTS = Path(__file__).with_name("texts")
CORPORA = ("court_texts.jsonl", "other_producers.jsonl", "more_producers.jsonl", "yet_other_producers.jsonl")
SIDES = ("plaintiffs", "defendants", "third_parties")
KEPT = (*SIDES, "case_number", "start", "court", "courtroom", "cause", "judge", "clerk", "kind", "status")

FAMILIES = ["王", "欧阳", "诸葛", "柏", "佟", "朴", "安", "应", "向", "冼", "司徒"]
GIVEN = ["靖宇", "松年", "芳", "东日", "某", "某某", "晓岚", "鸿飞"]
OTHER_PEOPLES = [
    "热依汗·买买提",
    "阿迪力·吐尔逊江",
    "才让卓玛",
    "努尔兰",
    "乌云其木格",
    "那木海扎布",
    "占水生",
]
PLACES = ["青岛市", "胶州市", "芷江侗族自治县", "克什克腾旗", "上海市静安区", "平度市"]
TRADES = ["海洋科技", "餐饮管理", "和与时光文化", "老灶台", "阿里郎", "建材"]
BODIES = [
    "有限公司",
    "（中国）有限公司",
    "股份有限公司青岛分公司",
    "种植专业合作社",
    "经营部",
    "烧烤店",
    "加工厂",
    "养老院",
]
OFFICES = [
    "公安局市南分局香港中路派出所",
    "住房和城乡建设局",
    "人力资源和社会保障局",
    "市场监督管理局综合行政执法支队",
    "水集街道办事处",
    "人民政府",
    "高技术产业开发区管理委员会",
    "不动产登记中心",
    "林业和草原局",
]
ALONE = [
    "教育部",
    "海关总署",
    "国家知识产权局",
    "国家税务总局青岛市税务局稽查局",
    "中华人民共和国青岛大港海关",
]

persons = st.one_of(
    st.builds(str.__add__, st.sampled_from(FAMILIES), st.sampled_from(GIVEN)), st.sampled_from(OTHER_PEOPLES)
)
companies = st.builds(
    lambda *parts: "".join(parts), st.sampled_from(PLACES), st.sampled_from(TRADES), st.sampled_from(BODIES)
)
agencies = st.one_of(
    st.builds(str.__add__, st.sampled_from(PLACES), st.sampled_from(OFFICES)), st.sampled_from(ALONE)
)

# how courts, offices and their systems put the parties; 甲 sues 乙
SHAPES = [
    "青岛市李沧区人民法院传票\n案号：{number}\n原告：{plaintiff}\n被告：{defendant}\n应到时间：2026年9月8日9时\n应到处所：第三法庭",
    "本院定于2026年9月8日9时在第三法庭公开开庭审理{number}原告{plaintiff}诉被告{defendant}行政许可一案。",
    "本院定于2026年9月8日9时在第三法庭公开开庭审理{number}{plaintiff}诉{defendant}行政许可一案。",
    "案号 {number}\n当事人 {plaintiff} 诉 {defendant}\n应到时间 2026年9月8日9时\n应到处所 第三法庭",
    "{defendant}：\n本院受理{number}{plaintiff}诉你单位行政许可一案，定于2026年9月8日9时在第三法庭开庭。",
    "{defendant}：\n你单位与{plaintiff}行政许可一案{number}，定于2026年9月8日9时在第三法庭开庭。",
    "{defendant}：\n{number}一案定于2026年9月8日9时在第三法庭开庭（原告 {plaintiff}），请你单位负责人出庭。",
    "{number}号案定于2026年9月8日9时在第三法庭开庭，原告{plaintiff}，被告{defendant}，案由行政许可。",
    "案号：{number} 2026年9月8日9时 第三法庭 原告:{plaintiff};被告:{defendant}; 行政许可 一案",
    "| 案号 | 当事人 | 时间 | 地点 |\n|---|---|---|---|\n"
    "| {number} | {plaintiff} / {defendant} | 2026年9月8日 9:00 | 第三法庭 |",
    "案号\t开庭时间\t法庭\t当事人\n{number}\t2026-09-08 09:00\t第三法庭\t{plaintiff} vs {defendant}",
    "{number}\t{plaintiff}\t{defendant}\t行政许可\t2026-09-08 09:00\t第三法庭",
    "2026年9月8日 09:00 第三法庭 {number} （行政许可）{plaintiff}—{defendant} 审判长：王芳",
    "{number}【行政许可】原告：{plaintiff}；被告：{defendant}，2026年9月8日9时，第三法庭",
    "传票\n案号\n{number}\n原告\n{plaintiff}\n被告\n{defendant}\n案由\n行政许可\n"
    "应到时间\n2026年9月8日上午9时\n应到处所\n第三法庭",
    '{{"ah":"{number}","ay":"行政许可","kssj":"2026-09-08 09:00:00","ftmc":"第三法庭",'
    '"dsr":"原告:{plaintiff};被告:{defendant}","cbr":"王芳"}}',
]
NUMBER = "(2026)鲁0213行初15号"


@cache
def texts() -> tuple[dict[str, Any], ...]:
    lines = [line for name in CORPORA for line in (TEXTS / name).read_text(encoding="utf-8").splitlines()]
    return tuple(item for line in lines if line and (item := json.loads(line))["expected"])


def read(text: str, received_on: str) -> list[dict[str, Any]]:
    drafts = read_text(text, date.fromisoformat(received_on)).hearings
    return [{name: to_json(draft)[name] for name in KEPT} for draft in drafts]


@cache
def stated(index: int) -> tuple[str, ...]:
    """The names that a text states and that no other name of it holds."""
    item = texts()[index]
    names = {name for one in read(item["text"], item["received_on"]) for side in SIDES for name in one[side]}
    return tuple(
        sorted(
            name
            for name in names
            if name in item["text"] and not any(name != one and (name in one or one in name) for one in names)
        )
    )


def renamed(hearing: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    sides = {side: [new if name == old else name for name in hearing[side]] for side in SIDES}
    return {**hearing, **sides}


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_another_name_of_its_kind_changes_nothing_else(data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(texts()) - 1))
    item = texts()[index]
    if not stated(index):
        return
    old = data.draw(st.sampled_from(stated(index)))
    kind = agencies if is_agency(old) else persons if is_person(old) or len(old) <= 4 else companies
    new = data.draw(kind)
    if new in item["text"]:
        return
    before = read(item["text"], item["received_on"])
    after = read(item["text"].replace(old, new), item["received_on"])
    assert after == [renamed(hearing, old, new) for hearing in before]


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None, max_examples=40)
@given(plaintiff=st.one_of(persons, companies), defendant=agencies)
def test_every_shape_gives_both_sides(shape: str, plaintiff: str, defendant: str) -> None:
    text = shape.format(number=NUMBER, plaintiff=plaintiff, defendant=defendant)
    (hearing,) = read(text, "2026-08-20")
    assert (hearing["plaintiffs"], hearing["defendants"]) == ([plaintiff], [defendant])
    assert (hearing["case_number"], hearing["start"]) == (NUMBER, "2026-09-08T09:00")
    assert hearing["courtroom"] == "第三法庭"
    assert hearing["cause"] in ("行政许可", None)


@given(applicant=agencies, person=persons)
@settings(deadline=None, max_examples=40)
def test_an_agency_that_asks_for_enforcement_is_the_applicant(applicant: str, person: str) -> None:
    text = (
        f"(2026)鲁0213行审9号申请执行人{applicant}与被执行人{person}非诉执行审查一案，"
        "定于2026年9月8日9时在第三法庭听证。"
    )
    (hearing,) = read(text, "2026-08-20")
    assert (hearing["plaintiffs"], hearing["defendants"]) == ([applicant], [person])


@given(third=st.one_of(persons, companies), plaintiff=persons, defendant=agencies)
@settings(deadline=None, max_examples=40)
def test_a_third_party_in_a_bracket_is_cut_from_the_matter(
    third: str, plaintiff: str, defendant: str
) -> None:
    text = (
        f"{plaintiff}诉{defendant}（第三人 {third}）道路交通事故行政确认一案\n案号：{NUMBER}\n"
        "开庭时间：2026年9月8日9时"
    )
    (hearing,) = read(text, "2026-08-20")
    assert hearing["third_parties"] == [third]
    assert hearing["cause"] == "道路交通事故行政确认"


@given(name=st.one_of(persons, companies, agencies))
def test_every_kind_of_name_is_known_as_one(name: str) -> None:
    assert is_sound(name) or may_be_person(name)


@pytest.mark.parametrize(
    "words",
    [
        "原告某局",
        "王某诉某局",
        "某公司作出",
        "与你局",
        "某局行政处罚一案",
        "某公司（中国",
        "张三不服某局",
        "请准时到庭",
    ],
)
def test_what_is_not_wholly_a_name_is_none(words: str) -> None:
    assert not is_sound(words)
