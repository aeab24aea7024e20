"""Headings that no list of words holds, understood by their parts: 排期开始时间, 变更后开庭时间.

Used only inside a row already known to hold headings: 第三法庭 in a row of data is no heading.
"""

import re

# 举证期限 | 立案日期 | 发布时间 | 答辩截止日 : moments of something else
_OTHER_MOMENT = re.compile(
    r"举证|答辩|送达|收案|收件|收到|收文|来文|立案[日时]|受理[日时]|登记|发布|公告[日时]|判决|裁判|宣判|结案"
    r"|生效|填[报表写]|制表|更新|录入|导出|归档|审结|签收|上报|报送|提交|届满|期限|出生|距|作出|复议[日时]"
    r"|缴费|上一?次|前次|上诉[日时]|起诉[日时]|通知[日时]"
)
# 原告代理人 | 被告电话 | 出庭负责人职务 | 第三人人数 : said about a party, and not the party
_ABOUT = re.compile(
    r"代理|律师|电话|手机|职务|人数|是否|次数|天数|金额|证件|身份|住址|住所|意见|结果|负责人|联系|委托|律所"
    r"|类别|类型|状态|件数"
)
_MOMENT = r"(?:时间|日期|庭期|时刻|日子|期日|日$|时$|排期|安排|开庭$)"
_SESSION = (
    r"(?:开庭|庭审|审理|排期|排庭|应到|到庭|出庭|传唤|庭次|到达"
    r"|听证|询问|谈话|质证|证据交换|庭前会议|宣判|勘验|调解)"
)

_PARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"(?:庭审|开庭|排期|活动|庭次)(?:的)?(?:类[别型]|种类|性质|事项|内容|事由)$", "kind"),
        (r"(?:庭审|开庭|审理|参加|出庭).{0,3}(?:方式|形式|模式)|线[上下].*线[上下]", "mode"),
        (r"(?:变更|改期|排期|开庭|庭审)(?:的)?(?:状态|原因|情况|说明)$", "status"),
        # 原定开庭时间 | 变更前日期 | 旧庭期
        (rf"^(?:原[定排先来]?|变更前|调整前|改期前|更改前|旧|此前)(?:的)?.{{0,6}}{_MOMENT}", "old_start"),
        # 变更后开庭时间 | 现定时间 | 新开庭日期
        (
            rf"^(?:现[定排]?|变更后|调整后|改期后|更改后|延期后|新[定排]?|最新|改期至|本次|下次|此次)(?:的)?.{{0,6}}{_MOMENT}",
            "start",
        ),
        (r"(?:结束|闭庭|终止)(?:的)?(?:时间|时刻)?$|预计.*结束", "end"),
        (r"(?:一审|原审)(?:的)?案号", "earlier_number"),
        (r"(?:二审|再审|终审)(?:的)?案号", "later_number"),
        (r"^(?!关联|相关|执行|保全|诉前).*(?:案号|案件编号|案件号|案件字号)", "case_number"),
        (
            r"被诉(?!行政行为|行为|事项)|被告|应诉(?:单位|机关|部门|主体)|被上诉|被申请|行政机关|涉诉(?:单位|机关|部门)",
            "defendants",
        ),
        (r"第三人", "third_parties"),
        (r"原告|上诉人|起诉人|申请人|起诉方|相对人|起诉[人者]", "plaintiffs"),
        (r"当事人|诉讼双方|双方名称", "parties"),
        (r"案由|行政行为|诉讼事由|纠纷类[型别]", "cause"),
        (rf"{_SESSION}?(?:地点|处所|场所|地址)$", "place"),
        (r"法庭|审判庭|庭室|审判区", "courtroom"),
        (r"法院(?:名称|全称|简称)?$", "court"),
        (r"上.?下午|午别|时段", "half_day"),
        (rf"{_SESSION}(?:安排|计划|情况|期日|信息)$|^(?:排期|庭期|期日|开庭|庭审)$", "start"),
        (r"星期|周几|礼拜", "weekday"),
        (rf"{_SESSION}.{{0,6}}(?:日期|日子|年月日|日)$|^年月日$|^月日$", "date"),
        (
            rf"{_SESSION}.{{0,6}}(?:时间|时刻|钟点|几点|时分|开始)|^(?:时分|几时|几点几分)$|开始时[间刻]$",
            "time",
        ),
        (r"审判长", "presiding"),
        (r"承办|法官|主审|审判员", "judge"),
        (r"书记员|记录人", "clerk"),
        (r"^备注|^附注|^说明", "note"),
    )
)

_HOW = frozenset({"kind", "mode", "status"})
_MOMENTS = frozenset({"start", "date", "time", "end", "old_start"})


def field_by_parts(heading: str) -> str | None:
    """Return the field that the parts of a heading name; None where they name another thing."""
    if not 1 < len(heading) <= 24:
        return None
    field = next((field for pattern, field in _PARTS if pattern.search(heading)), None)
    if field not in _HOW and _ABOUT.search(heading):
        return None
    return None if field in _MOMENTS and _OTHER_MOMENT.search(heading) else field


def about_something_else(heading: str, kind: str) -> bool:
    """Tell whether a heading names a moment that is no hearing's, or a detail of a party."""
    return bool(_ABOUT.search(heading) or (kind in _MOMENTS and _OTHER_MOMENT.search(heading)))
