"""案由: the causes of administrative cases, and which one a text names.

法发〔2020〕44号 (in force 2021-01-01, 暂行) has one cause of level 1, 22 of level 2 and 140 of level
3. ``causes.tsv`` beside this file lists them with source (``code table``: a public table of the
codes; ``recalled``: from memory, their number completes the 140) and common aliases; a row more
needs no code. What courts wrote before (法发〔2004〕2号) is mapped where its matter is one of
these, else the text stays as it is: the raw text is always kept.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("causes.tsv")

# 城建行政管理（房屋拆迁） | 劳动和社会保障行政管理-工伤认定
OLD_FORM = re.compile(r"(?P<field>.{1,12}?行政管理)[（(\-—·:：]?(?P<act>[^）)]*)[）)]?")
# 不履行房屋安全监管职责 | 未履行法定职责 | 拒绝履行保护人身权职责 | 行政不作为
INACTION = re.compile(r"(?:不|未|拒绝|拖延|没有)履行[^、,，;；]{0,30}?(?:职责|义务)|不作为")
# 行政处罚及行政复议
ACT_AND_RECONSIDERATION = re.compile(r".{2,}(?:及|和|并|、)行政复议(?:决定)?")
_NOISE = re.compile(r"[\s“”\"'《》]|(?:纠纷)?(?:一案|二审|再审|上诉)$|纠纷$")
INACTION_CODE, BOTH_CODE = "0121", "011603"
LEAST_INSIDE = 3
"""A name of two characters (警告, 留置) is only taken when it is the whole text."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One row of the tree; ``level`` is 1 to 3, ``parent`` the code above, empty at the top."""

    code: str
    level: int
    name: str
    parent: str
    source: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CauseMatch:
    """What a text names: the raw text always, the cause if one was found; ``old`` marks the 2004 form."""

    raw: str
    cause: Cause | None = None
    old: bool = False

    @property
    def level(self) -> int | None:
        """The level of the cause found, None where the text stays raw."""
        return self.cause.level if self.cause else None


@cache
def causes() -> dict[str, Cause]:
    """Every cause by code, in the order of the table."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    return {
        code: Cause(code, int(level), name, parent, source, tuple(aliases.split()))
        for code, level, name, parent, source, aliases in rows
    }


def match_cause(raw: str) -> CauseMatch:
    """Find the cause a text names: level 3 before 2 before 1; 其他 and strangers stay raw."""
    text = _NOISE.sub("", raw)
    old = OLD_FORM.fullmatch(text)
    if old:
        return CauseMatch(raw, _find(old["act"]), old=True)
    return CauseMatch(raw, _find(text))


def _find(text: str) -> Cause | None:
    if exact := _by_name().get(text):
        return exact
    if ACT_AND_RECONSIDERATION.fullmatch(text):
        return causes()[BOTH_CODE]
    if INACTION.search(text):
        return causes()[INACTION_CODE]
    inside = [name for name in _by_name() if len(name) >= LEAST_INSIDE and name in text]
    if not inside:
        return None
    return _by_name()[max(inside, key=lambda name: (_by_name()[name].level, len(name)))]


@cache
def _by_name() -> dict[str, Cause]:
    """Names and aliases; where two rows share one, the name goes before the alias."""
    named: dict[str, Cause] = {}
    for cause in causes().values():
        for alias in cause.aliases:
            named.setdefault(alias, cause)
    return named | {cause.name: cause for cause in causes().values()}
