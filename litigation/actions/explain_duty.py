"""Explaining a duty: the stored facts of its case, concluded as of now and put into words."""

from datetime import datetime

from sqlalchemy.orm import Session

from litigation.actions.facts import facts_of_cases
from litigation.actions.readings_in_force import conclude_in_force, readings_in_force
from litigation.law.explanation import Explanation, explain
from litigation.records.lawsuit import AppearanceDuty


def explain_duty(session: Session, duty: AppearanceDuty, now: datetime) -> Explanation:
    """Say why a duty stands as it does, from the facts as they are recorded now."""
    held = readings_in_force(session)
    concluded = conclude_in_force(session, facts_of_cases(session, [duty.case_id]), now, held)
    ((dossier, conclusion),) = concluded.values()
    return explain(
        dossier,
        conclusion,
        str(duty.agency_id),
        now,
        notice_served_on=duty.lawsuit.notice_served_on,
        readings=held.of_month(conclusion.month),
    )
