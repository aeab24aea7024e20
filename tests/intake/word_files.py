"""Word files as courts write them, made here; what python-docx has no words for is written as XML."""

import io
import re
import zipfile
from collections.abc import Sequence

from docx import Document

TEXT_BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<mc:Choice Requires="wps"><wps:txbx><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p>'
    "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r>"
    "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="a"><w:r><w:t>{}</w:t></w:r></w:ins>'
STRUCK = "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>"
CONTROL = "<w:sdt><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
_RUN = "<w:r><w:t>{}</w:t></w:r>"


def plain(text: str) -> str:
    """A run of words."""
    return _RUN.format(text)


def word_file(
    paragraphs: Sequence[str] = (),
    tables: Sequence[Sequence[Sequence[str]]] = (),
    *,
    header: str = "",
    after: Sequence[str] = (),
) -> bytes:
    """Paragraphs, then tables, then more paragraphs; each paragraph is text, or XML in <>."""
    document = Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for words in paragraphs:
        document.add_paragraph(words if not words.startswith("<") else f"@@{words}@@")
    for rows in tables:
        table = document.add_table(len(rows), max(len(row) for row in rows))
        for row, words_of in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, words_of, strict=False):
                cell.text = words
    for words in after:
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return _with_xml(out.getvalue())


def replaced(data: bytes, part: str, change: tuple[str, str]) -> bytes:
    """The file with words of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                content = content.decode().replace(*change).encode()
            new.writestr(entry, content)
    return out.getvalue()


def _with_xml(data: bytes) -> bytes:
    """Put the XML that was written as words in the place of its run."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("word/document.xml").decode()
    for run in re.findall(r"<w:r><w:t>@@.*?@@</w:t></w:r>", part, re.DOTALL):
        written = run.removeprefix("<w:r><w:t>@@").removesuffix("@@</w:t></w:r>")
        data = replaced(data, "word/document.xml", (run, written.replace("&lt;", "<").replace("&gt;", ">")))
    return data
