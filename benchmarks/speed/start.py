"""From a page's load to its first answer: a first visit, and later ones with and without snapshot."""

from __future__ import annotations

from benchmarks.speed.cases import FITS
from benchmarks.speed.page import Place, about
from benchmarks.speed.record import Record
from build_steps.say import detail
from tests.browser.conftest import SNAPSHOT_IS_THERE


def run_starts(place: Place, record: Record, rounds: int) -> None:
    """Times of "start …"; each start has a page of its own."""
    returning = place.visitor()
    first = place.open(returning)
    first.call("start", _args(snapshot=True))
    detail("waiting for the snapshot of the first visit")
    first.page.evaluate(SNAPSHOT_IS_THERE)
    first.page.close()
    for number in range(rounds):
        detail(f"starts, round {number + 1} of {rounds}")
        for name, snapshot in (("start plain", False), ("start warm", True)):
            bench = place.open(returning)
            taken = bench.call("start", _args(snapshot=snapshot))
            if (taken["start"] == "snapshot") != snapshot:
                raise RuntimeError(f"{name}: the page took a {taken['start']} start")
            record.add(name, taken["seconds"])
            bench.page.close()
        for name, snapshot in (("first visit plain", False), ("first visit", True)):
            with place.page() as bench:
                record.add(name, bench.call("start", _args(snapshot=snapshot))["seconds"])
    returning.close()


def _args(snapshot: bool) -> dict[str, object]:
    case = FITS[0]
    params = {"n_hidden": case.hidden, "random_state": 0}
    return {"sample": about(case), "params": params, "snapshot": snapshot}
