"""Lists of agencies and heads as offices keep them, each with the people expected."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.intake.odd_sheets import GOVERNMENT, HOUSING, MARKET, Tab, book

# A cell's wall-clock time has no zone.
at = datetime.fromisoformat

# agency, name, rank, mobile
Person = tuple[str, str, str | None, str | None]
FIRST, SECOND, THIRD = "+8613800001234", "+8613800005678", "+8613800009012"


@dataclass(frozen=True)
class PeopleList:
    """One list; liaisons as (agency, name, mobile); problems as codes."""

    name: str
    data: bytes
    people: list[Person]
    liaisons: list[tuple[str, str, str | None]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    portfolios: dict[str, tuple[str, ...]] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    terms: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)


def _list(name: str, people: list[Person], rows: list, merges: tuple = (), **answers) -> PeopleList:
    return PeopleList(name, book(Tab(rows, merges=merges)), people, **answers)


LISTS = [
    _list(
        "agency_merged_over_its_heads",
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", SECOND),
            (HOUSING, "赵刚", "principal", THIRD),
        ],
        [
            ["行政机关负责人名册"],
            ["序号", "单位", "姓名", "职务", "联系方式"],
            [1, MARKET, "王强", "党组书记、局长", "13800001234"],
            [2, None, "李敏", "党组成员、副局长", "13800005678"],
            [3, HOUSING, "赵刚", "局长", "13800009012"],
        ],
        ((0, 0, 0, 4), (2, 1, 3, 1)),
        posts={"王强": "党组书记、局长"},
    ),
    _list(
        "name_with_the_post_in_brackets",
        [(MARKET, "王强", "principal", FIRST), (HOUSING, "赵刚", "deputy", SECOND)],
        [
            ["单位名称", "负责人", "手机号码"],
            [MARKET, "王强（局长）", "13800001234"],
            [HOUSING, "赵刚(副局长)", "13800005678"],
        ],
        posts={"王强": "局长"},
    ),
    _list(
        "division_of_work_in_sentences",
        [(MARKET, "王强", "principal", None), (MARKET, "李敏", "deputy", None)],
        [
            ["单位", "姓名", "职务", "分工"],
            [MARKET, "王强", "局长", "主持全面工作"],
            [MARKET, "李敏", "副局长", "负责登记注册、行政处罚、信访工作；分管法规科、登记科"],
        ],
        portfolios={"李敏": ("登记注册", "行政处罚", "信访工作", "法规科", "登记科")},
    ),
    _list(
        "two_phones_in_a_cell",
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", SECOND),
            (HOUSING, "赵刚", "principal", THIRD),
        ],
        [
            ["单位", "姓名", "职务", "联系电话"],
            [MARKET, "王强", "局长", "0532-85800000/13800001234"],
            [MARKET, "李敏", "副局长", "13800005678\n13800005679"],
            [HOUSING, "赵刚", "局长", "办：85800001 手机：138 0000 9012"],
        ],
    ),
    _list(
        "landline_only_is_no_mobile",
        [(MARKET, "王强", "principal", None)],
        [["单位", "姓名", "职务", "联系电话"], [MARKET, "王强", "局长", "0532-85800000"]],
        problems=["mobile_invalid"],
    ),
    _list(
        "ranks_in_words",
        [
            (MARKET, "王强", "principal", None),
            (MARKET, "李敏", "deputy", None),
            (MARKET, "周杰", None, None),
            (MARKET, "吴刚", None, None),
            (GOVERNMENT, "郑红", "deputy", None),
            (GOVERNMENT, "冯涛", "principal", None),
            ("青岛市市南区香港中路街道办事处", "陈静", "principal", None),
            ("青岛市公安局市南分局", "褚健", "deputy", None),
        ],
        [
            ["机关", "姓名", "现任职务"],
            [MARKET, "王强", "党组书记、局长"],
            [MARKET, "李敏", "党组成员、副局长"],
            [MARKET, "周杰", "三级调研员"],
            [MARKET, "吴刚", "总工程师"],
            [GOVERNMENT, "郑红", "副区长"],
            [GOVERNMENT, "冯涛", "区委副书记、区长"],
            ["青岛市市南区香港中路街道办事处", "陈静", "党工委副书记、主任"],
            ["青岛市公安局市南分局", "褚健", "党委委员、副局长"],
        ],
        problems=["rank_missing", "rank_missing"],
    ),
    _list(
        "agency_as_a_heading_of_sections",
        [
            (MARKET, "王强", "principal", FIRST),
            (MARKET, "李敏", "deputy", None),
            (HOUSING, "赵刚", "principal", None),
        ],
        [
            ["姓名", "职务", "手机"],
            [MARKET],
            ["王强", "局长", "13800001234"],
            ["李敏", "副局长", ""],
            [HOUSING],
            ["赵刚", "局长", ""],
        ],
        ((1, 0, 1, 2), (4, 0, 4, 2)),
    ),
    _list(
        "principal_and_liaison_beside_the_agency",
        [(MARKET, "王强", "principal", FIRST), (HOUSING, "赵刚", "principal", None)],
        [
            ["序号", "单位", "主要负责人", None, None, "联络员", None],
            [None, None, "姓名", "职务", "手机", "姓名", "手机"],
            [1, MARKET, "王强", "局长", "13800001234", "孙燕", "13800005678"],
            [2, HOUSING, "赵刚", "局长", "", "钱进", "13800009012"],
        ],
        ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 0, 6)),
        liaisons=[(MARKET, "孙燕", SECOND), (HOUSING, "钱进", THIRD)],
    ),
    _list(
        "spaced_names_and_terms_of_office",
        [(MARKET, "王强", "principal", None), (MARKET, "买买提·艾合买提", "deputy", None)],
        [
            ["所在单位", "姓 名", "职 务", "任职时间", "免职时间"],
            [MARKET, "王  强", "局长", at("2022-03-01 00:00"), ""],
            [MARKET, "买买提·艾合买提", "副局长", "2021.05", "2026.9.30"],
        ],
        terms={"王强": (date(2022, 3, 1), None), "买买提·艾合买提": (date(2021, 5, 1), date(2026, 9, 30))},
    ),
    _list(
        "several_names_in_a_cell",
        [
            (MARKET, "王强", "principal", None),
            (MARKET, "李敏", "deputy", None),
            (MARKET, "周杰", "deputy", None),
        ],
        [
            ["单位", "正职", "副职"],
            [MARKET, "王强", "李敏、周杰"],
        ],
    ),
    _list(
        "notes_totals_and_blank_rows",
        [(MARKET, "王强", "principal", FIRST), (HOUSING, "赵刚", "deputy", SECOND)],
        [
            ["附件1"],
            ["市南区行政机关负责人出庭应诉人员名单"],
            ["填报单位（盖章）：区司法局", None, None, "2026年8月"],
            ["序号", "行政机关", "出庭负责人", "职务", "电话"],
            [1, MARKET, "王强", "局长", 13800001234],
            [],
            [2, HOUSING, "赵刚", "分管副局长", 13800005678],
            ["合计", "2人"],
            ["填表人：孙燕", None, "联系电话：0532-85800000"],
        ],
    ),
]
LISTS += [
    _list(
        "post_before_the_name",
        [(MARKET, "王强", "principal", FIRST), (HOUSING, "赵刚", "deputy", SECOND)],
        [
            ["单位", "负责人姓名及职务", "联系电话"],
            [MARKET, "局长 王强", "13800001234"],
            [HOUSING, "赵刚 副局长", "13800005678"],
        ],
    ),
    _list(
        "two_groups_of_columns",
        [(MARKET, "王强", "principal", FIRST), (MARKET, "李敏", "deputy", SECOND)],
        [
            ["单位", "主要负责人", None, None, "分管负责人", None, None],
            [None, "姓名", "职务", "电话", "姓名", "职务", "电话"],
            [MARKET, "王强", "局长", "13800001234", "李敏", "副局长", "13800005678"],
        ],
        ((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 6)),
        posts={"李敏": "副局长"},
    ),
    _list(
        "agency_after_the_person",
        [(MARKET, "王强", "principal", None), (GOVERNMENT, "郑红", "deputy", None)],
        [
            ["序号", "姓名", "性别", "出生年月", "民族", "单位及职务", "联系电话"],
            [1, "王强", "男", "1975.03", "汉族", f"{MARKET}党组书记、局长", ""],
            [2, "郑红", "女", "1978.10", "汉族", f"{GOVERNMENT}副区长", ""],
        ],
    ),
    _list(
        "ranks_stated_in_words",
        [
            (MARKET, "王强", "principal", None),
            (MARKET, "李敏", "deputy", None),
            (MARKET, "周杰", "deputy_level", None),
            (MARKET, "吴刚", "other", None),
        ],
        [
            ["机关名称", "姓名", "职务", "负责人类别"],
            [MARKET, "王强", "局长", "正职负责人"],
            [MARKET, "李敏", "副局长", "副职负责人"],
            [MARKET, "周杰", "三级调研员", "副职级别的负责人"],
            [MARKET, "吴刚", "总工程师", "其他参与分管的负责人"],
        ],
    ),
    _list(
        "liaison_with_name_and_phone_in_a_cell",
        [(MARKET, "王强", "principal", FIRST)],
        [
            ["单位", "姓名", "职务", "手机", "联络员及电话"],
            [MARKET, "王强", "局长", "13800001234", "孙燕 13800005678"],
        ],
        liaisons=[(MARKET, "孙燕", SECOND)],
    ),
]
