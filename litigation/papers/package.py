"""The same paper is the same bytes: zip entries and core properties carry no clock of ours."""

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def document_bytes(document: Document, title: str, author: str, at: datetime) -> bytes:
    """Save ``document`` as .docx bytes that depend on its content alone.

    ``at`` (aware) is the moment the paper speaks of; it is written as created and modified.
    """
    moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = moment
    properties.comments = properties.keywords = properties.subject = ""
    properties.language, properties.revision = "zh-CN", 1
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_dates(buffer.getvalue())


def _without_dates(packed: bytes) -> bytes:
    """Repack a zip archive with one fixed date, keeping the order of its entries."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()
