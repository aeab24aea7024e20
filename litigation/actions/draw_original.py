"""The pages of an original as pictures, to be laid beside what was read from them."""

from litigation.intake.bounded_reader import draw_page
from litigation.law.error import NotFoundError

MOST_PAGES = 80
_DRAWN = (b"%PDF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def draw_original(data: bytes, number: int) -> bytes:
    """Return page ``number`` (1-based) of a PDF file or a photo as a PNG.

    Raises:
        NotFoundError: the original has no such page, or is nothing that can be drawn.
    """
    drawn = draw_page(data, number) if data.startswith(_DRAWN) and 1 <= number <= MOST_PAGES else None
    if drawn is None:
        raise NotFoundError
    return drawn
