"""How the time of a fit grows with its rows and with its hidden units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.speed import work
from benchmarks.speed.cases import LONG
from benchmarks.speed.page import Bench, about
from benchmarks.speed.record import Record
from build_steps.say import detail

ROWS = (2000, 4000, 8000, 16_000, 32_000, 64_000)
HIDDEN = (125, 250, 500, 1000, 2000)
HIDDEN_OF_ROWS, ROWS_OF_HIDDEN = 256, 8000


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """p of time = c · sizeᵖ, by least squares of the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def run_growth(bench: Bench, record: Record, rounds: int) -> None:
    """Times of "growth n …" and "growth h …", and the two exponents."""
    for who in ("page", "native"):  # the first fit finds nothing compiled
        _fit(bench, who, ROWS[0], HIDDEN_OF_ROWS)
    for _ in range(rounds):
        for who in ("page", "native"):
            for rows in ROWS:
                record.add(f"growth n {rows} {who}", _fit(bench, who, rows, HIDDEN_OF_ROWS))
            for hidden in HIDDEN:
                record.add(f"growth h {hidden} {who}", _fit(bench, who, ROWS_OF_HIDDEN, hidden))
    for who in ("page", "native"):
        for letter, sizes in (("n", ROWS), ("h", HIDDEN)):
            times = [record.time(f"growth {letter} {size} {who}") or 0.0 for size in sizes]
            record.numbers[f"exponent {letter} {who}"] = exponent(sizes, times)
    detail("cost growth measured")


def _fit(bench: Bench, who: str, rows: int, hidden: int) -> float:
    times = 7 if rows * hidden < 2_000_000 else 1
    if who == "native":
        return work.fit(LONG.name, hidden, rows=rows, times=times)
    params = {"n_hidden": hidden, "alpha": 1.0, "random_state": 0}
    args = {"sample": about(LONG), "params": params, "rows": rows, "times": times}
    taken = bench.call("fit", args)
    return float(taken["page"])
