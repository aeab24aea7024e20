"""The border for text messages: what any provider must be able to do.

Twilio is the reference; a domestic gateway takes its place by fulfilling ``SmsGateway``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from litigation.channels.delivery import Delivery

NOT_ASKABLE = "no-query"
"""The code of a provider that can never tell whether it took a message."""

BODY_LIMIT = 1600
"""The longest text the providers take, in characters."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the provider finally knows of a message it took; ``at`` (aware) is when it learnt it.

    ``failure`` is ``None`` for one that arrived. A message still on its way has no receipt.
    """

    provider_id: str
    at: datetime
    failure: Delivery | None = None


class SmsGateway(Protocol):
    """Sends text messages, and remembers having sent them."""

    def send(self, to: str, body: str, valid_until: datetime, now: datetime) -> Delivery:
        """Hand one message over.

        ``to`` is in E.164; ``valid_until`` (aware) is when the text is of no more use: nothing
        is handed over from then on, and the provider is told to give up by then.
        """
        ...

    def find(self, to: str, body: str, since: datetime) -> Delivery | None:
        """Look up a message whose answer was lost; ``since`` is when it was first tried.

        Returns its outcome when the provider has it, ``None`` when the provider was asked and
        does not have it, and an ``unknown`` or ``configuration`` outcome when it could not be
        asked: then nothing may be sent again yet.
        """
        ...

    def receipts(self, since: datetime) -> Sequence[Receipt] | None:
        """List what became of the messages sent since then, the newest first.

        ``None`` when the provider could not be asked; empty when it knows nothing final.
        """
        ...
