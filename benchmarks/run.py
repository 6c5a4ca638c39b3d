"""Speed of the toolkit in one Chromium page beside native code and peers: a table of ratios.

Run: python3 build.py bench [--rounds 3] [--peers] [--slow] [--huge] [--json FILE]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.speed import chart, growth, huge, peers, peers_chart, report, rounds, start, work
from benchmarks.speed.cases import ALL, FITS, draw
from benchmarks.speed.page import Bench, open_place
from benchmarks.speed.record import Record
from build_steps.say import BuildError, Parser, step

PARTS = ("starts", "fits", "growth", "online", "large")


def options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser(prog="build.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="more rounds, steadier medians")
    parser.add_argument("--slow", action="store_true", help="c3 and c4 on NumPy without kernels")
    parser.add_argument(
        "--peers", action="store_true", help="TF.js, brain.js, a plain ELM, scikit-learn"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured")
    parser.add_argument("--huge", action="store_true", help="10,000 hidden units, minutes")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="write the chart of cost (SVG)")
    parser.add_argument("--peers-chart", type=Path, metavar="FILE", help="theirs (SVG), by --peers")
    parser.add_argument(
        "--only",
        nargs="*",
        choices=PARTS,
        default=PARTS,
        metavar="PART",
        help="measure only some of: " + ", ".join(PARTS),
    )
    chosen = parser.parse_args(arguments)
    if chosen.chart and "growth" not in chosen.only:
        parser.error("--chart needs the part growth")
    if chosen.peers_chart and not chosen.peers:
        parser.error("--peers-chart needs --peers")
    if chosen.rounds < 1:
        parser.error("--rounds must be 1 or more")
    return chosen


def measure(chosen: argparse.Namespace, record: Record) -> None:
    with open_place() as place:
        step("drawing the samples")
        for name, case in ALL.items():
            work.SAMPLES[name] = draw(case)
            place.serve_sample(name, work.SAMPLES[name])
        if "starts" in chosen.only:
            step("starts")
            start.run_starts(place, record, min(chosen.rounds, 3))
        if {*chosen.only} - {"starts"} or chosen.slow or chosen.huge:
            with place.page() as bench:
                bench.call("boot")
                bench.load(*ALL)
                _in_one_page(bench, record, chosen)
        if chosen.peers:
            step("peers")
            peers.run_peers(place, record, slow=chosen.slow)


def _in_one_page(bench: Bench, record: Record, chosen: argparse.Namespace) -> None:
    if "fits" in chosen.only:
        step("fits and predictions")
        rounds.run_rounds(bench, record, chosen.rounds)
    if "growth" in chosen.only:
        step("cost growth")
        growth.run_growth(bench, record, min(chosen.rounds, 3))
    if "online" in chosen.only:
        step("online updates")
        rounds.run_online(bench, record)
    if "large" in chosen.only:
        step("large cases")
        rounds.run_large(bench, record)
    if chosen.slow:
        step("NumPy without the kernels, where it is slow")
        rounds.run_slow(bench, record)
    if chosen.huge:
        step("10,000 hidden units")
        huge.run_huge(bench, record)


def main(arguments: Sequence[str]) -> int:
    chosen = options(arguments)
    record, code = Record(), 0
    try:
        measure(chosen, record)
    except KeyboardInterrupt:
        code = 130
        print("\nended early: this is what was measured")
    print(f"\n{report.times_table(record)}\n\n{report.figures_table(record)}")
    if chosen.json:
        report.write_json(record, chosen.json, chosen.rounds)
    if chosen.chart and "exponent h page" in record.numbers:
        chosen.chart.write_text(chart.draw(record), encoding="utf-8")
    if chosen.peers_chart and f"{FITS[-1].name} elm accuracy" in record.numbers:
        chosen.peers_chart.write_text(peers_chart.draw(record), encoding="utf-8")
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BuildError as error:
        sys.exit(f"build.py: {error}")
