"""The circular's annex tables as words and figures for Word."""

from litigation.law.circular import PROFILES, AgencyLine, CaseLine, Circular
from litigation.law.rate import fraction_text
from litigation.law.summary import say_hearing, say_number
from litigation.papers.docx_table import Column


def agency_columns() -> list[Column]:
    """Columns of annex 1."""
    figures = ("开庭", "出庭", "出庭率", "正职", "出声", "出解")
    return [Column("单位", 34, words=True)] + [Column(head, 13) for head in figures]


def agency_rows(circular: Circular) -> list[list[str]]:
    """Rows of annex 1: every agency, then the district, which is not their sum."""
    tally = circular.tally
    principal, spoke, settled = (tally.profiles[key][0] for key in DISTRICT_PARTS)
    district = AgencyLine("全区", tally.den, tally.num, tally.unknown, principal, spoke, settled)
    return [_agency_row(line) for line in (*circular.agencies, district)]


DISTRICT_PARTS = ("F_principal", "G_spoke_of_heard", "G_settle_of_heard")


def _agency_row(line: AgencyLine) -> list[str]:
    rate = line.rate if line.rate is not None else f"{line.unknown}件待登记"
    counts = (line.principal, line.spoke, line.settled)
    shown = [str(count) if line.den else "—" for count in counts]
    return [line.name, str(line.den + line.unknown), str(line.num), rate, *shown]


def ledger_columns() -> list[Column]:
    """Columns of annex 2."""
    return [
        Column("序号", 11),
        Column("案号", 48, words=True),
        Column("单位", 24, words=True),
        Column("原告", 16, words=True),
        Column("案由", 19, words=True),
        Column("程序", 11),
        Column("开庭时间", 20),
        Column("出庭负责人", 20, words=True),
        Column("出声", 11),
        Column("出解", 11),
        Column("履行情况", 34, words=True),
    ]


def ledger_rows(circular: Circular) -> list[list[str]]:
    """Rows of annex 2, one a duty; a case of several agencies keeps one number."""
    positions: dict[str, int] = {}
    rows = []
    for case in circular.cases:
        position = positions.setdefault(case.number, len(positions) + 1)
        rows.append(_ledger_row(position, case))
    return rows


def _ledger_row(position: int, case: CaseLine) -> list[str]:
    return [
        str(position),
        say_number(case.number),
        case.agency,
        case.plaintiff,
        case.cause,
        case.procedure.label,
        say_hearing(case.hearing_at).replace("日 ", "日\n") if case.hearing_at else "—",
        case.head.replace(" ", "\n", 1) or "—",
        say_fact(case.spoke, case),
        say_fact(case.settled, case),
        say_standing(case),
    ]


def say_standing(case: CaseLine) -> str:
    """The standing in words with its reason in brackets."""
    return f"{case.standing.label}（{case.reason.rstrip('。')}）" if case.reason else case.standing.label


def say_fact(fact: bool | None, case: CaseLine) -> str:
    """是 or 否; — where no head came, 未登记 where nobody recorded it."""
    if not case.head:
        return "—"
    if fact is None:
        return "未登记"
    return "是" if fact else "否"


def profile_columns() -> list[Column]:
    """Columns of annex 3."""
    return [
        Column("口径", 26, words=True),
        Column("出庭／应计", 14),
        Column("比率", 14),
        Column("说明", 36, words=True),
    ]


def profile_rows(circular: Circular) -> list[list[str]]:
    """Rows of annex 3: the same cases counted by each rule."""
    tally, rows = circular.tally, []
    for key, (name, note) in PROFILES.items():
        num, den = tally.profiles[key]
        unknown = tally.profile_unknown.get(key, 0)
        rate = tally.profile_rate(key) or f"{unknown}项待登记"
        rows.append([name, fraction_text(num, den, unknown), rate, note])
    return rows
