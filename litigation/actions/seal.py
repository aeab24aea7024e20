"""Secrets of people kept in the register: sealed with a key that lies outside it.

Whoever has the database or a backup alone cannot read them.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from litigation.law.error import LitigationError
from litigation.law.word import N_


class SealBrokenError(LitigationError):
    """The key has changed since; what was sealed must be entered anew."""

    message = N_("系统密钥已更换，保存的内容打不开，请重新填写。")


def seal(text: str, secret: str, purpose: str) -> str:
    """Seal a text; ``purpose`` keeps keys of different uses apart."""
    return _key(secret, purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, secret: str, purpose: str) -> str:
    """Return the text.

    Raises:
        SealBrokenError: sealed with another key, or changed.
    """
    try:
        return _key(secret, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBrokenError from error


def _key(secret: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=f"litigation:{purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
