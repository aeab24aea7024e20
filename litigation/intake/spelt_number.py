"""Case numbers with spelt figures, （二〇二六）鲁0202行初二十三号, put in figures of the same length."""

import re

from litigation.intake.numeral import CHINESE, ZEROS, read_numeral

# （二〇二六）鲁 | 二○二六年鲁
_YEAR = re.compile(
    rf"[(（〔\[【]?\s?(?P<year>[二贰][{CHINESE}Ｏ]{{3}})\s?[)）〕\]】年]\s?(?=[\u4e00-\u9fff][0-9{CHINESE}行])"
)
# 行初二十三号 | 行终第一百零二号 | 行赔初字第十二号
_SEQUENCE = re.compile(rf"(?<=[初终申再审监抗他复第])(?P<sequence>[{CHINESE}百佰]{{1,7}})(?=号(?!法庭|审判))")
# 陕零一一三行初 | 鲁〇二〇二行初
_COURT = re.compile(
    rf"(?<=[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵])(?P<court>(?:[{CHINESE}]{{2}}){{1,2}})(?=行)"
)
# 案号是二零二六陕零一一三行初
_PLAIN_YEAR = re.compile(
    rf"(?<![{CHINESE}])(?P<year>[二贰][{CHINESE}]{{3}})(?=年?[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵][0-9{CHINESE}行])"
)
_TYPE_BEFORE = re.compile(r"行(?:赔)?(?:[初终申再审监抗他]|审复)(?:字)?第?$")
# 〈2026〉 : a scanner's brackets
_BRACKETS = str.maketrans("〈〉", "()")


def in_figures(words: str) -> str:
    """Return the words with spelt years and sequences of case numbers as figures, offsets kept."""
    patterns = [pattern for pattern in (_YEAR, _PLAIN_YEAR, _COURT) if pattern.search(words)]
    if not patterns and not _SEQUENCE.search(words):
        return words.translate(_BRACKETS)
    signs = list(words.translate(_BRACKETS))
    for pattern in patterns:
        for match in pattern.finditer(words):
            start, end = match.span(1)
            _put(signs, start, end, read_numeral(match[1]))
    for match in _SEQUENCE.finditer(words):
        if _TYPE_BEFORE.search(words[max(0, match.start() - 8) : match.start()]):
            _put(signs, match.start(), match.end(), _count(match["sequence"]))
    return "".join(signs)


def _count(text: str) -> int | None:
    hundreds, mark, rest = text.replace("佰", "百").partition("百")
    if not mark:
        return read_numeral(text)
    high, low = read_numeral(hundreds), read_numeral(rest.lstrip(ZEROS)) if rest.strip(ZEROS) else 0
    return None if high is None or low is None else high * 100 + low


def _put(signs: list[str], start: int, end: int, value: int | None) -> None:
    figures = "" if value is None else str(value).zfill(end - start)
    if figures and len(figures) == end - start:
        signs[start:end] = figures
