"""One invented month to write papers from: nothing missing, one case of two agencies."""

from dataclasses import replace
from datetime import UTC, date, datetime

from litigation.law.agency import Rank
from litigation.law.attendance import Standing
from litigation.law.circular import (
    AgencyLine,
    CaseLine,
    Circular,
    NextHearing,
    OriginStep,
    PreviousEdition,
    Remedies,
    TrendMonth,
)
from litigation.law.procedure import Procedure
from litigation.law.rate import AgencyTally, Tally

AS_OF = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)


def tally(den=4, num=2, unknown=0, **changes) -> Tally:
    parts = {
        "D0": (num, den),
        "B": (1, 1),
        "B_must": (0, 0),
        "D": (num, den + 1),
        "E": (num, den - 1) if den else (0, 0),
        "E_compliant": (num + 1, den) if den else (0, 0),
        "F_principal": (1, den) if den else (0, 0),
        "F_deputy": (num - 1, den) if den else (0, 0),
        "F_other": (0, den),
        "G_spoke_of_heard": (1, den) if den else (0, 0),
        "G_settle_of_heard": (num, den),
        "G_spoke_of_attended": (1, num) if num else (0, 0),
        "G_settle_of_attended": (num, num),
    }
    plain = Tally(
        month="2026-08",
        as_of=AS_OF,
        den=den,
        num=num,
        excused=1 if den > num else 0,
        open=0,
        breached=den - num - 1 if den > num else 0,
        pending=0,
        unknown=unknown,
        lawyers_only=1 if den > num else 0,
        profiles=parts,
        by_agency={"A": AgencyTally(den=3, num=2, excused=1), "B": AgencyTally(den=2, num=1, breached=1)},
        by_procedure={"first": (num, den), "second": (0, 0), "retrial": (0, 0)},
        profile_unknown=dict.fromkeys(parts, unknown),
        procedure_unknown={"first": unknown},
    )
    return replace(plain, **changes)


def line(sequence: int, agency: str, standing: Standing, **changes) -> CaseLine:
    plain = CaseLine(
        number=f"(2026)鲁7102行初{sequence}号",
        agency=agency,
        plaintiff="王某某",
        cause="强制拆除",
        procedure=Procedure.FIRST_INSTANCE,
        hearing_at=datetime(2026, 8, 4 + sequence, 1, 30, tzinfo=UTC),
        head="",
        rank=None,
        standing=standing,
    )
    return replace(plain, **changes)


CASES = (
    line(
        1,
        "区综合行政执法局",
        Standing.DISCHARGED,
        head="沈若衡 副局长",
        rank=Rank.DEPUTY,
        spoke=True,
        settled=True,
    ),
    line(
        1,
        "区人民政府",
        Standing.DISCHARGED,
        head="江予安 区长",
        rank=Rank.PRINCIPAL,
        spoke=False,
        settled=True,
    ),
    line(2, "区人民政府", Standing.BREACHED, reason="负责人未出庭，未说明理由", lawyers_only=True),
    line(3, "区综合行政执法局", Standing.EXCUSED, reason="法院认定理由成立（不可抗力）"),
    line(
        4,
        "区综合行政执法局",
        Standing.DISCHARGED,
        head="顾长庚 局长",
        rank=Rank.PRINCIPAL,
        spoke=None,
        settled=True,
    ),
)


def circular(**changes) -> Circular:
    plain = Circular(
        office="云汀区司法局",
        district="全区",
        month="2026-08",
        edition=1,
        as_of=AS_OF,
        issued_on=date(2026, 9, 2),
        tally=tally(),
        addressees=("各街道办事处", "区政府各部门"),
        copies=("区委政法委", "区人民法院"),
        agencies=(
            AgencyLine("区综合行政执法局", 3, 2, principal=1, spoke=1, settled=2),
            AgencyLine("区人民政府", 2, 1, principal=1, spoke=0, settled=1),
            AgencyLine("望湖路街道办事处", 0, 0),
        ),
        cases=CASES,
        remedies=Remedies(2, 3),
        next_hearings=(
            NextHearing(
                datetime(2026, 9, 15, 1, 30, tzinfo=UTC),
                date(2026, 9, 15),
                "(2026)鲁7102行初9号",
                "区市场监督管理局",
                "行政处罚",
                "青岛铁路运输法院",
                "沈若衡 副局长",
                confirmed=True,
            ),
            NextHearing(
                None,
                date(2026, 9, 24),
                "(2026)鲁02行终7号",
                "区综合行政执法局",
                "强制拆除",
                "青岛市中级人民法院",
            ),
        ),
        trend=(
            TrendMonth("2026-06", 18, 18, spoke=16, principal=3),
            TrendMonth("2026-07", 0, 0),
            TrendMonth("2026-08", 2, 4, spoke=1, principal=1),
        ),
        scheduled=6,
        origin=(OriginStep("庭前撤诉", 1), OriginStep("延期未开", 1)),
    )
    return replace(plain, **changes)


CORRECTED = PreviousEdition(1, 1, 4, reason="补登第二次开庭出庭情况")
