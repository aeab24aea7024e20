"""Documents made to hurt: refused with a sentence, quickly, and without eating the server's memory."""

import io
import resource
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from litigation.intake import bounded_reader
from litigation.intake.source import read_source

FOLDER = Path(__file__).parent / "documents"
RECEIVED = date(2026, 8, 25)
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<>>>>"


def _pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return out + head + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))


def _pages(count: int, drawn: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + each) for each in range(count))
    stream = zlib.compress(drawn)
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        *[_PAGE] * count,
    )


def _deep() -> bytes:
    nested = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/X " + b"[" * 100_000 + b"]" * 100_000 + b">>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", nested)


def _zip(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def _picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def _sample(name: str, length: int) -> bytes:
    return (FOLDER / name).read_bytes()[:length]


_BIG = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 600_000
_ROWS = (
    "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr></w:tc></w:tr>' * 70_000 + "</w:tbl>"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: _sample("summons.pdf", 9_000), "file_broken"),
        (lambda: b"%PDF-1.7\n", "file_broken"),
        (lambda: b"%PDF-1.4" + bytes(range(256)) * 2_000, "file_broken"),
        (lambda: _pages(0), "file_broken"),
        (lambda: _pages(5_000), "pages_too_many"),
        (_deep, "words_missing"),
        (lambda: _pages(1, b"(aaaaaaaaaaaaaaaaaaaaaaaa) Tj\n" * 8_000_000), "file_broken"),
        (lambda: _pages(1, b"1 2 m 300 400 l S 5 5 9 9 re S\n" * 60_000), "reading_too_long file_too_large"),
        (lambda: _zip(word__document_xml="<a>" * 200_000), "file_broken"),
        (lambda: _zip(word__document_xml=_WORD.format(_BIG)), "file_too_large"),
        (lambda: _zip(word__document_xml=_WORD.format(_ROWS)), "file_too_large"),
        (lambda: _zip(word__document_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "file_unsafe"),
        (lambda: _zip(word__document_xml=_WORD.format(""), **{"word__vbaProject.bin": b"x"}), "file_macros"),
        (lambda: _zip(**{"传票.docx": b"x", "排期.pdf": b"y"}), "file_kind"),
        (lambda: _picture(20_000, 20_000), "file_too_large"),
        (lambda: _sample("skewed_summons.jpg", 3_000), "file_broken"),
        (lambda: _OLE + "WordDocument".encode("utf-16-le"), "file_kind"),
        (lambda: b"{\\rtf1 x}", "file_kind"),
        (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(40), "file_kind"),
    ],
)
def test_a_hostile_document_is_refused_in_time(make: Callable[[], bytes], code: str) -> None:
    data = make()
    before, used = time.monotonic(), _memory()
    reading = read_source(data, "文件", RECEIVED)

    (problem,) = reading.problems
    assert problem.code in code.split()
    assert problem.message.endswith("。")
    assert not reading.hearings
    assert time.monotonic() - before < 5
    assert _memory() - used < 200


def _memory() -> int:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_an_encrypted_file_asks_for_one_without_a_password() -> None:
    encrypted = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 0/Kids[]>>",
        b"<</Filter/Standard/V 1/R 2/P -1/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]")
    (problem,) = read_source(encrypted, "a.pdf", RECEIVED).problems

    assert problem.code == "file_encrypted"


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bounded_reader.SECONDS_A_PAGE, "pdf", 0.01)
    (problem,) = read_source((FOLDER / "summons.pdf").read_bytes(), "a.pdf", RECEIVED).problems

    assert problem.code == "reading_too_long"


@pytest.mark.parametrize("name", ["summons.pdf", "list_over_pages.pdf"])
def test_flipped_bytes_never_raise(name: str) -> None:
    whole = (FOLDER / name).read_bytes()
    for step in range(6):
        data = bytearray(whole)
        for place in range(11 + step * 7, len(data), 997 + step * 131):
            data[place] ^= 0xFF
        read_source(bytes(data), name, RECEIVED)
