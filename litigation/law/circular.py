"""月度通报: the month's figures with the cases behind them.

Figures carry their units (件, 庭次, 人) and are never forced to add up across units.
What they say in sentences stands in ``litigation.law.summary``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from litigation.law.agency import Rank
from litigation.law.attendance import DUE_STANDINGS, Standing
from litigation.law.heap import Heaps
from litigation.law.procedure import Procedure
from litigation.law.rate import Tally, rate_text
from litigation.law.word import N_


@dataclass(frozen=True, slots=True)
class CountingRule:
    """口径: the profile's key, its name, and the rule in words."""

    key: str = "D0"
    name: str = N_("本区口径（按件）")
    words: str = N_(
        "以案号为单位，分母为当月首次实际开庭审理的案件，有正当理由未出庭的仍计入分母；"
        "共同被告的案件全区只计一次，各单位分别计。"
    )


PROFILES: dict[str, tuple[str, str]] = {
    "D0": (N_("本区口径（按件）"), N_("实际开庭的案件")),
    "B": (N_("法院通知出庭"), N_("法释〔2020〕3号第四条")),
    "B_must": (N_("法院应当通知出庭"), N_("法释〔2020〕3号第四条第一款")),
    "D": (N_("按庭次"), N_("每次实际开庭计一次")),
    "E": (N_("扣除理由成立的"), N_("法院认定理由成立的不计入分母")),
    "E_compliant": (N_("理由成立视同履行"), N_("法院认定理由成立的计入分子")),
}
"""The counting rules printed side by side: name and note of each profile of the tally."""

DEMAND = N_(
    "各单位要严格落实行政机关负责人出庭应诉制度，收到开庭通知后及时确定出庭负责人，"
    "开庭前向人民法院提交负责人身份证明；确有正当理由不能出庭的，依法提交书面说明和证明材料，"
    "并委托相应的工作人员出庭，不得仅委托律师出庭。"
)
"""What the circular asks of the agencies (R2020 arts. 6, 8, 9, 10; I2018 art. 128)."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One duty (case number and agency) as the ledger lists it; the plaintiff's name is masked.

    ``number`` is the machine form, ``hearing_at`` the first hearing that fixed the month
    (aware), ``head`` name and post of who appeared, ``reason`` why the standing is what it
    is. ``spoke``, ``settled`` and ``remedied`` are ``None`` where nobody recorded them. The
    ids are those of the register.
    """

    number: str
    agency: str
    plaintiff: str
    cause: str
    procedure: Procedure
    hearing_at: datetime | None
    head: str
    rank: Rank | None
    standing: Standing
    reason: str = ""
    spoke: bool | None = None
    settled: bool | None = None
    remedied: bool | None = None
    lawyers_only: bool = False
    case_id: str = ""
    agency_id: str = ""

    @property
    def due(self) -> bool:
        """Tell whether the duty stands in its agency's denominator."""
        return self.standing in DUE_STANDINGS

    @property
    def irregular(self) -> str:
        """What was not as it should be although the head came, in words; empty otherwise."""
        if self.standing is not Standing.DISCHARGED:
            return ""
        gaps = [(self.spoke, "未发言"), (self.settled, "未就实质性化解争议提出意见")]
        words = [words for fact, words in gaps if fact is False]
        return "负责人到庭但" + "、".join(words) if words else ""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency's month; ``num`` of ``den`` duties discharged, ``unknown`` without outcome."""

    name: str
    den: int
    num: int
    unknown: int = 0
    principal: int = 0
    spoke: int = 0
    settled: int = 0
    relieved: int = 0
    agency_id: str = ""

    @property
    def rate(self) -> str | None:
        """The rate in words; ``None`` while an outcome is missing."""
        return rate_text(self.num, self.den, self.unknown)


@dataclass(frozen=True, slots=True)
class Remedies:
    """出治: remedies promised at hearings of the month (``due``), done or overdue at the as-of time."""

    done: int = 0
    due: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class NextHearing:
    """A hearing of the coming month; ``head`` is empty while nobody is assigned."""

    at: datetime | None
    on: date
    number: str
    agency: str
    cause: str
    court: str
    head: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One month of the trend, as it was last issued or stands now."""

    month: str
    num: int
    den: int
    unknown: int = 0
    spoke: int = 0
    principal: int = 0


@dataclass(frozen=True, slots=True)
class PreviousEdition:
    """What an earlier edition stated, and why there is a new one."""

    edition: int
    num: int
    den: int
    unknown: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OriginStep:
    """One step from the month's scheduled cases to the denominator; ``count`` is taken off.

    ``key`` names the heap of these cases (``litigation.law.origin``).
    """

    label: str
    count: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Circular:
    """Everything one edition of one month states. ``month`` is ``YYYY-MM``; ``as_of`` aware.

    ``issued_on`` is ``None`` for a draft. ``scheduled`` and ``origin`` explain the
    denominator: scheduled minus the steps is what was heard. ``heaps`` are kept by an issued
    edition; a draft's figures open the register.
    """

    office: str
    district: str
    month: str
    edition: int
    as_of: datetime
    issued_on: date | None
    tally: Tally
    rule: CountingRule = field(default_factory=CountingRule)
    addressees: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    previous: PreviousEdition | None = None
    agencies: tuple[AgencyLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    remedies: Remedies = Remedies()
    next_hearings: tuple[NextHearing, ...] = ()
    trend: tuple[TrendMonth, ...] = ()
    scheduled: int | None = None
    origin: tuple[OriginStep, ...] = ()
    demand: str = DEMAND
    heaps: Heaps = field(default_factory=Heaps)

    @property
    def title(self) -> str:
        """The official title: 关于2026年8月行政机关负责人出庭应诉情况的通报."""
        year, month = self.month.split("-")
        return f"关于{year}年{int(month)}月行政机关负责人出庭应诉情况的通报"

    @property
    def shared_units(self) -> int:
        """Duties beyond the first of a counted case: why the agencies' sum exceeds the district's."""
        due = [case.number for case in self.cases if case.due]
        return len(due) - len(set(due))

    def with_standing(self, *standings: Standing) -> tuple[CaseLine, ...]:
        """The ledger's lines with one of the given standings."""
        return tuple(case for case in self.cases if case.standing in standings)

    @property
    def not_appeared(self) -> tuple[CaseLine, ...]:
        """The duties missed: excused, still open, or breached."""
        return self.with_standing(Standing.EXCUSED, Standing.OPEN, Standing.BREACHED)

    @property
    def unknown_cases(self) -> tuple[CaseLine, ...]:
        """The duties whose outcome nobody has recorded yet."""
        return self.with_standing(Standing.UNKNOWN)

    @property
    def irregular(self) -> tuple[CaseLine, ...]:
        """The duties whose head came, but kept silent or gave no opinion on settling."""
        return tuple(case for case in self.cases if case.irregular)
