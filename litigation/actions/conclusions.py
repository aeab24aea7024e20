"""What the recorded facts of cases amount to, drawn anew by the law."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from litigation.actions.facts import facts_of_cases
from litigation.law.dossier import dossiers
from litigation.law.duty import Conclusion, conclude


def conclusions_of(session: Session, case_ids: Iterable[int], now: datetime) -> dict[int, Conclusion]:
    """Recompute the conclusions of these cases without storing them."""
    register = facts_of_cases(session, case_ids)
    return {int(case_id): conclude(dossier, now) for case_id, dossier in dossiers(register).items()}
