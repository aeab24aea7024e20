"""Explaining a duty: the stored facts of its case, concluded as of now and put into words."""

from datetime import datetime

from sqlalchemy.orm import Session

from litigation.actions.facts import facts_of_cases
from litigation.law.dossier import dossiers
from litigation.law.duty import conclude
from litigation.law.explanation import Explanation, explain
from litigation.records.lawsuit import AppearanceDuty


def explain_duty(session: Session, duty: AppearanceDuty, now: datetime) -> Explanation:
    """Say why a duty stands as it does, from the facts as they are recorded now."""
    (dossier,) = dossiers(facts_of_cases(session, [duty.case_id])).values()
    return explain(
        dossier,
        conclude(dossier, now),
        str(duty.agency_id),
        now,
        notice_served_on=duty.lawsuit.notice_served_on,
    )
