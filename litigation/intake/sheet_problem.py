"""What is said of a row of a cause list that cannot be used as it stands, by the problem's code."""

MESSAGES = {
    "date_missing": "没有开庭日期。请补上日期，或等法院确定后再导入。",
    "date_invalid": "日期“{value}”不存在、看不懂或超出范围。请改为正确日期，例：2026-09-28 09:00。",
    "case_number_missing": "没有案号。请补上案号，例：（2026）鲁0202行初12号。",
    "case_number_invalid": "案号“{value}”看不懂。请按“（2026）鲁0202行初12号”的格式改正。",
    "weekday_mismatch": "日期和星期对不上（{value}）。请向法院核实是哪一天。",
}
