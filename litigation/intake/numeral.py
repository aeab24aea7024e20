"""Numerals of court papers: Arabic, Chinese, and what scanners make of both."""

FOLD = {
    ord(old): new
    for old, new in {
        **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
        **dict.fromkeys("：﹕∶", ":"),
        **dict.fromkeys("；﹔", ";"),
        **dict.fromkeys("（〔【［〈", "("),
        **dict.fromkeys("）〕】］〉", ")"),
        **dict.fromkeys("－—–―─‐‑−", "-"),
        **dict.fromkeys("～〜∼", "~"),
        **dict.fromkeys("，﹐", ","),
        **dict.fromkeys("／∕", "/"),
        **dict.fromkeys("．", "."),
        **dict.fromkeys("\u3000\xa0\u2002\u2003\u2009\u200b\ufeff", " "),
        **dict.fromkeys("點", "点"),
        **dict.fromkeys("時吋", "时"),
    }.items()
}
"""Folds a text one character for one, so that offsets stay those of the original."""

ZEROS = "0OoＯ〇○零Ｏ"
"""The signs written for zero."""

CHINESE = "〇○零一二三四五六七八九十廿卅两壹贰叁肆伍陆柒捌玖拾"
"""The signs of Chinese numerals, those of banks too."""

_VALUES = {
    **dict.fromkeys(ZEROS, 0),
    "I": 1,
    "l": 1,
    **{str(value): value for value in range(10)},
    **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)},
    **{sign: value for value, sign in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    "两": 2,
    "元": 1,
    "正": 1,
}


_TENS = str.maketrans({"廿": "二十", "卅": "三十", "拾": "十"})


def read_numeral(text: str) -> int | None:
    """Read ``15``, ``十五``, ``廿三``, ``二〇二六``, ``零``, ``1 2``, ``l5``, ``贰拾叁``; None if none."""
    signs = "".join(text.split()).translate(_TENS)
    if not signs:
        return None
    if "十" not in signs:
        return _read_positions(signs)
    tens, _, ones = signs.partition("十")
    high = _VALUES.get(tens) if tens else 1
    low = _VALUES.get(ones.lstrip("零〇")) if ones else 0
    return None if high is None or low is None else high * 10 + low


def _read_positions(signs: str) -> int | None:
    value = 0
    for sign in signs:
        if sign not in _VALUES:
            return None
        value = value * 10 + _VALUES[sign]
    return value
