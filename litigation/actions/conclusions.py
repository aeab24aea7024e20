"""What the recorded facts of cases amount to, drawn anew by the law."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from litigation.actions.facts import facts_of_cases
from litigation.actions.readings_in_force import conclude_in_force
from litigation.law.duty import Conclusion


def conclusions_of(session: Session, case_ids: Iterable[int], now: datetime) -> dict[int, Conclusion]:
    """Recompute the conclusions of these cases under the readings in force, without storing them."""
    concluded = conclude_in_force(session, facts_of_cases(session, case_ids), now)
    return {case_id: conclusion for case_id, (_dossier, conclusion) in concluded.items()}
