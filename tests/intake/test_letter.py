"""Mails: every charset and label, tables in HTML, files in mails in mails, and hostile ones."""

import base64
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.letter import LetterRefusedError, is_letter, open_letter
from litigation.intake.letter_reading import read_letter, read_pieces
from litigation.intake.letter_text import header_words, plain_words
from litigation.intake.source import read_source
from tests.intake.letters import LIST, NOTICE, NUMBER, TABLE, encoded_word, make_letter, raw_letter

RECEIVED = date(2026, 8, 20)
SHEET = Path(__file__).parent / "sheets" / "d01_title_totals.xlsx"


def numbers(data: bytes, name: str = "通知.eml") -> list[str | None]:
    return [each.case_number for each in read_source(data, name, RECEIVED).hearings]


def test_a_mail_is_taken_apart() -> None:
    letter = open_letter(make_letter(In_Reply_To="<ours@office.example>", References="<a@b> <c@d>"))

    assert (letter.sender, letter.sender_name) == ("lian@court.example", "市南法院立案庭")
    assert (letter.subject, letter.message_id) == ("开庭通知", "<n1@court.example>")
    assert letter.sent_at == datetime(2026, 8, 20, 2, 12, tzinfo=UTC)
    assert letter.answers == ("<ours@office.example>", "<a@b>", "<c@d>")
    assert letter.text.strip() == NOTICE
    assert letter.kind == ""


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gbk", "GBK"),
        ("gb18030", "utf-8"),
        ("utf-8", "gb2312"),
        ("gb18030", "us-ascii"),
        ("gb18030", "x-unknown"),
        ("gb18030", "iso-8859-1"),
        ("big5", "big5"),
        ("hz", "hz-gb-2312"),
    ],
)
def test_a_body_is_decoded_whatever_its_label_says(codec: str, label: str) -> None:
    text = "本院通知你單位準時到庭參加訴訟，開庭日期另行通知" if codec == "big5" else NOTICE
    head = f"Content-Type: text/plain; charset={label}", "Content-Transfer-Encoding: base64"
    letter = open_letter(raw_letter(base64.encodebytes(text.encode(codec)), *head))

    assert letter.text.strip() == text


@pytest.mark.parametrize(
    "raw",
    [
        encoded_word("行政案件开庭通知", "utf-8", "UTF-8"),
        encoded_word("行政案件开庭通知", "gb18030", "gb2312"),
        encoded_word("行政案件开庭通知", "utf-8", "gbk"),
        "=?utf-8?Q?=E8=A1=8C=E6=94=BF=E6=A1=88=E4=BB=B6=E5=BC=80=E5=BA=AD=E9=80=9A=E7=9F=A5?=",
        # a character cut in two by an old program: 行|政 within one of its bytes
        "=?utf-8?B?6KGM5pQ=?= =?utf-8?B?v+ahiOS7tuW8gOW6remAmuefpQ==?=",
    ],
)
def test_a_subject_is_decoded(raw: str) -> None:
    assert header_words(raw) == "行政案件开庭通知"


def test_a_subject_of_raw_bytes_is_decoded() -> None:
    letter = open_letter(raw_letter(b"x", b"Subject: " + "开庭通知".encode("gb18030")))
    assert letter.subject == "开庭通知"


def test_a_broken_encoded_word_stays_as_it_is() -> None:
    assert header_words("=?utf-8?B?A?=").startswith("=?utf-8")


@pytest.mark.parametrize(
    "sender",
    [
        encoded_word("a@office.example <head@office.example>", "utf-8", "utf-8") + " <evil@bad.example>",
        '"head@office.example" <evil@bad.example>',
    ],
)
def test_a_name_does_not_pass_for_an_address(sender: str) -> None:
    letter = open_letter(b"From: " + sender.encode() + b"\r\nMessage-ID: <a@b>\r\n\r\nx")
    assert letter.sender in ("evil@bad.example", "")


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@x.example, head@office.example",
        b"From: a@x.example\r\nFrom: head@office.example",
        b"From: head@office.example)x(<evil@bad.example>",
        b"From: <>",
        b"To: b@c.example",
    ],
)
def test_a_doubtful_sender_is_nobody(head: bytes) -> None:
    assert open_letter(head + b"\r\nMessage-ID: <a@b>\r\n\r\nx").sender in ("", "evil@bad.example")


