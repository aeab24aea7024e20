"""Case numbers whose year stands behind the court and the type: 辽02行终 2025年173号, 赣7101行初2027-12."""

import re
from collections.abc import Iterator

from litigation.law.case_number import FoundNumber, read_case_number

# 辽02行终 2025年173号 | 赣7101行初2027-12 | 宁0104行初 2026 211
_TURNED = re.compile(
    r"(?P<court>最高法|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵](?:[0-9]{2}){0,2})"
    r"(?P<type>行(?:赔)?[初终申再监抗审])(?:字)?\s{0,3}[(（〔]?(?P<year>20[0-9]{2})[)）〕]?"
    r"(?:\s{1,2}(?=[0-9]{1,5}(?![0-9年:]))|\s{0,2}(?:年\s?(?:度)?\s?(?:第|字第)?|-|—|–|/|字第"
    r"|第))\s{0,2}(?P<sequence>[0-9]{1,5})(?![0-9])(?:\s?号)?"
)


# (2026)渝8601行初1502、1507、1511三案
_LISTED = re.compile(
    r"(?P<first>[(（〔\[]?20[0-9]{2}[)）〕\]]?\s?[\u4e00-\u9fff]{1,3}[0-9]{0,4}(?:行(?:赔)?[初终再申审])\s?)(?P<sequence>[0-9]{1,5})"
    r"(?P<others>(?:\s?[、，,]\s?[0-9]{1,5}){1,30})\s?(?:[两二三四五六七八九十0-9]{1,2}"
    r"|等[0-9一二三四五六七八九十]{0,2})[案件起]"
)
_SEQUENCE = re.compile("[0-9]{1,5}")


# 黑7101行初45（2026） | 鲁0202行初4号(2026)
_YEAR_BEHIND = re.compile(
    r"(?P<court>[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵](?:[0-9]{2}){0,2})"
    r"(?P<type>行(?:赔)?[初终再申监抗审])\s?(?P<sequence>[0-9]{1,5})\s?号?\s?[(（〔](?P<year>20[0-9]{2})[)）〕](?!\s?[\u4e00-\u9fff][0-9]{2})"
)


def find_listed_numbers(words: str) -> Iterator[FoundNumber]:
    """Find numbers whose sequences stand in a list without 号."""
    for match in _LISTED.finditer(words):
        head = match["first"].strip()
        for one in _SEQUENCE.finditer(words, match.start("sequence"), match.end("others")):
            begin = match.start() if one.start() == match.start("sequence") else one.start()
            if number := read_case_number(f"{head}{int(one.group())}号"):
                yield FoundNumber(
                    number, begin, one.end(), words[begin : one.end()], ("case_number_suspect",)
                )


def find_turned_numbers(words: str) -> Iterator[FoundNumber]:
    """Find the numbers whose parts stand in another order; all are said to be suspect."""
    for match in (*_TURNED.finditer(words), *_YEAR_BEHIND.finditer(words)):
        number = read_case_number(
            f"({match['year']}){match['court']}{match['type']}{int(match['sequence'])}号"
        )
        if number:
            yield FoundNumber(number, match.start(), match.end(), match.group(), ("case_number_suspect",))
