"""How people are shown where their full data is not needed: enough to recognise, not to use."""

import re


def mask_name(name: str) -> str:
    """``王某某``: the family name stands for a person; at most two characters are hidden as 某.

    A name of two characters gives ``王某``. Foreign names keep their first letter.
    """
    name = name.strip()
    if len(name) <= 1:
        return "某" if name else ""
    family = next((name[:2] for each in DOUBLE_SURNAMES if name.startswith(each) and len(name) > 2), name[0])
    return family + "某" * min(2, len(name) - len(family))


DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "夏侯",
)
"""Family names of two characters common enough to be masked as one."""


# 青岛某某建设工程有限公司, 云汀区石桥村民委员会, 某某律师事务所
ORGANISATION = re.compile(
    r"公司|企业|工厂|厂$|中心|协会|学会|合作社|委员会|事务所|医院|诊所|门诊部|药房|学校|大学|中学|小学|幼儿园|银行|商行|超市|经营部|服务部|店$|局$|政府|办事处"
)


def mask_party(name: str) -> str:
    """A party as lists show it: an organisation's name is no personal data, a person is masked."""
    return name if ORGANISATION.search(name) else mask_name(name)


def mask_mobile(number: str) -> str:
    """``138****8000``; a foreign prefix or an unusual length keeps its first three and last four."""
    digits = "".join(each for each in number if each.isdigit())
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    if len(digits) < 8:
        return "*" * len(digits)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"


def mask_email(address: str) -> str:
    """``z***@example.gov.cn``; what is no address is hidden whole."""
    local, at, domain = address.strip().partition("@")
    if not at or not local:
        return "***" if address.strip() else ""
    return f"{local[0]}***@{domain}"
