"""Pages of a document -> running text, with the way back to the page kept for every letter."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from litigation.intake.document_page import Block, Box, DocumentPage, Line, Piece, Table, least_sure, union
from litigation.intake.draft import HearingDraft, Place
from litigation.intake.label import field_of

# 第 1 页 共 3 页 | - 2 - | 1 / 3
_PAGE_NUMBER = re.compile(r"[\s\-—–]*第?\s*\d{1,3}\s*页?(?:[\s,，/]*共?\s*\d{1,3}\s*页?)?[\s\-—–]*")
# 传 票 | 行政案件开庭传票 | 出庭通知书 | 公 告 : a page that begins a paper of its own
_TITLE = re.compile(r"\S{0,12}(?:传票|通知书|公告|告知书|函)")
_TITLE_LINES = 4
_LIST_FIELDS = frozenset({"plaintiffs", "defendants", "third_parties", "summoned"})
_LONGEST_LABEL = 10
_LONG_LINE = 18
_PAGE_WIDTH = 1000
# 审 判 员　赵某某 | 书记员：钱某某
_HEAD = re.compile(r"\s*(\S(?:\s?\S){1,9}?)\s*[:：\s]")


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    page: DocumentPage
    piece: Piece


@dataclass(slots=True)
class DocumentText:
    """A text that grows piece by piece; ``recognised`` once a piece came from a picture."""

    text: str = ""
    recognised: bool = False
    _spans: list[_Span] = field(default_factory=list)

    def add(self, page: DocumentPage, piece: Piece, text: str | None = None) -> None:
        """Append a piece, or what of it ``text`` says."""
        words = piece.text if text is None else text
        self._spans.append(_Span(len(self.text), len(self.text) + len(words), page, piece))
        self.text += words
        self.recognised = self.recognised or page.recognised

    def place(self, place: Place) -> Place:
        """Return a place of the text with its page and box."""
        if place.start is None or place.end is None or not self._spans:
            return place
        first = max(0, bisect_right([span.start for span in self._spans], place.start) - 1)
        touched = [span for span in self._spans[first:] if span.start < place.end and span.end > place.start]
        if not touched:
            return place
        page = touched[0].page
        here = [span for span in touched if span.page is page]
        box = union([_narrowed(span, place.start, place.end) for span in here])
        sure = least_sure([span.piece for span in touched])
        return replace(place, page=page.number, box=box, sure=sure, turned=page.turned)

    def placed(self, draft: HearingDraft) -> HearingDraft:
        """Return the draft with the page and box of everything in it."""
        places = {name: self.place(place) for name, place in draft.places.items()}
        return replace(draft, place=self.place(draft.place), places=places)


def texts_of(pages: Sequence[tuple[DocumentPage, Sequence[Block]]]) -> list[DocumentText]:
    """Write the blocks of pages as texts: one, or one for each page that begins a paper of its own."""
    texts: list[DocumentText] = []
    for page, blocks in pages:
        if not texts or _begins(blocks):
            texts.append(DocumentText())
        margins = _margins(blocks)
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Line):
                _write_line(texts[-1], page, block)
                if _is_wrapped(block, following, margins):
                    texts[-1].text = texts[-1].text.removesuffix("\n")
            else:
                _write_table(texts[-1], page, block)
    return texts


def _begins(blocks: Sequence[Block]) -> bool:
    lines = [re.sub(r"\s", "", block.text) for block in blocks[:_TITLE_LINES] if isinstance(block, Line)]
    return any(_TITLE.fullmatch(line) for line in lines)


def _margins(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return how far left and right the lines of running text go; 0, 0 where there is none."""
    boxes = [
        block.pieces[0].box
        for block in blocks
        if isinstance(block, Line) and len(block.pieces) == 1 and len(block.text) >= _LONG_LINE
    ]
    around = union(boxes)
    return (around[0], around[2]) if around and len(boxes) > 1 else (0, 0)


def _is_wrapped(line: Line, following: Block | None, margins: tuple[int, int]) -> bool:
    """Tell a line that was full, so that the next one goes on with its sentence."""
    if not isinstance(following, Line) or len(line.pieces) != 1 or len(following.pieces) != 1:
        return False
    box, below = line.pieces[0].box, following.pieces[0].box
    if not margins[1] or box is None or below is None or len(line.text) < _LONG_LINE:
        return False
    letter = (box[2] - box[0]) / max(1.0, _width(line.text))
    full = box[2] > max(margins[1], _PAGE_WIDTH - margins[0] - letter) - 2 * letter
    return full and below[0] < margins[0] + 1.2 * letter and not _starts_with_label(following.text)


def _starts_with_label(text: str) -> bool:
    head = _HEAD.match(text)
    return head is not None and field_of(re.sub(r"\s", "", head[1])) is not None


def _write_line(text: DocumentText, page: DocumentPage, line: Line) -> None:
    if _PAGE_NUMBER.fullmatch(line.text):
        return
    for index, piece in enumerate(line.pieces):
        if index:
            text.text += "\t"
        text.add(page, piece)
    text.text += "\n"


def _write_table(text: DocumentText, page: DocumentPage, table: Table) -> None:
    for row in table.rows():
        cells = [cell for cell in row if cell.text.strip()]
        paired = len(cells) in (2, 4, 6) and all(_is_label(cell.text) for cell in cells[::2])
        for index, cell in enumerate(cells):
            if paired and index % 2:
                text.add(page, cell, _value(cells[index - 1].text, cell.text))
                text.text += "\n"
            elif paired:
                text.add(page, cell, re.sub(r"\s", "", cell.text).rstrip(":："))
                text.text += "："
            else:
                text.text += "\t" if index else ""
                text.add(page, cell)
        if cells and not paired:
            text.text += "\n"


def _is_label(text: str) -> bool:
    """Tell a label: a known one, or a short one in Chinese letters alone."""
    word = re.sub(r"\s", "", text).rstrip(":：")
    return field_of(word) is not None or (
        len(word) <= _LONGEST_LABEL and all("\u3400" <= sign <= "\u9fff" for sign in word)
    )


def _value(label: str, text: str) -> str:
    """Join the lines of a value: names one below another are several, other words were wrapped."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    named = field_of(re.sub(r"\s", "", label).rstrip(":："))
    if named in _LIST_FIELDS:
        return "、".join(line.rstrip("、，,;；") for line in lines)
    return "\n".join(lines) if named == "note" else " ".join(lines)


def _narrowed(span: _Span, start: int, end: int) -> Box | None:
    """Return the part of a piece's box that some of its letters take."""
    box, text = span.piece.box, span.piece.text
    if box is None or "\n" in text or span.end - span.start != len(text):
        return box
    whole = _width(text) or 1.0
    before = _width(text[: max(0, start - span.start)])
    within = _width(text[: end - span.start])
    left, top, right, bottom = box
    wide = right - left
    return round(left + wide * before / whole), top, round(left + wide * within / whole), bottom


def _width(text: str) -> float:
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
