"""What a moment of a text is: the hearing's, the old or the new date, the paper's own, a deadline.

Judged by the words directly around it. Supreme rule: a date of something else must never come
out as a hearing's.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from litigation.intake.label import Labelled
from litigation.intake.moment import Moment
from litigation.intake.paper_date import POSTED, is_of_paper, is_stamp


class Role(Enum):
    """Roles of a moment; only the first three can belong to a hearing."""

    HEARING = "hearing"
    NEW = "new"
    OLD = "old"
    ARRIVAL = "arrival"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Placed:
    """A moment with its role; ``labelled`` if a label such as 开庭时间 introduces it.

    ``evidence`` is how much speaks for the role: 3 a label, 2 a word of hearing in its clause, 1 a
    court, a room or such a word on its line, 0 nothing.
    """

    moment: Moment
    role: Role
    labelled: bool = False
    evidence: int = 0


# 原定于 | 原开庭时间 | 原 | 原安排在
_OLD_BEFORE = re.compile(
    r"(?:原(?:先|来)?(?:定|订|安排|通知|排期|计划|拟|确定)?(?:的)?(?:开庭|庭审|听证|询问)?(?:时间"
    r"|日期)?(?:为|于|在|是|:|,)?"
    r"|(?:此前|之前|前(?=定)|前次|上次|先前)(?:通知|定|告知|安排|确定)?(?:的|为|于)?"
    r"|取消(?:了)?(?:原)?(?:定于|于)?)\s{0,2}$"
)
_CHANGE = (
    r"(?:延期|改期|改|变更|更改|更正|调整|推迟|推后|延后|往后推|往后延|延|顺延|提前|提早|移|变|挪|调|换|推"
    r"|拖|后延)了?"
)
# 延期至 | 变更为 | 现定于 | 新的开庭时间为 | 改定于
_NEW_BEFORE = re.compile(
    rf"(?:{_CHANGE}(?:开庭)?(?:时间)?(?:至|到|为|于|成|在|定于|定为)"
    r"|(?:现|重新|另|改|又|再次)(?:定|订|确定|安排|排期|通知|将)(?:于|在|为|到|至)?"
    r"|(?:新|现)(?:的)?(?:开庭|庭审)(?:时间|日期)(?:为|是|:|定于|定为)?|(?:应为|应是|应该是|而是|,是|以|改)"
    r"|系(?=[\"“”]$)|→|[-=]>|⇒"
    r"|➡)[\"“”「『]?\s{0,2}$"
)
# 不是9月15，是9月16
_MISTAKEN = re.compile(r"(?:不是|并非|而非|不再是|别记成|错写成|误写为|误为)\s{0,2}[\"“”]?$")
# 复议听证（县司法局） | 劳动仲裁开庭
_OTHER_BODY = re.compile(r"复议(?:听证|听取|调查)|仲裁|行政处罚听证|听证告知|立法听证|信访听证")
_COURT = re.compile(r"法院|法庭|[本我]院")
# 申请延期至11月20日以后开庭 : asked for, not granted
_ASKED = re.compile(rf"(?:申请|请求|恳请|建议|希望|请予)[^。;\n,]{{0,8}}{_CHANGE}[^。;\n,]{{0,6}}$")
# 请仍按原定时间2026年9月24日上午9时到庭
_AS_FIXED = re.compile(
    r"(?:按|照|依)(?:照)?原(?:定|来)?(?:的)?(?:开庭)?(?:时间|日期|安排)?(?:即|:|,)?\s{0,2}$"
)
# 由2026年9月16日13:30变更为 | 的庭审取消 | 的开庭暂不进行 | 的庭审不再进行 | 开庭因故延期
_FROM_BEFORE = re.compile(r"(?:时间|日期|开庭|庭审)?(?:由|从)(?:原定?(?:的|于)?)?\s{0,2}$")
_SAYS_CHANGE = re.compile(rf"[^。;\n]{{0,20}}(?:{_CHANGE}|取消)")
_OLD_AFTER = re.compile(
    r"(?:[^。;\n,]{0,30}?的|[^。;\n,诉]{0,14}?)"
    r"(?:开庭|庭审|听证|询问|谈话|庭前会议|宣判|安排)(?!审理)[^。;\n,诉审请]{0,6}?"
    r"(?:取消|不再|暂不|暂停|暂缓|作废|延期|推迟|改期|撤销|中止|停止)"
    # 5月14日的庭不开了 | 明天那个庭改到 | 下午的两个庭取消 | 4月7号不算了 | “10月13日”系“10月15日”之误
    r"|(?:[上下]午)?的?(?:那个|这个|[两二三四0-9]个)?庭(?:不开|取消(?!了?(?:吗|没|么))|改|延|推)"
    r"|(?:那|这)(?:次|天)(?:的)?(?:庭)?(?:不开|取消|改|延|推)|的?不算(?:了|数)|[^。;\n,]{0,10}作废"
    r"|[\"”]\s?系\s?[\"“]|[)）]?作废"
    r"|[\"”」』]?\s{0,2}(?:取消|不再|暂不|延期|推迟|改期|有误|作废|应为|系笔误|→|[-=]>|⇒|➡)"
)
# 如需延期，应在开庭前申请
_NOT_OLD_AFTER = re.compile(
    r"[^。;\n]{0,30}?(?:如|若|需|申请|不得|逾期|可以|无法)[^。;\n]{0,16}?(?:延期|推迟|改期)"
)
# “2026年7月28日”应为
_CORRECTED = re.compile(r"[\"”」』]?\s{0,2}(?:应为|更正为|系笔误|→|[-=]>|⇒|➡)")

# 于2026年3月20日公开开庭审理了本案 | 对本案进行了审理 | 已于…开庭
_PAST_AFTER = re.compile(
    r"[^。;\n]{0,16}?(?:审理了|进行了|举行了|召开了|组织了|公开宣判了|宣告了|审理终结|开庭完毕|已开庭|结束"
    r"|开的庭|开过庭|开了庭|开完)"
    # 10月16日上午9时，某区人民法院依法公开开庭审理了
    r"|[^。;\n定将]{16,44}?(?:审理了|宣判了)"
    # 今天把传票寄来了 | 今天接到法院电话
    r"|(?:(?!开庭|庭审)[^。;\n,]){0,14}?(?:寄来|送来|寄到|接到|打来|发出的|作出的|下达的|送达的|收到(?!请"
    r"|后|回复|本|通知))"
)
# 原来11月6号开的那个庭的笔录
_HELD_ONCE = re.compile(
    r"[^。;\n]{0,40}(?:未能(?:进行|开庭|举行)|未(?:开庭|开成|出庭|到庭))|\s?(?:的)?庭审(?:中|后)(?!,?请)"
    r"|[^。;\n,]{0,12}开(?:的那个?庭|过庭|完庭|的庭审笔录)"
)
# 已于2026年3月20日开庭 | 曾在
_PAST_BEFORE = re.compile(r"(?:已|曾|业已|已经)(?:经)?(?:依法)?(?:于|在)\s{0,2}$")
# 9月8日前提交 | 6月30日止
_DEADLINE_AFTER = re.compile(
    r"\s{0,2}(?:\([^()]{0,10}\))?\s{0,2}(?:之前|以前|前(?!往|来|台|述)|之内|内(?!部)|止|截止|之日起|起(?:算"
    r"|计)|届满|以后|后\s{0,2}[0-9])"
)
# 举证期限至 | 最迟于 | 截止日期：
_DEADLINE_BEFORE = re.compile(
    r"(?:截止|截至|最迟|至迟|不晚于|不迟于|期限|有效期|期限至|不得晚于|逾期|限)(?:到|至|为|于|日期|时间"
    r"|:)*\s{0,2}$"
)
# 8时45分到庭 | 8:30报到 | 8:30到法院安检
_ARRIVAL_AFTER = re.compile(
    # 8时40分到本院报到 | 9:00前到院安检
    r"\s{0,2}前?(?:到|来|至)[^。;\n,]{0,12}?(?:报到|签到|候审|候庭|安检|集合)"
    r"|\s{0,2}(?:前)?(?:到庭(?!参加)|报到|签到|到达|入庭|候审|安检|候庭|到院|进场|集合|入场|到岗|登录|进入"
    r"|测试|调试|出发|到场)"
)
# 上午9时到本院第三审判庭领取判决书 : the room does not make it a hearing
_ERRAND_AFTER = re.compile(
    r"\s{0,2}前?(?:到|来|前往|至)[^。;\n]{0,30}?(?:领取|领回|阅卷|缴纳|查阅|复制|补正|递交|签署|签字|签订"
    r"|办理)"
)
_HELD = re.compile(r"开庭|庭审|审理|询问|谈话|听证|宣判|宣告|证据交换|庭前会议|调解")
# 9月8日报送名单 | 上诉期满 | 8:30 调度会
_OTHER_EVENT = re.compile(
    r"缴纳|缴费|交费|领取|报送|上报|培训|会议(?!号|室|ID)|联席|报名|预约|咨询|提交|答辩期|举证期限|旁听人员"
    r"|出发|查收|有效|预缴"
    r"|[上申]诉期|期满|调度会|办公会|例会|会见|碰头|出差|下乡|培训会|签到表"
    r"|维护|暂停服务|停机|外出|休假|请假|参会|催报|上报|填报"
    r"|体检|值班|讲座|座谈|观摩|鉴定|评估|补正|阅卷|调取|递交|审限|届满|签署|签订|退费|接访"
)
# 11月20日是举证期限届满日，开庭是… | 自10月12日恢复审理，定于…
_TERM = re.compile(r"举证期|答辩期|[上申]诉期|届满|期满|恢复审理|中止|审限|生效")
# 定于…开庭 | 改到22号 | 在第三法庭
_CUE = re.compile(
    r"开庭|(?:改|提前|推迟|延|挪|调)[成到至为]\s?(?=[0-9本下明后周])|[Hh]earing|[Cc]ourt(?:room)?\s?[0-9]"
    r"|的庭|个庭|排庭|庭不开"
    r"|(?<![规原约决确待另一法固指])定(?=[0-9])|庭审|变更通知|改期|延期|排期"
    r"|[本我]院定于|公开审理|依法审理|进行审理|合并审理|再审|传唤|应到"
    r"|到庭|出庭|询问|谈话|听证|宣判|宣告判决|证据交换|庭前会议|质证|勘验"
    r"|调解(?!中心|室|员|委)|法庭|审判庭|传票"
)
# 教育行政处理一案定于…在第 (cut off) | 9月23日 2:30 芝罘法院8庭
_FAINT_CUE = re.compile(r"案件?,?(?:本院|我院|现)?(?:[兹决拟]?定于|将于|订于)|[0-9一二三四五六七八九十]庭")
_NAMES_CASE = re.compile(r"行(?:赔)?[初终再申审]|一案")
_CLAUSE = re.compile(r"[。!\n;]")
_LABELLED, _SPOKEN_OF = 3, 2
_NEIGHBOURS, _NEAR_LABELS = 25, 4
_NEAR = 80
_DATED_LABELS = frozenset({"start", "old", "new", "arrival", "published", "end"})


def place_moments(
    text: str, moments: Sequence[Moment], labels: Sequence[Labelled], start: int, end: int
) -> tuple[Placed, ...]:
    """Give each moment between two offsets its role."""
    inside = [one for one in moments if start <= one.begin and one.stop <= end]
    begins = [one.begin for one in labels]
    placed = []
    for index, one in enumerate(inside):
        nearest = bisect_right(begins, one.begin)
        beside = inside[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
        around = labels[max(0, nearest - _NEAR_LABELS) : nearest + _NEAR_LABELS]
        placed.append(_placed(text, one, beside, around, start, end))
    return tuple(placed)


def has_cue(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch speaks of a hearing."""
    return bool(_CUE.search(text, start, end) or _FAINT_CUE.search(text, start, end))


