"""Charts as small SVG: one source for the page (coloured by class) and for Word (by attribute).

A class of the style sheet wins over a presentation attribute, so both stand on every mark.
Values are printed on the marks, the axis starts at 0, and what is unknown is a dashed outline,
never filled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 480, 190
FLOOR, CEILING = 150, 26
"""Pixel rows of zero and of the highest grid line."""
LEFT_EDGE, RIGHT_EDGE = 42, 478
FONT = "Noto Sans CJK SC, Microsoft YaHei, 黑体, sans-serif"

LOOKS = {
    "c-grid": 'stroke="#dde2e8"',
    "c-t": 'fill="#465162"',
    "c-t2": 'fill="#1b2430" font-weight="600" paint-order="stroke" stroke="#ffffff" stroke-width="3"',
    "c-ok": 'fill="#2d67ab"',
    "c-miss": 'fill="#ffffff" stroke="#ae2419"',
    "c-open": 'fill="#ffffff" stroke="#7f8a99" stroke-dasharray="3 2"',
    "c-none": 'fill="#e9edf2"',
    "c-line": 'fill="none" stroke="#1f4f8f" stroke-width="2"',
    "c-line2": 'fill="none" stroke="#855000" stroke-width="2" stroke-dasharray="5 3"',
    "c-dot": 'fill="#1f4f8f"',
    "c-dot2": 'fill="#ffffff" stroke="#855000" stroke-width="2"',
}
"""Presentation attributes of each class; the colours are those of the style sheet."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: heads appeared (``num``) of hearings due (``den``), and outcomes not yet recorded."""

    label: str
    num: int
    den: int
    unknown: int = 0

    @property
    def height(self) -> int:
        """All cases of the month."""
        return self.den + self.unknown

    @property
    def text(self) -> str:
        """``17`` when all appeared, ``11/12`` otherwise, ``—`` without a hearing."""
        if not self.height:
            return "—"
        return str(self.num) if self.num == self.height else f"{self.num}/{self.height}"


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a rate chart, percent per label; ``None`` leaves a gap."""

    name: str
    values: tuple[float | None, ...]


def months_chart(title: str, description: str, bars: Sequence[Bar]) -> str:
    """Draw appeared, missed and unknown cases of each month as stacked bars."""
    top = max((bar.height for bar in bars), default=0)
    step = axis_step(top)
    scale = _Scale(step * max(1, -(-top // step)))
    marks = [_grid(scale.at(value), str(value)) for value in range(0, scale.top + 1, step)]
    pitch = (RIGHT_EDGE - LEFT_EDGE) / max(1, len(bars))
    for index, bar in enumerate(bars):
        marks += _stack(bar, LEFT_EDGE + pitch * index, pitch, scale)
    marks += _legend(_kinds(bars))
    return _svg("months", title, description, marks)


def rates_chart(title: str, description: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Draw at most two rates as lines, the first solid with full dots, the second dashed with open ones."""
    scale = _Scale(100)
    marks = [_grid(scale.at(value), f"{value}%") for value in range(0, 101, 25)]
    pitch = (RIGHT_EDGE - LEFT_EDGE - 12) / max(1, len(labels))
    centres = [LEFT_EDGE + 12 + pitch * (index + 0.5) for index in range(len(labels))]
    for one, line, dot in zip(series, ("c-line", "c-line2"), ("c-dot", "c-dot2"), strict=False):
        marks += _line(one, centres, scale, line, dot)
    marks += [_text("c-t", centre, FLOOR + 18, label) for centre, label in zip(centres, labels, strict=True)]
    return _svg("rates", title, description, marks)


def streak_chart(title: str, description: str, months: Iterable[tuple[int, int, Bar]]) -> str:
    """Draw one cell a month, one row a year: tick = all appeared, — = no hearing, dashed = unknown."""
    cells = list(months)
    years = sorted({year for year, _, _ in cells})
    marks = [_text("c-t", 55 + 29 * month, 12, str(month + 1)) for month in range(12)]
    marks += [_text("c-t", 0, 33 + 24 * row, str(year), anchor="start") for row, year in enumerate(years)]
    for year, month, bar in cells:
        marks += _cell(bar, 42 + 29 * (month - 1), 18 + 24 * years.index(year))
    return _svg("streak", title, description, marks, 400, 20 + 24 * max(1, len(years)))


def chart_png(svg: str, width: int = 1440) -> bytes:
    """Render a chart as PNG for Word, ``width`` pixels wide."""
    import resvg_py  # reason: optional for pages, only papers need the renderer

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=width, background="#ffffff", font_family="Noto Sans CJK SC"
        )
    )


