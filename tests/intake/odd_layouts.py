"""Cause lists as other courts lay them out: headings, merges, sections, sheets."""

from datetime import date, time

from tests.intake.odd_sheets import (
    CITY,
    HOUSING,
    MARKET,
    N12,
    N13,
    N14,
    RAIL,
    SOUTH,
    Tab,
    full,
    hearing,
    layout,
)

LAYOUTS = [
    layout(
        "other_words_for_every_heading",
        [
            hearing(
                N12,
                "2026-09-08T09:30",
                plaintiffs=["王建军"],
                defendants=[MARKET],
                courtroom="第三审判庭",
                cause="行政处罚",
                judge="李梅",
                clerk="赵云",
            ),
            hearing(
                N13,
                "2026-09-09T14:00",
                plaintiffs=["青岛和顺餐饮有限公司"],
                defendants=[HOUSING],
                courtroom="第五审判庭",
                judge="周杰",
            ),
        ],
        Tab(
            [
                [
                    "编号",
                    "案件编号",
                    "行政相对人",
                    "应诉单位",
                    "案件类型",
                    "开庭日",
                    "庭审时间",
                    "审判庭",
                    "承办人",
                    "书记员",
                ],
                [
                    1,
                    full(N12),
                    "王建军",
                    MARKET,
                    "行政处罚",
                    "2026.9.8",
                    "9:30",
                    "第三审判庭",
                    "李梅",
                    "赵云",
                ],
                [
                    2,
                    full(N13),
                    "青岛和顺餐饮有限公司",
                    HOUSING,
                    "行政许可",
                    "2026.9.9",
                    "14:00",
                    "第五审判庭",
                    "周杰",
                    "赵云",
                ],
            ]
        ),
    ),
    layout(
        "title_office_note_and_signatures_at_the_foot",
        [hearing(N12, "2026-09-08T09:30", defendants=[MARKET], court=SOUTH)],
        Tab(
            [
                ["青岛市市南区人民法院2026年9月份行政案件开庭安排"],
                ["填报单位：行政审判庭", None, None, "填报日期：2026年8月18日"],
                ["序号", "立案案号", "原告", "被诉行政机关", "开庭时间", "地点"],
                [1, full(N12), "王建军", MARKET, "9月8日上午9时30分", "第三法庭"],
                ["合计", "1件"],
                ["填表人：李某", None, "审核人：赵某", None, "联系电话：0532-85800000"],
                ["注：以上时间如有变动，以传票为准。"],
            ],
            merges=((0, 0, 0, 5),),
        ),
    ),
    layout(
        "two_heading_rows_with_merges_both_ways",
        [
            hearing(
                N12,
                "2026-09-08T09:30",
                plaintiffs=["王建军"],
                defendants=[MARKET],
                judge="李梅",
                clerk="赵云",
                courtroom="第一法庭",
            )
        ],
        Tab(
            [
                ["序号", "案号", "当事人", None, "庭审安排", None, None, "审判人员", None],
                [None, None, "原告", "被告", "日期", "时间", "法庭", "审判长", "书记员"],
                [1, full(N12), "王建军", MARKET, "2026-09-08", "09:30", "第一法庭", "李梅", "赵云"],
            ],
            merges=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 6), (0, 7, 0, 8)),
        ),
    ),
    layout(
        "three_heading_rows",
        [
            hearing(
                N12, "2026-09-08T14:30", plaintiffs=["王建军"], defendants=[MARKET], third_parties=["刘芳"]
            )
        ],
        Tab(
            [
                ["2026年行政诉讼案件开庭计划", None, None, None, None, None],
                ["案件基本情况", None, None, None, "开庭情况", None],
                ["案号", "当事人", None, None, "时间", None],
                [None, "原告", "被告", "第三人", "日期", "时刻"],
                [full(N12), "王建军", MARKET, "刘芳", date(2026, 9, 8), time(14, 30)],
            ],
            merges=((0, 0, 0, 5), (1, 0, 1, 3), (1, 4, 1, 5), (2, 0, 3, 0), (2, 1, 2, 3), (2, 4, 2, 5)),
        ),
    ),
    layout(
        "morning_and_afternoon_in_a_column_of_periods",
        [
            hearing(N12, "2026-09-08T09:30"),
            hearing(N13, "2026-09-08T15:00"),
            hearing(N14, "2026-09-08T14:10"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "日期", "时段", "时间", "法庭"],
                [full(N12), "王建军", MARKET, "2026/9/8", "上午", "9:30", "1"],
                [full(N13), "孙丽", MARKET, "2026/9/8", "下午", "3:00", "1"],
                [full(N14), "何伟", MARKET, "2026/9/8", "下午", "2点10分", "1"],
            ]
        ),
    ),
    layout(
        "day_merged_over_its_hearings",
        [
            hearing(N12, "2026-09-08T09:00"),
            hearing(N13, "2026-09-08T10:30"),
            hearing(N14, "2026-09-10T09:00"),
        ],
        Tab(
            [
                ["开庭日期", "时间", "案号", "原告", "被告", "承办法官"],
                [date(2026, 9, 8), time(9, 0), full(N12), "王建军", MARKET, "李梅"],
                [None, time(10, 30), full(N13), "孙丽", HOUSING, "李梅"],
                [date(2026, 9, 10), time(9, 0), full(N14), "何伟", MARKET, "周杰"],
            ],
            merges=((1, 0, 2, 0), (1, 5, 2, 5)),
        ),
    ),
    layout(
        "day_written_once_without_a_merge",
        [
            hearing(N12, "2026-09-08T09:00"),
            hearing(N13, "2026-09-08T10:30"),
            hearing(N14, "2026-09-10T09:00"),
        ],
        Tab(
            [
                ["日期", "时间", "案号", "原告", "被告"],
                ["9月8日（周二）", "9:00", full(N12), "王建军", MARKET],
                ["", "10:30", full(N13), "孙丽", HOUSING],
                ["9月10日（周四）", "9:00", full(N14), "何伟", MARKET],
            ]
        ),
    ),
    layout(
        "court_as_a_heading_of_sections",
        [
            hearing(N12, "2026-09-08T09:00", court=SOUTH),
            hearing("鲁7102行初31", "2026-09-09T09:30", court=RAIL),
            hearing("鲁02行终7", "2026-09-11T14:00", court=CITY, trial_level="二审"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间", "法庭"],
                [SOUTH],
                [full(N12), "王建军", MARKET, "2026-9-8 9:00", "第一法庭"],
                [RAIL],
                [full("鲁7102行初31"), "孙丽", HOUSING, "2026-9-9 9:30", "科技法庭"],
                [CITY],
                [full("鲁02行终7"), "何伟", MARKET, "2026-9-11 14:00", "第15法庭"],
            ],
            merges=((1, 0, 1, 4), (3, 0, 3, 4), (5, 0, 5, 4)),
        ),
    ),
    layout(
        "day_as_a_heading_of_sections",
        [
            hearing(N12, "2026-09-08T09:00", courtroom="第一法庭"),
            hearing(N13, "2026-09-08T14:30"),
            hearing(N14, "2026-09-09T09:30"),
        ],
        Tab(
            [
                ["时间", "案号", "原告", "被告", "法庭"],
                ["2026年9月8日 星期二"],
                ["9:00", full(N12), "王建军", MARKET, "第一法庭"],
                ["14:30", full(N13), "孙丽", HOUSING, "第一法庭"],
                ["2026年9月9日 星期三"],
                ["9:30", full(N14), "何伟", MARKET, "第二法庭"],
            ],
            merges=((1, 0, 1, 4), (4, 0, 4, 4)),
        ),
    ),
    layout(
        "headings_repeated_on_every_page",
        [hearing(N12, "2026-09-08T09:00"), hearing(N13, "2026-09-09T14:30")],
        Tab(
            [
                ["行政庭开庭排期表"],
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", MARKET, "2026-09-08 09:00"],
                [],
                ["行政庭开庭排期表（续）"],
                ["案号", "原告", "被告", "开庭时间"],
                [full(N13), "孙丽", HOUSING, "2026-09-09 14:30"],
            ]
        ),
    ),
    layout(
        "months_on_sheets_with_days_only",
        [hearing(N12, "2026-09-08T09:00"), hearing(N13, "2026-10-13T14:30")],
        Tab([["案号", "原告", "被告", "日", "时间"], [full(N12), "王建军", MARKET, 8, "9:00"]], "2026年9月"),
        Tab(
            [["案号", "原告", "被告", "日", "时间"], [full(N13), "孙丽", HOUSING, 13, "14:30"]], "2026年10月"
        ),
    ),
    layout(
        "hidden_sheet_row_and_column",
        [hearing(N12, "2026-09-08T09:00", defendants=[MARKET]), hearing(N13, "2026-09-09T09:00")],
        Tab(
            [
                ["案号", "内部编号", "原告", "被告", "开庭时间"],
                [full(N12), "XZ-01", "王建军", MARKET, "2026-09-08 09:00"],
                [full(N13), "XZ-02", "孙丽", HOUSING, "2026-09-09 09:00"],
            ],
            hidden_columns=(1,),
            hidden_rows=(2,),
        ),
        Tab(
            [["案号", "原告", "被告", "开庭时间"], [full("鲁0202行初99"), "甲", "乙", "2026-09-01 09:00"]],
            "旧数据",
            hidden=True,
        ),
    ),
]
