"""Passwords: how they are kept, and which ones may be chosen.

The policy follows GB/T 22239 (等保): at least eight characters of three kinds; a long
sentence is accepted without that. Common words, keyboard walks, the user's own name and
the passwords used before are refused whatever they are decorated with.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from litigation.law.error import InvalidInputError
from litigation.law.word import N_

SHORTEST = 8
LONGEST = 200
SENTENCE = 16
"""From this length on a password needs no mixture of kinds."""
REMEMBERED = 5
"""How many former passwords may not be taken again."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)
_NOBODY = _HASHER.hash(secrets.token_hex(16))
"""Verified for accounts that do not exist, so that the answer takes as long."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"

_DISGUISES = str.maketrans("@40$5137", "aaossiet")

_WALKS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "147258369",
)

_COMMON_WORDS = """
password passwd passw0rd pass admin administrator root guest test testing user login welcome letmein
iloveyou woaini woaiwojia aini monkey dragon master sunshine princess football baseball superman
batman shadow michael jennifer jordan michelle daniel charlie jessica thomas george andrew ashley
robert hello helloworld freedom whatever trustno starwars computer internet windows microsoft google
huawei xiaomi alibaba tencent china beijing shanghai qingdao shandong zhongguo nihao shengri
changeme default secret system server oracle mysql postgres manager temp temporary office company
zhengfu sifaju fayuan susong yingsu chuting mima zaijian wangluo gongzuo danwei guanli guanliyuan
qwe qwer qwert asd asdf zxc zxcv abc abcd abcde aaa aa a qaz wsx qazwsx qweasd qweasdzxc p ss w rd
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def hash_password(password: str) -> str:
    """Return the argon2id hash with its own salt; nothing is cut off, Chinese is kept exactly."""
    return _HASHER.hash(_composed(password))


def password_fits(stored: str | None, password: str) -> bool:
    """Compare a password with a stored hash; without one, spend the same time and say no."""
    try:
        fits = _HASHER.verify(stored or _NOBODY, _composed(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return fits and bool(stored)


def check_password(password: str, own_words: Sequence[str] = (), former_hashes: Sequence[str] = ()) -> None:
    """Refuse a password that the policy does not allow.

    Raises:
        InvalidInputError: with one sentence that says what to change.
    """
    plain = _composed(password)
    if len(plain) < SHORTEST:
        raise InvalidInputError(N_("密码至少 8 位，请加长。"))
    if len(plain) > LONGEST:
        raise InvalidInputError(N_("密码最多 200 位，请缩短。"))
    if len(plain) < SENTENCE and _kinds(plain) < 3:
        raise InvalidInputError(
            N_("密码要包含大写字母、小写字母、数字、符号（含汉字）中的三种，或者用 16 位以上的一句话。")
        )
    if _is_common(plain):
        raise InvalidInputError(N_("这个密码太常见，容易被猜到，请换一个。"))
    if _holds_own_word(plain, own_words):
        raise InvalidInputError(N_("密码不能包含账号或姓名，请换一个。"))
    if any(password_fits(stored, plain) for stored in former_hashes):
        raise InvalidInputError(N_("这个密码最近 5 次用过，请换一个。"))


def new_temporary_password() -> str:
    """Return a password to be told once and changed at first sign-in, easy to read out."""
    groups = ["".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(4)) for _ in range(4)]
    return "-".join(groups)


def _composed(password: str) -> str:
    """Bring the ways one character can be typed on different machines to one."""
    return unicodedata.normalize("NFC", password)


def _kinds(plain: str) -> int:
    """Count upper case, lower case, digits, and everything else (symbols, 汉字)."""
    tests = (
        lambda c: "A" <= c <= "Z",
        lambda c: "a" <= c <= "z",
        lambda c: "0" <= c <= "9",
        lambda c: not ("A" <= c <= "Z" or "a" <= c <= "z" or "0" <= c <= "9"),
    )
    return sum(any(test(c) for c in plain) for test in tests)


def _is_common(plain: str) -> bool:
    """Tell whether little is left once decoration is taken away."""
    lowered = plain.lower()
    if len(set(lowered)) < 4:
        return True
    # "P@ssw0rd2026!": digits and symbols at both ends are decoration, those inside stand for letters
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lowered)
    words = re.findall(r"[a-z]+", lowered)
    if core in _COMMON or core.translate(_DISGUISES) in _COMMON:
        return True
    if len(plain) < SENTENCE and words and all(word in _COMMON for word in words):
        return True
    compact = re.sub(r"[\W_]", "", lowered)
    return any(compact in walk or compact[::-1] in walk or _mostly(compact, walk) for walk in _WALKS)


def _mostly(compact: str, walk: str) -> bool:
    """Tell whether a run of a keyboard walk makes up nearly the whole password."""
    for size in range(len(compact), 5, -1):
        for start in range(len(compact) - size + 1):
            run = compact[start : start + size]
            if run in walk or run[::-1] in walk:
                return len(compact) - size <= 3
    return False


def _holds_own_word(plain: str, own_words: Sequence[str]) -> bool:
    """Tell whether the password repeats the account or the person's name."""
    lowered = plain.lower()
    return any(len(word) >= 2 and word.lower() in lowered for word in own_words)
