"""What the office decided or wishes about seats before heads are chosen: its rules, and its pins."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from litigation.actions.choice_instance import Seat, Wishes


def read_wishes(_session: Session, _seats: Sequence[Seat]) -> Wishes:
    """Read what holds for the seats."""
    return Wishes()
