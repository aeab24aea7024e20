"""Labels of summonses, notices and messages: 案号, 应到时间, 应到处所, 原告 … and the value of each.

A label is one by its place: at a line's start, after a mark, in 【】, before a colon. In a
summons whose lines a scanner glued together (案号(2026)…号案由…被传唤人…) the label words alone
must do.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

LABELS: dict[str, str] = {
    "number": "案号 案件编号 案件号 本院案号",
    "cause": "案由 立案案由",
    "title": "案件名称 案件",
    "parties": "当事人 诉讼当事人 双方当事人",
    "plaintiffs": "原告人 原告 上诉人 再审申请人 申请执行人 申请人 起诉人 赔偿请求人",
    "defendants": "被告人 被告 被上诉人 被申请人 被执行人 被诉行政机关 赔偿义务机关",
    "third_parties": "原审第三人 第三人",
    "summoned": "被传唤人 被人唤人 被传唤单位 被通知人 受送达人",
    "address": "工作单位或住址 单位或住址 单位或地址 工作单位 单位地址 住所地 住所 住址",
    "kind": "传唤事由 人唤事由 到庭事由 事由 庭审类型 开庭类型",
    "old": "原定开庭时间 原开庭时间 原定时间 原时间 变更前开庭时间 变更前时间 变更前",
    "new": "现开庭时间 新开庭时间 变更后开庭时间 变更后时间 变更后 现定时间 改期后时间",
    "end": "结束时间 闭庭时间 庭审结束时间 jssj",
    "start": (
        "ktsj kssj ktrq "
        "第一次开庭时间 第二次开庭时间 第一次开庭 第二次开庭 第三次开庭 开庭时间及地点 开庭时间 开庭日期 "
        "庭审时间 庭审日期 庭审安排 出庭时间 询问时间 谈话时间 听证时间 宣判时间 调解时间 应到日期 "
        "应到时间 日期 时间 "
    ),
    "arrival": "到庭时间 报到时间 签到时间 到院时间",
    "room": (
        "应到处所 应到地点 应到住所 开庭地点 开庭处所 开庭法庭 开庭场所 开庭地址 到庭地点 出庭地点 "
        "庭审地点 听证地点 询问地点 谈话地点 审理地点 审判法庭 审判庭 法庭 地点 处所 场所 "
    ),
    "court": "法院名称 审理法院 受理法院 承办法院 开庭法院 送达法院 法院",
    "judge": (
        "独任审判员 代理审判员 审判长 审判员 承办法官 主审法官 主办法官 承办审判员 承办人 主审人 法官 "
    ),
    "clerk": "代书记员 书记员",
    "assistant": "法官助理 人民陪审员 陪审员 合议庭成员 合议庭",
    "contact": "联系人 联络人",
    "phone": "联系电话 办公电话 咨询电话 联系方式 电话 手机",
    "mode": "庭审方式 开庭方式 审理方式 庭审形式",
    "status": "案件状态 排期状态 开庭状态 状态",
    "level": "审理程序 审判程序 适用程序 程序 审级",
    "published": (
        "发布时间 发布日期 发布于 公告时间 公告日期 发送时间 打印时间 打印日期 制作日期 签发日期 "
        "送达时间 送达日期 立案日期 立案时间 收案日期 受理日期 结案日期 结案时间 归档日期 宣判日期 "
        "判决日期 裁定日期 更新时间 "
        "发文日期 来电时间 通话时间 收文时间 收文日期 收到时间 收到日期 转办时间 转办日期 交办时间 "
        "填发时间 填发日期 登记时间 登记日期 记录时间 发件时间 落款 来源 fbsj larq sdrq cjsj "
    ),
    "note": "注意事项 备注 参与方式 发件人 收件人 主题 抄送 附件 附 注",
}
"""Field → the words that name it, by blanks. ``published`` are dates of the paper, never of a hearing."""

_SUMMONS = (
    "案号 案由 被传唤人 被人唤人 工作单位或住址 单位或住址 传唤事由 人唤事由 应到时间 应到处所 应到地点 "
    "应到住所 注意事项 审判员 审判长 书记员 备注 "
)
_CORE = frozenset(_SUMMONS.split()[:12])
_FIELD_OF = {word: field for field, words in LABELS.items() for word in words.split()}


def field_of(word: str) -> str | None:
    """The field that a label word names."""
    return _FIELD_OF.get(_squeeze(word))


def _spaced(word: str) -> str:
    return r"[ \t]{0,6}".join(word)


_WORDS = "|".join(_spaced(word) for word in sorted(_FIELD_OF, key=len, reverse=True))
_BRACKETED = r"(?:[一二三四五六七八九十0-9]{1,2})?(?:[ \t]{0,2}[((][^()\n]{1,12}[)）])?"
# 案 号：(2026)… | 上诉人（原审原告）：… | 【地点】第四审判庭 | 案由　行政许可 | 应到处所 | 第五审判庭
_LABEL = re.compile(
    rf"(?:(?:^|(?<=[\s,。;、"
    rf"|)】\"的]))(?P<before_colon>{_WORDS}){_BRACKETED}[ \t]{{0,4}}[\"]?[ \t]{{0,2}}[:=]"
    rf"|【[ \t]{{0,2}}(?P<boxed>{_WORDS})[ \t]{{0,2}}】[:]?"
    rf"|^[ \t]{{0,8}}(?P<at_line>{_WORDS}){_BRACKETED}(?=[ \t|]|$))",
    re.MULTILINE,
)
_GLUED = re.compile("|".join(_spaced(word) for word in sorted(_SUMMONS.split(), key=len, reverse=True)))
_MANY = 3
_ONE_LINE_FIELDS = frozenset(LABELS) - {"start", "old", "new", "arrival"}
_SHORT_FIELDS = frozenset({"cause", "judge", "clerk", "plaintiffs", "defendants", "third_parties"})
# 案由：行政赔偿　定于2026年4月28日 | 承办人：张三，请于
_NEXT_VALUE = re.compile(
    r"\"\s?[,}\]]|(?:\s{1,4}|[,。;]\s?)(?=(?:兹|现|决|本院|我院)?(?:定于|将于|订于|开庭|原告|被告|第三人"
    r"|上诉人"
    r"|被上诉人|案由|审判长"
    r"|请于|于20[0-9]{2}))"
)
_HOUR = re.compile(r"[0-9一二三四五六七八九十]\s?[时点:]")
# 来电时间：2026年5月20日⏎ 15:10
_HOUR_LINE = re.compile(r"\n\s{0,4}(?:[上下中]午)?\s?[0-9]{1,2}\s?[:时点][0-9 分]{0,4}")
_MARKS = " \t\n|:,。;、\"'{}"


# {"ah":"(2026)渝0112行初133号","ay":"公安行政处罚","cbr":"游文静"} : what court systems call their fields
_KEYS = {
    "cause": "ay aymc anyou cause",
    "room": "ft ftmc ktdd courtroom room",
    "court": "fy fymc courtname court",
    "judge": "cbr cbfg spz zsfg judge",
    "clerk": "sjy sjymc clerk",
    "plaintiffs": "yg ygmc plaintiff plaintiffs",
    "defendants": "bg bgmc defendant defendants",
    "third_parties": "dsr3 thirdparty",
    "phone": "lxdh phone tel",
}
_FIELD_OF_KEY = {key: field for field, keys in _KEYS.items() for key in keys.split()}
# "ktsj":"2026-08-27 09:15:00"
_PAIR = re.compile(r"\"(?P<key>[A-Za-z_]{2,20}[0-9]?)\"[ \t]?:[ \t]?\"(?P<value>[^\"\n]{1,300})\"")
# 案号 案由 被传唤人 : labels side by side, their values line by line below
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label's field, where the label begins, and the stretch of its value (may be empty)."""

    field: str
    word: str
    begin: int
    start: int
    end: int


