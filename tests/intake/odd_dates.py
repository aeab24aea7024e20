"""Cause lists whose dates, changes and encodings are those of other offices."""

from datetime import date, time

from tests.intake.odd_sheets import HOUSING, MARKET, N12, N13, Layout, Tab, at, book, full, hearing


def _starts(name: str, *cells: tuple[object, str], heading: str = "开庭时间", **options: bool) -> Layout:
    """A list whose rows differ only in how the start is written."""
    rows = [["案号", "原告", "被告", heading]]
    rows += [[full(f"鲁0202行初{line}"), "王建军", MARKET, cell] for line, (cell, _) in enumerate(cells, 1)]
    expected = [hearing(f"鲁0202行初{line}", start) for line, (_, start) in enumerate(cells, 1)]
    return Layout(name, f"{name}.xlsx", book(Tab(rows), **options), expected)


LAYOUTS = [
    _starts(
        "starts_written_in_many_styles",
        ("2026.9.8 9:30", "2026-09-08T09:30"),
        ("2026年9月8日9时30分", "2026-09-08T09:30"),
        ("二〇二六年九月八日上午九时三十分", "2026-09-08T09:30"),
        ("20260908 0930", "2026-09-08T09:30"),
        ("8-Sep-26 14:30", "2026-09-08T14:30"),
        ("9/8 下午2:30", "2026-09-08T14:30"),
        ("9月8日（星期二）上午9点半", "2026-09-08T09:30"),
        ("2026-09-08 14：30", "2026-09-08T14:30"),
        ("26.9.8 14:30", "2026-09-08T14:30"),
        ("2026年9月8日（周二）14:30-16:30", "2026-09-08T14:30"),
        ("2026-09-08T14:30:00", "2026-09-08T14:30"),
        ("2026年09月08日 14:30:00", "2026-09-08T14:30"),
        ("2026/09/08\n14:30", "2026-09-08T14:30"),
        ("9月8日14时许", "2026-09-08T14:30".replace(":30", ":00")),
        ("2026年9月8日下午14时30分", "2026-09-08T14:30"),
        ("９月８日　９：３０", "2026-09-08T09:30"),
    ),
    _starts(
        "days_written_in_many_styles",
        ("2026-09-08", "2026-09-08"),
        (20260908, "2026-09-08"),
        ("二〇二六年九月八日", "2026-09-08"),
        ("9.8", "2026-09-08"),
        ("9/8", "2026-09-08"),
        ("Sep 8, 2026", "2026-09-08"),
        ("2026年9月8号", "2026-09-08"),
        (date(2026, 9, 8), "2026-09-08"),
        heading="开庭日期",
    ),
    _starts(
        "serial_numbers",
        (46273, "2026-09-08"),
        (46273.5, "2026-09-08T12:00"),
        ("46273.395833333", "2026-09-08T09:30"),
    ),
    _starts(
        "epoch_of_1904",
        (at("2026-09-08 09:30"), "2026-09-08T09:30"),
        (date(2026, 9, 9), "2026-09-09"),
        epoch_1904=True,
    ),
    Layout(
        "hours_in_their_own_column",
        "hours.xlsx",
        book(
            Tab(
                [
                    ["案号", "原告", "被告", "开庭日期", "开庭时间"],
                    *(
                        [full(f"鲁0202行初{line}"), "王建军", MARKET, "2026年9月8日", cell]
                        for line, cell in enumerate(
                            [
                                "9点半",
                                "14：30",
                                time(9, 30),
                                0.395833333,
                                "上午九时三十分",
                                "9:30-11:00",
                                "下午3时",
                                "0930",
                                "9时",
                                "下午2点一刻",
                                "09:30～10:30",
                                "9.30",
                                "14:30:00",
                            ],
                            1,
                        )
                    ),
                ]
            )
        ),
        [
            hearing(f"鲁0202行初{line}", f"2026-09-08T{clock}")
            for line, clock in enumerate(
                [
                    "09:30",
                    "14:30",
                    "09:30",
                    "09:30",
                    "09:30",
                    "09:30",
                    "15:00",
                    "09:30",
                    "09:00",
                    "14:15",
                    "09:30",
                    "09:30",
                    "14:30",
                ],
                1,
            )
        ],
    ),
    Layout(
        "begin_and_end_in_two_columns",
        "range.xlsx",
        book(
            Tab(
                [
                    ["案号", "原告", "被告", "开庭日期", "开始时间", "结束时间"],
                    [full(N12), "王建军", MARKET, date(2026, 9, 8), time(9, 30), time(11, 0)],
                    [full(N13), "孙丽", HOUSING, "9月9日", "14:00", "15:30"],
                ]
            )
        ),
        [
            hearing(N12, "2026-09-08T09:30", end="2026-09-08T11:00"),
            hearing(N13, "2026-09-09T14:00", end="2026-09-09T15:30"),
        ],
    ),
]
