"""The chart of the peers: seconds to learn and accuracy of c1 to c4, each in the same page."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.speed.cases import FITS
from benchmarks.speed.record import Record
from benchmarks.speed.svg import Scale, picture, time_label


@dataclass(frozen=True)
class Series:
    #: As in the record, and as a class of the style.
    who: str
    text: str
    #: The shape of its marks: colours alone are not for everyone.
    mark: str


SERIES = (
    Series("usual", "elm-toolkit", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
    Series("learned", "with learned features", "M0 -5l5 5l-5 5l-5 -5z"),
    Series("tfjs", "TF.js, 20 epochs", "M-4 -4h8v8h-8z"),
    Series("elm", "ELM in plain JavaScript", "M0 -5l5 9h-10z"),
)
_LEFT, _TOP, _WIDTH, _HEIGHT, _PANEL = 60, 34, 270, 210, 360


def draw(record: Record) -> str:
    """The SVG of two panels with one legend."""
    seconds = {s.who: [record.time(f"{case.name} {s.who}") for case in FITS] for s in SERIES}
    shares = {
        s.who: [record.numbers.get(f"{case.name} {s.who} accuracy") for case in FITS]
        for s in SERIES
    }
    parts = [*_times(seconds), f'<g transform="translate({_PANEL} 0)">', *_accuracies(shares)]
    parts.append("</g>")
    for place, series in enumerate(SERIES):
        x, y = _LEFT + 330 * (place % 2), _TOP + _HEIGHT + 46 + 22 * (place // 2)
        parts.append(
            f'<path class="{series.who}" transform="translate({x} {y})" d="{series.mark}"/>'
        )
        parts.append(f'<text x="{x + 14}" y="{y + 4}">{series.text}</text>')
    return picture(2 * _PANEL, _TOP + _HEIGHT + 84, _description(seconds, shares), parts)


def _description(
    seconds: dict[str, list[float | None]], shares: dict[str, list[float | None]]
) -> str:
    said = [
        f"{s.text}: {seconds[s.who][-1]:.2g} s, {shares[s.who][-1]:.0%}"
        for s in SERIES
        if seconds[s.who][-1] is not None and shares[s.who][-1] is not None
    ]
    return f"Time to learn and accuracy of four cases; of {FITS[-1]}: {'; '.join(said)}."


def _times(seconds: dict[str, list[float | None]]) -> list[str]:
    known = [time for line in seconds.values() for time in line if time]
    low, high = math.floor(math.log10(min(known))), math.ceil(math.log10(max(known)))
    up = Scale(10.0**low, 10.0**high, _TOP + _HEIGHT, _TOP)
    parts = ['<text class="title" x="60" y="18">Time to learn</text>']
    for power in range(low, high + 1):
        parts += _gridline(up(10.0**power), time_label(power))
    return parts + _lines(seconds, up)


def _accuracies(shares: dict[str, list[float | None]]) -> list[str]:
    def up(share: float) -> float:
        return round(_TOP + _HEIGHT * (1 - share), 1)

    parts = ['<text class="title" x="60" y="18">Accuracy on 1,000 new rows</text>']
    for percent in range(0, 101, 20):
        parts += _gridline(up(percent / 100), f"{percent} %")
    return parts + _lines(shares, up)


def _gridline(y: float, label: str) -> list[str]:
    return [
        f'<path class="grid" d="M{_LEFT} {y}h{_WIDTH}"/>',
        f'<text class="quiet end" x="{_LEFT - 6}" y="{y + 4}">{label}</text>',
    ]


def _lines(values: dict[str, list[float | None]], up: Callable[[float], float]) -> list[str]:
    places = [_LEFT + _WIDTH * (0.5 + i) / len(FITS) for i in range(len(FITS))]
    parts = [
        f'<text class="quiet middle" x="{x:.1f}" y="{_TOP + _HEIGHT + 18}">{case.name}</text>'
        for x, case in zip(places, FITS, strict=True)
    ]
    for series in SERIES:
        points = [
            (round(x, 1), up(value))
            for x, value in zip(places, values[series.who], strict=True)
            if value is not None
        ]
        path = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline class="line {series.who}" points="{path}"/>')
        parts += [
            f'<path class="mark {series.who}" transform="translate({x} {y})" d="{series.mark}"/>'
            for x, y in points
        ]
    return parts