def test_html_keeps_its_columns_and_drops_its_scripts() -> None:
    words = plain_words(TABLE)

    assert "行初99号" not in words
    assert "（2026）鲁0202行初13号\t2026-09-04 14:30\t第一审判庭\t青岛市市南区民政局" in words
    assert plain_words("<div style='display: none'>隐<div>藏</div></div><p>看&nbsp;见</p>") == "看 见"
    assert plain_words("a<br>b<p>c") == "a\nb\nc"


def test_a_table_in_the_mail_is_read_row_by_row() -> None:
    reading = read_source(make_letter("请用支持 HTML 的软件查看。", html=TABLE), "九月.eml", RECEIVED)

    found = [(each.case_number, str(each.start), each.courtroom) for each in reading.hearings]
    assert found == [
        (NUMBER, "2026-09-03 09:30:00", "第三审判庭"),
        ("(2026)鲁0202行初13号", "2026-09-04 14:30:00", "第一审判庭"),
    ]


@pytest.mark.parametrize("name", ["通知.eml", "通知", "通知.txt"])
def test_a_mail_is_told_by_its_content(name: str) -> None:
    data = b"Received: from mx.court.example; Thu, 20 Aug 2026 10:12:00 +0800\r\n" + make_letter()
    assert numbers(data, name) == [NUMBER]


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        LIST.encode(),
        "From: 法院\n开庭：9月3日\n".encode(),
        b"",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_mail_is_not_taken_for_one(data: bytes) -> None:
    assert not is_letter(data, "a.txt")


def test_a_list_in_the_mail_is_read_and_the_words_beside_it_add_nothing() -> None:
    data = make_letter("九月排期见附件。" + NOTICE, files=(("九月.csv", LIST.encode()),))
    assert numbers(data) == [NUMBER, "(2026)鲁0202行初13号"]


def test_what_the_words_change_of_the_list_is_not_lost() -> None:
    text = NOTICE.replace("12号", "77号")
    assert sorted(filter(None, numbers(make_letter(text, files=(("九月.csv", LIST.encode()),))))) == [
        NUMBER,
        "(2026)鲁0202行初13号",
        "(2026)鲁0202行初77号",
    ]


def test_a_list_with_words_beside_it_claims_no_longer_to_be_whole() -> None:
    files = (("九月开庭排期.csv", LIST.encode()),)
    alone = read_letter(make_letter("排期见附件。", files=files), "来信.eml", RECEIVED, None, read_source)
    beside = make_letter(NOTICE.replace("12号", "77号"), files=files)
    assert alone.whole
    assert not read_letter(beside, "来信.eml", RECEIVED, None, read_source).whole


def test_a_workbook_under_a_coded_name_is_read() -> None:
    part = (
        b'--b\r\nContent-Type: application/octet-stream;\r\n name="'
        + encoded_word("九月.xlsx", "gb18030", "gb2312").encode()
        + b'"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.encodebytes(SHEET.read_bytes())
        + b"\r\n--b--\r\n"
    )
    letter = open_letter(raw_letter(part, "Content-Type: multipart/mixed; boundary=b"))

    assert [each.name for each in letter.enclosures] == ["九月.xlsx"]
    pieces = read_pieces(letter, RECEIVED, None, read_source)
    assert [len(each.reading.hearings) for each in pieces] == [7]


def test_a_forwarded_mail_is_read_whether_inside_or_attached() -> None:
    inner = make_letter()
    inside = raw_letter(
        b"--b\r\nContent-Type: text/plain\r\n\r\nFYI\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + b"\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary=b",
    )
    attached = make_letter("请阅。", files=(("原邮件.eml", inner),))

    assert numbers(inside) == [NUMBER]
    assert numbers(attached) == [NUMBER]


def test_everything_in_the_subject_is_read() -> None:
    subject = "（2026）鲁0202行初12号案定于2026年9月3日9时30分在第三审判庭开庭"
    assert numbers(make_letter("请准时到庭。", subject=subject)) == [NUMBER]


def test_winmail_is_left_out_with_a_note() -> None:
    letter = open_letter(make_letter("见附件", files=(("winmail.dat", b"\x78\x9f\x3e\x22x"),)))
    assert letter.enclosures == ()
    assert "winmail.dat" in letter.notes[0]


