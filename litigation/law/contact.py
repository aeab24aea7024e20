"""核对联系方式: how long a verified mobile counts as verified, and what is still missing for a head.

An office's habit, no law: numbers change with posts, and a wrong one shows itself only when it
is too late.
"""

from datetime import datetime, timedelta

from litigation.law.word import N_, Word

GOOD_FOR = timedelta(days=90)
"""How long a number counts as verified."""

SOON = timedelta(days=30)
"""A hearing within this time makes an unverified number a task of its own."""


class ContactState(Word):
    """What is known of a head's mobile."""

    MISSING = "missing", N_("没有手机号")
    UNVERIFIED = "unverified", N_("手机号未核对")
    OLD = "old", N_("手机号核对已过 90 天")
    ALONE = "alone", N_("没有第二联系方式")
    GOOD = "good", N_("手机号已核对")


def contact_state(
    mobile: str | None, verified_at: datetime | None, now: datetime, *, second: bool = True
) -> ContactState:
    """Judge one mobile at a moment; ``second``: there is a mail address or a liaison besides."""
    if not mobile:
        return ContactState.MISSING
    if verified_at is None:
        return ContactState.UNVERIFIED
    if now - verified_at >= GOOD_FOR:
        return ContactState.OLD
    return ContactState.GOOD if second else ContactState.ALONE
