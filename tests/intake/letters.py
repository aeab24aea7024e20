"""Mails for tests, as the programs of courts and offices really write them."""

import base64
from email.message import EmailMessage
from email.policy import SMTP

NOTICE = (
    "青岛市市南区人民法院定于2026年9月3日上午9时30分在第三审判庭公开开庭审理原告王建国诉被告青岛市市南区"
    "市场监督管理局行政处罚一案，案号（2026）鲁0202行初12号。"
)
NUMBER = "(2026)鲁0202行初12号"

TABLE = (
    "<html><head><style>td{color:red}</style><script>var a='（2026）鲁0202行初99号';</script></head><body>"
    "<p>各单位：九月开庭安排如下。</p><table><tr><th>案号</th><th>开庭时间</th><th>法庭</th><th>被告</th></tr>"
    "<tr><td><p>（2026）鲁0202行初12号</p></td><td>2026-09-03<br>09:30</td><td>第三审判庭</td>"
    "<td>青岛市市南区市场监督管理局</td></tr>"
    "<tr><td>（2026）鲁0202行初13号</td><td>2026-09-04 14:30</td><td>第一审判庭</td>"
    "<td>青岛市市南区民政局</td></tr></table></body></html>"
)

LIST = (
    "案号,开庭时间,法庭,被告\n（2026）鲁0202行初12号,2026-09-03 09:30,第三审判庭,青岛市市南区市场监督管理局\n"
    "（2026）鲁0202行初13号,2026-09-04 14:30,第一审判庭,青岛市市南区民政局\n"
)


def make_letter(
    text: str = NOTICE,
    *,
    sender: str = "市南法院立案庭 <lian@court.example>",
    subject: str = "开庭通知",
    message_id: str = "<n1@court.example>",
    html: str = "",
    files: tuple[tuple[str, bytes], ...] = (),
    **headers: str,
) -> bytes:
    """A well-formed mail."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, "yingsu@office.example"
    message["Subject"], message["Message-ID"] = subject, message_id
    message["Date"] = "Thu, 20 Aug 2026 10:12:00 +0800"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def raw_letter(body: bytes, *head: str | bytes) -> bytes:
    """A mail as other programs write it: the headers stand as they are."""
    lines = [each.encode() if isinstance(each, str) else each for each in head]
    fixed = [b"From: lian@court.example", b"Message-ID: <r1@court.example>", b"MIME-Version: 1.0"]
    return b"\r\n".join([*fixed, *lines, b"", body])


def encoded_word(text: str, codec: str, label: str) -> str:
    """An encoded word whose label may lie."""
    return f"=?{label}?B?{base64.b64encode(text.encode(codec)).decode()}?="
