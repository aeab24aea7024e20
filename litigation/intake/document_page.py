"""Pages of a document as every reader of documents gives them: lines and tables, each with its box.

Boxes are left, top, right, bottom in thousandths of the page's width, in both directions, so that
they fit the page however large it is drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[int, int, int, int]


class DocumentRefusedError(Exception):
    """A document cannot be read; ``code`` names why, ``document`` has the sentences."""

    def __init__(self, code: str) -> None:
        """Keep the reason."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together; ``sure`` is how sure the reading of a picture was, 0 to 100."""

    text: str
    box: Box | None = None
    sure: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line from left to right; wide gaps part its pieces."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line with tabs where it has wide gaps."""
        return "\t".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``grid[row][column]`` is the index of a cell, the same for all that a merge covers.

    -1 stands where the row has no cell.
    """

    cells: tuple[Piece, ...]
    grid: tuple[tuple[int, ...], ...]

    def rows(self) -> Iterator[list[Piece]]:
        """Give each row's cells, none twice and none that began in a row above."""
        seen: set[int] = set()
        for row in self.grid:
            fresh = [index for index in dict.fromkeys(row) if index >= 0 and index not in seen]
            seen |= set(fresh)
            yield [self.cells[index] for index in fresh]


Block = Line | Table


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page in reading order; ``number`` is None where the file knows no pages.

    ``recognised`` says that its words were read from a picture, ``pictured`` that it is nothing
    but a picture which nobody has read yet; ``turned`` by how many degrees to the left it was
    turned before it was read.
    """

    number: int | None
    blocks: tuple[Block, ...] = ()
    recognised: bool = False
    pictured: bool = False
    turned: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the page as JSON values."""
        return {
            "number": self.number,
            "recognised": self.recognised,
            "pictured": self.pictured,
            "turned": self.turned,
            "blocks": [_block_to_json(block) for block in self.blocks],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "DocumentPage":
        """Return the page that ``to_json`` wrote."""
        blocks = tuple(_block_from_json(block) for block in data["blocks"])
        return cls(data["number"], blocks, data["recognised"], data["pictured"], data["turned"])


def union(boxes: Sequence[Box | None]) -> Box | None:
    """Return the box around all boxes that are known."""
    known = [box for box in boxes if box]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def least_sure(pieces: Sequence[Piece]) -> int | None:
    """Return how sure the least sure of the pieces is; None where none was read from a picture."""
    return min((piece.sure for piece in pieces if piece.sure is not None), default=None)


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"line": [_piece_to_json(piece) for piece in block.pieces]}
    return {"cells": [_piece_to_json(cell) for cell in block.cells], "grid": block.grid}


def _block_from_json(data: dict[str, Any]) -> Block:
    if "line" in data:
        return Line(tuple(_piece_from_json(piece) for piece in data["line"]))
    return Table(
        tuple(_piece_from_json(cell) for cell in data["cells"]), tuple(tuple(row) for row in data["grid"])
    )


def _piece_to_json(piece: Piece) -> list[Any]:
    return [piece.text, piece.box, piece.sure]


def _piece_from_json(data: list[Any]) -> Piece:
    text, box, sure = data
    return Piece(text, tuple(box) if box else None, sure)
