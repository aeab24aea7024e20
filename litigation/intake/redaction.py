"""What a court's message must not leave behind here: links to papers, codes and passwords.

Links of the service platforms open the papers of a case to whoever holds them, so they are
never opened and never kept. Blanking keeps the length, so that places in the text stay true.
"""

import re

BLANK = "＊"

LINK = re.compile(
    # https://example.invalid/wssd?qdbh=411059&sdbh=8f3c
    r"(?:https?|ftp)://[!-~]+"
    # zxfw.court.gov.cn/zxfw/#/pagesAjkj/app/wssd/index?qdbh= | sfpt.cdfy12368.gov.cn:806/sfsdw//r/1a
    r"|(?<![A-Za-z0-9@._-])(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:cn|com|net|org|gov|top|xyz|cc|vip|info|invalid"
    r"|io|me)"
    r"(?::[0-9]{2,5})?(?:/[!-~]*)?(?![A-Za-z0-9.@])"
    # 203.0.113.7:8080/sd/1 : a bare host
    r"|(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{2,5})?/[!-~]*"
)
# 验证码411059 | 提取码：0450 | 默认密码为123456 | 腾讯会议号：233-518-604 | 庭审码454738
_CODE = re.compile(
    r"(?:验证码|校验码|提取码|取件码|签收码|查询码|缴款码|缴费码|庭审码|开庭码|入庭码|会议号|会议ID|会议码"
    r"|房间号"
    r"|密码|口令|账号|密钥)"
    r"\s{0,3}(?:为|是|:|：)?\s{0,3}(?P<secret>[A-Za-z0-9][A-Za-z0-9 -]{2,24}[A-Za-z0-9])"
)


def redact(text: str) -> str:
    """Blank links, codes, passwords and meeting numbers, character for character."""
    text = LINK.sub(lambda match: BLANK * len(match.group()), text)
    return _CODE.sub(_blank_code, text)


def count_links(text: str) -> int:
    """Count the links in a text; none is ever opened."""
    return sum(1 for _ in LINK.finditer(text))


def _blank_code(match: re.Match[str]) -> str:
    label = match.group()[: match.start("secret") - match.start()]
    return label + BLANK * len(match["secret"])
