"""10,000 hidden units on 50,000 streamed rows: whether it ends, in how much memory, and obeys."""

from __future__ import annotations

from benchmarks.speed.cases import LONG
from benchmarks.speed.page import Bench, about
from benchmarks.speed.record import Record
from build_steps.say import detail

ROWS, HIDDEN, BLOCK = 50_000, 10_000, 1000


def run_huge(bench: Bench, record: Record) -> None:
    """A fit cancelled after some blocks, then one to its end."""
    params = {"n_hidden": HIDDEN, "alpha": 1.0, "random_state": 0}
    of = about(LONG) | {"n": ROWS}
    args = {"sample": of, "params": params, "block": BLOCK}
    cancelled = bench.call("watch", {**args, "cancelAt": 12}, "huge")
    record.numbers["huge cancel seconds"] = cancelled["cancelled"]
    detail(f"cancelled within {cancelled['cancelled']:.2f} s; now to its end")
    got = bench.call("watch", args, "huge")
    record.add("huge page", got["seconds"])
    record.numbers |= {
        "huge heap": got["heap"],
        "huge progress events": got["events"],
        "huge longest silence": got["silence"],
    }
