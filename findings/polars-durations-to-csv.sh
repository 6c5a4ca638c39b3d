#!/usr/bin/env bash
# A frame with a column of durations, written as CSV by pandas and by polars.
#
# pandas 3.1.1 writes `1 days 02:00:00`. polars 2.1.0 refuses the whole frame with a ComputeError
# ("cannot be written to CSV"), though it writes dates, times and datetimes; casting to a whole
# number first writes microseconds, without a sign of the unit.
#
# Seen on 2026-11-29: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check polars==2.1.0 pandas==3.1.1
"$folder/env/bin/python" - > "$folder/seen" <<'PY'
from datetime import date, time, timedelta

import pandas as pd
import polars as pl

span = timedelta(days=1, hours=2)
print("pandas", pd.DataFrame({"span": [span]}).to_csv(index=False).split("\n")[1])
frame = pl.DataFrame({"day": [date(2024, 2, 29)], "at": [time(7)], "span": [span]})
print("polars, others", frame.drop("span").write_csv().split("\n")[1])
try:
    frame.write_csv()
except pl.exceptions.ComputeError as error:
    print("polars, durations", type(error).__name__, "cannot be written to CSV" in str(error))
print("as numbers", frame.select(pl.col("span").cast(pl.Int64)).write_csv().split("\n")[1])
PY
diff - "$folder/seen" <<'SEEN'
pandas 1 days 02:00:00
polars, others 2024-02-29,07:00:00.000000000
polars, durations ComputeError True
as numbers 93600000000
SEEN
echo "as seen before"
