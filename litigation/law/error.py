"""Rules broken by a person. Each class's docstring is its message when none is given.

Bad input is never one of these: it is data (a ``Problem`` of intake). A fault of the
programme is none either: it goes up as it is and is logged at the edge.
"""

from litigation.law.word import N_


class LitigationError(Exception):
    """The request breaks a rule of the register."""

    message = N_("这一步不符合登记规则，没有写入。")

    def __init__(self, message: str | None = None, **details: object) -> None:
        """Keep the sentence for the user (Chinese) and machine-readable details."""
        super().__init__(message or self.message)
        self.details = details


class NotFoundError(LitigationError):
    """The thing asked for does not exist or is not the user's to see."""

    message = N_("没有找到，或者不在可查看的范围内。")


class NotAllowedError(LitigationError):
    """The user's role does not allow this."""

    message = N_("当前账号没有这项权限，请联系系统管理员。")


class ConflictError(LitigationError):
    """Somebody else changed the record since it was read."""

    message = N_("这条记录刚被别人改过，没有写入。请核对最新内容后再改。")


class IneligibleError(LitigationError):
    """The person is no agency head of the defendant (R2020 art. 2)."""

    message = N_("此人依法不能作为出庭负责人。")


class DoubleBookedError(LitigationError):
    """The head is in another hearing at that time."""

    message = N_("此人同一时间另有开庭，不能派两处。")


class MonthClosedError(LitigationError):
    """The month is issued; a change needs a reason and proposes a new edition."""

    message = N_("该月通报已封存。更正须写明理由，并生成新一版。")


class ReasonMissingError(LitigationError):
    """The change needs a reason in words."""

    message = N_("请写明理由。")


class LinkDeadError(LitigationError):
    """The link has ended, was withdrawn or never existed."""

    message = N_("链接已失效。")


class InvalidInputError(LitigationError):
    """A value typed by a person cannot be used."""

    message = N_("填写的内容有误，请改正后再写入。")
