"""A page of a document as a picture: for the recogniser and for the check page. Child process only."""

import io

import pypdfium2
from PIL import Image, ImageOps

from litigation.intake.document_page import DocumentRefusedError
from litigation.intake.pdf_document import count_pages

SCAN_DPI = 200
SHOWN_WIDTH = 1100
MAX_PIXELS = 60_000_000
MAX_SIDE = 2_600
"""Pixels that a recogniser needs at most; photos have more."""
_POINTS = 72


def picture_of(data: bytes, number: int) -> Image.Image:
    """Return page ``number`` of a PDF, or a photo the right way up, in grey.

    Raises:
        DocumentRefusedError: it is broken, far too large, or the file has no such page.
    """
    return _page(data, number) if data.startswith(b"%PDF") else _photo(data)


def shown_page(data: bytes, number: int, turned: int) -> bytes:
    """Return the page as a PNG of moderate size, turned to the left by degrees."""
    picture = picture_of(data, number).rotate(turned, expand=True)
    if picture.width > SHOWN_WIDTH:
        picture = picture.resize((SHOWN_WIDTH, round(picture.height * SHOWN_WIDTH / picture.width)))
    out = io.BytesIO()
    picture.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()


def _page(data: bytes, number: int) -> Image.Image:
    pages = count_pages(data)
    if not 1 <= number <= pages:
        raise DocumentRefusedError("page_missing")
    page = pypdfium2.PdfDocument(data)[number - 1]
    width, height = page.get_size()
    scale = min(SCAN_DPI / _POINTS, MAX_SIDE / max(width, height, 1))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture.convert("L")


def _photo(data: bytes) -> Image.Image:
    try:
        photo = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if photo.width * photo.height > MAX_PIXELS:
            raise DocumentRefusedError("file_too_large")
        photo.draft("L", (MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(photo)
        if upright.mode in ("RGBA", "LA", "P"):
            upright = _on_paper(upright.convert("RGBA"))
        upright = upright.convert("L")
    except Image.DecompressionBombError as error:
        raise DocumentRefusedError("file_too_large") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise DocumentRefusedError("file_broken") from error
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    return upright


def _on_paper(picture: Image.Image) -> Image.Image:
    """Put a picture with clear parts on white: black letters on nothing would turn black on black."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return paper
