"""Dates that belong to the paper and not to the case: at its foot, in the head of a mail or a chat."""

import re

from litigation.intake.moment import Moment

# 发布时间 | 落款 | （2026年7月20日发布）
_PAPER_BEFORE = re.compile(
    r"(?:发布|公告|发送|打印|制作|签发|送达|立案|收案|受理|结案|判决|裁定|(?<!排期)(?<!排期已)更新|签收"
    r"|生效|申请|收到|作出"
    r"|提交|上传|发文|公示|落款|截图"
    r"|出生|生于|填表|编制|制表)(?:时间|日期|日)?(?:为|于|是|:)?\s{0,3}$"
)
# 某法院公告：2026年5月25日上午9时30分，行政审判庭
_TITLE_BEFORE = re.compile(r"公告\s?:\s?$")
# 2026年7月20日发布 | 2026年3月1日作出
_PAPER_AFTER = re.compile(
    r"\s{0,2}(?:发布|张贴|刊登|刊载|见报|挂网|编发|拟稿|公布|公示|印发|制发|立案|受理|收到|作出|送达|签收|提交|起诉|提起|申请|登记|结案|判决"
    r"|裁定|出生|出具|制作|印制"
    r"|签发|收案|生效|发出|寄出|领取)"
)
# 时间：2026-07-20 作者：行政庭
POSTED = re.compile(r"\s{0,3}(?:作者|来源|浏览|点击|阅读|发布|字体|编辑|责任编辑|供稿)")
# 发件人：… | 发送时间：… | Date: … : a line in the head of a mail
_MAIL_LINE = re.compile(
    r"[> \t*]{0,8}(?:From|To|Cc|Date|Sent|Subject|发件人|寄件人|收件人|抄送|主题|日期|时间|发送时间"
    r"|发送日期|发件时间"
    r"|附件|重要性)\s?[*]{0,2}\s?:",
    re.IGNORECASE,
)
# 主题：关于取消1月15日庭审的说明
_MAIL_SUBJECT = re.compile(r"[> \t*]{0,8}(?:Subject|主题|附件)\s?[*]{0,2}\s?:", re.IGNORECASE)
# 发件人：法规处
_MAIL_SENDER = re.compile(r"[> \t*]{0,8}(?:From|发件人|寄件人)\s?[*]{0,2}\s?:", re.IGNORECASE)
_MOST_MAIL_LINES = 8
# 在 2026-08-03 09:12，王某 写道： | On 2026-08-03 09:12 wrote:
_QUOTED = re.compile(r"[^\n。;]{0,80}(?:写道|wrote)\s?:", re.IGNORECASE)
# 李书记员 2026/8/3 10:22:05 | 王科 10:22 | 【8月3日 10:22】张三： : above or before what was said in a chat
_SPEAKER = re.compile(r"[\[【(*#— \t-]{0,4}[\u4e00-\u9fffA-Za-z()（）@·_ \t-]{0,24}[\[【( \t]{0,3}")
# :05 | ] 张三：
_REST_OF_STAMP = re.compile(
    r"(?::\s?[0-9]{2})?\s{0,2}[\])】]?\s{0,2}(?:[\u4e00-\u9fffA-Za-z·_()（）]{1,16})?\s{0,2}:?\s*$"
)
# 4月24日⏎第一法庭 9:00 (2026)… : a day alone on its line heads the entries under it
_ENTRY = re.compile(r"[0-9]{1,2}\s?[:时点][0-9]|行(?:赔)?[初终再申审]")
_ONE_LINE = 90
_OPENING = frozenset("[【(")
# 第三法庭 9:00 names no speaker
_NO_SPEAKER = re.compile(
    r"法庭|审判|开庭|庭审|法院|时间|日期|定于|询问|听证|宣判|审理|[上下中]午|到|于|在|改|原|现|为|案"
)
# 书记员小邓 10:42
_ODD_STAMP = re.compile(
    r"^[\u4e00-\u9fffA-Za-z()（）·_ \t-]{1,16}[ \t]+[0-9]{1,2}:[0-9][1-46-9]\s*$", re.MULTILINE
)
# [2026-05-20 15:02] 书记员小倪(靖江法院): 在吗
_STAMP_BEFORE_WORDS = re.compile(r"\s?[\])】]\s{0,2}[\u4e00-\u9fffA-Za-z()（）·_ -]{1,24}\s?:")
# 10:40 铜川中院来电： | 9时30分，接某某法院电话 | 今日下午法院来电
_CALLED = re.compile(
    r"\s?,?\s?(?:[^。;\n,:]{0,14}(?:来电|致电|打来电话)(?!时间)|(?:接到?|收到)[^。;\n]{0,24}?(?:电话|来电))"
)
# 时间：12月3日 上午10:25⏎来电：莱西市法院行政庭
_MEMO_TIME = re.compile(r"[ \t]{0,6}(?:时间|日期)[ \t]?:")
# ⏎来电：某法院行政庭
_MEMO_CALL = re.compile(r"[ \t]*\n[ \t]{0,6}(?:来电|来话|致电|通话|接听|来访|接电)")
# 开庭时间栏按“2025-10-15 09:00”格式填写
_EXAMPLE = re.compile(r"\s?[\"”』」]?\s?(?:的?格式|的?样例|的?形式填|填写)")


