#!/usr/bin/env bash
# What a tie costs in a ranking: by the name of the document, and in single precision.
#
# trec_eval (pytrec_eval-terrier 0.5.11) orders documents of equal score by their names, backwards.
# Of three documents with one score nDCG@2 is 0.2754 if the relevant one is called a, and 1 if it is
# called z. scikit-learn 1.9.1 gives the mean over all orders of tied documents, 0.5989, whatever
# they are called; with ignore_ties it takes them backwards, 0.2754. Scores are compared as 32-bit
# floats by trec_eval: 1 + 1e-9 and 1 are a tie, and the name decides (reciprocal rank 0.5); with
# 1 + 1e-6 the better score comes first (1.0).
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  pytrec-eval-terrier==0.5.11 scikit-learn==1.9.1 2> "$folder/installed"
"$folder/env/bin/python" - > "$folder/seen" <<'PY'
import pytrec_eval
from sklearn.metrics import ndcg_score


def trec(grades, scores, measure):
    evaluator = pytrec_eval.RelevanceEvaluator({"q": grades}, {measure})
    return f"{evaluator.evaluate({'q': scores})['q'][measure.replace('.', '_')]:.4f}"


for names in ("abc", "zbc"):
    grades = dict(zip(names, (3, 0, 1)))
    print("trec_eval, relevant one called", names[0], trec(grades, dict.fromkeys(names, 0.5), "ndcg_cut.2"))
tied = [[3, 0, 1]], [[0.5, 0.5, 0.5]]
print("scikit-learn", f"{ndcg_score(*tied, k=2):.4f}", f"{ndcg_score(*tied, k=2, ignore_ties=True):.4f}")
for more in (1e-9, 1e-6):
    print(f"1 + {more:g} before 1:", trec({"a": 1, "b": 0}, {"a": 1.0 + more, "b": 1.0}, "recip_rank"))
PY
diff - "$folder/seen" <<'SEEN'
trec_eval, relevant one called a 0.2754
trec_eval, relevant one called z 1.0000
scikit-learn 0.5989 0.2754
1 + 1e-09 before 1: 0.5000
1 + 1e-06 before 1: 1.0000
SEEN
echo "as seen before"
