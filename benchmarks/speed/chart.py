"""The chart of cost: time of a fit against rows and against hidden units, as plain SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.speed.growth import HIDDEN, HIDDEN_OF_ROWS, ROWS, ROWS_OF_HIDDEN
from benchmarks.speed.record import Record
from benchmarks.speed.svg import Scale, picture, time_label

_WHO = {"page": "in the page", "native": "native, one thread"}
_LEFT, _TOP, _WIDTH, _HEIGHT = 60, 34, 270, 210
_PANEL = 360


@dataclass(frozen=True)
class Panel:
    letter: str
    sizes: Sequence[int]
    title: str
    axis: str


PANELS = (
    Panel("n", ROWS, f"{HIDDEN_OF_ROWS} hidden units", "rows"),
    Panel("h", HIDDEN, f"{ROWS_OF_HIDDEN:,} rows", "hidden units"),
)


def draw(record: Record) -> str:
    """The SVG; it is legible on light and on dark pages."""
    width, height = 2 * _PANEL, _TOP + _HEIGHT + 74
    parts: list[str] = []
    for place, panel in enumerate(PANELS):
        parts += [f'<g transform="translate({place * _PANEL} 0)">', *_panel(record, panel), "</g>"]
    for place, (who, text) in enumerate(_WHO.items()):
        x, y = _LEFT + 170 * place, height - 16
        parts.append(f'<path class="line {who}" d="M{x} {y - 4}h28"/>')
        parts.append(f'<text x="{x + 36}" y="{y}">{text}</text>')
    return picture(width, height, _description(record), parts)


def _description(record: Record) -> str:
    powers = [record.numbers[f"exponent {panel.letter} page"] for panel in PANELS]
    return (
        f"Time of a fit with 64 features: in the page it grows with the rows to the power "
        f"{powers[0]:.2f}, with the hidden units to the power {powers[1]:.2f}."
    )


def _panel(record: Record, panel: Panel) -> list[str]:
    lines = {
        who: [record.time(f"growth {panel.letter} {size} {who}") or 0.0 for size in panel.sizes]
        for who in _WHO
    }
    times = [time for line in lines.values() for time in line]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    across = Scale(panel.sizes[0], panel.sizes[-1], _LEFT, _LEFT + _WIDTH)
    up = Scale(10.0**low, 10.0**high, _TOP + _HEIGHT, _TOP)
    parts = [f'<text class="title" x="{_LEFT}" y="18">{panel.title}</text>']
    for power in range(low, high + 1):
        y = up(10.0**power)
        parts.append(f'<path class="grid" d="M{_LEFT} {y}h{_WIDTH}"/>')
        parts.append(
            f'<text class="quiet end" x="{_LEFT - 6}" y="{y + 4}">{time_label(power)}</text>'
        )
    for size in panel.sizes:
        text = f'<text class="quiet middle" x="{across(size)}" y="{_TOP + _HEIGHT + 18}">'
        parts.append(f"{text}{_short(size)}</text>")
    axis = f'<text class="quiet middle" x="{_LEFT + _WIDTH / 2}" y="{_TOP + _HEIGHT + 36}">'
    parts.append(f"{axis}{panel.axis}</text>")
    for who, line in lines.items():
        points = [(across(size), up(time)) for size, time in zip(panel.sizes, line, strict=True)]
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline class="line {who}" points="{path}"/>')
        parts += [f'<circle class="{who}" cx="{x}" cy="{y}" r="3"/>' for x, y in points]
    return parts


def _short(size: int) -> str:
    return f"{size / 1000:g}k" if size >= 1000 else str(size)
