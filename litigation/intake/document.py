"""Documents -> hearings: Word files, PDF files, scans and photos of summonses, notices and lists.

Lists go through the reader of cause lists, everything else through the reader of court text.
What was recognised in a picture is never certain: every such draft carries the warning ``ocr``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from litigation.intake.archive import check_archive, entry_names
from litigation.intake.bounded_reader import read_pages
from litigation.intake.court_text import read_text
from litigation.intake.document_list import ListTable, find_lists
from litigation.intake.document_page import DocumentPage, DocumentRefusedError
from litigation.intake.document_text import DocumentText, texts_of
from litigation.intake.docx_document import DocxBrokenError, DocxTooLargeError, read_docx
from litigation.intake.draft import HearingDraft, Problem, Reading
from litigation.intake.sheet import read_book
from litigation.intake.workbook import MAX_BYTES, Workbook

MAX_SCANS = 12
"""Pages recognised of one file; each takes two or three seconds."""

_PDF = b"%PDF"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypheim", b"ftypavif")
_OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OFFICE_PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml", "word/document.xml"})

_OLD_WORD = "这是旧版 Word 或 WPS 文字文件。请打开后另存为 docx 或 PDF，再上传。"
_SENTENCES = {
    "file_broken": "文件不完整，打不开。请重新下载或请对方重发。",
    "file_empty": "文件里没有任何一页。请核对是否选错文件。",
    "file_encrypted": "文件设有密码。请去掉密码后再上传。",
    "file_too_large": "文件内容过大，不能导入。请只保留与开庭有关的几页，另存后再上传。",
    "reading_too_long": "读取这个文件用时过长，已停止。请只保留与开庭有关的几页，另存后再上传。",
    "pages_too_many": "文件页数过多（最多 80 页），不能导入。请只保留与开庭有关的几页，另存后再上传。",
    "recogniser_missing": (
        "这是扫描件或照片，而系统没有安装文字识别。请系统管理员安装 ocr 组件（见运维说明），"
        "或把文字复制到“粘贴”里。"
    ),
    "scans_too_many": f"扫描的页数超过 {MAX_SCANS} 页，不能一次识别。请分开上传。",
    "nothing_recognised": "图片里没有认出文字。请重新拍摄，让纸面平整、光线充足，或手工登记。",
    "words_missing": "文件里没有文字，只有图片或空白。请把其中的图片另存后上传，或手工登记。",
}


def refused_kind(data: bytes, filename: str) -> Problem | None:
    """Return why a file of a kind that is known and not read is refused, or None."""
    head, suffix = data[:16], PurePosixPath(filename).suffix.lower()
    if data.startswith(b"{\\rtf"):
        return Problem("file_kind", "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 docx 或 PDF，再上传。")
    if data.startswith(_OLE) and ("WordDocument".encode("utf-16-le") in data or suffix in (".doc", ".wps")):
        return Problem("file_kind", _OLD_WORD)
    if head[4:12] in _HEIC:
        sentence = "这是 HEIC 照片，读不了。请在手机上截图，或把照片转为 JPG 后再上传。"
        return Problem("file_kind", sentence)
    if data.startswith(_OTHER_PICTURES) and suffix in (".gif", ".bmp", ".tif", ".tiff"):
        return Problem("file_kind", "这种图片格式读不了。请另存为 JPG、PNG 或 PDF 后再上传。")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Problem("file_kind", "这种图片格式读不了。请另存为 JPG、PNG 或 PDF 后再上传。")
    if data.startswith(b"PK") and not check_archive(data) and not entry_names(data) & _OFFICE_PARTS:
        return Problem("file_kind", "这是压缩包。请解压后逐个上传里面的文件。")
    return None


def is_document(data: bytes) -> bool:
    """Tell a Word file, a PDF file, a scan or a photo by its content."""
    if data.startswith((_PDF, *_PICTURES)):
        return True
    if not data.startswith(b"PK") or b"word/document.xml" not in data:
        return False
    return check_archive(data) is not None or "word/document.xml" in entry_names(data)


def read_document(
    data: bytes, filename: str, received_on: date, mapping: Mapping[str, str] | None = None
) -> Reading:
    """Read a document; the terms are those of ``read_sheet``. Never raises on bad input.

    Every place has its page; what was read from a PDF or a picture also has its box there.
    """
    source = PurePosixPath(filename).name or "文件"
    if len(data) > MAX_BYTES:
        return Reading(
            source,
            problems=(Problem("file_too_large", "文件超过 32 MB，不能导入。请只保留与开庭有关的几页。"),),
        )
    try:
        pages, problems = _pages(data)
    except DocumentRefusedError as refused:
        return Reading(source, problems=(_problem(refused.code),))
    except DocxBrokenError:
        return Reading(source, problems=(_problem("file_broken"),))
    except DocxTooLargeError:
        return Reading(source, problems=(_problem("file_too_large"),))
    if problem := _blank(pages):
        return Reading(source, problems=(*problems, problem))
    return _read(pages, problems, source, received_on, mapping)


def _pages(data: bytes) -> tuple[list[DocumentPage], list[Problem]]:
    """Open the file; problems are what is left out of it."""
    if data.startswith(_PICTURES):
        return list(read_pages("scan", data, [1])), []
    if data.startswith(_PDF):
        return _pdf_pages(data)
    if refused := check_archive(data):
        if refused.code == "file_macros":
            return [], [Problem("file_macros", "文件带有宏，不能导入。请另存为不带宏的 .docx 后再上传。")]
        return [], [refused]
    return [read_docx(data)], []


def _pdf_pages(data: bytes) -> tuple[list[DocumentPage], list[Problem]]:
    pages = list(read_pages("pdf", data))
    scans = [page.number for page in pages if page.pictured and page.number is not None]
    if not scans:
        return pages, []
    if len(scans) > MAX_SCANS:
        raise DocumentRefusedError("scans_too_many")
    try:
        recognised = {page.number: page for page in read_pages("scan", data, scans)}
    except DocumentRefusedError as refused:
        if len(scans) == len(pages):
            raise
        named = "、".join(str(number) for number in scans)
        return pages, [Problem(refused.code, f"第 {named} 页是图片，没有读取。{_SENTENCES[refused.code]}")]
    return [recognised.get(page.number, page) for page in pages], []


def _blank(pages: Sequence[DocumentPage]) -> Problem | None:
    if not pages or any(page.blocks for page in pages):
        return None
    return _problem("nothing_recognised" if any(page.recognised for page in pages) else "words_missing")


def _read(
    pages: Sequence[DocumentPage],
    problems: Sequence[Problem],
    source: str,
    received_on: date,
    mapping: Mapping[str, str] | None,
) -> Reading:
    """Read the lists as lists and the rest as text; beside a list only cases with a number count."""
    lists, rest = find_lists(pages, mapping)
    readings = [_read_list(each, source, received_on, mapping) for each in lists]
    hearings = [draft for reading in readings for draft in reading.hearings]
    plain = list(_read_texts(texts_of(rest), received_on, source))
    for reading in plain:
        hearings += [draft for draft in reading.hearings if draft.case_number or not lists]
    warnings = [code for reading in plain for code in reading.warnings if not lists]
    return Reading(
        source,
        hearings=tuple(hearings),
        problems=(*problems, *(problem for reading in readings for problem in reading.problems)),
        warnings=tuple(dict.fromkeys(warnings)),
        whole=any(reading.whole for reading in readings),
        not_hearing=None if hearings or lists else next((each.not_hearing for each in plain), None),
        service_links=sum(reading.service_links for reading in plain),
        unusable=tuple(draft for reading in readings for draft in reading.unusable),
    )


def _read_list(
    found: ListTable, source: str, received_on: date, mapping: Mapping[str, str] | None
) -> Reading:
    reading = read_book(Workbook([found.sheet]), source, received_on, mapping)
    drafts = [_doubted(found.placed(draft), recognised=found.recognised) for draft in reading.hearings]
    unusable = [_doubted(found.placed(draft), recognised=found.recognised) for draft in reading.unusable]
    problems = [found.placed_problem(problem) for problem in reading.problems]
    return replace(reading, hearings=tuple(drafts), unusable=tuple(unusable), problems=tuple(problems))


def _read_texts(texts: Sequence[DocumentText], received_on: date, source: str) -> Iterator[Reading]:
    for text in texts:
        reading = read_text(text.text, received_on, source)
        drafts = [_doubted(text.placed(draft), recognised=text.recognised) for draft in reading.hearings]
        yield replace(reading, hearings=tuple(drafts))


def _doubted(draft: HearingDraft, *, recognised: bool) -> HearingDraft:
    """Say of a draft from a picture that a person must compare it."""
    return replace(draft, warnings=(*draft.warnings, "ocr")) if recognised else draft


def _problem(code: str) -> Problem:
    return Problem(code, _SENTENCES.get(code, _SENTENCES["file_broken"]))
