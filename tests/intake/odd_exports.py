"""Lists with a sheet per agency, states, numbered parties and repeated headings."""

from tests.intake.odd_sheets import (
    GOVERNMENT,
    HOUSING,
    MARKET,
    N12,
    N13,
    N14,
    SOUTH,
    Tab,
    full,
    hearing,
    layout,
)

LAYOUTS = [
    layout(
        "a_sheet_for_each_agency",
        [hearing(N12, "2026-09-08T09:30", defendants=[MARKET, GOVERNMENT]), hearing(N13, "2026-09-09T09:30")],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", f"{MARKET}、{GOVERNMENT}", "2026-09-08 9:30"],
            ],
            "市场监管局",
        ),
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", f"{MARKET}、{GOVERNMENT}", "2026-09-08 9:30"],
                [full(N13), "孙丽", GOVERNMENT, "2026-09-09 9:30"],
            ],
            "区政府",
        ),
        problems=[("区政府", 2, "duplicate_row")],
    ),
    layout(
        "status_in_its_own_column",
        [
            hearing(N12, "2026-09-08T09:30", status="new"),
            hearing(N13, "2026-09-09T09:30", status="cancelled"),
            hearing(N14, "2026-09-10T09:30", status="postponed"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间", "排期状态"],
                [full(N12), "王建军", MARKET, "2026-09-08 9:30", "正常"],
                [full(N13), "孙丽", MARKET, "2026-09-09 9:30", "已取消"],
                [full(N14), "何伟", MARKET, "2026-09-10 9:30", "已改期"],
            ]
        ),
    ),
    layout(
        "number_and_parties_in_one_cell",
        [hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军"], defendants=[MARKET])],
        Tab(
            [
                ["序号", "案件", "开庭时间", "法庭"],
                [1, f"（2026）鲁0202行初12号 王建军诉{MARKET}行政处罚一案", "2026-09-08 9:30", "第三法庭"],
            ]
        ),
    ),
    layout(
        "numbered_defendants",
        [
            hearing(N12, "2026-09-08T09:30", plaintiffs=["王建军", "孙丽"], defendants=[MARKET, GOVERNMENT]),
            hearing(N13, "2026-09-09T09:30", defendants=[HOUSING, GOVERNMENT]),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "1.王建军 2.孙丽", f"被告一：{MARKET}\n被告二：{GOVERNMENT}", "2026-09-08 9:30"],
                [full(N13), "何伟", f"①{HOUSING}②{GOVERNMENT}", "2026-09-09 9:30"],
            ]
        ),
    ),
    layout(
        "blank_columns_and_a_frame",
        [hearing(N12, "2026-09-08T09:30", courtroom="第三法庭")],
        Tab(
            [
                [],
                [None, None, "开庭排期"],
                [],
                [None, "案号", None, "原告", "被告", None, "开庭时间", "法庭"],
                [None, full(N12), None, "王建军", MARKET, None, "2026-09-08 9:30", "第三法庭"],
                [],
                [None, "说明：请提前十五分钟到庭"],
            ]
        ),
    ),
    layout(
        "court_before_each_repeated_heading",
        [
            hearing(N12, "2026-09-08T09:30", court=SOUTH),
            hearing("鲁7102行初31", "2026-09-09T09:30", court="青岛铁路运输法院"),
        ],
        Tab(
            [
                ["一、" + SOUTH],
                ["案号", "原告", "被告", "开庭时间"],
                [full(N12), "王建军", MARKET, "2026-09-08 9:30"],
                [],
                ["二、青岛铁路运输法院"],
                ["案号", "原告", "被告", "开庭时间"],
                [full("鲁7102行初31"), "孙丽", HOUSING, "2026-09-09 9:30"],
            ]
        ),
    ),
    layout(
        "times_of_colon_and_point_variants",
        [hearing(f"鲁0202行初{each}", "2026-09-08T14:30") for each in range(1, 8)],
        Tab(
            [
                ["案号", "原告", "被告", "开庭日期", "开庭时间"],
                *(
                    [full(f"鲁0202行初{line}"), "王建军", MARKET, "2026-9-8", cell]
                    for line, cell in enumerate(
                        ["14∶30", "14﹕30", "14.30", "14时30", "下午14：30", "14:30-16:00", "14:30开庭"], 1
                    )
                ),
            ]
        ),
    ),
]
