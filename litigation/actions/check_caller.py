"""Whether a call at one of the providers' addresses comes from the provider."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from litigation.channels.twilio_signature import is_signed

if TYPE_CHECKING:
    from config import Config


def is_from_twilio(config: "Config", path: str, form: Mapping[str, str], signature: str) -> bool:
    """Tell whether Twilio signed this form for this path of our public address."""
    if config.twilio is None:
        return False
    return is_signed(config.twilio.auth_token, f"{config.base_url}{path}", form, signature)
