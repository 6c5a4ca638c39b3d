#!/usr/bin/env bash
# The calibrated probability of one row, asked alone and beside another row.
#
# scikit-learn 1.9.1, CalibratedClassifierCV(method="temperature"): scores that lie between 0 and 1 and
# add up to 1 are taken for probabilities, and their logarithms scaled; others are scaled as they are.
# It looks at all the rows that are asked at a time, again at each `predict_proba`. Least-squares
# scores of classes as columns of 0 and 1 add up to 1 always and lie between 0 and 1 in some rows:
# such a row has one probability alone and another one in company.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check scikit-learn==1.9.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.linear_model import LinearRegression


class LeastSquares(ClassifierMixin, BaseEstimator):
    def fit(self, X, y):
        self.classes_ = np.unique(y)
        self.line_ = LinearRegression().fit(X, (y[:, None] == self.classes_).astype(float))
        return self

    def decision_function(self, X):
        return self.line_.predict(X)

    def predict(self, X):
        return self.classes_[self.decision_function(X).argmax(axis=1)]


random = np.random.RandomState(0)
x = random.standard_normal((300, 2))
y = np.digitize(x[:, 0] + 0.5 * random.standard_normal(300), [-0.8, 0.8])
model = CalibratedClassifierCV(LeastSquares(), method="temperature", cv=3, ensemble=False).fit(x, y)
near, far = [0.0, 0.0], [4.0, 0.0]
scores = LeastSquares().fit(x, y).decision_function([near, far])
print("scores add up to", *np.round(scores.sum(axis=1), 9), "near within 0 and 1:", scores[0].min() > 0)
print("near alone     ", *np.round(model.predict_proba([near])[0], 3))
print("near beside far", *np.round(model.predict_proba([near, far])[0], 3))
PY
diff - "$folder/seen" <<'SEEN'
scores add up to 1.0 1.0 near within 0 and 1: True
near alone      0.008 0.989 0.002
near beside far 0.13 0.778 0.092
SEEN
echo "as seen before"
