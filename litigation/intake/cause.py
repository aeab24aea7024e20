"""案由: where a party's name ends and the matter begins, and how the matter is put.

In 青岛市公安局市南分局治安行政处罚一案 nothing but knowledge divides name and matter: names
end like agencies, companies or persons; matters begin with words of administrative law.
"""

import re

from litigation.intake.agency_name import AGENCY_ENDING, ORGANISATION_ENDING, is_person, may_be_person

_OPENING_WORDS = (
    "行政 治安 公安 政府信息 信息公开 不履行 未履行 履行 工伤 不予 责令 限期 强制 拆除 强拆 举报 投诉 "
    "婚姻 公司登记 公司设立 公司变更 企业登记 工商 规划 土地 房屋 房产 不动产 征收 征地 补偿 安置 "
    "最低生活 低保 社会保险 社会保障 社保 养老 医疗 劳动 生产安全 安全生产 安全 市场监 商标 专利 城乡 "
    "城建 城市 环境 环保 生态 交通 道路 税务 税收 卫生 食品 药品 教育 民政 户籍 户口 赔偿 复议 撤销 确认 "
    "颁发 发放 答复 处理 资源 林业 水利 农村 农业 宅基地 非诉 许可 登记 处罚 注销 变更 吊销 驳回 信访 "
    "收回 没收 扣押 查封 冻结 监察 认定 鉴定 资格 奖励 给付 抚恤 优待 退役 烟草 海关 物价 统计 审计 档案 "
    "殡葬 消防 火灾 拆迁 违法 违章 不服 请求 要求 关于 未作出 拒绝 拒不 传染病 网约车 出租 买卖 民间 "
    "租赁 合同 劳务 物业 借款 侵权 离婚 继承 建设工程 建设 保险 机动车 网络 追偿 股东 金融 信用 执行 "
    "海事 海域 草原 应急 燃气 广告 计量 文物 渔业 港口 航道 铁路 人防 园林 绿化 水务 水行政 电力 能源 "
    "司法 律师 公证 宗教 知识产权 著作权 植物新品种 发明 外观设计 实用新型 价格 质量 特种设备 药品 "
    "化妆品 疫苗 动物 兽药 种子 农药 采矿 探矿 矿产 测绘 排污 噪声 危险 烟花 出入境 居留 驾驶 车辆 "
    "医师 护士 执业 教师 教育 资质 建筑 施工 人事 公务员 开除 辞退 退休 工资 津贴 财政 补贴 救助 残疾 "
    "养犬 地名 收养 娱乐 电信 无线电 气象 水土 河道 取水 森林 林木 山林 滩涂 渔船 船员 船舶 危房 供热 供水 "
    "停业 停产 关闭 查处 检举 盐业 粮食 旅游 旅馆 文化 体育 出版 "
    "客运 货运 入学 招生 学籍 学位 职称 住房 公积金 失业 生育 "
    "民办 校外培训 义务教育 社会团体 社会组织 占道 职业病 湿地 "
    "再审 村务 业主 招标 采购 特许 协议 其他 无证 传唤 未告知 取消 降低 停止 停发 减少 补发 取缔 罚款 "
)
_OPENING = re.compile("|".join(sorted(_OPENING_WORDS.split(), key=len, reverse=True)))
YOURS = (
    r"(?:(?:[你您]们?|贵|我们|咱们?)(?:单位|中心|厂|店|社|村|队|大队|支队|分局|局|府|委|办|厅|院|处|街道办?|镇政府|镇|方|机关"
    r"|[市区县]?政府|公司)"
    r"|[你您]们|我[局委办]|本机关)"
)
"""The agency that a letter is addressed to, as the letter calls it."""
_NAME_ENDING = re.compile(f"(?:{YOURS}|{AGENCY_ENDING}|{ORGANISATION_ENDING})$")
_INNER_AGENCY = re.compile(
    r"(?:分局|支队|大队|中队|派出所|执法局|管理局|保障局|建设局|监督局|服务局|公安局|规划局|资源局|人民政府"
    r"|办事处|委员会|管委会|(?:有限|分)公司(?!登记|设立|变更|注销)|合作社(?!登记)|经营部|事务所)"
)
_ANY_AGENCY = re.compile(AGENCY_ENDING)
# 区政府|信息公开 : not 某局|政府信息公开
_SHORT_GOVERNMENT = re.compile(r"(?P<names>(?:.*[、,;])?\s?[省市区县镇乡旗]政府)(?P<cause>信息公开.*)")
_ROLE_BEFORE = re.compile(r"^(?:原告人?|被告人?|第三人|被?上诉人|被?申请人|申请执行人|被执行人)")
# 第三审判庭 | 宣判 | 某某诉某局 : what stands behind a party and is no matter
_NO_MATTER = re.compile(
    r"^(?:到庭|出庭|应诉|参加|到场)|^(?:行政)?(?:赔偿)?(?:判决|裁定)书?$|法庭|审判庭|法院|(?<![起上申非投控公抗反])诉(?!讼)|[0-9]{4}-|[0-9]{4}年|[0-9]:[0-9]|原告|被告|^(?:开庭|宣判|询问|听证|谈话|调解|质证"
    r"|证据交换|庭前会议)$|[室厅]$"
)
# the last ending, where no word of law tells: 城市管理局 | 垃圾清运
_LAST_ENDING = re.compile(rf"^(?P<names>.*{AGENCY_ENDING})(?P<cause>[^、,;]{{2,30}})$")
# 一案 | 两案 | 3案 | 系列案 | 案件 | 纠纷一案
CASE_WORD = re.compile(
    r"\s{0,3}(?:的|[那这]个?)?(?:(?:等|共)?\s?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s?[件起个]?案件?|系列案件?"
    r"|等?案件|(?<![档立结办此本该备报答方草预])案(?!由|号|情|外|涉|馆|局|卷|例|件编))"
)
_REVIEW_TAIL = re.compile(r"(?:行政)?(?:再审审查|申请再审|再审|上诉|申诉)$")
# 行政强制（拆除建筑物）: this bracket is the matter's
_BRACKETED_TAIL = re.compile(r"^[^()（）]+[(（][^()（）]+[)）]$")
# 工伤|那个案子 | 处罚|的案子
_SPOKEN_TAIL = re.compile(r"(?:那|这|该|此)个?$|的$")
_NO_CAUSE = re.compile(r"(?:那|这|该|此|本|上述)个?|的|之|等|系列|关联|行政(?:案件)?|有关|相关")
_MAX_CAUSE = 40


