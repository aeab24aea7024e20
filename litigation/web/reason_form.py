"""The form of a reason for not appearing, as an agency states it (R2020 art. 8)."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from litigation.actions.record_excuse import Stated
from litigation.law.attendance import ExcuseGround
from litigation.web.field import TextField, at_most, optional


class ReasonForm(FlaskForm):
    """The ground, its words, and what is attached."""

    ground = RadioField(
        _l("理由（法释〔2020〕3号第八条）"),
        [InputRequired(_l("请选一项理由。"))],
        choices=[SelectChoice(each.value, _l(each.label)) for each in ExcuseGround],
    )
    words = TextField(
        _l("具体情况"), [optional(), at_most(500)], description=_l("选“其他正当事由”的必须写明")
    )
    proof = BooleanField(_l("附了证明材料"))
    seal = BooleanField(_l("盖了行政机关印章"))
    chief_signature = BooleanField(_l("由主要负责人签字"))

    def stated(self) -> Stated:
        """Return the reason as it is to be recorded."""
        flags = {name: bool(self[name].data) for name in ("proof", "seal", "chief_signature")}
        return Stated(ground=self.ground.data, words=self.words.data, **flags)
