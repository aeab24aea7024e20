"""Ruled tables in a picture: their cells, on a page turned straight and seen from above. Child process only.

A photo is turned and seen aslant. The slant of the lines turns it straight; the corners of its
largest table then show how it was seen, and pull it into a rectangle.
"""

import math
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from litigation.intake.page_words import Area

Matrix = Any
"""A homography: three rows of three numbers."""
Corners = Sequence[Sequence[float]]

_FEWEST_CELLS = 4
_LEAST_SHARE = 0.03
_SQUARENESS = 0.93
"""How much of the space between its corners a table fills; less is no rectangle."""
_SLACK = 3


def turned_back(slant: float, size: tuple[int, int]) -> Matrix:
    """Return what turns a page back by its slant (radians) about its middle."""
    across, down = size[0] / 2, size[1] / 2
    turn = cv2.getRotationMatrix2D((across, down), math.degrees(slant), 1.0)
    return np.vstack([turn, [0.0, 0.0, 1.0]])


def moved(corners: Corners, move: Matrix) -> list[list[float]]:
    """Return points where the homography puts them."""
    points = cv2.perspectiveTransform(np.array([corners], dtype=np.float64), move)
    found: list[list[float]] = points[0].tolist()
    return found


def ruled_tables(grey: Any, move: Matrix, letter: int) -> tuple[list[list[Area]], Matrix]:
    """Return the cells of each table, and the homography to the page on which they lie straight.

    ``letter`` is the usual height of a line in pixels: a rule is longer than any stroke.
    """
    outlines, tree = _outlines(_moved_page(grey, move), letter)
    corners = _corners(outlines, tree, grey.shape)
    if corners is not None:
        move = _squared(corners) @ move
        outlines, tree = _outlines(_moved_page(grey, move), letter)
    cells: dict[int, list[Area]] = {}
    for outline, parent in zip(outlines, tree, strict=True):
        left, top, wide, high = cv2.boundingRect(outline)
        if parent >= 0 and wide > letter and high > letter * 2 // 3:
            area = (left - _SLACK, top - _SLACK, left + wide + _SLACK, top + high + _SLACK)
            cells.setdefault(parent, []).append(area)
    return [each for each in cells.values() if len(each) >= _FEWEST_CELLS], move


def _moved_page(grey: Any, move: Matrix) -> Any:
    height, width = grey.shape
    return cv2.warpPerspective(grey, move, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)


def _outlines(page: Any, letter: int) -> tuple[Sequence[Any], list[int]]:
    """Return the outlines of the rules and of the holes in them; a hole names its parent, others -1."""
    dark = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    rules: Any = np.zeros_like(dark)
    for across, down in ((letter * 3, 1), (1, letter * 3 // 2)):
        gap = cv2.getStructuringElement(cv2.MORPH_RECT, (5 if across > 1 else 1, 5 if down > 1 else 1))
        line = cv2.getStructuringElement(cv2.MORPH_RECT, (across, down))
        whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, gap)
        rules |= cv2.dilate(cv2.morphologyEx(whole, cv2.MORPH_OPEN, line), np.ones((5, 5), np.uint8))
    found: tuple[Any, Any] = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outlines, tree = found
    return outlines, [] if tree is None else [int(row[3]) for row in tree[0]]


def _corners(outlines: Sequence[Any], tree: Sequence[int], shape: tuple[int, int]) -> Any | None:
    """Return the largest table's corners, clockwise from the upper left; None if it is no rectangle."""
    held = [tree.count(index) if parent < 0 else 0 for index, parent in enumerate(tree)]
    tables = [index for index, count in enumerate(held) if count >= _FEWEST_CELLS]
    if not tables:
        return None
    outline = max((outlines[index] for index in tables), key=cv2.contourArea)[:, 0, :].astype(np.float32)
    total, apart = outline.sum(axis=1), outline[:, 0] - outline[:, 1]
    places = (total.argmin(), apart.argmax(), total.argmax(), apart.argmin())
    corners = np.array([outline[place] for place in places], dtype=np.float32)
    space = cv2.contourArea(corners)
    filled = cv2.contourArea(outline)
    if space < _LEAST_SHARE * shape[0] * shape[1] or filled < _SQUARENESS * space:
        return None
    return corners


def _squared(corners: Any) -> Matrix:
    """Return what pulls four corners into a rectangle of their mean size, where they are."""
    (a, b), (c, d), (e, f), (g, h) = corners.tolist()
    left, top, right, bottom = (a + g) / 2, (b + d) / 2, (c + e) / 2, (f + h) / 2
    straight = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float32)
    return cv2.getPerspectiveTransform(corners, straight)