def _placed(
    text: str, moment: Moment, others: Sequence[Moment], labels: Sequence[Labelled], start: int, end: int
) -> Placed:
    label = next((one for one in labels if one.start <= moment.begin and moment.stop <= one.end), None)
    if is_stamp(text, moment) or _ends_in_other_cell(labels, moment):
        return Placed(moment, Role.OTHER)
    if label and label.field in _DATED_LABELS and _belongs(moment, others, label):
        return Placed(moment, _role_of_label(text, label, moment), label.field in {"start", "new"}, _LABELLED)
    before, after = _around(text, moment, others, start, end)
    role = _role_of_words(text, moment, before, after)
    return Placed(moment, role, evidence=_evidence(text, moment, before + after))


def _evidence(text: str, moment: Moment, clause: str) -> int:
    """How much around a moment speaks of a hearing."""
    if _CUE.search(clause):
        return _SPOKEN_OF
    begin, end = text.rfind("\n", 0, moment.begin) + 1, text.find("\n", moment.stop)
    line = text[max(begin, moment.begin - _NEAR) : min(end if end >= 0 else len(text), moment.stop + _NEAR)]
    return 1 if _CUE.search(line) or _FAINT_CUE.search(line) or _NAMES_CASE.search(line) else 0


def _ends_in_other_cell(labels: Sequence[Labelled], moment: Moment) -> bool:
    """Tell whether a moment takes its hour from a cell that says when the hearing ends: 9:00,10:30."""
    return any(
        one.field == "published" and moment.begin < one.begin and one.start < moment.stop <= one.end
        for one in labels
    )


