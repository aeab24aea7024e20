"""Parties, matter, judge and clerk as people put them in chats, calls and hurried notes."""

from datetime import date
from typing import Any

import pytest

from litigation.intake.court_text import read_text
from litigation.intake.printout import to_json

NUMBER = "(2026)鲁0202行初123号"
WHEN = "5月7日上午9点三号法庭开庭"


def one(text: str) -> dict[str, Any]:
    (hearing,) = read_text(text, date(2026, 4, 10)).hearings
    return to_json(hearing)


def sides(text: str) -> tuple[list[str], list[str], str | None]:
    hearing = one(text)
    return hearing["plaintiffs"], hearing["defendants"], hearing["cause"]


@pytest.mark.parametrize(
    ("told", "plaintiffs", "defendants", "cause"),
    [
        ("李大强告你们局那个强拆案", ["李大强"], [], "强拆"),
        ("李大强诉你们局（胶州市林业局）林木采伐许可那个案子", ["李大强"], ["胶州市林业局"], "林木采伐许可"),
        ("喂是法院的啊那个宋晓梅诉市南区市场监管局的案子", ["宋晓梅"], ["市南区市场监管局"], None),
        ("陈静上诉市南区人民政府房屋征收补偿一案", ["陈静"], ["市南区人民政府"], "房屋征收补偿"),
        ("江南矿业有限公司不服市水务局水行政处罚上诉案", ["江南矿业有限公司"], ["市水务局"], "水行政处罚"),
        ("马有福不服不动产登记一案", ["马有福"], [], "不动产登记"),
        ("王伟和市南区住建局那个信息公开的案子", ["王伟"], ["市南区住建局"], "信息公开"),
        ("金花、李四光二人告区政府征收补偿", ["金花", "李四光"], ["区政府"], "征收补偿"),
        ("原定5月6日的张三告交警大队罚款案", ["张三"], ["交警大队"], "罚款"),
        ("第三法庭 高和诉市南区教体局信息公开一案", ["高和"], ["市南区教体局"], "信息公开"),
        ("你局被诉信息公开案（原告：吴敏）", ["吴敏"], [], "信息公开"),
        ("张伟、王强等15人诉市南区政府征收补偿一案", ["张伟", "王强等15人"], ["市南区政府"], "征收补偿"),
        ("钱进 v 市南区民政局", ["钱进"], ["市南区民政局"], None),
        (
            "原告都是海润达有限公司，被告平度市农业农村委",
            ["海润达有限公司"],
            ["平度市农业农村委"],
            None,
        ),
        ("原告范思渊因伤住院，被告市南区房屋管理局到庭", ["范思渊"], ["市南区房屋管理局"], None),
        ("原告陆阿毛，被告市南区人民政府，信息公开", ["陆阿毛"], ["市南区人民政府"], "信息公开"),
        ("钱进诉市南区城管局行政强制（拆除建筑物）一案", ["钱进"], ["市南区城管局"], "行政强制(拆除建筑物)"),
    ],
)
def test_parties_are_read_as_people_tell_them(
    told: str, plaintiffs: list[str], defendants: list[str], cause: str | None
) -> None:
    assert sides(f"{NUMBER}，{told}，{WHEN}") == (plaintiffs, defendants, cause)


@pytest.mark.parametrize("name", ["老王家", "小刘"])
def test_a_nickname_is_no_name_of_a_party(name: str) -> None:
    assert one(f"{NUMBER}，{name}告咱们局的处罚案，{WHEN}")["plaintiffs"] == []


@pytest.mark.parametrize(
    "greeting",
    ["青岛市民政局您好，", "公告送达：青岛市民政局：", "青岛市民政局：", "【法院】青岛市民政局你好！"],
)
def test_whom_the_message_greets_is_the_one_sued(greeting: str) -> None:
    text = f"{greeting}刘春梅诉你局行政处罚一案，{NUMBER}，定于2026年5月7日上午9时在第三法庭开庭。"
    assert sides(text) == (["刘春梅"], ["青岛市民政局"], "行政处罚")


