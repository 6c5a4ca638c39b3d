#!/usr/bin/env bash
# How soon HDDM-A of river finds a rise, at the confidence that it is given.
#
# Frías-Blanco et al. (2015), IEEE TKDE 27(3), reject "no rise" where the mean exceeds that of the
# best part by √(spread / 2 · ln(1 / δ)). river 0.26.1 takes ln(2 / δ), the bound of a test of both
# sides, whether `two_sided_test` is set or not: its δ of 0.002 finds what the equation finds at
# 0.001, and a drift that has come is told some errors later.
#
# Seen on 2026-11-30: the lines below (answers after which a rise from none to one wrong in 20 is a drift).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check river==0.26.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
from math import log, sqrt

from river.drift.binary import HDDMA

BEFORE = 20000
EVERY = 20  # of the errors afterwards one in so many


def by_river(delta, two_sided):
    detector = HDDMA(drift_confidence=delta, warning_confidence=0.5, two_sided_test=two_sided)
    for _ in range(BEFORE):
        detector.update(0)
    after = 0
    while not detector.drift_detected:
        after += 1
        detector.update(int(after % EVERY == 0))
    return after


def by_equation(delta, sides):
    """The best part is all that came before the first error: its mean is 0."""
    best, after = BEFORE + EVERY - 1, EVERY
    while True:
        rise = after // EVERY / (BEFORE + after)
        spread = 1 / best - 1 / (BEFORE + after)
        if rise >= sqrt(spread / 2 * log(sides / delta)):
            return after
        after += 1


for delta in (1e-2, 1e-4, 1e-8):
    print(
        f"δ {delta:g}: equation {by_equation(delta, 1)}, with ln(2 / δ) {by_equation(delta, 2)},",
        f"river {by_river(delta, False)}, two-sided {by_river(delta, True)}",
    )
PY
diff - "$folder/seen" <<'SEEN'
δ 0.01: equation 960, with ln(2 / δ) 1100, river 1100, two-sided 1100
δ 0.0001: equation 2020, with ln(2 / δ) 2180, river 2180, two-sided 2180
δ 1e-08: equation 4500, with ln(2 / δ) 4700, river 4700, two-sided 4700
SEEN
echo "as seen before"