def _belongs(moment: Moment, others: Sequence[Moment], label: Labelled) -> bool:
    """Tell whether a moment is the label's value, or its list, and no other moment of the line."""
    between = [one for one in others if label.start <= one.begin < moment.begin and one.group != moment.group]
    return all(one.dayless != moment.dayless for one in between)


def _role_of_label(text: str, label: Labelled, moment: Moment) -> Role:
    after = text[moment.stop : moment.stop + 40]
    if label.field == "arrival":
        return Role.ARRIVAL
    if label.field == "old":
        return Role.OLD
    if label.field in {"published", "end"}:
        return Role.OTHER
    before = text[label.start : moment.begin]
    if label.word in {"时间", "日期"} and POSTED.match(after):
        return Role.OTHER
    if label.field == "new" or _NEW_BEFORE.search(before):
        return Role.NEW
    if _OLD_BEFORE.search(before) or (_FROM_BEFORE.search(before) and _SAYS_CHANGE.match(after)):
        return Role.OLD
    if _CORRECTED.match(after):
        return Role.OLD
    return Role.OTHER if _DEADLINE_AFTER.match(after) else Role.HEARING


def _role_of_words(text: str, moment: Moment, before: str, after: str) -> Role:
    if _ASKED.search(before) or (_OTHER_BODY.search(before + after) and not _COURT.search(before + after)):
        return Role.OTHER
    if _MISTAKEN.search(before):
        return Role.OLD
    if _HELD_ONCE.match(after):
        return Role.OTHER
    if _AS_FIXED.search(before):
        return Role.HEARING
    if _NEW_BEFORE.search(before):
        return Role.NEW
    if _OLD_BEFORE.search(before) or _FROM_BEFORE.search(before):
        return Role.OLD
    if _OLD_AFTER.match(after) and not _NOT_OLD_AFTER.match(after):
        return Role.OLD
    if is_of_paper(text, moment, before, after, speaks=bool(_CUE.search(after[:14]))):
        return Role.OTHER
    if _PAST_BEFORE.search(before) or _PAST_AFTER.match(after):
        return Role.OTHER
    if _DEADLINE_AFTER.match(after) or _DEADLINE_BEFORE.search(before):
        return Role.ARRIVAL if _ARRIVAL_AFTER.match(after) else Role.OTHER
    if _ARRIVAL_AFTER.match(after):
        return Role.ARRIVAL
    if _ERRAND_AFTER.match(after) and not _HELD.search(after):
        return Role.OTHER
    nearest = before.rpartition(",")[2] + after.partition(",")[0]
    if _TERM.search(nearest) and not _CUE.search(nearest):
        return Role.OTHER
    clause = before + after
    if _OTHER_EVENT.search(clause) and not _CUE.search(clause):
        return Role.OTHER
    return Role.HEARING


def _around(text: str, moment: Moment, others: Sequence[Moment], start: int, end: int) -> tuple[str, str]:
    """The words before and after a moment, as far as its sentence and its neighbours allow."""
    left = max([start, moment.begin - 40, *(one.stop for one in others if one.stop <= moment.begin)])
    right = min([end, moment.stop + 60, *(one.begin for one in others if one.begin >= moment.stop)])
    before, after = text[left : moment.begin], text[moment.stop : right]
    before = _CLAUSE.split(before)[-1]
    return before, (_CLAUSE.split(after) or [""])[0]