def find_labels(text: str) -> tuple[Labelled, ...]:
    """Find the labels of a folded text with the stretch of text that belongs to each."""
    found = [(match.start(), match.end(), _word(match)) for match in _LABEL.finditer(text)]
    found += _find_glued(text, found)
    found.sort()
    labels = [_with_value(text, found, index) for index in range(len(found))]
    if below := tuple(_columns(text)):
        first, last = below[0].begin, below[-1].end
        labels = [one for one in labels if one.begin < first or one.begin >= last]
    return tuple(sorted((*labels, *below, *_pairs(text)), key=lambda one: one.begin))


def _pairs(text: str) -> Iterator[Labelled]:
    """Keys and values of a record of a court's system."""
    if '"' not in text:
        return
    for match in _PAIR.finditer(text):
        if field := _FIELD_OF_KEY.get(match["key"].lower().replace("_", "")):
            yield Labelled(field, match["key"], match.start("key"), *match.span("value"))


def _columns(text: str) -> Iterator[Labelled]:
    """Labels that a scanner read side by side, with the lines that hold their values."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for index, (start, end) in enumerate(lines):
        words = text[start:end].split()
        if len(words) < _FEWEST_COLUMNS or words[0] not in _FIELD_OF:
            continue
        fields = [_FIELD_OF.get(word) for word in words]
        below = lines[index + 1 : index + 1 + len(words)]
        below = list(itertools.takewhile(lambda span: not _LABEL.match(text[slice(*span)]), below))
        if min(len(words), len(below)) < _FEWEST_COLUMNS or not all(fields):
            continue
        if not all(
            _holds(field, text[begin:stop]) for field, (begin, stop) in zip(fields, below, strict=False)
        ):
            continue
        # the last line may hold two: 2026年6月23日10时|第一审判庭
        for field, word, (begin, stop) in zip(fields, words, below, strict=False):
            if field:
                yield Labelled(field, word, begin, begin, stop)
        return


def _holds(field: str | None, value: str) -> bool:
    """Tell whether a line can be the value: a number has signs, a time has figures, neither is a sentence."""
    if field in ("number", "start"):
        return bool(re.search(r"[0-9〇零一二三四五六七八九十]", value))
    return "\t" not in value and len(value.strip()) <= 40


def begins_label(line: str) -> bool:
    """Tell whether a folded line begins with a label."""
    return bool(_LABEL.match(line))


def _find_glued(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The first place of each label word of a summons, if enough of them stand in the text."""
    first: dict[str, re.Match[str]] = {}
    for match in _GLUED.finditer(text):
        first.setdefault(_squeeze(match.group()), match)
    if len(_CORE & set(first)) < _MANY:
        return []
    known = {word for _, _, word in found}
    return [(match.start(), match.end(), word) for word, match in first.items() if word not in known]


def _squeeze(word: str) -> str:
    return re.sub(r"\s", "", word)


def _word(match: re.Match[str]) -> str:
    return _squeeze(match["before_colon"] or match["boxed"] or match["at_line"])


def _with_value(text: str, found: list[tuple[int, int, str]], index: int) -> Labelled:
    begin, start, word = found[index]
    limit = found[index + 1][0] if index + 1 < len(found) else len(text)
    field = _FIELD_OF[word]
    while start < limit and text[start] in _MARKS:
        start += 1
    newline = text.find("\n", start, limit)
    end = newline if newline >= 0 else limit
    if field == "published" and (hour := _HOUR_LINE.match(text, end, limit)):
        # 来电时间：2026年5月20日⏎ 15:10
        end = hour.end()
    if field not in _ONE_LINE_FIELDS and end < limit and not _HOUR.search(text, start, end):
        # 应到时间⏎2026年11月19日⏎上午10时0分
        newline = text.find("\n", end + 1, limit)
        end = newline if newline >= 0 else limit
    if field in _SHORT_FIELDS and (after := _NEXT_VALUE.search(text, start, end)):
        # 案由：行政赔偿　定于… : the line goes on with something else
        end = after.start()
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Labelled(field, word, begin, start, end)