def test_rows_without_headings_give_name_and_matter() -> None:
    text = (
        "贵单位作为被告的案件排期如下\n5月7日（周四）\n"
        "  09:00  (2026)鲁0202行初21号   吴凤仙   山林权属裁决   第三法庭\n"
        "  10:30  (2026)鲁0202行初22号   海润达有限公司   行政协议   第三法庭\n"
    )
    read = [to_json(each) for each in read_text(text, date(2026, 4, 10)).hearings]
    assert [(each["plaintiffs"], each["cause"]) for each in read] == [
        (["吴凤仙"], "山林权属裁决"),
        (["海润达有限公司"], "行政协议"),
    ]


def test_each_record_of_a_system_keeps_its_own_parties() -> None:
    text = (
        '[{"ah":"(2026)粤71行终1号","ktsj":"2026-08-27 09:15:00","ft":"第六法庭",'
        '"dsr":"上诉人:某区人民政府;被上诉人:梁健华",'
        '"ay":"行政强制"},{"ah":"(2026)粤71行终2号","ktsj":"2026-08-27 10:15:00","ft":"第六法庭",'
        '"dsr":"上诉人:润泰五金有限公司;被上诉人:市南区民政局","ay":"工伤认定"}]'
    )
    read = [to_json(each) for each in read_text(text, date(2026, 4, 10)).hearings]
    assert [(each["defendants"], each["cause"]) for each in read] == [
        (["梁健华"], "行政强制"),
        (["市南区民政局"], "工伤认定"),
    ]


@pytest.mark.parametrize(
    ("told", "judge"),
    [
        ("主审 白艳", "白艳"),
        ("主审 普建华", "普建华"),
        ("承办：翟艳红", "翟艳红"),
        ("主审王建国法官", "王建国"),
        ("承办王建国", "王建国"),
        ("由王建国法官主审", "王建国"),
        ("承办人是赵敏法官", "赵敏"),
        ("审判长：王建国", "王建国"),
        ("承办单位：市水务局", None),
        ("承办 法规科", None),
        ("主审待定", None),
        ("安排法官另行通知", None),
    ],
)
def test_the_judge_is_named_in_many_ways(told: str, judge: str | None) -> None:
    assert one(f"{NUMBER}，{WHEN}，{told}")["judge"] == judge


@pytest.mark.parametrize(
    ("text", "clerk"),
    [
        (f"市中院书记员 热依木：{NUMBER}，{WHEN}", "热依木"),
        (f"{NUMBER}，{WHEN}，联系人韩小梅书记员85550001", "韩小梅"),
        (f"李书记员：陈科好，{NUMBER}，{WHEN}", None),
        (f"{NUMBER}，{WHEN}。\n书记员 孟和\n二〇二六年四月九日", "孟和"),
    ],
)
def test_the_clerk_is_named_and_not_whom_the_clerk_talks_to(text: str, clerk: str | None) -> None:
    assert one(text)["clerk"] == clerk


def test_whom_a_judge_talks_to_is_no_judge() -> None:
    assert one(f"王法官：陈科好，{NUMBER}，{WHEN}")["judge"] is None


@pytest.mark.parametrize(
    ("words", "start", "room"),
    [
        ("上午八点五十3号法庭", "2026-05-07T08:50", "3号法庭"),
        ("上午九点四十12号法庭", "2026-05-07T09:40", "12号法庭"),
        ("上午八点五十，3号法庭", "2026-05-07T08:50", "3号法庭"),
        ("上午8点503号法庭", "2026-05-07T08:00", "503号法庭"),
    ],
)
def test_minutes_that_touch_the_number_of_the_room_are_read_whole(words: str, start: str, room: str) -> None:
    hearing = one(f"{NUMBER}一案5月7日{words}开庭")
    assert (hearing["start"], hearing["courtroom"]) == (start, room)


def test_a_room_said_below_a_list_is_that_of_all() -> None:
    text = f"5月7日行政案件排庭\n09:00 {NUMBER}\n10:30 (2026)鲁0202行初124号\n都在三楼2庭"
    read = [to_json(each) for each in read_text(text, date(2026, 4, 10)).hearings]
    assert [each["courtroom"] for each in read] == ["三楼2庭", "三楼2庭"]


def test_the_same_room_is_the_one_named_before() -> None:
    text = (
        f"{NUMBER}定于2026年5月7日上午九时在第三审判庭开庭；"
        "另案(2026)鲁0202行初60号于同日下午三时在同一法庭进行庭前会议。"
    )
    read = [to_json(each) for each in read_text(text, date(2026, 4, 10)).hearings]
    assert [each["courtroom"] for each in read] == ["第三审判庭", "第三审判庭"]
