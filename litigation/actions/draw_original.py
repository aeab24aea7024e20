"""The pages of an original as pictures, to be laid beside what was read from them."""

from litigation.intake.bounded_reader import draw_page
from litigation.law.error import NotFoundError

MOST_PAGES = 80
_DRAWN = (b"%PDF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


TURNS = (0, 90, 180, 270)


def draw_original(data: bytes, number: int, turned: int = 0) -> bytes:
    """Return page ``number`` (1-based) of a PDF file or a photo as a PNG, turned to the left by degrees.

    Raises:
        NotFoundError: the original has no such page, or is nothing that can be drawn.
    """
    known = data.startswith(_DRAWN) and 1 <= number <= MOST_PAGES and turned in TURNS
    drawn = draw_page(data, number, turned) if known else None
    if drawn is None:
        raise NotFoundError
    return drawn
