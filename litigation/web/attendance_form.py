"""The forms of the record after a hearing: who came, why nobody came, and that it did not take place."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from litigation.actions.move_hearing import NewDate
from litigation.actions.record_attendance import Came
from litigation.law.attendance import Certificate, CourtDecision, Leaving
from litigation.law.procedure import Outcome
from litigation.records.agency import Official
from litigation.records.hearing import Attendance, Excuse
from litigation.web.field import (
    ClockField,
    DayField,
    TextField,
    WordField,
    at_most,
    instant,
    needed,
    optional,
)
from litigation.web.reason_form import ReasonForm

NOBODY = "none"
YES_NO = [SelectChoice("", _l("没有记")), SelectChoice("yes", _l("是")), SelectChoice("no", _l("否"))]
FLAGS = {"yes": True, "no": False, "": None}
WORDS = {True: "yes", False: "no", None: ""}
COUNT = NumberRange(0, 99, _l("人数应为 0 至 99。"))


class CameForm(FlaskForm):
    """Who came for one agency and how; what is left open stays unknown, never "no"."""

    official = RadioField(_l("谁到庭"), [InputRequired(_l("请选择到庭的负责人，或“没有负责人到庭”。"))])
    certificate = WordField(_l("身份证明"), Certificate, empty=_l("没有问及"), validators=[optional()])
    left = WordField(_l("离庭"), Leaving, empty=_l("没有记"), validators=[optional()])
    spoke = SelectField(_l("出声（发表意见）"), choices=YES_NO)
    settlement = SelectField(_l("出解（就化解争议提出意见）"), choices=YES_NO)
    remedy = SelectField(_l("出治（有要整改的事）"), choices=YES_NO)
    remedy_task = TextField(_l("整改事项"), [optional(), at_most(200)])
    remedy_due_on = DayField(_l("完成日期"), [optional()])
    refused_to_explain = BooleanField(_l("拒绝解释说明"))
    online = BooleanField(_l("在线到庭"))
    staff = IntegerField(_l("工作人员（人）"), [optional(), COUNT], default=0)
    lawyers = IntegerField(_l("律师（人）"), [optional(), COUNT], default=0)
    note = TextField(_l("备注"), [optional(), at_most(500)])
    reason = TextField(_l("更正原因"), [optional(), at_most(200)])

    def offer(self, officials: Iterable[Official]) -> None:
        """List the heads who may have come, and that nobody did."""
        people = [SelectChoice(str(each.id), f"{each.name} {each.post}".strip()) for each in officials]
        self.official.choices = [*people, SelectChoice(NOBODY, gettext("没有负责人到庭"))]

    def came(self) -> Came:
        """Return what the form says."""
        head = self.official.data != NOBODY
        return Came(
            official_id=int(self.official.data) if head else None,
            present=head,
            online=bool(self.online.data),
            certificate=self.certificate.data or None,
            left=self.left.data or None,
            spoke=FLAGS[self.spoke.data],
            settlement=FLAGS[self.settlement.data],
            remedy=FLAGS[self.remedy.data],
            remedy_task=self.remedy_task.data,
            remedy_due_on=self.remedy_due_on.data,
            refused_to_explain=bool(self.refused_to_explain.data),
            staff=self.staff.data or 0,
            lawyers=self.lawyers.data or 0,
            note=self.note.data,
        )


def came_values(row: Attendance | None, asked: Official | None) -> dict[str, Any]:
    """Return the values with which the form opens: what is recorded, else the head who was asked."""
    if row is None:
        return {"official": str(asked.id) if asked else None, "staff": 0, "lawyers": 0}
    plain = ("remedy_task", "remedy_due_on", "refused_to_explain", "online", "staff", "lawyers", "note")
    return {
        **{name: getattr(row, name) for name in plain},
        **{name: WORDS[getattr(row, name)] for name in ("spoke", "settlement", "remedy")},
        "official": str(row.official_id) if row.official_id else NOBODY,
        "certificate": row.certificate or "",
        "left": row.left or "",
    }


class ExcuseForm(ReasonForm):
    """Why nobody could come, and what the court said to it."""

    decision = WordField(_l("法院的意见"), CourtDecision, default=CourtDecision.NONE.value)
    reason = TextField(_l("更正原因"), [optional(), at_most(200)])


def excuse_values(row: Excuse | None) -> dict[str, Any]:
    """Return the values with which the form of a reason opens."""
    if row is None:
        return {}
    names = ("ground", "words", "proof", "seal", "chief_signature")
    return {**{name: getattr(row, name) for name in names}, "decision": row.court_decision}


class NotHeldForm(FlaskForm):
    """A hearing that did not take place, or was recorded wrongly."""

    outcome = RadioField(
        _l("怎么回事"),
        [InputRequired(_l("请选择一项。"))],
        choices=[SelectChoice(each.value, _l(each.label)) for each in Outcome if each is not Outcome.HELD],
    )
    day = DayField(_l("新的开庭日期"), [optional()], description=_l("延期且法院已定新日期的，填在这里"))
    hour = ClockField(_l("开庭时间"), [optional()])
    reason = TextField(_l("说明"), [needed(_l("请填写说明，例如：法院当庭告知延期。")), at_most(200)])

    def new_date(self) -> NewDate | None:
        """Return where an adjourned hearing moves to, if the court has said so."""
        if self.outcome.data != Outcome.ADJOURNED or self.day.data is None:
            return None
        starts_at: datetime | None = instant(self.day.data, self.hour.data)
        return NewDate(starts_at=starts_at, starts_on=self.day.data)
