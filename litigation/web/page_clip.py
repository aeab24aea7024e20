"""The stretch of an original's page that a row was read from, as an SVG picture shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MARGIN = 14
_CLEAR = 90
"""A value that the recogniser was less sure of is marked as doubtful."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on the page, in thousandths of its width; ``kind`` is ``read`` or ``q`` (doubtful)."""

    left: int
    top: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a page with its marks; ``shape`` is what an SVG calls its viewBox.

    ``recognised`` says that the words were read from a picture, ``turned`` by how many degrees to
    the left.
    """

    page: int
    shape: str
    marks: tuple[Mark, ...]
    recognised: bool
    turned: int | None = None

    @classmethod
    def of(cls, draft: Mapping[str, Any]) -> "Clip | None":
        """Return the stretch that a stored draft was read from; None where it has no page to show."""
        place = draft.get("place") or {}
        page, box = place.get("page"), place.get("box")
        if not page or not box:
            return None
        left, top = max(0, box[0] - _MARGIN), max(0, box[1] - _MARGIN)
        width, height = min(1000, box[2] + _MARGIN) - left, box[3] + _MARGIN - top
        places = [each for each in (draft.get("places") or {}).values() if each.get("page") == page]
        marks = tuple(_mark(each) for each in places if each.get("box"))
        return cls(page, f"{left} {top} {width} {height}", marks, "sure" in place, place.get("turned"))


def _mark(place: Mapping[str, Any]) -> Mark:
    left, top, right, bottom = place["box"]
    kind = "q" if place.get("sure", 100) < _CLEAR else "read"
    return Mark(left - 2, top - 2, right - left + 4, bottom - top + 4, kind)
