"""Large fits with and without a pool of workers: ratios of seconds, and whether the bits are equal.

    python -m benchmarks.workers [--rounds 3] [--cases c4 long]

One page for each number of workers; their fits are timed in turn. Of more workers than there are
cores only the bits are of interest. Where others use the cores, too, the best times are nearer to
what a machine does that has nothing else to do.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics

from benchmarks.speed.cases import ALL, draw
from benchmarks.speed.page import about, open_place
from benchmarks.speed.work import SAMPLES, textbook
from build_steps.say import detail


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", nargs="+", default=["c4"], choices=sorted(ALL))
    parser.add_argument("--alpha", default="1")
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2, 8])
    options = parser.parse_args()
    alpha = options.alpha if options.alpha == "loo" else float(options.alpha)
    with open_place() as place, contextlib.ExitStack() as stack:
        benches = {}
        numbers = [0, *options.workers]
        for workers in numbers:
            benches[workers] = stack.enter_context(place.page())
            benches[workers].call("boot", {"snapshot": False, "workers": workers})
        for name in options.cases:
            case = ALL[name]
            SAMPLES[name] = draw(case)
            place.serve_sample(name, SAMPLES[name])
            params = {"n_hidden": case.hidden, "alpha": alpha, "random_state": 0}
            args = {"sample": about(case), "params": params}
            taken: dict[object, list[float]] = {key: [] for key in (*numbers, "textbook")}
            for number in range(options.rounds + 1):
                for workers, bench in benches.items():
                    seconds = bench.call("fit", args)["page"]
                    if number:  # the first is to warm up
                        taken[workers].append(seconds)
                if number and name != "long":
                    taken["textbook"].append(textbook(name, case.hidden))
            report(name, taken)
            saved = {bench.call("saved", {"sample": about(case)}) for bench in benches.values()}
            detail(f"{name}: the models are {'equal' if len(saved) == 1 else 'NOT equal'}")


def report(name: str, taken: dict[object, list[float]]) -> None:
    alone = taken[0]
    for key, seconds in taken.items():
        if seconds:
            ratio = statistics.median(s / a for s, a in zip(seconds, alone, strict=True))
            best = min(seconds) / min(alone)
            who = key if isinstance(key, str) else f"{key} workers"
            detail(
                f"{name}, {who}: {statistics.median(seconds):.3f} s, {ratio:.2f} of no workers; "
                f"best {min(seconds):.3f} s, {best:.2f} of the best without"
            )


if __name__ == "__main__":
    main()
