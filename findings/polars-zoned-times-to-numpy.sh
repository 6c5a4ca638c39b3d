#!/usr/bin/env bash
# The same moments with a time zone, as NumPy arrays from pandas and from polars.
#
# pandas 3.1.1 gives Timestamp objects that keep the zone: the day is the one on the wall.
# polars 2.1.0 gives datetime64 without a zone, in UTC: 23:30 in New York is already tomorrow.
# Whoever takes the day or the hour of a column from `to_numpy()` learns other numbers from the
# one than from the other. `dt.replace_time_zone(None)` before `to_numpy()` makes polars agree.
#
# Seen on 2026-11-29: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check polars==2.1.0 pandas==3.1.1 tzdata==2026.6
"$folder/env/bin/python" - > "$folder/seen" <<'PY'
import pandas as pd
import polars as pl

moments = pd.Series(pd.to_datetime(["2024-02-29 23:30"])).dt.tz_localize("America/New_York")
print("pandas", moments.to_numpy().dtype, moments.to_numpy()[0].isoformat())
frame = pl.Series(moments.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy())
zoned = frame.dt.replace_time_zone("UTC").dt.convert_time_zone("America/New_York")
print("polars shows", zoned[0].isoformat())
print("polars gives", str(zoned.to_numpy()[0])[:16])
print("without the zone", str(zoned.dt.replace_time_zone(None).to_numpy()[0])[:16])
PY
diff - "$folder/seen" <<'SEEN'
pandas object 2024-02-29T23:30:00-05:00
polars shows 2024-02-29T23:30:00-05:00
polars gives 2024-03-01T04:30
without the zone 2024-02-29T23:30
SEEN
echo "as seen before"
