#!/usr/bin/env bash
# What a topic for which a system found nothing does to the mean, by how the run says so.
#
# Two topics are judged; of one the relevant document comes first, of the other the run has nothing.
# pytrec_eval-terrier 0.5.11 counts the topic as 0 where the run names it with no document, and leaves
# it out where the run does not name it, as files of TREC cannot: the mean over what it returns is then
# perfect. ir-measures 0.4.3, which asks the same pytrec_eval, counts it as 0 either way.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  pytrec-eval-terrier==0.5.11 ir-measures==0.4.3 2> "$folder/installed"
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import ir_measures
import pytrec_eval
from ir_measures import RR

JUDGED = {"found": {"a": 1}, "missed": {"b": 1}}
for name, run in (
    ("the topic is not there", {"found": {"a": 1.0}}),
    ("the topic is empty", {"found": {"a": 1.0}, "missed": {}}),
):
    print(name)
    said = pytrec_eval.RelevanceEvaluator(JUDGED, {"recip_rank"}).evaluate(run)
    values = [topic["recip_rank"] for topic in said.values()]
    print("  pytrec_eval", sorted(said), sum(values) / len(values))
    print("  ir-measures", ir_measures.calc_aggregate([RR], JUDGED, run)[RR])
PY
diff - "$folder/seen" <<'SEEN'
the topic is not there
  pytrec_eval ['found'] 1.0
  ir-measures 0.5
the topic is empty
  pytrec_eval ['found', 'missed'] 0.5
  ir-measures 0.5
SEEN
echo "as seen before"
