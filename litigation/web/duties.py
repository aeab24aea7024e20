"""应诉义务: why one agency's duty stands as it does."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from litigation.actions.explain_duty import explain_duty
from litigation.law.error import NotFoundError
from litigation.records.access import may_see
from litigation.records.db import db
from litigation.records.lawsuit import AppearanceDuty
from litigation.web import clock

blueprint = Blueprint("duties", __name__)


@blueprint.get("/duties/<int:duty_id>/why")
def why(duty_id: int) -> ResponseReturnValue:
    """Show standing, facts and articles; a duty that may not be seen does not exist."""
    session = db.session()
    duty = session.get(AppearanceDuty, duty_id)
    if duty is None or not may_see(current_user, duty.agency_id):
        raise NotFoundError
    return render_template("duties/why.html", duty=duty, why=explain_duty(session, duty, clock.now()))
