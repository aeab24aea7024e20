"""A court's name that is broken by the paper, misread by a scanner, or short: the last resort."""

import re

from litigation.intake.venue import NamedCourt

_KIND = r"(?:人民|铁路运输(?:中级)?|海事|互联网|知识产权|金融|军事)"
# 徐州铁路运输⏎法院传票
_BROKEN = re.compile(
    rf"^[ \t]*(?P<head>[\u4e00-\u9fff]{{2,16}})[ \t]*\n[ \t]*(?P<tail>{_KIND}?法院)", re.MULTILINE
)
_FULL = re.compile(rf"[\u4e00-\u9fff]{{2,}}{_KIND}法院")
# 沈阳铁路运翰法院 | 某区入民法院
_MISREAD = re.compile(
    r"(?P<seat>[\u4e00-\u9fff]{2,14}?)(?P<kind>铁路运.|铁路.输|铁.运输|[入八人]民|人.)(?P<end>法院)"
)
# 天山区法院三楼第九法庭 | 书记员小倪(靖江法院)
_SHORT = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}[区县市旗]法院(?!在线|短信)"
    r"|(?<=[(（【])[\u4e00-\u9fff]{2,6}(?<!人民)(?<!本院)法院(?=[)）】])"
)


def guess_court(text: str, start: int, end: int) -> NamedCourt | None:
    """The court that a text names otherwise than whole; None if it names none."""
    for broken in _BROKEN.finditer(text, start, end):
        name = broken["head"] + broken["tail"]
        if _FULL.fullmatch(name):
            return NamedCourt(name, None, broken.start("head"), broken.end())
    for line in re.finditer(r"^[ \t]*(?P<words>[\u4e00-\u9fff]{4,20}法院)", text[start:end], re.MULTILINE):
        if misread := _MISREAD.fullmatch(line["words"]):
            kind = "铁路运输" if "铁" in misread["kind"] else "人民"
            begin = start + line.start("words")
            return NamedCourt(misread["seat"] + kind + "法院", None, begin, start + line.end("words"))
    if short := _SHORT.search(text, start, end):
        return NamedCourt(short.group(), None, *short.span())
    return None
