"""Words of people sheets: headings, kinds of agencies, ranks of heads, terms and contacts."""

import re
from calendar import monthrange
from datetime import date

import phonenumbers

from litigation.intake.cell import cell_text, half_width, read_day_cell
from litigation.intake.headings import vocabulary
from litigation.intake.workbook import Cell
from litigation.law.agency import AgencyKind, Rank

_SYNONYMS = {
    "agency": (
        "机关 机关名称 单位 单位名称 行政机关 部门 机关全称 所在机关 所属机关 任职机关 "
        "工作单位 单位全称 所在单位 行政机关名称 部门名称 所属单位 名称 全称"
    ),
    "short_name": "简称 机关简称 单位简称 常用名 常用简称",
    "other_names": "曾用名 别名 其他名称 原名称 其他叫法 曾用名称",
    "kind": "机关类型 单位类型 机关类别 单位性质 性质 机关性质 单位类别",
    "parent": "上级机关 主管机关 上级单位 上级 隶属 隶属机关 主管部门",
    "in_district": "是否本区 本区 是否本区机关 是否区属",
    "category": "类型 类别",
    "name": "姓名 负责人 负责人姓名 领导姓名 行政机关负责人 人员姓名",
    "post": "职务 职务名称 现任职务 党政职务 行政职务",
    "rank": "级别 负责人类别 负责人类型 职级 身份 负责人级别 出庭身份 正副职 职级类别",
    "portfolio": "分管 分管领域 分管工作 分管事项 分管业务 分管范围 工作分工 分工",
    "mobile": "手机 手机号 手机号码 联系电话 电话 移动电话 联系方式 负责人手机 本人手机",
    "email": "邮箱 电子邮箱 电子邮件 email 邮件 电邮 政务邮箱",
    "from_on": "任期起 任职时间 任职日期 任职起 到任日期 任期开始 任职开始 任期自 起始日期",
    "to_on": "任期止 离任日期 任期结束 任职止 任职结束 任期至 离任时间 截止日期",
    "liaison": "联络员 联络员姓名 联系人 秘书 联络人",
    "liaison_mobile": (
        "联络员手机 联络员电话 联络员手机号 联系人电话 秘书手机 联络员联系方式 联系人手机 "
        "联络人手机 联络人电话"
    ),
    "liaison_email": "联络员邮箱 联系人邮箱 秘书邮箱 联络员电子邮箱",
}
"""What people write above a column, blanks between."""

PEOPLE_WORDS = vocabulary(
    {field: words.split() for field, words in _SYNONYMS.items()}, frozenset({"agency", "name", "liaison"})
)

_KINDS = (
    (AgencyKind.AUTHORISED, ("授权", "authorised")),
    (AgencyKind.STREET, ("街道", "镇", "乡", "street")),
    (AgencyKind.GOVERNMENT, ("政府", "government")),
    (AgencyKind.DEPARTMENT, ("部门", "局", "委", "department", "派出机构", "派出机关")),
)
# 香港中路街道办事处 | 某某镇人民政府
_STREET_NAME = re.compile(r"(?:街道办事处|街道办|街道|[镇乡](?:人民)?政府)$")
_GOVERNMENT_NAME = re.compile(r"[省市区县旗州](?:人民)?政府$")
_AUTHORISED_NAME = re.compile(r"(?:大学|学院|学校|中学|小学|医院|协会|学会|公司)$")

_RANKS = (
    (Rank.DEPUTY_LEVEL, ("副职级", "deputy_level", "③")),
    (Rank.OTHER, ("其他", "other", "④")),
    (Rank.DEPUTY, ("副职", "副", "deputy", "②")),
    (Rank.PRINCIPAL, ("正职", "主要负责人", "一把手", "正", "principal", "①")),
)
_PRINCIPAL_POST = re.compile(
    r"(?:局长|主任|区长|市长|县长|镇长|乡长|厅长|支队长|大队长|署长|处长|校长|院长|负责人)(?:\(.*\))?$"
)
_BELOW_HEAD = re.compile(r"[科股室所](?:长|主任)$|中队长$|办公室主任$|科室|中心主任$|助理")
# 正处级 | 副科级 | 二级调研员 : a grade of the civil service says nothing about the post
_GRADE = re.compile(r"[正副]?[处科局厅县]级|调研员|主任科员|巡视员|职员")
_BETWEEN = re.compile(r"[、,，;；/\n]+")

_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,120}\.[^\s@<>,;:\"()\[\]\\.]{2,24}")
# 2021年3月 | 2021.03 | 2021-3
_MONTH_ONLY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*月?")
_WHOLE_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_OPEN_ENDED = ("至今", "现任", "在任", "今", "长期", "无")


def read_agency_kind(word: str, name: str) -> str | None:
    """Return the kind code from a kind word, or from the agency's name where no word is given.

    None where a word is given and is none of them.
    """
    if word:
        return next((kind.value for kind, words in _KINDS if any(each in word for each in words)), None)
    if _STREET_NAME.search(name):
        return AgencyKind.STREET.value
    if _GOVERNMENT_NAME.search(name):
        return AgencyKind.GOVERNMENT.value
    return (AgencyKind.AUTHORISED if _AUTHORISED_NAME.search(name) else AgencyKind.DEPARTMENT).value


def read_rank(word: str, post: str, agency: str) -> str | None:
    """Return the rank code (R2020 art. 2(1)) from a rank word, else from the post.

    A post says 正职 or 副职 only; whoever takes part in charge at deputy level or otherwise
    must be called so. None where neither tells.
    """
    if word and not _GRADE.search(word):
        return next((rank.value for rank, words in _RANKS if any(each in word for each in words)), None)
    parts = [part for part in _BETWEEN.split(half_width(post)) if part]
    office = agency.endswith("办公室") or "办公室" in agency[-8:]
    principal = [
        part
        for part in parts
        if "副" not in part and _PRINCIPAL_POST.search(part) and (office or not _BELOW_HEAD.search(part))
    ]
    if principal:
        return Rank.PRINCIPAL.value
    deputy = [part for part in parts if "副" in part and _PRINCIPAL_POST.search(part) and "书记" not in part]
    return Rank.DEPUTY.value if deputy else None


def read_mobile_cell(text: str) -> str | None:
    """Return a Chinese mobile as E.164 (``+8613800001234``), or None where it is none."""
    try:
        number = phonenumbers.parse(half_width(text), "CN")
    except phonenumbers.NumberParseException:
        return None
    mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    if not mobile or number.country_code != 86:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_email_cell(text: str) -> str | None:
    """Return a mail address, or None where it is none."""
    address = half_width(text)
    return address if len(address) <= 200 and _EMAIL.fullmatch(address) else None


def read_term_day(cell: Cell, *, last: bool) -> date | str | None:
    """Return the day a term begins or (``last``) ends, None if open, or the text that is no day."""
    found = read_day_cell(cell, None, None)
    if found.day is not None:
        return found.day
    text = half_width(cell_text(cell))
    if not text or text.strip(" -—/") in ("", *_OPEN_ENDED):
        return None
    parts = _WHOLE_DAY.fullmatch(half_width(found.words) or text)
    month = _MONTH_ONLY.fullmatch(text)
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), int(parts[3]))
        if month:
            year, number = int(month[1]), int(month[2])
            return date(year, number, monthrange(year, number)[1] if last else 1)
    except (ValueError, IndexError):
        return text
    return text


def split_words(text: str) -> tuple[str, ...]:
    """Cut a list of fields or names into its members."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))
