#!/usr/bin/env bash
# Which equal data joblib takes for the same, and answers from its cache.
#
# joblib 1.6.0 with pandas 3.1.1 and NumPy 2.4.6. A Memory, such as that of a pipeline of scikit-learn, asks for
# the hash of the arguments. A frame whose columns were given together and one that got its second
# column later are equal, and have two hashes: what was computed is computed anew. So have an array in
# rows and the same one in columns. Views, frames of a filter that keeps every row, and dicts in
# another order have one.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  joblib==1.6.0 pandas==3.1.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - "$folder/cache" > "$folder/seen" <<'PY'
import sys

import numpy as np
import pandas as pd
from joblib import Memory

calls = []


def total(values):
    calls.append(values)
    return 1


def computed(a, b):
    cached = Memory(sys.argv[1], verbose=0).cache(total)
    cached.clear(warn=False)
    calls.clear()
    cached(a), cached(b)
    return "computed " + ("once" if len(calls) == 1 else "twice")


together = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
later = pd.DataFrame({"a": [1, 2]})
later["b"] = [3, 4]
assert together.equals(later)
rows = np.arange(6.0).reshape(2, 3)
print("a column that came later:", computed(together, later))
print("a filter that keeps all:", computed(together, together[together["a"] > 0]))
print("columns in place of rows:", computed(rows, np.asfortranarray(rows)))
print("a view:", computed(rows, rows[:]))
print("a dict in another order:", computed({"a": 1, "b": 2}, {"b": 2, "a": 1}))
PY
diff - "$folder/seen" <<'SEEN'
a column that came later: computed twice
a filter that keeps all: computed once
columns in place of rows: computed twice
a view: computed once
a dict in another order: computed once
SEEN
echo "as seen before"
