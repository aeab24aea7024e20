"""Lists of parties' names cut into names: 甲、乙及丙; 住房和城乡建设局 stays one."""

import re
from collections.abc import Iterator

from litigation.intake.agency_name import is_organisation, is_person
from litigation.intake.cause import YOURS
from litigation.intake.source_text import Found

_BETWEEN = re.compile(r"[、;,|\n]|\s+|及其?|与|和|以及")
# 诉 | 不服 | 因与 | 起诉 : what links the last plaintiff to the defendant
_LINKING = re.compile(
    r"(?:申请(?:强制)?执行其?对?|因不服|因与|不服|起诉|因|(?<!上)诉|与|和|及|就|告|分别|均|原审|一审|二审|等(?=$)"
    # 金花、李四光|二人
    r"|(?<![等0-9一二两三四五六七八九十])(?:[二两三四五六七八九十]{1,2}|[0-9]{1,3})人)+$"
)
# 的 : 开庭的|某商行诉…
_LEADING = re.compile(
    r"^(?:(?:(?:原审|一审|二审|再审)?(?:原告人?|被告人?|被?上诉人|第三人|被?申请人)|申请执行人|被执行人|的|以及|及"
    r"|啊|嗯|喂|那个|这个|就是|都是|还是|与|和|一[.、]|[0-9]{1,2}[.、)])[:：]?\s{0,2})+"
)
# 某大队|你单位 : the letter names the agency and says you
_APPOSITION = re.compile(f"{YOURS}$")
# 程 磊 : a name of two signs set apart to the width of three
_SPACED_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff][ \t\u3000]{1,3}[\u4e00-\u9fff](?![\u4e00-\u9fff])"
)
# 范思渊|因伤住院 | 某公司|因故不能到庭
_BECAUSE = re.compile(r"(?<=[\u4e00-\u9fff]{2})因(?:[伤病故事公]|出差|身体|个人|客观)[\u4e00-\u9fff]{0,20}$")
_MARKS = " \t\n,。;:、|\"'()（）“”‘’"
_TOO_LONG = 60
_SHORTEST = 2


def bracket_end(text: str, start: int, end: int) -> int:
    """Where a bracket opened before ``start`` closes: (原告:某厂|)10月29日…; ``end`` if none does."""
    depth = 0
    for position in range(start, end):
        if text[position] in "(（":
            depth += 1
        elif text[position] in ")）":
            depth -= 1
            if depth < 0:
                return position
    return end


def split_names(text: str, start: int, end: int) -> tuple[Found, ...]:
    """Cut the stretch into names with their places, each named once."""
    names: dict[str, Found] = {}
    for begin, stop in _pieces(text, start, end):
        name = trim(text, begin, stop)
        if 2 <= len(name.value) <= _TOO_LONG:
            names.setdefault(name.value, name)
    return tuple(names.values())


def trim(text: str, start: int, end: int) -> Found:
    """The stretch without marks, leading role words and linking words at its ends."""
    while start < end and text[start] in _MARKS.replace("(", "").replace("（", ""):
        start += 1
    if match := _LEADING.match(text[start:end]):
        start += match.end()
    while end > start and text[end - 1] in _MARKS and not _closes(text[start:end]):
        end -= 1
    for tail in (_BECAUSE, _LINKING):
        match = tail.search(text[start:end])
        if match and match.start() >= _SHORTEST:  # 高和 is a name
            end = start + match.start()
    you = _APPOSITION.search(text[start:end])
    if you and is_organisation(text[start : start + you.start()]):
        end = start + you.start()
    return Found(re.sub(r"\s", "", text[start:end]), start, end)


def _closes(name: str) -> bool:
    """Tell whether the last bracket belongs to the name: 海润达（青岛）有限公司 or 王某(又名王五)."""
    opened, closed = (sum(name.count(sign) for sign in pair) for pair in ("(（", ")）"))
    return name.endswith((")", "）")) and 0 < closed <= opened


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    spaced = [one.span() for one in _SPACED_NAME.finditer(text, start, end)]
    for match in _BETWEEN.finditer(text, start, end):
        if any(low < match.start() < high for low, high in spaced):
            continue
        word = match.group().strip()
        left = text[begin : match.start()].strip()
        inside = left.count("(") > left.count(")")
        if inside or (word and word[0] in "及与和以" and not _ends_here(left)):
            continue
        yield begin, match.start()
        begin = match.end()
    yield begin, end


def _ends_here(left: str) -> bool:
    """Tell whether a name ends before 及, 与 or 和: 人力资源|和社会保障局 does not."""
    return bool(re.fullmatch(YOURS, left)) or is_person(left) or is_organisation(left)
