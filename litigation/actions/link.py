"""Links that need no login: 128-bit tokens derived from a secret and a stored nonce.

The database keeps the nonce and the token's hash; the token itself exists only in the
message that carries it, and the sender derives it when the message leaves.
"""

import base64
import hashlib
import hmac
import secrets


def new_nonce() -> str:
    """Return a fresh random nonce."""
    return secrets.token_hex(16)


def make_token(secret: str, purpose: str, nonce: str) -> str:
    """Derive the 128-bit token of one purpose (``head``, ``record``, ``receipt``)."""
    digest = hmac.new(secret.encode(), f"{purpose}:{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hash_token(token: str) -> str:
    """Return what the database stores of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