def split_cause(text: str) -> tuple[str, str]:
    """Divide 甲局、乙政府行政处罚及行政复议 into the names and the matter; either may be empty."""
    if short := _SHORT_GOVERNMENT.match(text):
        return short["names"], short["cause"]
    for match in _OPENING.finditer(text):
        names = _SPOKEN_TAIL.sub("", text[: match.start()])
        if _ends_a_name(names) and not _INNER_AGENCY.search(text, match.start()):
            return names, text[match.start() :]
    if _ends_a_name(text):
        return text, ""
    if rare := _after_rare_name(text):
        return rare
    if last := _LAST_ENDING.match(text):
        return last["names"], last["cause"]
    return text, ""


def _after_rare_name(text: str) -> tuple[str, str] | None:
    """Divide 才让卓玛买卖合同纠纷: where a name must stand and no family name is known."""
    opening = _OPENING.search(text)
    if opening is None or _ANY_AGENCY.search(text) or _INNER_AGENCY.search(text, opening.start()):
        return None
    last = re.split("[、,;及和与]", text[: opening.start()])[-1].strip(" \t)）")
    last = _ROLE_BEFORE.sub("", last)
    return (text[: opening.start()], text[opening.start() :]) if may_be_person(last) else None


def opens_cause(text: str) -> bool:
    """Tell whether a text begins like a matter and holds no name."""
    return bool(_OPENING.match(text)) and "人民法院" not in text


def clean_cause(text: str, administrative: bool | None) -> str | None:
    """Put a matter as the court lists it: without 一案, and without 纠纷 if it is administrative."""
    cause = re.sub(r"\s", "", text).strip(',。;:、，；：“”"《》‘’-—')
    if not _BRACKETED_TAIL.search(cause):
        cause = cause.strip(',。;:、()（），；：“”"《》‘’-—')
    cause = re.sub(r"^案由(?:均|都)?(?:为|是|系)?", "", cause)
    cause = _SPOKEN_TAIL.sub("", cause) or cause
    if administrative is not False:
        cause = _REVIEW_TAIL.sub("", cause.removesuffix("纠纷")).removesuffix("纠纷")
    if _NO_MATTER.search(cause):
        return None
    return cause if 0 < len(cause) <= _MAX_CAUSE and not _NO_CAUSE.fullmatch(cause) else None


def _ends_a_name(names: str) -> bool:
    listed = re.split("[、,;]", names)[-1].strip(" \t)）")
    listed = _ROLE_BEFORE.sub("", listed)
    if is_person(listed) or _NAME_ENDING.search(listed):
        return True  # 于和平, 人力资源和社会保障局
    *before, last = re.split("[及和与]", listed)
    # 某局和张某, but not 青岛市和时光|文化有限公司
    return is_person(last.strip()) and bool(before) and _ends_a_name(before[-1])
