#!/usr/bin/env bash
# The text that pandas gives a duration, by the other durations of its column.
#
# pandas 3.1.1: `astype(str)` of one day is `1 days` where all durations are whole days, and
# `1 days 00:00:00` as soon as one is not; written as CSV it is `1 days` or `1 days 00:00:00` alike.
# A reader that has seen one file of a series does not know the form of the next.
#
# Seen on 2026-11-29: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check pandas==3.1.1
"$folder/env/bin/python" - > "$folder/seen" <<'PY'
import pandas as pd

for other in ("3 days", "36 hours"):
    spans = pd.Series(pd.to_timedelta(["1 days", other]))
    print(other, "→", spans.astype(str)[0], "|", spans.to_csv(index=False).split("\n")[1])
PY
diff - "$folder/seen" <<'SEEN'
3 days → 1 days | 1 days
36 hours → 1 days 00:00:00 | 1 days 00:00:00
SEEN
echo "as seen before"
