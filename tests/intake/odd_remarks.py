"""Cause lists with remarks, and those saved as text."""

import csv
from pathlib import Path

from tests.intake.odd_sheets import (
    GOVERNMENT,
    HOUSING,
    MARKET,
    N12,
    N13,
    N14,
    SOUTH,
    Layout,
    Tab,
    book,
    full,
    hearing,
    text_table,
)

KEPT = Path(__file__).parent / "odd"


def _noted(name: str, hearings: list, *rows: list, problems: list | None = None) -> Layout:
    """A list with a column of remarks."""
    table = [["序号", "案号", "原告", "被告", "开庭时间", "法庭", "备注"], *rows]
    return Layout(name, f"{name}.xlsx", book(Tab(table)), hearings, problems or [])


def _text(name: str, codec: str, delimiter: str, **options: int) -> Layout:
    rows = [
        ["案号", "原告", "被告", "开庭日期", "开庭时间", "法庭"],
        [full(N12), "王建军", f"{MARKET}、{GOVERNMENT}", "2026-9-8", "9:00", "第一法庭"],
        [full(N13), "孙丽\n何伟", HOUSING, "2026-9-9", "14:30", "第一法庭"],
    ]
    expected = [
        hearing(N12, "2026-09-08T09:00", defendants=[MARKET, GOVERNMENT]),
        hearing(N13, "2026-09-09T14:30", plaintiffs=["孙丽", "何伟"]),
    ]
    return Layout(name, f"{name}.csv", text_table(rows, codec, delimiter, **options), expected)


