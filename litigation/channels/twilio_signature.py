"""Whether a call really comes from Twilio: it signs address and form with the account's token."""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator


def is_signed(auth_token: str, address: str, form: Mapping[str, str], signature: str) -> bool:
    """Check ``X-Twilio-Signature`` over the public ``address`` and the form.

    The address is the one that was given to Twilio, not the one a proxy asked for.
    """
    return bool(RequestValidator(auth_token).validate(address, dict(form), signature))


def sign(auth_token: str, address: str, form: Mapping[str, str]) -> str:
    """Sign a call the way Twilio does."""
    return str(RequestValidator(auth_token).compute_signature(address, dict(form)))
