"""Cause lists as other courts fill them: several numbers, parties and totals in rows."""

from tests.intake.odd_sheets import (
    GOVERNMENT,
    HOUSING,
    MARKET,
    N12,
    N13,
    Formula,
    Tab,
    at,
    full,
    hearing,
    layout,
)

LAYOUTS = [
    layout(
        "several_numbers_in_a_cell",
        [
            *(hearing(f"鲁0202行初{each}", "2026-09-08T09:00", defendants=[MARKET]) for each in (12, 13, 14)),
            hearing("鲁0202行初20", "2026-09-08T10:00"),
            hearing("鲁0202行初21", "2026-09-08T10:00"),
        ],
        Tab(
            [
                ["案号", "原告", "被告", "开庭时间"],
                ["（2026）鲁0202行初12-14号", "王建军等三人", MARKET, "2026-09-08 09:00"],
                ["（2026）鲁0202行初20号\n（2026）鲁0202行初21号", "孙丽", HOUSING, "2026-09-08 10:00"],
            ]
        ),
    ),
    layout(
        "one_number_over_the_rows_of_two_agencies",
        [
            hearing(N12, "2026-09-08T09:00", plaintiffs=["王建军"], defendants=[MARKET, GOVERNMENT]),
            hearing(N13, "2026-09-08T10:30", defendants=[HOUSING]),
        ],
        Tab(
            [
                ["案号", "原告", "应诉机关", "开庭时间", "法庭"],
                [full(N12), "王建军", MARKET, at("2026-09-08 09:00"), "第一法庭"],
                [None, None, GOVERNMENT, None, None],
                [full(N13), "孙丽", HOUSING, at("2026-09-08 10:30"), "第一法庭"],
            ],
            merges=((1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 2, 3), (1, 4, 2, 4)),
        ),
    ),
    layout(
        "parties_in_one_cell_with_labels",
        [
            hearing(
                N12,
                "2026-09-08T09:00",
                plaintiffs=["王建军"],
                defendants=[MARKET, GOVERNMENT],
                third_parties=["刘芳"],
            ),
            hearing("鲁02行终7", "2026-09-08T10:00", plaintiffs=["孙丽"], defendants=[HOUSING]),
        ],
        Tab(
            [
                ["案号", "当事人", "开庭时间"],
                [full(N12), f"原告：王建军\n被告：{MARKET}、{GOVERNMENT}\n第三人：刘芳", "2026-09-08 09:00"],
                [
                    full("鲁02行终7"),
                    f"上诉人（原审原告）：孙丽 被上诉人（原审被告）：{HOUSING}",
                    "2026-09-08 10:00",
                ],
            ]
        ),
    ),
    layout(
        "parties_as_one_suing_the_other",
        [
            hearing(N12, "2026-09-08T09:00", plaintiffs=["王建军"], defendants=[MARKET], cause="行政处罚"),
            hearing(N13, "2026-09-09T09:00", plaintiffs=["孙丽", "何伟"], defendants=[HOUSING]),
        ],
        Tab(
            [
                ["案号", "案件名称", "案由", "开庭时间", "法庭"],
                [full(N12), f"王建军诉{MARKET}行政处罚一案", "行政处罚", "2026-09-08 09:00", "一号法庭"],
                [full(N13), f"孙丽、何伟诉{HOUSING}", "", "2026-09-09 09:00", "一号法庭"],
            ]
        ),
    ),
    layout(
        "subtotals_between_rows",
        [hearing(N12, "2026-09-08T09:00"), hearing(N13, "2026-09-09T09:00")],
        Tab(
            [
                ["被告", "案号", "原告", "开庭时间"],
                [MARKET, full(N12), "王建军", "2026-09-08 09:00"],
                ["小计", Formula("=COUNTA(B2:B2)", 1)],
                [HOUSING, full(N13), "孙丽", "2026-09-09 09:00"],
                ["小计", Formula("=COUNTA(B4:B4)", 1)],
                ["总计", 2],
            ]
        ),
    ),
    layout(
        "formulas_and_errors",
        [hearing(N12, "2026-09-08T09:00", defendants=[MARKET])],
        Tab(
            [
                ["序号", "案号", "原告", "被告", "开庭时间"],
                [
                    Formula("=ROW()-1", 1),
                    Formula('="（2026）鲁0202行初"&"12号"', full(N12)),
                    "王建军",
                    Formula("=VLOOKUP(A1,B1:C2,2)", MARKET),
                    "2026-09-08 09:00",
                ],
                [Formula("=ROW()-1", 2), full(N13), "孙丽", HOUSING, Formula("=#REF!", "#REF!")],
                [Formula("=ROW()-1", 3), Formula("=#REF!", "#REF!"), "何伟", HOUSING, "2026-09-10 09:00"],
            ]
        ),
        problems=[
            ("Sheet1", 3, "date_invalid|date_missing"),
            ("Sheet1", 4, "case_number_invalid|case_number_missing"),
        ],
    ),
]
