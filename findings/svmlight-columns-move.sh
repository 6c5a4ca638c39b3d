#!/usr/bin/env bash
# The columns of a sparse table that scikit-learn has written and read again.
#
# scikit-learn 1.9.1: dump_svmlight_file counts columns from 0; load_svmlight_file guesses that a file counts
# from 1 if no row has a column 0. A table whose first column is empty comes back one column to the left,
# without its last ones, if these are empty. So does a file whose own comment says "Column indices are
# zero-based". Files that are read together are guessed together: beside one that uses column 0 it is
# right. With zero_based=True and n_features all is as it was.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
from io import BytesIO

import numpy as np
from sklearn.datasets import dump_svmlight_file, load_svmlight_file, load_svmlight_files

TRAINING = np.array([[1.0, 2.0, 3.0, 0.0]])
TEST = np.array([[0.0, 2.0, 3.0, 0.0]])


def dumped(rows, **options):
    file = BytesIO()
    dump_svmlight_file(rows, [1], file, **options)
    return BytesIO(file.getvalue())


print("training", load_svmlight_file(dumped(TRAINING))[0].toarray()[0])
print("test", load_svmlight_file(dumped(TEST))[0].toarray()[0])
said = dumped(TEST, comment="a test")
print("the file:", said.getvalue().decode().splitlines()[1])
print("test", load_svmlight_file(said)[0].toarray()[0])
both = load_svmlight_files([dumped(TRAINING), dumped(TEST)])
print("test, beside training", both[2].toarray()[0])
print("test, told", load_svmlight_file(dumped(TEST), zero_based=True, n_features=4)[0].toarray()[0])
PY
diff - "$folder/seen" <<'SEEN'
training [1. 2. 3.]
test [2. 3.]
the file: # Column indices are zero-based
test [2. 3.]
test, beside training [0. 2. 3.]
test, told [0. 2. 3. 0.]
SEEN
echo "as seen before"
