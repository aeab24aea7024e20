"""Exports of court systems and ledgers of offices, with columns that are no hearing's."""

from datetime import date, time

from tests.intake.odd_sheets import MARKET, N12, N13, N14, SOUTH, Tab, full, hearing, layout

LAYOUTS = [
    layout(
        "export_of_announcements",
        [
            hearing(
                N12,
                "2026-09-08T09:30",
                court=SOUTH,
                courtroom="第三审判庭",
                judge="李梅",
                cause="行政处罚",
                plaintiffs=["王建军"],
                defendants=[MARKET],
            )
        ],
        Tab(
            [
                [
                    "序号",
                    "法院",
                    "法庭",
                    "开庭日期",
                    "案号",
                    "案由",
                    "承办部门",
                    "审判长/主审人",
                    "当事人",
                    "发布日期",
                ],
                [
                    1,
                    SOUTH,
                    "第三审判庭",
                    "2026-09-08 09:30:00",
                    full(N12),
                    "行政处罚",
                    "行政审判庭",
                    "李梅",
                    f"原告:王建军;被告:{MARKET};",
                    "2026-08-18",
                ],
            ]
        ),
    ),
    layout(
        "schedule_with_panel_and_case_name",
        [
            hearing(
                N12,
                "2026-09-08T09:30",
                end="2026-09-08T11:00",
                judge="李梅",
                clerk="赵云",
                courtroom="第三审判庭",
                plaintiffs=["王建军"],
                defendants=[MARKET],
            )
        ],
        Tab(
            [
                ["排期日期", "开始时间", "结束时间", "审判庭", "案号", "案件名称", "合议庭成员", "书记员"],
                [
                    "2026-09-08",
                    "09:30",
                    "11:00",
                    "第三审判庭",
                    full(N12),
                    f"王建军诉{MARKET}行政处罚一案",
                    "审判长：李梅，审判员：周杰、吴刚",
                    "赵云",
                ],
            ]
        ),
    ),
    layout(
        "ledger_with_other_dates",
        [hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET])],
        Tab(
            [
                [
                    "序号",
                    "收案日期",
                    "案号",
                    "原告",
                    "被告",
                    "立案日期",
                    "答辩期限",
                    "开庭时间",
                    "判决结果",
                    "结案日期",
                    "出庭负责人姓名",
                ],
                [
                    1,
                    date(2026, 8, 3),
                    full(N12),
                    "王建军",
                    MARKET,
                    "2026-07-30",
                    "2026-08-18",
                    "2026年9月8日9:30",
                    "",
                    "",
                    "",
                ],
                [
                    2,
                    date(2026, 8, 5),
                    full(N13),
                    "孙丽",
                    MARKET,
                    "2026-08-01",
                    "2026-08-20",
                    "未排期",
                    "",
                    "",
                    "",
                ],
            ]
        ),
        problems=[("Sheet1", 3, "date_missing|date_invalid")],
    ),
    layout(
        "first_and_second_session_in_two_columns",
        [
            hearing(N12, "2026-08-25T09:30"),
            hearing(N12, "2026-09-08T14:30"),
            hearing(N13, "2026-09-09T09:30"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "第一次开庭时间", "第二次开庭时间"],
                [full(N12), "王建军", MARKET, "2026-08-25 9:30", "2026-09-08 14:30"],
                [full(N13), "孙丽", MARKET, "2026-09-09 9:30", ""],
            ]
        ),
    ),
    layout(
        "only_the_half_day_is_known",
        [hearing(N12, "2026-09-08", warning="time_missing"), hearing(N13, "2026-09-08T14:30")],
        Tab(
            [
                ["案号", "原告", "被告", "开庭日期", "开庭时间"],
                [full(N12), "王建军", MARKET, "2026-09-08", "上午"],
                [full(N13), "王建军", MARKET, "2026-09-08", "下午2:30"],
            ]
        ),
    ),
    layout(
        "december_runs_into_january",
        [hearing(N12, "2026-12-29T09:30"), hearing(N13, "2027-01-05T09:30")],
        Tab(
            [
                ["2026年12月开庭计划（截至2026年8月18日）"],
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", MARKET, "12月29日9:30"],
                [full(N13), "孙丽", MARKET, "1月5日9:30"],
            ]
        ),
    ),
    layout(
        "starts_with_their_ends",
        [
            hearing(N12, "2026-09-08T09:00", end="2026-09-08T11:00"),
            hearing(N13, "2026-09-08T09:00"),
            hearing(N14, "2026-09-08T09:00", end="2026-09-08T11:30"),
            hearing("鲁0202行初15", "2026-09-08T14:00", end="2026-09-08T16:00"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", MARKET, "2026.9.8上午9:00-11:00"],
                [full(N13), "王建军", MARKET, "9月8号上午9点"],
                [full(N14), "王建军", MARKET, "9月8日 9:00—11:30"],
                [full("鲁0202行初15"), "王建军", MARKET, "9.8下午2:00至4:00"],
            ]
        ),
    ),
    layout(
        "letter_above_the_table",
        [hearing(N12, "2026-09-08T09:30", defendants=[MARKET])],
        Tab(
            [
                ["关于报送2026年9月份行政案件开庭安排的函"],
                ["区司法局："],
                ["现将我院2026年9月份行政案件开庭安排函告如下，请通知各行政机关负责人出庭应诉。"],
                ["联系人：李梅，联系电话：0532-85800000。"],
                ["2026年8月18日"],
                [],
                ["序号", "案号", "原告", "被告", "开庭时间", "备注"],
                [1, full(N12), "王建军", MARKET, "9月8日9:30", "请负责人出庭"],
            ]
        ),
    ),
    layout(
        "year_month_day_and_hour_in_columns",
        [hearing(N12, "2026-09-08T09:30"), hearing(N13, "2026-10-09T14:00")],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间", None, None, None],
                [None, None, None, "年", "月", "日", "时间"],
                [full(N12), "王建军", MARKET, 2026, 9, 8, "9:30"],
                [full(N13), "孙丽", MARKET, 2026, 10, 9, time(14, 0)],
            ],
            merges=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 6)),
        ),
    ),
]
