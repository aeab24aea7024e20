"""What each person has heard of a hearing so far: the ground of every message about a change."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.notice_plan import Recipient
from litigation.records.hearing import Hearing, HearingMove
from litigation.records.notice import Notice

LAST_WORDS = frozenset({"relieved", "cancelled"})
"""After these a person has heard that there is nothing more to do."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The last thing one person heard of a hearing.

    ``court`` is where it was said to be, empty when the message did not say.
    """

    event: str
    revision: int
    court: str
    assignment_id: int | None


class Told:
    """Who has heard what of one hearing; asked by recipient and agency."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        """Read the outbox rows of one hearing."""
        self._last: dict[tuple[str, int, int | None], Heard] = {}
        self._by_assignment: dict[int, Heard] = {}
        self._waiting: set[tuple[str, int, int | None]] = set()
        for notice in sorted(notices, key=lambda each: (each.revision, each.id)):
            if may_have_left(notice):
                self._remember(notice)
            elif notice.state == "planned" and notice.event == "corrected":
                self._waiting.add((notice.recipient_kind, notice.recipient_id, notice.assignment_id))

    def last(self, to: Recipient, agency_id: int | None) -> Heard | None:
        """Return what a person heard last about an agency's seat, or ``None``."""
        return self._last.get((to.kind, to.id, agency_id))

    def is_being_corrected(self, to: Recipient, assignment_id: int) -> bool:
        """Tell whether a correction is on its way to a person anyhow; it will say what is true then."""
        return (to.kind, to.id, assignment_id) in self._waiting

    def about(self, assignment_id: int) -> Heard | None:
        """Return what the head of one assignment heard last."""
        return self._by_assignment.get(assignment_id)

    def _remember(self, notice: Notice) -> None:
        recipient = (notice.recipient_kind, notice.recipient_id, notice.agency_id)
        before = self._last.get(recipient)
        court = notice.details.get("said_court") or (before.court if before else "")
        heard = Heard(notice.event, notice.revision, court, notice.assignment_id)
        self._last[recipient] = heard
        if notice.recipient_kind == "official" and notice.assignment_id is not None:
            self._by_assignment[notice.assignment_id] = heard


def may_have_left(notice: Notice) -> bool:
    """Tell whether a message was sent, is on its way, or may have got through without an answer."""
    if notice.state in ("sent", "claimed"):
        return True
    return notice.unknown_since is not None and notice.state != "superseded"


def what_it_was(session: Session, hearing: Hearing, revision: int) -> dict[str, str]:
    """Return time and place of the hearing as they stood in an earlier revision, for ``details``."""
    move = session.scalar(
        select(HearingMove).where(HearingMove.hearing_id == hearing.id, HearingMove.revision == revision + 1)
    )
    if move is None:
        return {}
    was = {"old_court": move.old_court, "old_courtroom": move.old_courtroom}
    if move.old_starts_at is not None:
        was["old_starts_at"] = move.old_starts_at.isoformat()
    if move.old_starts_on is not None:
        was["old_starts_on"] = move.old_starts_on.isoformat()
    return was
