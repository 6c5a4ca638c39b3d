#!/usr/bin/env bash
# What two readers of ARFF make of integers, weights, dates and tabs.
#
# To Weka, whose format it is, `integer` and `real` are `numeric`, a row may end in a weight in braces, dates
# are a kind of attribute, tabs part cells as commas do, and rows may be sparse. liac-arff 2.5.0 cuts the
# numbers of an integer attribute to whole ones, 2.5 to 2, and refuses weights, dates and tabs. SciPy 1.17.1
# keeps 2.5, reads dates and tabs, passes over weights without a word, and refuses sparse rows.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  liac-arff==2.5.0 scipy==1.17.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
from io import StringIO

import arff
from scipy.io import arff as scipy_arff

FILES = {
    "numeric": ("numeric", "2.5,a"),
    "integer": ("integer", "2.5,a"),
    "a weight": ("numeric", "2.5,a,{3}"),
    "a date": ('date "yyyy-MM-dd"', "2024-01-02,a"),
    "a tab": ("numeric", "2.5\ta"),
    "sparse": ("numeric", "{0 2.5}"),
}


def by_liac_arff(text):
    return arff.loads(text)["data"][0]


def by_scipy(text):
    return scipy_arff.loadarff(StringIO(text))[0].tolist()[0]


for name, (kind, row) in FILES.items():
    text = f"@relation r\n@attribute x {kind}\n@attribute class {{a, b}}\n@data\n{row}\n"
    for read in (by_liac_arff, by_scipy):
        try:
            said = " ".join(map(str, read(text)))
        except Exception as error:
            said = f"refused, {type(error).__name__}"
        print(f"{name}, {read.__name__}: {said}")
PY
diff - "$folder/seen" <<'SEEN'
numeric, by_liac_arff: 2.5 a
numeric, by_scipy: 2.5 b'a'
integer, by_liac_arff: 2 a
integer, by_scipy: 2.5 b'a'
a weight, by_liac_arff: refused, BadLayout
a weight, by_scipy: 2.5 b'a'
a date, by_liac_arff: refused, BadAttributeType
a date, by_scipy: 2024-01-02 b'a'
a tab, by_liac_arff: refused, BadLayout
a tab, by_scipy: 2.5 b'a'
sparse, by_liac_arff: 2.5 a
sparse, by_scipy: refused, ValueError
SEEN
echo "as seen before"
