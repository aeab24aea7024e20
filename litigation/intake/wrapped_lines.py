"""Lines that a scanner, a fax or a mail program broke where the paper ended, joined again.

A break is one of the paper's if the line before it is full or plainly goes on, and the line after
it begins nothing: no label, no item of a list, no row of a table.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from litigation.intake.label import begins_label
from litigation.intake.numeral import CHINESE

_CJK = "\u4e00-\u9fff〇○"
# what no line ends with: 定于 | 上午 | （2026 | 原告张伟、 | 第三审
_GOES_ON = re.compile(
    rf"(?:[、(（〔\[“《第于在至向与和及将对]|(?<![案事理])由|(?<![上起公反])诉|(?<![收签报迟])到"
    rf"|[定将拟订]于|本院|我院|[上下]午|[0-9{CHINESE}]\s?[年月]"
    rf"|年[0-9{CHINESE}]{{1,2}}|月[0-9{CHINESE}]{{1,3}}|[0-9{CHINESE}]\s?[时点](?:[0-9]"
    rf"|[{CHINESE}]{{1,3}})?|行[初终再申审]|[（(〔]20[0-9]{{0,2}}[)）〕]?"
    rf")$"
)
# what no line begins with: ，请 | 号案件 | 日上午 | 时30分 | 法院公告
_GOES_BEFORE = re.compile(
    rf"[,，。、;；:：)）〕”》!]|(?!时间|时段|日期|日程|月份|点击|分局"
    rf"|号码)[年月日时点分号](?![\u4e00-\u9fff]{{0,4}}[:：])|午[0-9{CHINESE}]"
    rf"|(?:院|庭|案|定于)(?=[,，。;；在公于]|一案|$)"
)
# 书记员 孟和 : a name of the court's ends its line, whatever its last sign
_SIGNED = re.compile(
    r"\s*(?:代?书记员|(?:代理|人民)?审判[员长]|(?:承办|主审)?法官|法官助理|人民陪审员|陪审员|原告人?"
    r"|被告人?|第三人"
    r"|联系人|经办人|记录人|承办人)[\s:：]{1,6}[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,2}"
    r"|\s{1,4}[\u4e00-\u9fff])\s*"
)
# 1. | （二） | 一、 | ① | - | 【 | > | 2026年9月8日 | 9:00 | (2026)鲁
_BEGINS = re.compile(
    r"\s*(?:[(（]?[0-9]{1,3}[)）.、．](?![0-9])|[(（]?[一二三四五六七八九十]{1,3}[)）、.]"
    r"|[①-⑳●■◆▪•*>+#=~—-]|【|\[|“"
    r"|[(（〔\[]?(?:19|20)[0-9]{2}(?![0-9])|[0-9]{1,2}\s?[:月点时/.-]|[上下]午[0-9]"
    r"|第?[0-9一二三四五六七八九十]{1,3}号?(?:审判)?(?:法庭|庭)|附[:：]|此致|特此"
    r"|https?|[A-Za-z]{2,}\s?[:：])"
)
# 庭⏎审 | 人⏎民法院 : a word that the edge cut
_WORDS = (
    "开庭 庭审 法庭 审判庭 审判法庭 法院 人民法院 中级人民法院 询问 听证 宣判 审理 "
    "庭前会议 证据交换 公告 通知 传票 上午 下午 原告 被告 第三人 上诉人 被上诉人 "
    "申请人 被申请人 行政 行初 行终 处罚 定于 本院 案件 一案 取消 改期 延期 变更 "
    "到庭 出庭 应诉 人民政府 政府 管理局 分局 公安局 街道办事处 委员会 公司 最高法 "
    "准时 公开 依法 不再 暂不 进行 参加 判决 裁定 不服 许可 登记 征收 补偿 强制 "
    "信息公开 责任 协议 "
)
_ACROSS = re.compile(
    "|".join(
        sorted({f"{word[:cut]}\n{word[cut:]}" for word in _WORDS.split() for cut in range(1, len(word))})
    )
)
_ENDS = re.compile(r"[。;；!！?？:：\t|】\]>]\s*$")
# (1/2)【某区人民法院】… | [2/2]
_SEAM = re.compile(
    r"(?:^|\n|(?<=\s))[ \t]*[(（\[【]\s?(?P<part>[1-6])\s?/\s?(?P<parts>[2-6])\s?[)）\]】]\s?"
    r"(?P<sender>【[^【】\n]{2,20}】)?"
)
# cells that stand one below the other hold no commas
_RUNNING = re.compile("[,，。]|定于|审理")
_WORD = re.compile(rf"[{_CJK}0-9A-Za-z(（《]")
_SHORTEST = 12
_SLACK = 2
_FEWEST_CELLS = 3
_COLUMNS = 4
_Width = tuple[int, int]


def paper_breaks(text: str) -> Iterator[int]:
    """Give the offsets of the line breaks that only the paper's edge made; ``text`` is folded."""
    lines = text.split("\n")
    width = _width(lines)
    position = 0
    for line, following in itertools.pairwise(lines):
        position += len(line)
        if _is_joined(line, following, width):
            yield position
        position += 1


def _is_row(line: str, following: str) -> bool:
    """Tell whether two lines have as many commas as rows of one table."""
    commas = line.count(",") + line.count("，")
    return commas >= _FEWEST_CELLS and commas == following.count(",") + following.count("，")


def message_seams(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that a telephone put where it cut one message in two or more."""
    seams = list(_SEAM.finditer(text))
    if len(seams) < 2 or [int(one["part"]) for one in seams] != list(range(1, int(seams[0]["parts"]) + 1)):
        return
    for one in seams:
        again = one["sender"] and one["part"] != "1" and one["sender"] == seams[0]["sender"]
        yield one.start(), one.end() if again or not one["sender"] else one.start("sender")


def _width(lines: Sequence[str]) -> _Width:
    """How many signs a full line has, and how many cells of half a sign; 0 if none is long."""
    measured = [_measure(line.strip()) for line in lines]
    signs, cells = max(each[0] for each in measured), max(each[1] for each in measured)
    return (signs, cells) if len(lines) > 1 and signs >= _SHORTEST else (0, 0)


def _measure(line: str) -> _Width:
    return len(line), len(line) + sum(1 for sign in line if sign > "\u2e80")


def _is_full(line: str, width: _Width) -> bool:
    signs, cells = _measure(line)
    return width[0] > 0 and (signs >= width[0] - _SLACK or cells >= width[1] - 2 * _SLACK + 1)


def _is_joined(line: str, following: str, width: _Width) -> bool:
    if not line.strip() or not following.strip() or "\t" in line or "\t" in following or "|" in line:
        return False
    if line.count(",") == following.count(",") >= _COLUMNS:
        return False  # two rows of a table whose cells commas part
    if _is_row(line, following):
        return False
    before, after = line.rstrip(), following.lstrip()
    if _ENDS.search(before) or _SIGNED.fullmatch(line) or begins_label(after):
        return False
    if _GOES_BEFORE.match(after) or _ACROSS.search(f"{before[-5:]}\n{after[:5]}"):
        return True
    if _GOES_ON.search(before):
        return not re.match(r"[(（]?[一二三四五六七八九十][)）、.]|【", after)
    if following != after or _BEGINS.match(after):
        return False
    return _is_full(before, width) and bool(_RUNNING.search(line + following)) and bool(_WORD.match(after))
