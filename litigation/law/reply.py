"""What a head's short answer means: only a whole, plain yes or no is one; the rest a person reads.

A reply is never guessed: 收到 is a receipt and no yes, 能不能换时间 is a question and no yes.
"""

import re
import unicodedata
from dataclasses import dataclass

from litigation.law.word import N_, Word

CODES = tuple(f"{number:02d}" for number in range(30, 100))
"""The codes that name a hearing in a reply; none begins with 1 or 2, which are answers themselves."""


class ReplyKind(Word):
    """What a reply says."""

    YES = "yes", N_("能出庭")
    NO = "no", N_("不能出庭")
    RECEIPT = "receipt", N_("只说收到")
    STOP = "stop", N_("不再接收短信")
    START = "start", N_("恢复接收短信")
    UNCLEAR = "unclear", N_("要人来看")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply read; ``code`` is the two digits that name one of several hearings, else empty."""

    kind: ReplyKind
    code: str = ""


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_YES = _words(
    "1 能 可以 确认 能出庭 可以出庭 可出庭 确认出庭 出庭 我出庭 我能出庭 我可以出庭 按时出庭 准时出庭 "
    "参加 能参加 可以参加 确认参加 按时参加 准时参加 我去 能去 可以去 没问题 是 yes y"
)
_NO = _words(
    "2 不能 不可以 不行 不能出庭 不能参加 不出庭 不参加 无法出庭 无法参加 去不了 来不了 参加不了 出不了庭 "
    "不去 我去不了 我不能出庭 我无法出庭 没空 没时间 请假 否 no n"
)
_RECEIPT = _words("收到 好 好的 好嘞 ok okay 知道了 已收到 收悉 已阅 嗯 嗯嗯 谢谢 明白 了解")
_STOP = _words("退订 td t qx stop stopall unsubscribe cancel quit end 取消订阅 拒收")
_START = _words("恢复 start unstop 恢复接收 订阅")

# "37 1" | "371" | "37：能" | "编号37 不能": the code of the hearing, then the answer
_CODED = re.compile(r"(?:编号|代码)?(\d\d)[:,、\-]?(.+)")

# Greetings, receipts and thanks around an answer: "收到，能出庭，谢谢" is a yes.
_POLITE = ("收到", "已收到", "好的", "谢谢", "您好", "你好", "ok", "知道了")

_NOISE = re.compile(r"[\s。.!！~～,，;；、'\"“”‘’【】\[\]()<>《》…]+")


def read_reply(text: str) -> Reply:
    """Read a reply to "can you appear?"."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if "?" in plain or "吗" in plain:
        return Reply(ReplyKind.UNCLEAR)
    words = _NOISE.sub("", plain)
    kind = _kind(words)
    if kind is not ReplyKind.UNCLEAR:
        return Reply(kind)
    coded = _CODED.fullmatch(words)
    if coded is not None and (kind := _kind(coded[2])) in (ReplyKind.YES, ReplyKind.NO):
        return Reply(kind, coded[1])
    return Reply(ReplyKind.UNCLEAR)


def _kind(words: str) -> ReplyKind:
    for known, kind in (
        (_STOP, ReplyKind.STOP),
        (_START, ReplyKind.START),
        (_YES, ReplyKind.YES),
        (_NO, ReplyKind.NO),
        (_RECEIPT, ReplyKind.RECEIPT),
    ):
        if words in known:
            return kind
    bare = _without_politeness(words)
    if bare != words:
        return _kind(bare) if bare else ReplyKind.RECEIPT
    return ReplyKind.UNCLEAR


def _without_politeness(words: str) -> str:
    """Take a polite word off the beginning or the end; whatever is left must be plain by itself."""
    for word in _POLITE:
        if words.startswith(word):
            return words.removeprefix(word)
        if words.endswith(word):
            return words.removesuffix(word)
    return words
