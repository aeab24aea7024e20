"""Rosters in rarer shapes: several persons a row, lists turned on their side, roles as rows."""

from tests.intake.odd_people import FIRST, SECOND, THIRD, PeopleList
from tests.intake.odd_sheets import HOUSING, MARKET, Tab, book

SOUTH_GOVERNMENT = "青岛市市南区人民政府"
EDUCATION = "青岛市市南区教育局"
STREET = "青岛市市南区八大峡街道办事处"
ONE, TWO, THREE = "13800001234", "13800005678", "13800009012"


def _list(
    name: str, rows: list, people: list, liaisons: tuple = (), merges: tuple = (), problems: tuple = ()
) -> PeopleList:
    data = book(Tab(rows, merges=merges))
    return PeopleList(name, data, people, liaisons=list(liaisons), problems=list(problems))


LISTS = [
    _list(
        "wide_blocks",
        [
            ["单位", "主要负责人", "", "", "分管法治负责人", "", ""],
            ["", "姓名", "职务", "手机", "姓名", "职务", "手机"],
            [MARKET, "王强", "局长", ONE, "李敏", "副局长", TWO],
            [HOUSING, "赵刚", "局长", THREE, "", "", ""],
        ],
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", SECOND),
            (HOUSING, "赵刚", "principal", THIRD),
        ],
        merges=((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 6)),
    ),
    _list(
        "agency_section_rows",
        [
            ["市南区领导干部通讯录"],
            ["姓名", "职务", "办公电话", "移动电话"],
            [MARKET],
            ["王强", "党组书记、局长", "0532-88880001", ONE],
            ["李敏", "党组成员、副局长", "0532-88880002", TWO],
            [EDUCATION],
            ["赵刚", "局长", "0532-88880003", THREE],
        ],
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", SECOND),
            (EDUCATION, "赵刚", "principal", THIRD),
        ],
        merges=((0, 0, 0, 3), (2, 0, 2, 3), (5, 0, 5, 3)),
    ),
    _list(
        "post_with_agency",
        [
            ["序号", "姓名", "现任职务", "联系电话"],
            [1, "王强", "市南区市场监督管理局局长", ONE],
            [2, "李敏", "市南区市场监督管理局副局长", TWO],
            [3, "周洋", "市南区人民政府副区长", THREE],
        ],
        [
            ("市南区市场监督管理局", "王强", "principal", FIRST),
            ("市南区市场监督管理局", "李敏", "deputy", SECOND),
            ("市南区人民政府", "周洋", "deputy", THIRD),
        ],
    ),
    _list(
        "liaisons_only",
        [
            ["附件2"],
            ["行政应诉联络员名单"],
            ["单位全称", "联络员姓名", "职务", "手机号", "邮箱"],
            [MARKET, "钱进", "法规科科长", ONE, "a@example.cn"],
            [EDUCATION, "孙莉", "政策法规科干部", "138 0000 5678", ""],
        ],
        [],
        [(MARKET, "钱进", FIRST), (EDUCATION, "孙莉", SECOND)],
    ),
    _list(
        "rank_words",
        [
            ["被诉机关", "出庭负责人", "级别", "分管领域", "手机"],
            [MARKET, "王强", "正职", "全面", ONE],
            ["", "李敏", "副职", "行政处罚", TWO],
            ["", "高翔", "二级调研员", "食品监管", THREE],
            [STREET, "林涛", "主任", "", ""],
        ],
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", SECOND),
            (MARKET, "高翔", None, THIRD),
            (STREET, "林涛", "principal", None),
        ],
        problems=("rank_missing",),
    ),
    _list(
        "several_in_cell",
        [
            ["单位", "班子成员", "值班电话"],
            [MARKET, "王强（局长）、李敏（副局长）", "0532-88880001"],
            [HOUSING, "赵刚（局长）", ""],
        ],
        [
            (MARKET, "王强", "principal", None),
            (MARKET, "李敏", "deputy", None),
            (HOUSING, "赵刚", "principal", None),
        ],
    ),
    _list(
        "transposed",
        [
            ["单位", MARKET, HOUSING],
            ["主要负责人", "王强", "赵刚"],
            ["职务", "局长", "局长"],
            ["手机", ONE, THREE],
        ],
        [(MARKET, "王强", "principal", FIRST), (HOUSING, "赵刚", "principal", THIRD)],
    ),
    _list(
        "odd_spelling",
        [
            ["单 位", "姓 名", "职 务", "手 机"],
            [SOUTH_GOVERNMENT, "周　洋", "区长", "+86 13800001234"],
            [SOUTH_GOVERNMENT, "何 敏", "常务副区长", "１３８００００５６７８"],
            [MARKET, "王强", "局长（主持工作）", "86-138-0000-9012"],
        ],
        [
            (SOUTH_GOVERNMENT, "周洋", "principal", FIRST),
            (SOUTH_GOVERNMENT, "何敏", "deputy", SECOND),
            (MARKET, "王强", "principal", THIRD),
        ],
    ),
    _list(
        "two_named",
        [
            ["单位", "负责人1", "职务1", "电话1", "负责人2", "职务2", "电话2"],
            [MARKET, "王强", "局长", ONE, "李敏", "副局长", TWO],
            [EDUCATION, "赵刚", "局长", THREE, "", "", ""],
        ],
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", SECOND),
            (EDUCATION, "赵刚", "principal", THIRD),
        ],
    ),
    _list(
        "role_rows",
        [
            ["单位", "人员类别", "姓名", "手机号码"],
            [MARKET, "主要负责人", "王强", ONE],
            ["", "分管负责人", "李敏", TWO],
            ["", "联络员", "钱进", THREE],
        ],
        [(MARKET, "王强", "principal", FIRST), (MARKET, "李敏", "deputy", SECOND)],
        [(MARKET, "钱进", THIRD)],
        merges=((1, 0, 3, 0),),
    ),
    _list(
        "agency_in_title",
        [
            ["青岛市市南区教育局领导班子成员名单"],
            ["姓名", "职务", "手机"],
            ["赵刚", "党组书记、局长", ONE],
            ["孙莉", "党组成员、副局长", TWO],
        ],
        [(EDUCATION, "赵刚", "principal", FIRST), (EDUCATION, "孙莉", "deputy", SECOND)],
        merges=((0, 0, 0, 2),),
    ),
    _list(
        "numeric_phones",
        [
            ["序号", "单位名称", "姓名", "职务", "手机号", "备注"],
            [1, MARKET, "王强", "局长", 13800001234, ""],
            [2, EDUCATION, "赵刚", "局长（党组书记）", 13800005678.0, "新任"],
            ["注：", "以组织部门文件为准"],
        ],
        [(MARKET, "王强", "principal", FIRST), (EDUCATION, "赵刚", "principal", SECOND)],
    ),
    _list(
        "leaders",
        [
            ["区政府领导分工一览"],
            ["姓名", "职务", "分管部门"],
            ["周洋", "市南区副区长", "市场监管局、教育局"],
            ["何敏", "八大峡街道办事处主任", ""],
        ],
        [("八大峡街道办事处", "何敏", "principal", None)],
        [],
        problems=("agency_missing",),
    ),
    PeopleList(
        "sheet_per_agency",
        book(
            Tab([["姓名", "职务", "手机"], ["王强", "局长", ONE]], MARKET),
            Tab([["姓名", "职务", "手机"], ["赵刚", "局长", TWO]], EDUCATION),
        ),
        [(MARKET, "王强", "principal", FIRST), (EDUCATION, "赵刚", "principal", SECOND)],
    ),
]
