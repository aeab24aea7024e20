"""Scans and photos: letters recognised, skewed pages straightened, ruled tables found. Child process only.

The recogniser gives boxes in an order that a skewed page upsets; their slant tells how far the
page is turned, and on straightened boxes rows and columns can be told.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from litigation.intake.document_page import DocumentPage
from litigation.intake.page_layout import PageLayout
from litigation.intake.page_words import Area, Word

_FLAT = 0.2
"""Degrees of slant that do no harm."""
_STEEP = 30.0
_TALL = 1.6
_LEAST_SURE = 0.5
_GARBLED = 0.8
_SIDEWAYS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
_UPSIDE_DOWN = (Image.Transpose.ROTATE_180,)

Corners = Sequence[Sequence[float]]


def recognise(picture: Image.Image, number: int) -> DocumentPage:
    """Read the page in a picture; one that lies on its side is turned first."""
    found = _read(picture)
    turns = _SIDEWAYS if _lies(found) else _UPSIDE_DOWN if _is_garbled(found) else ()
    readings = [(found, picture)]
    for turn in turns:
        turned = picture.transpose(turn)
        readings.append((_read(turned), turned))
    found, picture = max(readings, key=lambda each: _sureness(each[0]))
    slant = _slant(found)
    words = [_word(corners, text, score, slant, picture.size) for corners, text, score in found]
    layout = PageLayout(picture.width, picture.height, words, _tables(picture, slant, _letter(words)))
    return layout.page(number, recognised=True)


@cache
def _engine() -> Any:
    import rapidocr  # half a second and 400 MB: only where a picture is really read

    # Lines are never turned one by one: it reads 9:00 as 00:6. Whole pages are.
    return rapidocr.RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})


def _read(picture: Image.Image) -> list[tuple[Corners, str, float]]:
    result = _engine()(np.asarray(picture.convert("RGB")))
    if result.boxes is None or result.txts is None:
        return []
    found = zip(result.boxes.tolist(), result.txts, result.scores, strict=True)
    return [(corners, text, score) for corners, text, score in found if text.strip() and score >= _LEAST_SURE]


def _lies(found: Sequence[tuple[Corners, str, float]]) -> bool:
    """Tell a page on its side: most of its lines are taller than wide."""
    long = [corners for corners, text, _ in found if len(text) > 2]
    tall = sum(1 for corners in long if _side(corners, 1, 2) > _TALL * _side(corners, 0, 1))
    return tall * 2 > len(long) > 0


def _is_garbled(found: Sequence[tuple[Corners, str, float]]) -> bool:
    """Tell a page whose letters were not made out, as when it stands on its head."""
    letters = sum(len(text) for _, text, _ in found)
    return letters < 20 or _sureness(found) < _GARBLED * letters


def _sureness(found: Sequence[tuple[Corners, str, float]]) -> float:
    return sum(len(text) * score for _, text, score in found)


def _side(corners: Corners, first: int, second: int) -> float:
    return math.dist(corners[first], corners[second])


def _slant(found: Sequence[tuple[Corners, str, float]]) -> float:
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


def _word(corners: Corners, text: str, score: float, slant: float, size: tuple[int, int]) -> Word:
    straight = [_turned(x, y, slant, size) for x, y in corners]
    return Word(text, _around(straight), int(score * 100), _around(corners))


def _around(corners: Corners) -> Area:
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), min(down), max(across), max(down)


def _turned(x: float, y: float, slant: float, size: tuple[int, int]) -> tuple[float, float]:
    """Turn a point about the middle of the page against the slant."""
    middle, level = size[0] / 2, size[1] / 2
    cosine, sine = math.cos(slant), math.sin(slant)
    across, down = x - middle, y - level
    return middle + across * cosine + down * sine, level - across * sine + down * cosine


def _letter(words: Sequence[Word]) -> int:
    """Return the usual height of a line in pixels."""
    heights = sorted(word.height for word in words)
    return max(8, int(heights[len(heights) // 2])) if heights else 40


def _tables(picture: Image.Image, slant: float, letter: int) -> list[list[Area]]:
    """Find the cells that rules enclose, table by table."""
    import cv2  # comes with the recogniser, 60 MB

    straight = (
        picture if not slant else picture.rotate(math.degrees(slant), Image.Resampling.BICUBIC, fillcolor=255)
    )
    grey = np.asarray(straight)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    rules: Any = np.zeros_like(dark)
    for across, down in ((letter * 3, 1), (1, letter * 3 // 2)):
        gap = cv2.getStructuringElement(cv2.MORPH_RECT, (5 if across > 1 else 1, 5 if down > 1 else 1))
        line = cv2.getStructuringElement(cv2.MORPH_RECT, (across, down))
        whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, gap)
        rules |= cv2.dilate(cv2.morphologyEx(whole, cv2.MORPH_OPEN, line), np.ones((5, 5), np.uint8))
    found: tuple[Any, Any] = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outlines, tree = found
    if tree is None:
        return []
    cells: dict[int, list[Area]] = {}
    for outline, (_, _, _, parent) in zip(outlines, tree[0], strict=True):
        left, top, wide, high = cv2.boundingRect(outline)
        if parent >= 0 and wide > letter and high > letter * 2 // 3:
            cells.setdefault(int(parent), []).append((left - 3, top - 3, left + wide + 3, top + high + 3))
    return [each for each in cells.values() if len(each) > 3]
