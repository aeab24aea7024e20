"""The shapes in which case numbers are written; ``litigation.law.case_number`` reads by them.

Texts are folded first, one character for one, so that offsets hold in the original.
"""

import re

from litigation.law.case_type import KNOWN_TYPES

PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军"
"""法院代字 of the high courts; 内 (not 蒙), 黔 云 陕 甘 (not 贵 滇 秦 陇)."""

_FOLDS = {
    **dict.fromkeys("（〔【［[〖", "("),
    **dict.fromkeys("）〕】］]〗", ")"),
    **dict.fromkeys("－—–―─‐‑−", "-"),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("，", ","),
    **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
    **dict(zip("魯蘇遼閩贛粵瓊雲陝寧滬晉內軍", "鲁苏辽闽赣粤琼云陕宁沪晋内军", strict=True)),
    **dict(zip("號終審賠復監執轄訴抗調", "号终审赔复监执辖诉抗调", strict=True)),
}
FOLD = {ord(old): new for old, new in _FOLDS.items()}

ZEROS = "OoＯ〇○"
"""Signs that stand for 0 in scans and typed texts; NFKC folds none of the last two."""
LOOKALIKES = "OoＯIl"
"""Letters that a scanner puts for digits."""

_DIGIT = "[0-9OoＯ〇○Il]"
_GAP = r"\s{0,3}"
_YEAR = rf"(?P<year>[12](?:\s?{_DIGIT}){{3}}|[一二][〇○ＯO0零一二三四五六七八九]{{3}})"
# （2026） 〔2026〕 (2026） ( 2026 ) （2026年） 2026 2015年
_HEAD = rf"(?:\({_GAP}{_YEAR}{_GAP}年?{_GAP}\)|(?<![0-9]){_YEAR.replace('year', 'bare')}{_GAP}[\)年]?){_GAP}"
_BRACKETED = rf"\({_GAP}{_YEAR}{_GAP}年?{_GAP}\){_GAP}"
_TYPE = "(?P<type>" + "|".join(r"\s?".join(code) for code in KNOWN_TYPES) + ")"
# 12 | 00030 | 1 2 (spaced by a scanner)
_SEQUENCE = (
    rf"{_GAP}(?:字{_GAP})?第?{_GAP}[-·.]?{_GAP}(?P<sequence>[0-9](?:\s[0-9]){{1,6}}(?=\s?号)|{_DIGIT}{{1,7}})"
)
_COURT = rf"(?P<court>最高(?:人民)?法(?:院)?|[{PROVINCES}](?:\s?{_DIGIT}){{0,4}})"
_CODED_COURT = rf"(?P<court>[\u4e00-\u9fff](?:\s?{_DIGIT}){{2,4}})"

# (2026)鲁0202行初12号 | （2021）最高法知行终3号: what this register writes itself, and most courts
CANONICAL = re.compile(
    rf"[(（]([0-9]{{4}})[)）](最高法知?|[{PROVINCES}](?:[0-9]{{4}}|[0-9]{{2}})?)"
    r"([\u4e00-\u9fff]{1,4})([1-9][0-9]{0,6})号"
)
"""One plain number and nothing else, in one look: year, court with special, type, sequence."""

PATTERNS: tuple[tuple[re.Pattern[str], bool], ...] = (
    # （2026）鲁0202行初12号, (2021)最高法知行终3号, 2026鲁行申130号
    (re.compile(rf"{_HEAD}{_COURT}{_GAP}(?P<special>知(?=\s?行|\s?民))?{_GAP}{_TYPE}{_SEQUENCE}"), False),
    # 鲁0202行初12号: the year was left out
    (re.compile(rf"(?P<court>[{PROVINCES}](?:\s?{_DIGIT}){{2,4}}){_GAP}{_TYPE}{_SEQUENCE}"), True),
    # (2015)鄂黄陂行初字第00030号, 2015年海行初字第01392号: abbreviated courts before 2016
    (re.compile(rf"{_BRACKETED}(?P<court>[\u4e00-\u9fff]{{1,8}}?){_TYPE}{_SEQUENCE}(?=\s?号)"), False),
    (
        re.compile(
            rf"(?<![0-9]){_YEAR}{_GAP}年?{_GAP}(?P<court>[\u4e00-\u9fff]{{1,8}}?){_TYPE}"
            rf"(?={_GAP}字{_GAP}第){_SEQUENCE}(?=\s?号)"
        ),
        False,
    ),
    # (2026)蒙0102行初12号, (2026)鲁0202某某12号: an unknown court or type, taken with doubt
    (
        re.compile(rf"{_BRACKETED}{_CODED_COURT}{_GAP}(?P<type>[\u4e00-\u9fff]{{1,5}}?){_SEQUENCE}(?=\s?号)"),
        True,
    ),
    # 永刑初字第70号: neither year nor code, only the old abbreviation of the court
    (
        re.compile(
            r"(?<![\u4e00-\u9fff0-9)])(?P<court>[\u4e00-\u9fff]{1,3}?)"
            rf"(?P<type>(?:行赔?|民|刑)[初终再申监抗]){_SEQUENCE}(?=\s?号)"
        ),
        True,
    ),
    # （2026）民初7344号: a message without the court's code
    (re.compile(rf"{_BRACKETED}(?P<court>){_TYPE}{_SEQUENCE}(?=\s?号)"), True),
)
"""Patterns in the order of trust; True marks those read with ``case_number_suspect``."""

# 号 | 号之一 | (nothing)
TAIL = re.compile(r"\s{0,2}号(?:\s?之\s?[一二三四五六七八九十0-9]{1,2})?")
# 、13 | ,13 | 和13 | -15 | 至15 | 号至286
NEXT = re.compile(
    r"\s{0,2}(?P<link>[、,和及与]|以及|-{1,2}|~|至|到)\s{0,2}第?\s{0,2}(?P<sequence>[0-9]{1,7})(?![0-9])"
)
# 3号法庭 after a number is a room, not another number
NUMBERED_THING = re.compile(
    r"\s{0,2}号(?=\s?(?:新|小|大|科技|数字)?(?:法庭|审判|楼|窗口|厅|院|门|室|路|会议))"
)
# 等4案 | 等四件案件
AND_OTHERS = re.compile(r"\s?等\s?(?P<count>[0-9]{1,3}|[两二三四五六七八九十])\s?[件起个宗]?案")
# （2026）鲁0202行初XX号 | (20266)鲁0202行初5号
BROKEN = re.compile(
    rf"\(\s?[0-9OoXx×＊*年]{{2,6}}\s?\)\s{{0,3}}(?:最高法|[{PROVINCES}])[^\s,。;；、()]{{0,16}}?号"
    # 0705行初47号: neither year nor province
    r"|(?<![0-9A-Za-z\u4e00-\u9fff)])[0-9]{4}行赔?[初终]\s?[0-9]{1,5}\s?号"
)
