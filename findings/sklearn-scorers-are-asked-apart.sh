#!/usr/bin/env bash
# Sample weights in cross-validation with metadata routing: a model that declines does not decline.
#
# scikit-learn 1.9.1, enable_metadata_routing: `cross_validate(params={"sample_weight": …})` of a
# LogisticRegression that asks for weights in `fit` is refused until somebody says whether they count
# in the score, too. Said of the model, set_score_request(sample_weight=False), that is enough for its
# own `score` and for nothing else: with scoring="accuracy", which computes the same number, it is
# refused as before, since the scorer is asked apart. Without routing the same call weighs the fit.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check scikit-learn==1.9.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import sklearn
from sklearn.exceptions import UnsetMetadataPassedError
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import get_scorer
from sklearn.model_selection import cross_validate

random = np.random.RandomState(0)
x = random.standard_normal((60, 2))
y = (x[:, 0] > 0).astype(int)
weights = {"sample_weight": random.random_sample(60)}


def asked(model, scoring=None):
    try:
        scores = cross_validate(model, x, y, cv=3, params=weights, scoring=scoring)["test_score"]
    except UnsetMetadataPassedError:
        return "refused"
    return f"{len(scores)} scores"


print("without routing:", asked(LogisticRegression()))
sklearn.set_config(enable_metadata_routing=True)
fits = LogisticRegression().set_fit_request(sample_weight=True)
print("fit asks:", asked(fits))
declines = LogisticRegression().set_fit_request(sample_weight=True).set_score_request(sample_weight=False)
print("fit asks, score declines:", asked(declines))
print('the same, scoring="accuracy":', asked(declines, "accuracy"))
scorer = get_scorer("accuracy").set_score_request(sample_weight=False)
print("the same, the scorer declines:", asked(declines, scorer))
PY
diff - "$folder/seen" <<'SEEN'
without routing: 3 scores
fit asks: refused
fit asks, score declines: 3 scores
the same, scoring="accuracy": refused
the same, the scorer declines: 3 scores
SEEN
echo "as seen before"
