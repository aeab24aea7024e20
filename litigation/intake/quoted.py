"""Where the history of a mail begins: what was written before, quoted under the answer."""

import re

# -----原始邮件----- | ---------- Forwarded message ---------
_RULE = re.compile(
    r"^[> \t]{0,6}[-—_=*]{2,}[ \t]*(?:原始邮件|原邮件|转发(?:的)?邮件|以下为转发|历史邮件|Original Message"
    r"|Forwarded message)",
    re.MULTILINE | re.IGNORECASE,
)
# 在 2026年8月3日，王某 写道：
_WROTE = re.compile(r"^[^\n]{0,90}(?:写道|wrote)\s?:", re.MULTILINE | re.IGNORECASE)
_ARROW = re.compile(r"^[ \t]{0,4}>", re.MULTILINE)
# 发件人：法官助理 邵某
_SENDER = re.compile(r"^[> \t*]{0,8}(?:From|发件人|寄件人)\s?[*]{0,2}\s?:", re.MULTILINE | re.IGNORECASE)
# 主题：转发：开庭通知
_HEAD = re.compile(
    r"^[> \t*]{0,8}(?:From|To|Cc|Date|Sent|Subject|Re|发件人|收件人|抄送|主题|标题|日期|时间"
    r"|发送时间)\s?:[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SAID = re.compile(r"[\u4e00-\u9fff]")
_LEAST_SAID = 6


def history_begins(text: str) -> int:
    """Return the offset where quoted history begins; the text's length if there is none."""
    marks = [found.start() for pattern in (_RULE, _WROTE, _ARROW) if (found := pattern.search(text))]
    senders = [found.start() for found in _SENDER.finditer(text)]
    # the first head of a mail is its own if nothing is said above it
    marks += senders[1:] if senders and not _says(text, senders[0]) else senders
    return min((mark for mark in marks if _says(text, mark)), default=len(text))


def _says(text: str, mark: int) -> bool:
    return len(_SAID.findall(_HEAD.sub("", text[:mark]))) >= _LEAST_SAID