def axis_step(top: int) -> int:
    """Step of the grid: 1, 2 or 5 times a power of ten, at most five lines above zero."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 5 >= top:
                return step * factor
        step *= 10


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to pixel rows."""

    top: int

    def at(self, value: float) -> float:
        return FLOOR - (FLOOR - CEILING) * value / self.top


def _stack(bar: Bar, left: float, pitch: float, scale: _Scale) -> list[str]:
    width = min(34.0, pitch * 0.7)
    x, centre = left + (pitch - width) / 2, left + pitch / 2
    marks, level = [], 0
    for kind, amount in _parts(bar):
        if amount:
            low, high = scale.at(level), scale.at(level + amount)
            inset = 0.0 if kind == "c-ok" else 0.5
            marks.append(_rect(kind, x + inset, high + inset, width - 2 * inset, low - high - inset))
        level += amount
    marks.append(_text("c-t2", centre, scale.at(level) - 6, bar.text))
    marks.append(_text("c-t", centre, FLOOR + 18, bar.label))
    return marks


def _parts(bar: Bar) -> tuple[tuple[str, int], ...]:
    return ("c-ok", bar.num), ("c-miss", bar.den - bar.num), ("c-open", bar.unknown)


def _kinds(bars: Sequence[Bar]) -> list[tuple[str, str]]:
    """Legend entries; what does not occur is not explained."""
    kinds = [("c-ok", "负责人出庭")]
    if any(bar.num < bar.den for bar in bars):
        kinds.append(("c-miss", "负责人未出庭"))
    if any(bar.unknown for bar in bars):
        kinds.append(("c-open", "结果待登记"))
    return kinds


def _legend(kinds: Sequence[tuple[str, str]]) -> list[str]:
    marks = []
    for index, (kind, label) in enumerate(kinds):
        x = LEFT_EDGE + 6.5 + 105 * index
        marks += [_rect(kind, x, 178.5, 9, 9), _text("c-t", x + 14.5, 187, label, anchor="start")]
    return marks


def _line(series: Series, centres: Sequence[float], scale: _Scale, line: str, dot: str) -> list[str]:
    points = [
        (x, scale.at(value)) for x, value in zip(centres, series.values, strict=True) if value is not None
    ]
    if not points:
        return []
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = [f'<polyline class="{line}" {LOOKS[line]} points="{path}"/>']
    marks += [f'<circle class="{dot}" {LOOKS[dot]} cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points]
    last = next(value for value in reversed(series.values) if value is not None)
    x, y = points[-1]
    marks.append(_text("c-t2", min(x + 20, RIGHT_EDGE), y - 9, f"{series.name} {last:.1f}%", anchor="end"))
    return marks


def _cell(bar: Bar, x: int, y: int) -> list[str]:
    if not bar.height:
        return [_rect("c-none", x, y, 26, 20), _text("c-t", x + 13, y + 14, "—")]
    if bar.unknown:
        return [_rect("c-open", x + 0.5, y + 0.5, 25, 19)]
    if bar.num < bar.den:
        return [
            _rect("c-miss", x + 0.5, y + 0.5, 25, 19),
            _text("c-t2", x + 13, y + 14, str(bar.den - bar.num)),
        ]
    tick = f'<path d="M{x + 8} {y + 10}l4 4 7-8" fill="none" stroke="#ffffff" stroke-width="2"/>'
    return [_rect("c-ok", x, y, 26, 20), tick]


def _grid(y: float, label: str) -> str:
    ends = f'x1="{LEFT_EDGE}" x2="{RIGHT_EDGE}" y1="{y:.1f}" y2="{y:.1f}"'
    return f'<line class="c-grid" {LOOKS["c-grid"]} {ends}/>' + _text(
        "c-t", LEFT_EDGE - 6, y + 4, label, anchor="end"
    )


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" {LOOKS[kind]} x="{x:.1f}" y="{y:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}"/>'
    )


def _text(kind: str, x: float, y: float, text: str, anchor: str = "middle") -> str:
    return (
        f'<text class="{kind}" {LOOKS[kind]} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )


def _svg(
    name: str, title: str, description: str, marks: Iterable[str], width: int = WIDTH, height: int = HEIGHT
) -> str:
    """Wrap the marks; ``name`` keeps the ids of two charts on one page apart."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-text" font-family="{FONT}" font-size="12">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-text">{escape(description)}</desc>'
        f"{''.join(marks)}</svg>"
    )
