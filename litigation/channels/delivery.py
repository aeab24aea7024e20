"""What became of one message at the border: five classes, and what each asks for.

The class decides what the sender does next; the sentence is for the clerk. Neither ever
carries the provider's own words, because those repeat the recipient's number.
"""

from dataclasses import dataclass
from datetime import timedelta

from litigation.law.word import N_, Word


class DeliveryResult(Word):
    """The class of an answer (or of a missing one)."""

    SENT = "sent", N_("已交给服务商发送。")
    PERMANENT = "permanent", N_("没有发出，重发也发不到。请换一个号码或渠道，或者打电话告知。")
    TRANSIENT = "transient", N_("暂时没有发出，稍后自动重发。")
    UNKNOWN = "unknown", N_("没有收到服务商的答复，是否发出正在查对。")
    CONFIGURATION = (
        "configuration",
        N_("发送设置有误，已暂停发送，待发消息原样保留。请系统管理员检查设置。"),
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """The outcome of one attempt.

    ``provider_id`` names the message at the provider; ``code`` is the provider's error code,
    or the SMTP reply code; ``detail`` is a Chinese sentence for the clerk; ``retry_after`` is
    the wait that the provider asked for.
    """

    result: DeliveryResult
    provider_id: str | None = None
    code: str | None = None
    detail: str = ""
    retry_after: timedelta | None = None

    @property
    def sentence(self) -> str:
        """Say to a clerk what happened and what to do: the detail, else the class's sentence."""
        return self.detail or self.result.label


def sent(provider_id: str) -> Delivery:
    """Report a message that the provider has taken."""
    return Delivery(DeliveryResult.SENT, provider_id=provider_id)


EXPIRED = Delivery(DeliveryResult.PERMANENT, code="expired", detail=N_("已经过了开庭时间，没有再发。"))
"""The answer of every gateway when a message is of no more use (nothing leaves after the start)."""
