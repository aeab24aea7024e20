"""Words of people sheets: kinds of agencies, ranks of heads, terms and contacts."""

import re
from calendar import monthrange
from datetime import date

import phonenumbers

from litigation.intake.agency_name import AGENCY_ENDING, is_agency, is_organisation, is_person
from litigation.intake.cell import cell_text, half_width, read_day_cell
from litigation.intake.workbook import Cell
from litigation.law.agency import AgencyKind, Rank

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
    (Rank.DEPUTY, ("副职", "副", "分管负责人", "分管领导", "deputy", "②")),
    (Rank.PRINCIPAL, ("正职", "主要负责人", "一把手", "正", "principal", "①")),
)
_PRINCIPAL_POST = re.compile(
    r"(?:局长|主任|区长|市长|县长|镇长|乡长|厅长|支队长|大队长|署长|处长|校长|院长|负责人)(?:\(.*\))?$"
)
_BELOW_HEAD = re.compile(r"[科股室所](?:长|主任)$|中队长$|办公室主任$|科室|中心主任$|助理")
# 正处级 | 副科级 | 二级调研员 : a grade of the civil service says nothing about the post
_GRADE = re.compile(r"[正副]?[处科局厅县]级|调研员|主任科员|巡视员|职员")
# 0532-85800000/13800001234 | 办：85800001 手机：138 0000 9012 | 138-0000-5678
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")
# 负责登记注册 | 分管法规科 | 协助局长分管信访工作 | 主管
_IN_CHARGE = re.compile(
    r"^(?:[1-9一二三][.、)]\s*)?(?:协助[一-鿿]{0,6}?)?(?:(?:负责|分管|主管|协管|联系|牵头|具体负责)(?:和|及|并)?)+\s*[:：]?"
)
# 王强（局长） | 李敏(党组成员、副局长)
_NAME_AND_POST = re.compile(
    r"(?P<name>[^()\d]{2,20}?)\s*\((?P<post>[^()]{0,30}(?:长|主任|书记|负责人|员|总工程师|师|干部))\)"
)
# 一、某局（3人） : the numbering of a heading between rows
_SECTION = re.compile(r"^[一二三四五六七八九十\d]{1,3}[、.．]\s*|\s*[（(][^）)]{0,12}[）)]\s*$|[:：\s]+$")
# 青岛市市南区教育局领导班子成员名单 | 某街道办事处负责人通讯录
_TITLE = re.compile(
    rf"([一-鿿]{{2,24}}?{AGENCY_ENDING})(?:党组|党工委|党委)?(?:领导|班子|负责人|行政机关负责人|干部|成员|出庭|应诉|通讯录|名单|人员)"
)
# 张三 | 买买提·艾合买提 | not 13800001234 and not a sentence
_NAME = re.compile(r"[^\d\s,，、。;；:：@]{1,20}(?:[·•][^\d\s,，、。]{1,20})*")
_POST = re.compile(r"(?:长|主任|书记|负责人|调研员|总工程师)$")
# 青岛市市南区某局党组书记、局长 | 某区人民政府副区长 | 某街道办事处主任
_AGENCY_AND_POST = re.compile(
    rf"(?P<agency>[一-鿿]{{2,30}}?{AGENCY_ENDING})(?P<post>(?:党|副|局长|主任|[区市县镇乡厅处署]长|[一二三四]级|总).*)"
)
# a mark between persons, not one inside brackets: 李敏（党组成员、副局长）
_BETWEEN_PEOPLE = re.compile(r"[、,，;；/\n](?![^（(]*[）)])")
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


def is_name(text: str) -> bool:
    """Tell whether a cell holds one person's name and nothing else."""
    return _NAME.fullmatch(text) is not None


def agency_of_heading(text: str) -> str | None:
    """Return the agency that a row of one text names as heading of the rows below, or None."""
    named = _SECTION.sub("", text)
    return named if is_agency(named) or is_organisation(named) else None


def agency_of_title(title: str) -> str | None:
    """Return the agency that a title names: 青岛市市南区教育局领导班子成员名单."""
    named = _TITLE.search("".join(title.split()))
    return named[1] if named and is_agency(named[1]) else None


def split_portfolio(text: str) -> tuple[str, ...]:
    """Cut what a head is in charge of into fields, without the verbs: 负责登记注册；分管法规科."""
    parts = (_IN_CHARGE.sub("", part).strip(" 。.：:") for part in split_words(text.replace("。", "；")))
    return tuple(dict.fromkeys(part for part in parts if part))


def split_post(name: str) -> tuple[str, str]:
    """Cut 王强（局长） into the name and the post; the post is empty where none stands there."""
    written = half_width(name)
    if found := _NAME_AND_POST.fullmatch(written):
        return "".join(found["name"].split()), found["post"]
    words = written.split(" ")
    for person, post in (words, words[::-1]) if len(words) == 2 else ():
        if is_person(person) and _POST.search(post):
            return person, post
    return "".join(written.split()), ""


def split_people(text: str) -> tuple[str, ...]:
    """Cut 王强（局长）、李敏（副局长） into persons; any other text stays whole."""
    pieces = tuple(piece for each in _BETWEEN_PEOPLE.split(text) if (piece := each.strip()))
    several = len(pieces) > 1 and all(split_post(piece)[1] for piece in pieces)
    return pieces if several else tuple(filter(None, (text,)))


def split_agency_and_post(text: str) -> tuple[str, str]:
    """Cut 某局党组书记、局长 into the agency and the post; the post is empty where none stands there."""
    found = _AGENCY_AND_POST.fullmatch("".join(text.split()))
    return (found["agency"], found["post"]) if found else (text, "")


def split_contact(text: str) -> tuple[str, str]:
    """Cut 孙燕 13800005678 into the name and the number; the number is empty where none stands there."""
    found = _MOBILE.search(half_width(text))
    if found is None:
        return text, ""
    name = half_width(text).replace(found.group(), " ").strip(" ,，/:：()（）;；")
    return name, found.group()


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
    found = _MOBILE.search(half_width(text))
    try:
        number = phonenumbers.parse(found.group() if found else half_width(text), "CN")
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
