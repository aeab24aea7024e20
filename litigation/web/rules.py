"""本区规定: when the district wants the principal in court, each rule with its source."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange
from wtforms.validators import Optional as MayBeEmpty

from litigation.actions.manage_rules import MOST, RuleInput, end_rule, make_rule
from litigation.law.clock import shanghai_day
from litigation.law.district_rule import RuleKind
from litigation.law.error import LitigationError
from litigation.records.agency import agency_choices
from litigation.records.db import db
from litigation.records.district_rule import district_rules
from litigation.web import clock
from litigation.web.field import AgencyField, DayField, TextField, WordField, at_most, needed, optional
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("rules", __name__)


class RuleForm(FlaskForm):
    """One rule with the text it rests on."""

    kind = WordField(_l("规定"), RuleKind)
    threshold = IntegerField(
        _l("数"),
        [optional(), NumberRange(1, MOST, _l("请填大于 0 的整数。"))],
        description=_l("次数、元或人数，看是哪一种规定"),
    )
    steps = TextField(
        _l("件数和次数"), [optional(), at_most(100)], description=_l("按件数的规定用，例如 5:1、10:2、:3")
    )
    must = SelectField(
        _l("要求"),
        choices=[SelectChoice("must", _l("必须做到")), SelectChoice("should", _l("尽量做到"))],
    )
    agency = AgencyField(_l("适用机关"), validators=[MayBeEmpty()])
    from_on = DayField(_l("从哪天起"), [needed(_l("请选择日期。"))])
    source = TextField(
        _l("依据"),
        [needed(_l("请写明依据，例如文件名称和条款。")), at_most(300)],
        description=_l("例如：云汀区应诉工作细则第三条。排不到时会原样写出"),
    )

    def stated(self) -> RuleInput:
        """Return the rule as stated."""
        return RuleInput(
            kind=self.kind.data,
            source=self.source.data,
            from_on=self.from_on.data,
            threshold=self.threshold.data,
            steps=self.steps.data,
            must=self.must.data == "must",
            agency_id=int(self.agency.data) if self.agency.data else None,
        )


@blueprint.route("/settings/rules", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show the rules in force and past; the administrator adds one."""
    form, sentence = RuleForm(), None
    form.agency.offer(agency_choices(db.session()), gettext("全部机关"))
    if form.validate_on_submit():
        try:
            make_rule(form.stated(), now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已加入规定，下一次派员建议就按它排。"))
            return redirect(url_for("rules.index"), 303)
    if not form.is_submitted():
        form.from_on.data = shanghai_day(clock.now())
    page = render_template(
        "settings/rules.html",
        form=form,
        sentence=sentence,
        rules=district_rules(db.session()),
        today=shanghai_day(clock.now()),
        may_change=current_user.role == "admin",
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/settings/rules/<int:rule_id>/end")
def end(rule_id: int) -> ResponseReturnValue:
    """End a rule; what it led to until now stays."""
    now = clock.now()
    try:
        end_rule(rule_id, shanghai_day(now), now=now, actor=current_actor())
        flash(gettext("已停用，下一次派员建议不再考虑。"))
    except LitigationError as error:
        flash(gettext(str(error)))
    return redirect(url_for("rules.index"), 303)
