"""What one row of a cause list gave."""

from dataclasses import dataclass, field, replace
from typing import Any

from litigation.intake.draft import HearingDraft, Problem


@dataclass(slots=True)
class ReadRow:
    """What a row gave: hearings to propose, partial ones to complete by hand, and problems.

    ``merged`` says that the case number stands in a cell merged over several rows; ``lines``
    is the last line that belongs to it.
    """

    line: int
    hearings: list[HearingDraft] = field(default_factory=list)
    unusable: list[HearingDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    merged: bool = False
    lines: int = 0


def with_names(draft: HearingDraft, side: str, names: tuple[str, ...]) -> HearingDraft:
    """Return the draft with more parties on one side, none twice."""
    joined: dict[str, Any] = {side: tuple(dict.fromkeys((*getattr(draft, side), *names)))}
    return replace(draft, **joined)
