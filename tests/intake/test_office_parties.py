"""Parties as an office meets them: said to the addressee, in talk, once below a list."""

from datetime import date
from typing import Any

import pytest

from litigation.intake.court_text import read_text
from litigation.intake.printout import to_json

WHEN = "定于2026年6月11日15时在本院第七审判庭开庭"
AGENCY = "青岛市市南区人民政府"


def read(text: str) -> list[dict[str, Any]]:
    return [to_json(each) for each in read_text(text, date(2026, 4, 10)).hearings]


def sides(text: str) -> tuple[list[str], list[str], list[str]]:
    (found,) = read(text)
    return found["plaintiffs"], found["defendants"], found["third_parties"]


@pytest.mark.parametrize("you", ["您单位", "贵单位", "你单位", "贵局"])
@pytest.mark.parametrize("opening", ["温馨提示：", "【铁路运输法院】", ""])
def test_the_addressee_has_the_side_that_the_message_says(you: str, opening: str) -> None:
    def said(role: str) -> tuple[list[str], list[str], list[str]]:
        return sides(f"{opening}{AGENCY}，{you}作为{role}的(2026)鲁02行终83号房屋征收一案，{WHEN}。")

    assert said("被告") == ([], [AGENCY], [])
    assert said("上诉人") == ([AGENCY], [], [])
    assert said("第三人") == ([], [], [AGENCY])


@pytest.mark.parametrize("name", ["寇秀英", "青岛海润有限公司"])
def test_the_number_may_stand_between_the_pair_and_the_matter(name: str) -> None:
    text = f"{AGENCY}：你单位与{name}（2026）鲁02行初175号不履行法定职责一案，{WHEN}。"
    (found,) = read(text)
    assert (found["plaintiffs"], found["defendants"]) == ([name], [AGENCY])
    assert found["cause"] == "不履行法定职责"


@pytest.mark.parametrize(
    ("words", "plaintiffs"),
    [
        ("汪家胜那个工伤的", ["汪家胜"]),
        ("李国华这个拆迁的案子", ["李国华"]),
        ("合议庭那个处罚的", []),
        ("下周一那个处罚的", []),
    ],
)
def test_a_name_between_number_and_matter_is_the_plaintiff(words: str, plaintiffs: list[str]) -> None:
    assert sides(f"(2026)鲁02行初203号{words}，6月11日下午两点半开庭") == (plaintiffs, [], [])


def test_what_stands_once_below_a_list_holds_for_the_cases_it_counts() -> None:
    first, *others = read(
        "本院定于2026年6月11日上午9时在第十法庭公开审理下列案件：\n"
        "(2026)鲁0202行初40号 王林诉青岛市公安局治安处罚\n"
        "(2026)鲁0202行初41号 原告：丁阿福\n"
        "(2026)鲁0202行初42号 原告：林素珠\n"
        f"以上两案被告均为{AGENCY}，第三人为青岛海润有限公司，案由均为土地行政登记。审判长：蔡英姿，书记员：林芳"
    )
    assert (first["defendants"], first["judge"]) == (["青岛市公安局"], None)
    for each in others:
        assert (each["defendants"], each["third_parties"]) == ([AGENCY], ["青岛海润有限公司"])
        assert (each["cause"], each["judge"], each["clerk"]) == ("土地行政登记", "蔡英姿", "林芳")


@pytest.mark.parametrize("opening", ["上述案件均由", "以上各案", "上列2件案件"])
def test_a_judge_named_below_a_list_hears_all_of_it(opening: str) -> None:
    found = read(
        "(2026)鲁02行初3号 王强诉青岛市公安局行政处罚，6月11日9:00开庭\n"
        f"(2026)鲁02行初4号 李敏诉青岛市公安局行政复议，6月11日10:00开庭\n{opening}审判长张明主持。"
    )
    assert [each["judge"] for each in found] == ["张明", "张明"]


def test_who_applies_for_enforcement_and_against_whom() -> None:
    text = (
        "申请执行人重庆市北碚区规划和自然资源局申请强制执行其对被执行人重庆嘉禾生态农业有限公司作出的"
        f"碚规资罚〔2025〕12号行政处罚决定一案，案号(2026)渝0109行审31号，{WHEN.replace('开庭', '听证')}。"
    )
    assert sides(text) == (["重庆市北碚区规划和自然资源局"], ["重庆嘉禾生态农业有限公司"], [])


@pytest.mark.parametrize("matter", ["民办学校行政许可", "校外培训行政处罚", "社会团体登记"])
def test_the_matter_of_an_agency_for_schools_is_no_part_of_its_name(matter: str) -> None:
    (found,) = read(f"(2026)宁01行初3号原告云杉有限公司诉被告银川市金凤区教育局{matter}一案，{WHEN}。")
    assert (found["defendants"], found["cause"]) == (["银川市金凤区教育局"], matter)


@pytest.mark.parametrize("tail", ["—— 小邢跟庭", " 法庭待通知", " 时间待定", "——"])
def test_a_remark_behind_the_last_name_is_no_matter(tail: str) -> None:
    (found,) = read(f"6月11日 9:00 开庭 (2026)鲁02行初35号 迟永胜诉八大湖街道办 工伤认定{tail}")
    assert (found["plaintiffs"], found["defendants"]) == (["迟永胜"], ["八大湖街道办"])
    assert found["cause"] == "工伤认定"


@pytest.mark.parametrize(
    ("names", "plaintiffs"),
    [("普云生", ["普云生"]), ("王强、李敏", ["王强", "李敏"]), ("普云生、安宁市人力资源和社会保障局", [])],
)
def test_of_person_and_agency_side_by_side_nobody_knows_who_appeals(
    names: str, plaintiffs: list[str]
) -> None:
    (found,) = read(
        "（2026）云71行终22号 我院定于2026年6月11日下午三时在本院第1法庭公开开庭审理"
        f"{names}因工伤认定不服昆明铁路运输法院（2025）云7101行初1047号行政判决上诉一案。"
    )
    assert (found["plaintiffs"], found["cause"]) == (plaintiffs, "工伤认定")


def test_an_attorney_is_no_party() -> None:
    assert sides(f"您好，(2026)鲁02行初3号，您作为被告代理人，{WHEN}") == ([], [], [])


@pytest.mark.parametrize("said", ["审判组织 独任 罗成英", "独任审判员：罗成英", "独任：罗成英"])
def test_a_judge_sitting_alone_is_named(said: str) -> None:
    (found,) = read(f"(2026)鲁02行初3号行政许可一案{WHEN}\n{said}\n")
    assert found["judge"] == "罗成英"


def test_the_room_of_that_court_is_named_without_it() -> None:
    (found,) = read("(2026)鲁02行初3号定于2026年6月11日9时45分在该庭第三法庭对本案进行询问")
    assert found["courtroom"] == "第三法庭"
