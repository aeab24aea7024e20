"""Scans and photos: letters recognised, skewed pages straightened, ruled tables found. Child process only.

The recogniser gives boxes in an order that a skewed page upsets; their slant tells how far the
page is turned, and on straightened boxes rows and columns can be told.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import rapidocr
from PIL import Image

from litigation.intake.document_page import DocumentPage
from litigation.intake.page_layout import PageLayout
from litigation.intake.page_words import Area, Word
from litigation.intake.ruled_tables import Corners, Matrix, moved, ruled_tables, turned_back

_FLAT = 0.2
"""Degrees of slant that do no harm."""
_STEEP = 30.0
_TALL = 1.6
_LEAST_SURE = 0.5
_GARBLED = 0.8
_SIDEWAYS = (90, 270)
_UPSIDE_DOWN = (180,)

Found = tuple[Corners, str, float]
"""What the recogniser gives for a line: where it stands, its words, and how sure it is."""


def recognise(picture: Image.Image, number: int) -> DocumentPage:
    """Read the page in a picture; one that lies on its side is turned first."""
    found = _read(picture)
    turns = _SIDEWAYS if _lies(found) else _UPSIDE_DOWN if _is_garbled(found) else ()
    readings: list[tuple[list[Found], Image.Image, int | None]] = [(found, picture, None)]
    for degrees in turns:
        turned = picture.rotate(degrees, expand=True)
        readings.append((_read(turned), turned, degrees))
    found, picture, degrees_taken = max(readings, key=lambda each: _sureness(each[0]))
    move = turned_back(_slant(found), picture.size)
    tables, move = ruled_tables(np.asarray(picture), move, _letter(found))
    words = [_word(corners, text, score, move) for corners, text, score in found]
    layout = PageLayout(picture.width, picture.height, words, tables)
    return replace(layout.page(number, recognised=True), turned=degrees_taken)


@cache
def _engine() -> Any:
    # Lines are never turned one by one: it reads 9:00 as 00:6. Whole pages are.
    return rapidocr.RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})


def _read(picture: Image.Image) -> list[Found]:
    result = _engine()(np.asarray(picture.convert("RGB")))
    if result.boxes is None or result.txts is None:
        return []
    found = zip(result.boxes.tolist(), result.txts, result.scores, strict=True)
    return [(corners, text, score) for corners, text, score in found if text.strip() and score >= _LEAST_SURE]


def _lies(found: Sequence[Found]) -> bool:
    """Tell a page on its side: most of its lines are taller than wide."""
    long = [corners for corners, text, _ in found if len(text) > 2]
    tall = sum(1 for corners in long if _side(corners, 1, 2) > _TALL * _side(corners, 0, 1))
    return tall * 2 > len(long) > 0


def _is_garbled(found: Sequence[Found]) -> bool:
    """Tell a page whose letters were not made out, as when it stands on its head."""
    letters = sum(len(text) for _, text, _ in found)
    return letters < 20 or _sureness(found) < _GARBLED * letters


def _sureness(found: Sequence[Found]) -> float:
    return sum(len(text) * score for _, text, score in found)


def _side(corners: Corners, first: int, second: int) -> float:
    return math.dist(corners[first], corners[second])


def _slant(found: Sequence[Found]) -> float:
    """Return the angle of the lines in radians, from the long ones, each counted by its length."""
    angles = []
    for corners, _, _ in found:
        (left, top), (right, level) = corners[0], corners[1]
        if right - left > 3 * _side(corners, 0, 3):
            angles.append((math.atan2(level - top, right - left), right - left))
    if not angles:
        return 0.0
    angles.sort()
    half, passed = sum(length for _, length in angles) / 2, 0.0
    for angle, length in angles:
        passed += length
        if passed >= half:
            return angle if math.radians(_FLAT) < abs(angle) < math.radians(_STEEP) else 0.0
    return 0.0


def _word(corners: Corners, text: str, score: float, move: Matrix) -> Word:
    return Word(text, _around(moved(corners, move)), int(score * 100), _around(corners))


def _around(corners: Corners) -> Area:
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), min(down), max(across), max(down)


def _letter(found: Sequence[Found]) -> int:
    """Return the usual height of a line in pixels."""
    heights = sorted(_side(corners, 0, 3) for corners, _, _ in found)
    return max(8, int(heights[len(heights) // 2])) if heights else 40
