"""The form of a case: its number, its parties, and the first hearing."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import HiddenInput

from litigation.actions.case_input import CaseInput, HearingInput, PartyInput
from litigation.law.agency import PartyRole
from litigation.law.attendance import NoticeKind
from litigation.law.case_number import read_case_number
from litigation.law.procedure import HearingKind, Mode, Procedure
from litigation.law.word import N_, Word
from litigation.records.lawsuit import Lawsuit
from litigation.web.field import (
    AgencyField,
    ClockField,
    DayField,
    LinesField,
    TextField,
    WordField,
    at_most,
    instant,
    needed,
    optional,
)
from litigation.web.wording import SUING_ROLES

SUED = ("agency_1", "agency_2", "agency_3", "agency_4", "agency_5", "agency_6")
ROLE_BY_PROCEDURE = {
    Procedure.SECOND_INSTANCE: PartyRole.APPELLEE,
    Procedure.RETRIAL: PartyRole.RETRIAL_DEFENDANT,
}


class SuedRole(Word):
    """The part of the sued agency, where the number alone does not say it."""

    DEFENDANT = "defendant", N_("被告")
    APPELLEE = "appellee", N_("被上诉人（原审被告）")
    APPELLANT_DEFENDANT = "appellant_defendant", N_("上诉人（原审被告）")
    RETRIAL_DEFENDANT = "retrial_defendant", N_("再审当事人（原审被告）")


class CaseFields(FlaskForm):
    """What is stated about a case, whether new or changed."""

    plaintiffs = LinesField(
        _l("原告"),
        [needed(_l("请填写原告，一行一名。")), at_most(2000)],
        description=_l("一行一名。列表里只显示“王某某”"),
    )
    agency_1 = AgencyField(_l("被诉机关"), validators=[MayBeEmpty()])
    agency_2 = AgencyField(_l("共同被告"), validators=[MayBeEmpty()])
    agency_3 = AgencyField(_l("共同被告 2"), validators=[MayBeEmpty()])
    agency_4 = AgencyField(_l("共同被告 3"), validators=[MayBeEmpty()])
    agency_5 = AgencyField(_l("共同被告 4"), validators=[MayBeEmpty()])
    agency_6 = AgencyField(_l("共同被告 5"), validators=[MayBeEmpty()])
    other_defendants = LinesField(
        _l("本区以外的被告"), [optional(), at_most(1000)], description=_l("一行一名")
    )
    role = WordField(_l("诉讼地位"), SuedRole, empty=_l("按案号判断"), validators=[optional()])
    third_agency = AgencyField(_l("第三人机关"), validators=[MayBeEmpty()])
    art1_3 = BooleanField(
        _l("第三人机关也须派负责人出庭"),
        description=_l("被诉行为由其批准或会同作出（法释〔2020〕3号第一条第三款）"),
    )
    other_thirds = LinesField(_l("其他第三人"), [optional(), at_most(1000)], description=_l("一行一名"))
    cause = TextField(_l("案由"), [needed(_l("请填写案由，例如：行政处罚。")), at_most(200)])
    field = TextField(
        _l("被诉事项所属领域"),
        [optional(), at_most(100)],
        description=_l("用来对照负责人的分管，空着时按案由"),
    )
    court = TextField(
        _l("法院"),
        [optional(), at_most(80)],
        description=_l("按案号得出，代字不在代码表中的须填写"),
    )
    sued_act = TextAreaField(_l("被诉行为"), [optional(), at_most(2000)])
    filed_on = DayField(_l("立案日期"), [optional()])
    notice_kind = WordField(
        _l("法院通知负责人出庭"), NoticeKind, empty=_l("没有通知"), validators=[optional()]
    )
    notice_ground = TextField(
        _l("通知的理由"), [optional(), at_most(100)], description=_l("例如：涉及食品安全")
    )
    notice_served_on = DayField(_l("出庭通知书送达日期"), [optional()])
    amount = IntegerField(
        _l("标的额（元）"), [optional(), NumberRange(0, 10**12, _l("请填整数元，例如 500000。"))]
    )
    principal_named = BooleanField(_l("法院或区领导点名要正职出庭"))
    series = TextField(
        _l("系列案名称"), [optional(), at_most(60)], description=_l("同类案件填同一个名称，例如：某路拆迁")
    )
    note = TextAreaField(_l("备注"), [optional(), at_most(2000)])

    def offer_agencies(self, agencies: Iterable[tuple[int, str]]) -> None:
        """Fill the lists of agencies in."""
        listed = list(agencies)
        for name in (*SUED, "third_agency"):
            self[name].offer(listed, gettext("请选择") if name == "agency_1" else gettext("没有"))

    def parties(self, number: str, kept: Mapping[int, PartyRole]) -> tuple[PartyInput, ...]:
        """Return the parties as stated; an agency's part is what is chosen, else kept, else the number's."""
        role = PartyRole(self.role.data) if self.role.data else None
        usual = role or _usual_role(number)
        chosen = [int(self[name].data) for name in SUED if self[name].data]
        sued = [PartyInput(role or kept.get(agency, usual), "", agency) for agency in dict.fromkeys(chosen)]
        third = int(self.third_agency.data) if self.third_agency.data else None
        beside = [PartyInput(PartyRole.THIRD_PARTY, "", third, bool(self.art1_3.data))] if third else []
        return (
            *(PartyInput(PartyRole.PLAINTIFF, name) for name in self.plaintiffs.lines),
            *sued,
            *(PartyInput(usual, name) for name in self.other_defendants.lines),
            *beside,
            *(PartyInput(PartyRole.THIRD_PARTY, name) for name in self.other_thirds.lines),
        )

    def stated(self, number: str, kept: Mapping[int, PartyRole] | None = None) -> CaseInput:
        """Return what the form says about the case."""
        return CaseInput(
            number=number,
            parties=self.parties(number, kept or {}),
            court=self.court.data,
            cause=self.cause.data,
            field=self.field.data,
            sued_act=self.sued_act.data or "",
            filed_on=self.filed_on.data,
            notice_kind=self.notice_kind.data or None,
            notice_ground=self.notice_ground.data,
            notice_served_on=self.notice_served_on.data,
            amount=self.amount.data,
            principal_named=bool(self.principal_named.data),
            series=self.series.data,
            note=self.note.data or "",
        )


class HearingFields(FlaskForm):
    """What is stated about a hearing."""

    day = DayField(_l("开庭日期"), [optional()])
    hour = ClockField(_l("开庭时间"), [optional()], description=_l("24 小时制，例：09:30"))
    courtroom = TextField(_l("法庭"), [optional(), at_most(80)])
    kind = WordField(_l("事由"), HearingKind, default=HearingKind.TRIAL.value)
    mode = WordField(_l("方式"), Mode, default=Mode.IN_PERSON.value)
    judge = TextField(_l("审判长或承办法官"), [optional(), at_most(60)])
    clerk = TextField(_l("书记员"), [optional(), at_most(60)])
    phone = TextField(_l("法院电话"), [optional(), at_most(40)])

    def hearing(self, **more: Any) -> HearingInput:
        """Return what the form says about the hearing."""
        return HearingInput(
            **more,
            starts_at=instant(self.day.data, self.hour.data),
            starts_on=self.day.data,
            courtroom=self.courtroom.data,
            mode=Mode(self.mode.data),
            kind=HearingKind(self.kind.data),
            judge=self.judge.data,
            clerk=self.clerk.data,
            phone=self.phone.data,
        )


class NewCaseForm(CaseFields, HearingFields):
    """A new case by hand. ``checked`` says which contents the clerk has seen the check of."""

    number = TextField(
        _l("案号"),
        [needed(_l("请填写案号，例如：（2026）鲁0202行初12号。")), at_most(120)],
        description=_l("法院、审级和年份由案号得出"),
    )
    checked = HiddenField()

    def hearings(self) -> tuple[HearingInput, ...]:
        """Return the first hearing, unless the court has fixed none."""
        return (self.hearing(),) if self.day.data else ()

    def fingerprint(self) -> str:
        """Name the contents, so that nothing else is stored than what was checked."""
        values = {each.name: str(each.data) for each in self if each.name not in ("checked", "csrf_token")}
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


class EditCaseForm(CaseFields):
    """A change of a case; its number stays, since it is its identity."""

    version = IntegerField(widget=HiddenInput())


def _usual_role(number: str) -> PartyRole:
    """Return the part a sued agency has in the procedure of the number."""
    read = read_case_number(number)
    known = read.procedure if read else None
    return ROLE_BY_PROCEDURE.get(known, PartyRole.DEFENDANT) if known else PartyRole.DEFENDANT


def sued_roles(lawsuit: Lawsuit) -> dict[int, PartyRole]:
    """Return the part of each sued agency of the register."""
    sued = [party for party in lawsuit.parties if party.role in list(SuedRole) and party.agency_id]
    return {party.agency_id: PartyRole(party.role) for party in sued if party.agency_id}


STATED = (
    "court",
    "cause",
    "field",
    "sued_act",
    "filed_on",
    "notice_kind",
    "notice_ground",
    "notice_served_on",
    "amount",
    "principal_named",
    "series",
    "note",
    "version",
)


def fill_in(lawsuit: Lawsuit) -> dict[str, Any]:
    """Return the values with which the form of an existing case opens."""
    by_role = defaultdict(list)
    for party in lawsuit.parties:
        by_role[party.role].append(party)
    thirds = by_role[PartyRole.THIRD_PARTY]
    third = next((party for party in thirds if party.agency_id), None)
    others = [party.name for role in SuedRole for party in by_role[role] if not party.agency_id]
    return {
        **{name: getattr(lawsuit, name) for name in STATED},
        **dict(zip(SUED, sued_roles(lawsuit), strict=False)),
        "plaintiffs": "\n".join(party.name for role in SUING_ROLES for party in by_role[role]),
        "other_defendants": "\n".join(others),
        "third_agency": third.agency_id if third else "",
        "art1_3": bool(third and third.art1_3),
        "other_thirds": "\n".join(party.name for party in thirds if party is not third),
    }
