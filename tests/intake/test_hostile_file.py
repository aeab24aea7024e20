"""Files made to hurt: each is refused with a sentence, quickly and without eating memory."""

import io
import resource
import struct
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from litigation.intake.sheet import read_sheet

RECEIVED = date(2026, 3, 25)
SAMPLES = Path(__file__).parent / "sheets"

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    '{kind}"'
    ' Target="{target}"/></Relationships>'
)
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)
_ROW = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>案号</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>开庭时间</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>（2026）鲁0202行初12号</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>2026-09-03 09:00</t></is></c></row>'
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def _xlsx(sheet: str | bytes, before: str = "", **extra: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATION.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", _RELATION.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        if isinstance(sheet, str):
            sheet = (
                f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f"{sheet}</worksheet>"
            )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in extra.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _ods(rows: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="t">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return buffer.getvalue()


def _bomb(megabytes: int) -> bytes:
    return b"<worksheet>" + b" " * (megabytes * 1024 * 1024)


def _lying(data: bytes, part: str) -> bytes:
    """Write a small size over the one that the directory declares for a part."""
    patched = bytearray(data)
    position = 0
    while (position := patched.find(b"PK\x01\x02", position)) >= 0:
        length = struct.unpack_from("<H", patched, position + 28)[0]
        if bytes(patched[position + 46 : position + 46 + length]) == part.encode():
            struct.pack_into("<I", patched, position + 24, 1000)
        position += 46
    return bytes(patched)


def _many_entries() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"xl/{number}", b"")
    return buffer.getvalue()


def _far_cells() -> bytes:
    return _xlsx(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )


def _repeated() -> bytes:
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p>"
        "</table:table-cell>"
    )
    return _ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def _entities() -> bytes:
    lines = ['<!ENTITY a0 "lol">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return _xlsx(f"<sheetData>{_ROW}</sheetData>", f"<!DOCTYPE x [{''.join(lines)}]>")


def _external_entity() -> bytes:
    return _xlsx(f"<sheetData>{_ROW}</sheetData>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>')


def _plain_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../evil.txt", b"x")
    return buffer.getvalue()


HOSTILE = {
    "zip bomb": (lambda: _xlsx(_bomb(300)), "file_too_large"),
    "zip bomb with a lying size": (
        lambda: _lying(_xlsx(_bomb(300)), "xl/worksheets/sheet1.xml"),
        "file_too_large",
    ),
    "60,000 entries": (_many_entries, "file_too_large"),
    "a cell at the far corner": (_far_cells, "file_too_large"),
    "repeated cells": (_repeated, "file_too_large"),
    "entity expansion": (_entities, "file_unsafe"),
    "external entity": (_external_entity, "file_unsafe"),
    "macros": (lambda: _xlsx(f"<sheetData>{_ROW}</sheetData>", **{"xl/vbaProject.bin": b"x"}), "file_macros"),
    "a web page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "file_kind"),
    "a programme": (lambda: b"MZ\x90\x00" + bytes(200), "file_kind"),
    "a PDF file": (lambda: b"%PDF-1.7\n", "file_kind"),
    "nothing": (lambda: b"", "file_empty"),
    "blanks": (lambda: b" \r\n" * 100, "file_empty"),
    "a cut file": (lambda: (SAMPLES / "d01_title_totals.xlsx").read_bytes()[:3000], "file_broken"),
    "an old file cut": (lambda: (SAMPLES / "d03_real_dates.xls").read_bytes()[:2000], "file_broken"),
    "a zip of something else": (_plain_zip, "file_kind"),
    "binary text": (lambda: bytes(range(256)) * 10, "file_encoding"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_in_words(name: str) -> None:
    build, code = HOSTILE[name]
    data = build()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()

    reading = read_sheet(data, "../../evil.xlsx", RECEIVED)

    assert time.perf_counter() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200 * 1024
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.problems[0].message.endswith("。")
    assert reading.hearings == ()
    assert reading.source == "evil.xlsx"


@pytest.mark.parametrize(
    "sheet",
    [
        f'<dimension ref="A1:XFD1048576"/><sheetData>{_ROW}</sheetData>',
        f'<sheetData>{_ROW}</sheetData><mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>',
        f'<sheetData>{_ROW}<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>',
    ],
    ids=["a lying dimension", "a merge over everything", "an empty far cell"],
)
def test_a_sheet_that_only_looks_huge_is_read_at_once(sheet: str) -> None:
    started = time.perf_counter()

    reading = read_sheet(_xlsx(sheet), "a.xlsx", RECEIVED)

    assert time.perf_counter() - started < 2
    assert [each.case_number for each in reading.hearings] == ["(2026)鲁0202行初12号"]


def test_a_formula_gives_its_cached_value_and_is_never_evaluated() -> None:
    cell = '<c r="B2" t="str"><f>HYPERLINK("http://127.0.0.1/","x")</f><v>2026-09-03 09:00</v></c>'
    sheet = _ROW.replace('<c r="B2" t="inlineStr"><is><t>2026-09-03 09:00</t></is></c>', cell)

    reading = read_sheet(_xlsx(f"<sheetData>{sheet}</sheetData>"), "a.xlsx", RECEIVED)

    assert f"{reading.hearings[0].start:%Y-%m-%d %H:%M}" == "2026-09-03 09:00"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_is_read_in_any_encoding_of_an_office(codec: str, delimiter: str) -> None:
    lines = [["案号", "被告", "开庭时间"], ["（2026）鲁0202行初12号", "市南区某局", "2026-09-03 09:00"]]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(codec)

    reading = read_sheet(data, "a.csv", RECEIVED)

    assert [each.defendants for each in reading.hearings] == [("市南区某局",)]
