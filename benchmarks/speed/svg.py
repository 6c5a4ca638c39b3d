"""What the charts draw with: plain SVG, legible on light and on dark pages."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STYLE = """
.back { fill: #ffffff; }
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.title { font-weight: 600; }
.quiet { fill: #59636e; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.grid { stroke: #d1d9e0; }
.line { fill: none; stroke-width: 2; }
.page { stroke: #0969da; fill: #0969da; }
.native { stroke: #bc4c00; fill: #bc4c00; }
.line.native { stroke-dasharray: 5 4; }
.usual { stroke: #0969da; fill: #0969da; }
.learned { stroke: #1a7f37; fill: #1a7f37; }
.tfjs { stroke: #bc4c00; fill: #bc4c00; }
.elm { stroke: #8250df; fill: #8250df; }
polyline { fill: none !important; }
@media (prefers-color-scheme: dark) {
  .back { fill: #0d1117; }
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .grid { stroke: #3d444d; }
  .page { stroke: #4493f8; fill: #4493f8; }
  .native { stroke: #f0883e; fill: #f0883e; }
  .usual { stroke: #4493f8; fill: #4493f8; }
  .learned { stroke: #3fb950; fill: #3fb950; }
  .tfjs { stroke: #f0883e; fill: #f0883e; }
  .elm { stroke: #ab7df8; fill: #ab7df8; }
}
"""


def picture(width: int, height: int, description: str, parts: Sequence[str]) -> str:
    """Return the SVG of these parts on a ground of its own."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{description}">'
    )
    ground = f'<rect class="back" width="{width}" height="{height}" rx="6"/>'
    return "\n".join([head, f"<style>{_STYLE}</style>", ground, *parts, "</svg>"]) + "\n"


class Scale:
    """A logarithmic scale from values to places."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self._low, self._span = math.log(low), math.log(high / low)
        self._start, self._length = start, end - start

    def __call__(self, value: float) -> float:
        share = (math.log(value) - self._low) / self._span
        return round(self._start + share * self._length, 1)


def time_label(power: int) -> str:
    return f"{10**power} s" if power >= 0 else f"{10 ** (power + 3):g} ms"