def is_stamp(text: str, moment: Moment) -> bool:
    """Tell whether this is when a mail or a chat message was sent."""
    begin = text.rfind("\n", 0, moment.begin) + 1
    end = text.find("\n", moment.stop)
    end = len(text) if end < 0 else end
    if _MEMO_TIME.match(text, begin) and _MEMO_CALL.match(text, moment.stop):
        return True
    if _MAIL_LINE.match(text, begin, moment.begin + 1):
        return not _MAIL_SUBJECT.match(text, begin) and _has_sender(text, begin)
    if _QUOTED.match(text, moment.stop) or _EXAMPLE.match(text, moment.stop):
        return True
    if _CALLED.match(text, moment.stop):
        return True
    if text[begin : moment.begin].strip() in _OPENING and _STAMP_BEFORE_WORDS.match(text, moment.stop):
        return True
    return _is_of_chat(text, moment, begin, end)


def _has_sender(text: str, begin: int) -> bool:
    """Look for 发件人 in the unbroken lines of a mail's head around the one at ``begin``."""
    for step in (_line_above, _line_below):
        line = begin
        for _ in range(_MOST_MAIL_LINES):
            if _MAIL_SENDER.match(text, line):
                return True
            following = step(text, line)
            if following is None or not _MAIL_LINE.match(text, following):
                break
            line = following
    return False


def _line_above(text: str, line: int) -> int | None:
    return text.rfind("\n", 0, line - 1) + 1 if line > 0 else None


def _line_below(text: str, line: int) -> int | None:
    newline = text.find("\n", line)
    return newline + 1 if newline >= 0 else None


def _is_of_chat(text: str, moment: Moment, begin: int, end: int) -> bool:
    """Tell whether a line holds a speaker and an odd minute or a second, and nothing else."""
    if moment.clock is None or end >= len(text) or moment.end:
        return False
    before, after = text[begin : moment.begin], text[moment.stop : end]
    if not _SPEAKER.fullmatch(before) or not _REST_OF_STAMP.fullmatch(after):
        return False
    if _NO_SPEAKER.search(before) or _NO_SPEAKER.search(after):
        return False
    written = text[moment.begin : end]
    if re.match(r"[ \t]{0,4}[\[【]", before) and re.match(r"\s?[\])】]", after):
        return True
    exact = moment.clock.minute % 5 != 0 or bool(re.search(r":[0-9]{2}\s?:[0-9]{2}", written))
    return exact or bool(before.strip() and after.rstrip().endswith(":")) or _is_one_of_many(text)


def _is_one_of_many(text: str) -> bool:
    """Tell whether some line of the text is surely the head of a chat message: its minute is odd."""
    return bool(_ODD_STAMP.search(text))


def is_of_paper(text: str, moment: Moment, before: str, after: str, *, speaks: bool) -> bool:
    """Tell whether this is the date of the paper: at its foot, or introduced as such.

    ``before`` and ``after`` are the words of its clause; ``speaks`` that those after it tell of a hearing.
    """
    titled = moment.clock is not None and _TITLE_BEFORE.search(before)
    if (_PAPER_BEFORE.search(before) and not titled) or (_PAPER_AFTER.match(after) and moment.clock is None):
        return True
    if _PAPER_AFTER.match(after) and not speaks:
        return True
    if moment.clock is not None or moment.half:
        return False
    line_start = text.rfind("\n", 0, moment.begin) + 1
    line_end = text.find("\n", moment.stop)
    line_end = len(text) if line_end < 0 else line_end
    rest = (text[line_start : moment.begin] + text[moment.stop : line_end]).strip(" \t。.()")
    # 青岛市市北区人民法院  2026年11月13日 | 特此公告 某法院 二〇二六年六月十四日
    at_foot = re.search(
        r"(?:法院|中院|高院|公告|通知|庭|室|科|局|盖章|印章|\))\s{0,12}$",
        text[line_start : moment.begin].rstrip() + " ",
    )
    if not rest:
        return not _ENTRY.search(text[line_end + 1 : line_end + _ONE_LINE].split("\n")[0])
    return bool(at_foot and not text[moment.stop : line_end].strip(" 。\t"))
