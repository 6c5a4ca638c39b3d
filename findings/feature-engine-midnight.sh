#!/usr/bin/env bash
# Hours and days that feature-engine puts on a circle.
#
# feature-engine 1.9.4: CyclicalFeatures takes the largest value it has seen for a whole turn. What counts
# from 0 ends one step too early: 23 o'clock and midnight are one point, and so are Sunday (6) and Monday (0).
# Months, which count from 1, are right. A tree then cannot tell the hour before midnight from the one after;
# with max_values={"at_hour": 24} it can. DatetimeFeatures of the same package makes such hours and weekdays.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  feature_engine==1.9.4 scikit-learn==1.9.1 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import pandas as pd
from feature_engine.creation import CyclicalFeatures
from feature_engine.datetime import DatetimeFeatures
from sklearn.tree import DecisionTreeClassifier

when = pd.DataFrame({"at": pd.date_range("2026-01-05", periods=24 * 365, freq="h")})
parts = DatetimeFeatures(features_to_extract=["hour", "day_of_week", "month"]).fit_transform(when)
circle = CyclicalFeatures().fit(parts)
print("a turn:", circle.max_values_)
points = circle.transform(parts)


def distance(name, one, other):
    at = [points[parts[name] == value][[f"{name}_sin", f"{name}_cos"]].iloc[0] for value in (one, other)]
    return f"{np.linalg.norm(at[0] - at[1]):.3f}"


print("hours 23 and 0:", distance("at_hour", 23, 0), "0 and 1:", distance("at_hour", 0, 1))
print("Sunday and Monday:", distance("at_day_of_week", 6, 0), "and Tuesday:", distance("at_day_of_week", 6, 1))
print("December and January:", distance("at_month", 12, 1), "January and February:", distance("at_month", 1, 2))
late = parts["at_hour"] == 23
for turn in (None, {"at_hour": 24}):
    made = CyclicalFeatures(variables=["at_hour"], max_values=turn, drop_original=True).fit_transform(parts)
    near = parts["at_hour"].isin([23, 0])
    made, asked = made[["at_hour_sin", "at_hour_cos"]][near].round(9), late[near]
    print("max_values", turn, "23 or 0 by a tree:", DecisionTreeClassifier(random_state=0).fit(made, asked).score(made, asked))
PY
diff - "$folder/seen" <<'SEEN'
a turn: {'at_hour': 23, 'at_day_of_week': 6, 'at_month': 12}
hours 23 and 0: 0.000 0 and 1: 0.272
Sunday and Monday: 0.000 and Tuesday: 1.000
December and January: 0.518 January and February: 0.518
max_values None 23 or 0 by a tree: 0.5
max_values {'at_hour': 24} 23 or 0 by a tree: 1.0
SEEN
echo "as seen before"