LAYOUTS = [
    _noted(
        "changes_in_the_remarks",
        [
            hearing(N12, "2026-09-15T14:30", status="postponed", old_start="2026-09-08T09:00"),
            hearing(N13, "2026-09-09T09:00", status="cancelled"),
            hearing(N14, None, status="postponed", old_start="2026-09-10T09:00"),
            hearing("鲁0202行初15", "2026-09-11T09:00", status="new"),
            hearing("鲁0202行初16", "2026-09-14T09:00", mode="online"),
        ],
        [1, full(N12), "王建军", MARKET, "2026-09-08 09:00", "一庭", "改期至9月15日下午2:30"],
        [2, full(N13), "孙丽", HOUSING, "2026-09-09 09:00", "一庭", "取消开庭，原告撤诉"],
        [3, full(N14), "何伟", HOUSING, "2026-09-10 09:00", "一庭", "延期，时间另行通知"],
        [4, full("鲁0202行初15"), "周敏", HOUSING, "2026-09-11 09:00", "一庭", "请负责人出庭"],
        [5, full("鲁0202行初16"), "钱进", HOUSING, "2026-09-14 09:00", "一庭", "线上开庭"],
    ),
    _noted(
        "wrong_days",
        [
            hearing(N14, "2026-09-10T09:00", warning="weekday_mismatch"),
            hearing("鲁0202行初15", "2026-07-10T09:00", warning="date_in_past"),
        ],
        [1, full(N12), "王建军", MARKET, "2027年2月30日 9:00", "一庭", ""],
        [2, full(N13), "孙丽", HOUSING, "2026-13-09 09:00", "一庭", ""],
        [3, full(N14), "何伟", HOUSING, "2026年9月10日（星期三）上午9:00", "一庭", ""],
        [4, full("鲁0202行初15"), "周敏", HOUSING, "2026-07-10 09:00", "一庭", ""],
        [5, full("鲁0202行初16"), "周敏", HOUSING, "另行通知", "一庭", ""],
        [6, full("鲁0202行初17"), "周敏", HOUSING, "", "一庭", ""],
        [7, "", "周敏", HOUSING, "2026-09-10 10:00", "一庭", ""],
        [8, "鲁0202第行18", "周敏", HOUSING, "2026-09-10 11:00", "一庭", ""],
        problems=[
            ("Sheet1", 2, "date_invalid"),
            ("Sheet1", 3, "date_invalid"),
            ("Sheet1", 4, "weekday_mismatch"),
            ("Sheet1", 6, "date_missing|date_invalid"),
            ("Sheet1", 7, "date_missing"),
            ("Sheet1", 8, "case_number_missing"),
            ("Sheet1", 9, "case_number_invalid|case_number_missing"),
        ],
    ),
    _noted(
        "the_same_row_twice",
        [hearing(N12, "2026-09-08T09:00"), hearing(N13, "2026-09-09T09:00")],
        [1, full(N12), "王建军", MARKET, "2026-09-08 09:00", "一庭", ""],
        [2, full(N13), "孙丽", HOUSING, "2026-09-09 09:00", "一庭", ""],
        [3, "(2026)鲁0202行初0012号", "王建军", MARKET, "2026年9月8日 9:00", "一庭", ""],
        problems=[("Sheet1", 4, "duplicate_row")],
    ),
    _noted(
        "civil_and_criminal_rows_between",
        [
            hearing(N12, "2026-09-08T09:00"),
            hearing("鲁0202民初300", "2026-09-08T10:00", administrative=False),
            hearing("鲁0202刑初40", "2026-09-08T14:00", administrative=False),
            hearing("鲁0202行审9", "2026-09-08T15:00", trial_level="非诉审查"),
        ],
        [1, full(N12), "王建军", MARKET, "2026-09-08 09:00", "一庭", ""],
        [2, full("鲁0202民初300"), "孙丽", "青岛和顺餐饮有限公司", "2026-09-08 10:00", "一庭", ""],
        [3, full("鲁0202刑初40"), "", "何某", "2026-09-08 14:00", "一庭", ""],
        [4, full("鲁0202行审9"), HOUSING, "青岛和顺餐饮有限公司", "2026-09-08 15:00", "一庭", ""],
    ),
    _noted(
        "other_kinds_of_session",
        [
            hearing(N12, "2026-09-08T09:00", kind="庭前会议"),
            hearing(N13, "2026-09-08T10:00", kind="询问"),
            hearing(N14, "2026-09-08T11:00", kind="宣判"),
            hearing("鲁0202行初15", "2026-09-08T14:00", kind="开庭"),
        ],
        [1, full(N12), "王建军", MARKET, "2026-09-08 09:00", "一庭", "庭前会议"],
        [2, full(N13), "孙丽", HOUSING, "2026-09-08 10:00", "一庭", "谈话"],
        [3, full(N14), "孙丽", HOUSING, "2026-09-08 11:00", "一庭", "宣判"],
        [4, full("鲁0202行初15"), "孙丽", HOUSING, "2026-09-08 14:00", "一庭", "第二次开庭"],
    ),
    _noted(
        "numbers_written_carelessly",
        [hearing(f"鲁0202行初{each}", "2026-09-08T09:00") for each in range(1, 9)],
        [1, "〔2026〕鲁0202行初字第1号", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [2, "2026鲁0202行初2号", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [3, "(2026) 鲁0202 行初 3 号", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [4, "（2026）魯0202行初4號", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [5, "（２０２６）鲁０２０２行初５号", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [6, "（2026）鲁0202行初6号之一", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [7, "（2026）鲁0202行初7", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
        [8, "（2026）鲁0202\n行初8号", "甲", MARKET, "2026-09-08 09:00", "一庭", ""],
    ),
    Layout(
        "morning_and_afternoon_as_two_columns_of_hours",
        "two.xlsx",
        book(
            Tab(
                [
                    ["日期", "上午", "下午", "案号", "原告", "被告"],
                    ["2026年9月8日", "9:00", "", full(N12), "王建军", MARKET],
                    ["2026年9月8日", "", "2:30", full(N13), "孙丽", HOUSING],
                ]
            )
        ),
        [hearing(N12, "2026-09-08T09:00"), hearing(N13, "2026-09-08T14:30")],
    ),
    Layout(
        "list_of_an_office_for_its_heads",
        "office.xlsx",
        book(
            Tab(
                [
                    ["2026年9月行政机关负责人出庭应诉安排表"],
                    [
                        "序号",
                        "单位",
                        "案号",
                        "相对人",
                        "案由",
                        "审理法院",
                        "开庭时间",
                        "开庭地点",
                        "出庭负责人",
                        "职务",
                        "联系人",
                        "联系电话",
                    ],
                    [
                        1,
                        MARKET,
                        full(N12),
                        "王建军",
                        "行政处罚",
                        SOUTH,
                        "9月8日 9:00",
                        "第三法庭",
                        "李强",
                        "副局长",
                        "赵敏",
                        "13800001234",
                    ],
                ],
                merges=((0, 0, 0, 11),),
            )
        ),
        [
            hearing(
                N12,
                "2026-09-08T09:00",
                plaintiffs=["王建军"],
                defendants=[MARKET],
                court=SOUTH,
                courtroom="第三法庭",
                cause="行政处罚",
                judge=None,
                clerk=None,
            )
        ],
    ),
    Layout(
        "list_of_the_office_of_justice_by_case",
        "justice.xlsx",
        book(
            Tab(
                [
                    [
                        "序号",
                        "案号",
                        "原告（申请人）",
                        "被告（被申请人）",
                        "第三人",
                        "诉讼请求",
                        "受理法院",
                        "审级",
                        "开庭时间、地点",
                        "案件承办人",
                    ],
                    [
                        1,
                        full(N12),
                        "王建军",
                        MARKET,
                        "无",
                        "撤销处罚决定",
                        "市南区法院",
                        "一审",
                        "2026年9月8日9时30分，市南区法院第三审判庭",
                        "李梅",
                    ],
                ]
            )
        ),
        [
            hearing(
                N12,
                "2026-09-08T09:30",
                plaintiffs=["王建军"],
                defendants=[MARKET],
                third_parties=[],
                courtroom="第三审判庭",
                trial_level="一审",
            )
        ],
    ),
    _text("csv_in_gb18030", "gb18030", ","),
    _text("csv_in_utf16_by_tabs", "utf-16", "\t"),
    _text("csv_with_bom_and_semicolons", "utf-8-sig", ";"),
    _text("csv_of_quoted_cells", "utf-8", ",", quoting=csv.QUOTE_ALL),
    _text("csv_by_bars", "utf-8", "|"),
    Layout(
        "csv_with_a_title_and_a_foot",
        "title.csv",
        (
            "青岛市市南区人民法院开庭公告,,,,\r\n发布日期：2026年8月18日,,,,\r\n\r\n案号,原告,被告,开庭时间,法庭\r\n"
            f"{full(N12)},王建军,{MARKET},2026-09-08 09:00,第一法庭\r\n,,,,\r\n共1件,,,,\r\n"
        ).encode("gb18030"),
        [hearing(N12, "2026-09-08T09:00", courtroom="第一法庭")],
    ),
]

_KEPT_ANSWER = [
    hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET, GOVERNMENT]),
    hearing(N13, "2026-09-09T14:00", plaintiffs=["孙丽"], defendants=[HOUSING]),
]
LAYOUTS += [
    Layout(f"kept_{path.suffix[1:]}", path.name, path.read_bytes(), _KEPT_ANSWER)
    for path in sorted(KEPT.iterdir())
]
