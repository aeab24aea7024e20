"""Cause lists in rarer shapes: forms, grids, split numbers, two tables on a sheet."""

from datetime import time

from tests.intake.odd_sheets import (
    CITY,
    HOUSING,
    MARKET,
    N12,
    N13,
    N14,
    Layout,
    Tab,
    at,
    full,
    hearing,
    layout,
    text_table,
)

LAYOUTS = [
    layout(
        "one_form_per_case",
        [
            hearing(
                N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET], courtroom="第三审判庭"
            )
        ],
        Tab(
            [
                ["开庭信息登记表"],
                ["案号", full(N12), "案由", "行政处罚"],
                ["原告", "王建军", "被告", MARKET],
                ["开庭时间", "2026年9月8日9时30分", "开庭地点", "第三审判庭"],
                ["承办人", "李梅", "书记员", "赵云"],
            ],
            merges=((0, 0, 0, 3),),
        ),
    ),
    layout(
        "headings_with_marks_and_a_row_of_figures",
        [hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET])],
        Tab(
            [
                [
                    "案号*\n（必填）",
                    "原告名称*",
                    "被告名称*",
                    "开庭日期*\n(yyyy-mm-dd)",
                    "开庭时间*\n(24小时制)",
                ],
                [1, 2, 3, 4, 5],
                [full(N12), "王建军", MARKET, "2026-09-08", "09:30"],
            ]
        ),
    ),
    layout(
        "number_in_four_columns",
        [hearing(N12, "2026-09-08T09:30"), hearing(N13, "2026-09-09T14:00")],
        Tab(
            [
                ["立案年度", "法院代字", "案件类型代字", "案件编号", "原告", "被告", "开庭时间"],
                [2026, "鲁0202", "行初", 12, "王建军", MARKET, "2026-09-08 09:30"],
                [2026, "鲁0202", "行初", "13", "孙丽", HOUSING, "2026-09-09 14:00"],
            ]
        ),
    ),
    layout(
        "two_tables_side_by_side",
        [hearing(N12, "2026-09-08T09:30"), hearing(N13, "2026-09-08T14:30")],
        Tab(
            [
                ["上午", None, None, None, None, "下午", None, None, None],
                ["案号", "原告", "被告", "开庭时间", None, "案号", "原告", "被告", "开庭时间"],
                [
                    full(N12),
                    "王建军",
                    MARKET,
                    "2026-09-08 9:30",
                    None,
                    full(N13),
                    "孙丽",
                    HOUSING,
                    "2026-09-08 14:30",
                ],
            ]
        ),
    ),
    layout(
        "second_table_with_other_columns",
        [
            hearing(N12, "2026-09-08T09:30", defendants=[MARKET]),
            hearing("鲁02行终7", "2026-09-10T14:30", defendants=[HOUSING]),
        ],
        Tab(
            [
                ["一审案件"],
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", MARKET, "2026-09-08 9:30"],
                [],
                ["二审案件"],
                ["开庭时间", "案号", "上诉人", "被上诉人", "法庭"],
                ["2026-09-10 14:30", full("鲁02行终7"), "孙丽", HOUSING, "第15法庭"],
            ]
        ),
    ),
    layout(
        "invisible_signs_in_cells",
        [hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET])],
        Tab(
            [
                ["\ufeff案\u3000号", " 原 告 ", "被\u00a0告", "开庭\n时间"],
                [
                    "\u200b（2026）鲁0202行初12号\u00a0",
                    "王建军\u3000",
                    f"{MARKET}\n",
                    "\u00a02026年9月8日\u3000上午9：30\u200b",
                ],
            ]
        ),
    ),
    layout(
        "midnight_in_the_date_and_hours_of_twelve",
        [
            hearing(N12, "2026-09-08T09:30"),
            hearing(N13, "2026-09-08T14:30"),
            hearing(N14, "2026-09-08T14:30"),
            hearing("鲁0202行初15", "2026-09-08T14:30"),
            hearing("鲁0202行初16", "2026-09-08T09:00"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭日期", "开庭时间"],
                [full(N12), "王建军", MARKET, "2026-09-08 00:00:00", "09:30:00"],
                [full(N13), "王建军", MARKET, at("2026-09-08 00:00"), "2:30 PM"],
                [full(N14), "王建军", MARKET, "2026/9/8", "下午 2:30"],
                [full("鲁0202行初15"), "王建军", MARKET, "2026/9/8", "PM 2:30"],
                [full("鲁0202行初16"), "王建军", MARKET, "2026/9/8", "AM9:00"],
            ]
        ),
    ),
    layout(
        "half_day_merged_at_the_left",
        [
            hearing(N12, "2026-09-08T09:30"),
            hearing(N13, "2026-09-08T10:30"),
            hearing(N14, "2026-09-08T14:30"),
        ],
        Tab(
            [
                ["市南区法院2026年9月8日庭审安排", None, None, None, None],
                ["时段", "时间", "案号", "原告", "被告"],
                ["上午", "9:30", full(N12), "王建军", MARKET],
                [None, "10:30", full(N13), "孙丽", MARKET],
                ["下午", "2:30", full(N14), "何伟", MARKET],
            ],
            merges=((0, 0, 0, 4), (2, 0, 3, 0)),
        ),
    ),
    layout(
        "day_only_in_the_title",
        [hearing(N12, "2026-09-08T09:30"), hearing(N13, "2026-09-08T14:30")],
        Tab(
            [
                ["2026年9月8日（星期二）开庭安排"],
                ["时间", "案号", "原告", "被告"],
                [time(9, 30), full(N12), "王建军", MARKET],
                ["14:30", full(N13), "孙丽", HOUSING],
            ]
        ),
    ),
    layout(
        "a_sheet_for_each_day",
        [hearing(N12, "2026-09-08T09:30"), hearing(N13, "2026-09-09T14:30")],
        Tab([["时间", "案号", "原告", "被告"], ["9:30", full(N12), "王建军", MARKET]], "9月8日"),
        Tab([["时间", "案号", "原告", "被告"], ["14:30", full(N13), "孙丽", HOUSING]], "9.9"),
    ),
    layout(
        "own_number_beside_that_of_the_first_instance",
        [
            hearing(
                "鲁02行终7",
                "2026-09-08T09:30",
                plaintiffs=["孙丽"],
                defendants=[HOUSING],
                trial_level="二审",
                court=CITY,
            )
        ],
        Tab(
            [
                ["序号", "一审案号", "二审案号", "上诉人", "被上诉人", "二审法院", "开庭时间"],
                [1, full(N12), full("鲁02行终7"), "孙丽", HOUSING, CITY, "2026-09-08 09:30"],
            ]
        ),
    ),
    layout(
        "remarks_of_changes_in_other_words",
        [
            hearing(N12, "2026-09-08T09:30", status="postponed", old_start="2026-08-25T09:30"),
            hearing(N13, "2026-09-15T14:30", status="postponed", old_start="2026-09-08T09:00"),
            hearing(N14, "2026-09-09T09:00", status="cancelled"),
            hearing("鲁0202行初15", "2026-09-10T09:00", status="new"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间", "备注"],
                [full(N12), "王建军", MARKET, "2026-09-08 09:30", "原定8月25日9:30开庭，改期"],
                [
                    full(N13),
                    "孙丽",
                    MARKET,
                    "2026-09-08 09:00",
                    "开庭时间由9月8日9:00变更为2026年9月15日14:30",
                ],
                [full(N14), "何伟", MARKET, "2026-09-09 09:00", "原告已撤诉"],
                [full("鲁0202行初15"), "周敏", MARKET, "2026-09-10 09:00", "时间如有变更另行通知"],
            ]
        ),
    ),
    layout(
        "remarks_inside_other_cells",
        [
            hearing(N12, "2026-09-08T09:30", defendants=[MARKET]),
            hearing(N13, "2026-09-08T09:30"),
            hearing(N14, "2026-09-09T09:30", plaintiffs=["王建军等5人"], third_parties=[]),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "第三人", "开庭时间"],
                [
                    "（2026）鲁0202行初12、13号（合并审理）",
                    "王建军、孙丽",
                    MARKET,
                    "—",
                    "2026年9月8日上午9:30（请提前15分钟到庭）",
                ],
                ["案号：（2026）鲁0202行初14号", "王建军等5人", MARKET, "无", "开庭时间：2026-09-09 09:30"],
            ]
        ),
    ),
    layout(
        "both_parties_without_labels",
        [
            hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET]),
            hearing(N13, "2026-09-08T10:30", plaintiffs=["孙丽"], defendants=[HOUSING]),
            hearing(N14, "2026-09-08T14:30", plaintiffs=["青岛和顺餐饮有限公司"], defendants=[MARKET]),
        ],
        Tab(
            [
                ["案号", "当事人", "时间", "法庭"],
                [full(N12), f"王建军VS{MARKET}", "2026-09-08 9:30", "1"],
                [full(N13), f"孙丽 与 {HOUSING}", "2026-09-08 10:30", "1"],
                [full(N14), f"青岛和顺餐饮有限公司—{MARKET}", "2026-09-08 14:30", "1"],
            ]
        ),
    ),
    layout(
        "grid_of_a_week",
        [
            hearing(N12, "2026-09-07T09:30"),
            hearing(N13, "2026-09-08T09:30"),
            hearing(N14, "2026-09-08T14:30"),
        ],
        Tab(
            [
                ["时间", "9月7日（周一）", "9月8日（周二）"],
                ["9:30", f"{full(N12)}\n王建军诉{MARKET}", f"{full(N13)}\n孙丽诉{HOUSING}"],
                ["14:30", "", f"{full(N14)}\n何伟诉{MARKET}"],
            ]
        ),
    ),
    Layout(
        "csv_with_a_line_for_its_separator",
        "sep.csv",
        ("sep=;\r\n案号;原告;被告;开庭时间\r\n" + f"{full(N12)};王建军;{MARKET};2026-09-08 09:30\r\n").encode(
            "utf-8-sig"
        ),
        [hearing(N12, "2026-09-08T09:30")],
    ),
    Layout(
        "csv_in_utf16_without_mark",
        "le.csv",
        text_table(
            [["案号", "原告", "被告", "开庭时间"], [full(N12), "王建军", MARKET, "2026-09-08 09:30"]],
            "utf-16-le",
            "\t",
        ),
        [hearing(N12, "2026-09-08T09:30")],
    ),
    Layout(
        "text_with_columns_of_blanks",
        "blanks.txt",
        (
            f"案号         原告   被告    开庭时间\n{full(N12)}   王建军    {MARKET}    2026-09-08 09:30\n"
        ).encode(),
        [hearing(N12, "2026-09-08T09:30")],
    ),
]
