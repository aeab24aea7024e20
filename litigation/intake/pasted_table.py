"""Tables pasted as text."""

from litigation.intake.draft import HearingDraft
from litigation.intake.page import Page


def read_table(page: Page) -> list[HearingDraft] | None:
    """Placeholder until tables are read."""
    return None