def test_links_and_codes_stay_out_of_what_was_read() -> None:
    text = NOTICE + "\n链接 https://example.invalid/wssd?qdbh=411059 验证码411059"
    reading = read_source(make_letter(text), "a.eml", RECEIVED)
    assert reading.service_links == 1
    assert "411059" not in "".join(each.original for each in reading.hearings)


def test_an_invitation_of_a_court_is_read_once() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:c1\r\n"
        "DTSTART:20260903T013000Z\r\nSUMMARY:开庭 （2026）鲁0202行初12号\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
    body = (
        b"--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" + calendar
        + b"\r\n--b\r\nContent-Type: application/ics; name=invite.ics\r\n\r\n" + calendar + b"\r\n--b--\r\n"
    )  # fmt: skip
    assert numbers(raw_letter(body, "Content-Type: multipart/mixed; boundary=b")) == [NUMBER]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "auto_reply"}, "automatic"),
        ({"subject": "自动回复：开庭通知"}, "automatic"),
        ({"sender": "MAILER-DAEMON@mx.example"}, "bounce"),
        ({"Auto_Submitted": "no"}, ""),
    ],
)
def test_who_wrote_is_told(headers: dict[str, str], kind: str) -> None:
    assert open_letter(make_letter(**headers)).kind == kind


@pytest.mark.parametrize(("action", "bounced"), [("failed", ("<n9@office.example>",)), ("delayed", ())])
def test_a_report_names_what_did_not_arrive(action: str, bounced: tuple[str, ...]) -> None:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nUser unknown\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns;mx\r\n\r\n"
        f"Final-Recipient: rfc822;a@b\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <n9@office.example>\r\n--b--\r\n"
    )
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
    letter = open_letter(raw_letter(body.encode(), kind))
    assert (letter.kind, letter.bounced) == ("bounce", bounced)


def nested(depth: int) -> bytes:
    heads = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )
    return b"From: a@b.example\r\nMessage-ID: <a@b>\r\nMIME-Version: 1.0\r\n" + heads


def boxed(depth: int) -> bytes:
    return b"From: a@b.example\r\nMessage-ID: <a@b>\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * depth


HOSTILE = {
    "nested": nested(50),
    "nested deep": nested(5000),
    "boxed deep": boxed(5000),
    "many parts": raw_letter(b"--b\r\n\r\nx\r\n" * 30_000, "Content-Type: multipart/mixed; boundary=b"),
    "long header": raw_letter(b"x", "Content-Type: text/plain; " + "a=b; " * 400_000),
    "long name": raw_letter(b"x", "Subject: " + "=?utf-8?B?5byA?= " * 200_000),
    "addresses": raw_letter(b"x", "Content-Type: multipart/mixed; boundary=" + '"' * 100_000),
    "large": raw_letter(b"x" * (33 * 1024 * 1024)),
    "open tags": raw_letter(b"<table><tr>" * 200_000, "Content-Type: text/html"),
    "open comment": raw_letter(b"<!--" * 200_000, "Content-Type: text/html"),
    "open tag": raw_letter(b"<a " * 300_000, "Content-Type: text/html"),
    "entities": raw_letter(b"&amp" * 200_000, "Content-Type: text/html"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_dealt_with_in_five_seconds(name: str) -> None:
    began = time.monotonic()
    reading = read_source(HOSTILE[name], "a.eml", RECEIVED)

    assert time.monotonic() - began < 5
    assert reading.hearings == ()


def test_refusals_say_what_to_do() -> None:
    with pytest.raises(LetterRefusedError) as refused:
        open_letter(HOSTILE["large"])
    assert "请" in refused.value.sentence


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.integers(min_value=0, max_value=4000))
def test_a_damaged_mail_never_raises(rubbish: bytes, place: int) -> None:
    data = make_letter(html=TABLE, files=(("a.csv", LIST.encode()),))
    damaged = data[:place] + rubbish + data[place + len(rubbish) :]
    read_source(damaged, "a.eml", RECEIVED)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=3000))
def test_a_cut_mail_yields_no_other_time(place: int) -> None:
    data = make_letter(files=(("a.csv", LIST.encode()),))[:place]
    for hearing in read_source(data, "a.eml", RECEIVED).hearings:
        assert str(hearing.start)[:16] in ("2026-09-03 09:30", "2026-09-04 14:30") or hearing.warnings
