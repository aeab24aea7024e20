"""Texts that fix no hearing: frauds, judgments, hearings of other bodies, served papers, fees."""

import re

# 传票未领取，加微信… | 已强制执行，请于今日17:00前点击… 否则将冻结
_LURE = re.compile(
    r"(?:添?加|联系)[\u4e00-\u9fff]{0,6}(?:微信|薇信|V信|QQ|qq|钉钉|WhatsApp|Telegram|飞机)|(?:微信|QQ"
    r"|WhatsApp|Telegram)号?\s?[:：]"
    r"|转账|汇款(?:至|到)|打款|安全账户|共享屏幕|屏幕共享|(?:下载|安装)[^。\n]{0,10}(?:APP|软件|应用)"
    r"|银行卡(?:号|密码)|身份证正反面"
    r"|(?:缴纳|支付|交纳)[^。\n]{0,4}保证金|保证金(?:账户|至)|资金清查|洗钱|通缉"
)
# 否则将冻结名下账户
_THREAT = re.compile(r"冻结|拘留|拘捕|逮捕|强制执行|查封|征信|失信|通缉|上门|刑事责任|起诉您")
_PUSH = re.compile(r"登录|点击|点开|打开链接|登录链接|扫码|扫描二维码|回复|回拨|致电")
# 请勿点击不明链接 | 谨防诈骗
_CAUTION = re.compile(r"请勿|谨防|警惕|不法分子|冒充|诈骗|切勿|防骗|反诈|不要(?:点击|转账)|不会(?:要求|通过)")
_COURT = re.compile(r"法院|法庭|法官|传票|案件|诉讼|开庭")

# 行政判决书⏎（2026）鲁0202行初12号
_JUDGMENT_TITLE = re.compile(
    r"(?:行政|民事|刑事|赔偿)?(?:判\s?决\s?书|裁\s?定\s?书|调\s?解\s?书|决\s?定\s?书)\s*(?:\n|$|[(（〔])"
)
# 法定代表人身份证明书 | 行政答辩状
_OWN_PAPER = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,20}\n\s*)?[\u4e00-\u9fff]{0,14}?(?:身份证明书?|授权委托书|答辩状|申请书"
    r"|情况说明|上诉状|起诉状)\s*(?:\n|$)"
)
# 判决如下：驳回原告张伟的诉讼请求
_JUDGED = re.compile(
    r"判决如下|裁定如下|决定如下|审理终结|如不服本(?:判决|裁定)|本(?:判决|裁定)为终审|驳回[^。]{0,12}诉讼请求"
)
# 行政复议听证通知书 | 劳动人事争议仲裁委员会
_RECONSIDERATION = re.compile(
    r"行政复议(?:听证|机构|办公室|委员会|中心|案件[^。]{0,12}(?:听证|调查|听取意见))|复字〔|复议听证"
    r"|行政处罚听证|听证告知|立法听证"
    r"|仲裁(?:委员会|庭|开庭|院)|劳动人事争议|仲裁案"
)
# 青岛市市南区人民法院 | 本院
_COURT_HEARS = re.compile(r"人民法院|铁路运输法院|本院|我院|该院|中院|[\u4e00-\u9fff]法院")
# 本报讯（记者 王某） | 出庭率100%
_REPORT = re.compile(
    r"回放|出庭率|出庭情况|审理[^。\n]{0,14}案件[0-9]+件|集中开庭日|应诉(?:工作|情况)?(?:的)?通报|满意度"
    r"|[进请].{0,12}评价|回访|本报讯|记者|通讯员|讯[(（]|庭审历时|庭审中,|庭审结束|庭审现场|旁听了(?:此次"
    r"|本次|这次)?庭审|观摩了"
    r"|出庭应诉并|出庭并|当庭发表"
)
# 庭审笔录 : what was said at a hearing
_RECORD = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,20}\n\s*)?(?:庭审|开庭|法庭|询问|谈话|听证|宣判)\s?笔\s?录\s*(?:\n|$|[(（])"
)
# 第二次开庭时间定于2026年6月30日上午9时
_NEXT_TIME = re.compile(r"(?:下次|第[二三四五2-5]次|再次|继续)开庭(?:的)?(?:时间|日期)?(?:为|是|:|定|当庭)")
# 定于 | 请准时到庭
_NOTICE = re.compile(r"定于|将于|拟于|应到|准时|按时|通知|公告|传票|开庭时间|请.{0,20}到庭")
_SERVICE = re.compile(r"送达|签收|查收|文书|诉讼材料|起诉状副本|链接")
# 您的立案申请审核通过，请缴费
_FILING = re.compile(r"立案|缴费|交费|受理费|诉讼费|审核通过|材料已提交|退费|缴纳|预约|排队|结案")


def is_fraud(text: str, links: int) -> bool:
    """Tell whether a message that speaks of a court lures into paying, adding somebody or a link."""
    if _CAUTION.search(text) or not _COURT.search(text):
        return False
    threatens = bool(_THREAT.search(text))
    return bool(_LURE.search(text)) or (threatens and links > 0 and bool(_PUSH.search(text)))


def is_paper_of_a_party(text: str) -> bool:
    """Tell whether the text is a party's own paper: certificate, power, defence, application."""
    return bool(_OWN_PAPER.match(text))


def is_judgment(text: str) -> bool:
    """Tell whether the text is a judgment or ruling, which tells of hearings held."""
    return bool(_JUDGED.search(text)) and (
        bool(_JUDGMENT_TITLE.search(text)) or len(text) > 300 or "判决如下" in text
    )


def is_of_another_body(text: str) -> bool:
    """Tell whether a hearing is one of reconsideration, of punishment or of arbitration."""
    return bool(_RECONSIDERATION.search(text)) and not _COURT_HEARS.search(text)


def is_report(text: str) -> bool:
    """Tell whether this is news of a hearing held, not a notice of one to come."""
    return (bool(_RECORD.match(text)) and not _NEXT_TIME.search(text)) or (
        bool(_REPORT.search(text)) and not _NOTICE.search(text)
    )


def why_none(text: str, links: int) -> str:
    """Name why a text without a hearing has none: ``service``, ``filing`` or ``none``."""
    if links or re.search(r"电子送达|送达|签收|查收", text):
        return "service" if _SERVICE.search(text) else "none"
    return "filing" if _FILING.search(text) else "none"
