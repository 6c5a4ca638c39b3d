"""Models of every kind that the Predictor knows, with parameters, data and questions at random."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import elm_core as e
from elm_core import dumps, loads
from elm_core.features.audio import LogMel
from elm_core.features.text import TextVectorizer
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS
from elm_core.models.deep.autoencoder import INVERSES
from elm_core.specs.forms import choices
from elm_core.tasks.intent_classifier import IntentClassifier
from elm_core.tasks.language_classifier import LanguageClassifier
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands
from tests.mutants import Case

WORDS = [
    "aB",
    "ß",
    "ẞ",
    "İ",
    "Σ",
    "ﬁ",
    "Ａｂ",
    "é",
    "é",
    "한글",
    "नमस्ते",
    "ไทย",
    "東京",
    "カタ",
    "мОСКВА",
    "😀",
    "…",
    "—",
    "_",
    "\xad",
    "3,5",
    "the",
    "red",
    "fox",
    "ran",
    "home",
]
COLOURS = ["red", "blue", "green", "Straße", ""]


class Draw:
    """Draws models and questions."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def one_of(self, choices: Any) -> Any:
        return choices[int(self.rng.integers(len(choices)))]

    def rows(self, n: int, d: int) -> Any:
        rng = self.rng
        return rng.normal(size=(n, d)) * 10.0 ** rng.integers(-2, 3, d) + rng.integers(-3, 4, d)

    def labels(self, n: int) -> Any:
        codes = np.concatenate([[0, 1, 2], self.rng.integers(0, 3, n - 3)])
        kinds = [["ä", "b", "Straße"], [-7, 0, 2**40], [-1.0, 0.0, 3.0], [False, True, True]]
        values = np.array(self.one_of(kinds))
        return (
            values.astype(object)[codes]
            if self.rng.random() < 0.2 and values.dtype.kind == "U"
            else values[codes]
        )

    def targets(self, n: int) -> Any:
        return self.rng.normal(size=self.one_of([n, (n, 2)])) * 10.0 ** self.rng.integers(-2, 3)

    def layer(self) -> dict[str, Any]:
        return {
            "n_hidden": int(self.rng.integers(2, 40)),
            "activation": self.one_of(sorted(ACTIVATIONS)),
            "hidden": self.one_of(DISTRIBUTIONS),
            "weight_scale": float(self.rng.uniform(0.1, 2)),
            "bias_scale": float(self.rng.uniform(0, 2)),
            "random_state": int(self.rng.integers(2**32)),
        }

    def elm(self, kind: str) -> Any:
        return getattr(e, f"ELM{kind}")(**self.layer(), alpha=self.one_of(["loo", 0.1, 1.0]))

    def kernel(self, kind: str) -> Any:
        name = self.one_of([k for k in choices("kernel") if k != "precomputed"])
        landmarks = self.one_of([None, None, 6])
        return getattr(e, f"KernelELM{kind}")(
            name, degree=self.one_of([1, 2, 3]), coef0=0.5, n_landmarks=landmarks, random_state=1
        )

    def member(self, kind: str) -> Any:
        return self.one_of([self.elm, self.kernel])(kind)

    def texts(self, n: int) -> list[str]:
        some = [
            " ".join(self.one_of(WORDS) for _ in range(self.rng.integers(1, 7))) for _ in range(n)
        ]
        return some

    def clips(self, n: int) -> list[Any]:
        return [
            np.sin(self.rng.uniform(0.1, 2) * np.arange(self.rng.integers(80, 900)))
            for _ in range(n)
        ]

    def table(self, n: int) -> dict[str, Any]:
        gap = lambda v: "" if self.rng.random() < 0.1 else v  # noqa: E731
        return {
            "size": [gap(f"{self.rng.normal():.3f}") for _ in range(n)],
            "colour": [self.one_of(COLOURS) for _ in range(n)],
            "built": [
                gap(
                    f"20{self.rng.integers(10, 30)}-0{self.rng.integers(1, 10)}-1{self.rng.integers(10)}"
                )
                for _ in range(n)
            ],
            "good": [self.one_of(["yes", "no", "yes", ""]) for _ in range(n)],
        }

    # -- kinds

    def of_rows(self) -> tuple[Any, Any]:
        kind = self.one_of(["Classifier", "Regressor"])
        n, d = int(self.rng.integers(12, 60)), int(self.rng.integers(1, 8))
        X = self.rows(n, d)
        y = self.labels(n) if kind == "Classifier" else self.targets(n)
        made: list[Callable[[], Any]] = [
            lambda: self.elm(kind),
            lambda: self.kernel(kind),
            lambda: getattr(e, f"OnlineELM{kind}")(
                **self.layer(),
                warm_up=self.one_of([5, 500]),
                alpha=1.0,
                forgetting_factor=self.one_of([1.0, 0.97]),
            ),
            lambda: getattr(e, f"DeepELM{kind}")(
                (5, 4)[: self.one_of([1, 2])], n_hidden=20, random_state=3
            ),
            lambda: getattr(e, f"BaggingELM{kind}")(self.member(kind), 2, random_state=1),
            lambda: getattr(e, f"VotingELM{kind}")(
                [self.member(kind), self.member(kind)], weights=[1, 2.5]
            ),
            lambda: getattr(e, f"StackingELM{kind}")(
                [self.member(kind), self.member(kind)], n_splits=3, random_state=1
            ),
            lambda: getattr(e, f"AutoELM{kind}")(None, max_trials=3, random_state=1),
            lambda: getattr(e, f"ConformalELM{kind}" if False else f"Conformal{kind}")(
                self.member(kind), cv=3
            ),
            lambda: e.Chain([self.coder(), self.member(kind)]),
            lambda: e.Chain([e.Combine([self.coder(), self.coder()]), self.elm(kind)]),
        ]
        if kind == "Classifier":
            made.append(lambda: e.SemiSupervisedELMClassifier(**self.mapped(), n_neighbors=5))
            kind_of_filters = self.one_of(["random", "kmeans"])
            made.append(
                lambda: e.ConvELMClassifier(
                    3, filters=kind_of_filters, filter_size=2, n_hidden=15, random_state=2
                )
            )
        model = self.one_of(made)()
        model.fit(X, y)
        if self.rng.random() < 0.1 and kind == "Classifier":
            model = e.Frozen(model)
        return model, self.rows(20, d)

    def coder(self) -> Any:
        out = self.one_of(sorted(INVERSES))
        l1 = self.one_of([0.0, 0.01])
        return e.ELMAutoencoder(
            int(self.rng.integers(2, 6)), output_activation=out, l1=l1, random_state=5
        )

    def mapped(self) -> dict[str, Any]:
        layer = self.layer()
        return {name: layer[name] for name in ("n_hidden", "activation", "random_state")}

    def without_targets(self) -> tuple[Any, Any]:
        d = int(self.rng.integers(1, 6))
        X = self.rows(40, d)
        model = self.one_of(
            [
                lambda: e.ELMClusterer(3, n_starts=2, **self.mapped()),
                lambda: e.OneClassELM(**self.mapped()),
                lambda: self.coder(),
            ]
        )()
        return model.fit(X), self.rows(15, d)

    def of_texts(self) -> tuple[Any, Any]:
        ngrams = {"word_ngrams": self.one_of([(1, 1), (1, 2), None]), "char_ngrams": (2, 4)}
        if self.rng.random() < 0.3:
            ngrams = {"word_ngrams": (1, 2), "char_ngrams": None}
        kernel = self.one_of(["rbf", "arc_cosine", "cosine", "arc_cosine_0"])
        vectorizer = {
            "across_words": bool(self.rng.integers(2)),
            "sublinear_tf": bool(self.rng.integers(2)),
            "use_idf": bool(self.rng.integers(2)),
            "open_vocabulary": bool(self.rng.integers(2)),
            "n_hashes": self.one_of([None, None, 1024]),
        }
        X = self.texts(24)
        y = np.array(["a", "b", "ß"])[np.concatenate([[0, 1, 2], self.rng.integers(0, 3, 21)])]
        model = self.one_of(
            [
                lambda: TextClassifier(
                    **ngrams, kernel=kernel, vectors=None, word_weight=float(self.rng.random())
                ),
                lambda: IntentClassifier(**ngrams, vectors=None, keep=0.6),
                lambda: LanguageClassifier(kernel=kernel),
                lambda: TextVectorizer(**ngrams, **vectorizer),
                lambda: e.Chain([TextVectorizer(**ngrams, **vectorizer), self.elm("Classifier")]),
            ]
        )()
        return model.fit(X, y), [*self.texts(12), "", "xyzzy"]

    def of_sounds(self) -> tuple[Any, Any]:
        rate = self.one_of([2000, 4410, 8000])
        log = LogMel(rate, n_mels=int(self.rng.integers(3, 12)), frames=int(self.rng.integers(2, 9)),
                     trim=self.one_of([None, 0.9]), n_time=self.one_of([None, 2]), n_frequency=self.one_of([None, 3]))  # fmt: skip
        X = self.clips(9)
        y = np.array(["up", "down", "up"])[np.arange(9) % 3]
        if self.rng.random() < 0.5:
            words = VoiceCommands(
                sample_rate=rate, background=self.one_of([None, "background"]), random_state=1
            )
            return words.fit(X, y), self.clips(4)
        head = e.ELMRegressor(12, standardize=False, random_state=0)
        return e.Chain([log, head]).fit(X, np.arange(9.0)), self.clips(4)

    def of_tables(self) -> tuple[Any, Any]:
        table = self.table(40)
        if self.rng.random() < 0.5:
            return TableClassifier(20, random_state=1).fit(table, self.labels(40)), self.table(15)
        return TableRegressor(20, random_state=1).fit(table, self.rng.normal(size=40)), self.table(
            15
        )


def random_models(count: int, seed: int) -> Iterator[tuple[Case, str]]:
    """Yield files of models with questions, and the precision of each file."""
    draw = Draw(seed)
    kinds = [draw.of_rows] * 5 + [
        draw.without_targets,
        draw.of_texts,
        draw.of_texts,
        draw.of_sounds,
        draw.of_tables,
    ]
    for number in range(count):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model, X = kinds[number % len(kinds)]()
        precision = draw.one_of(["float64", "float64", "float32"])
        text = dumps(model, precision=precision)
        loads(text)
        if isinstance(X, dict):
            given: Any = {"columns": [{"name": k, "values": v} for k, v in X.items()]}
        else:
            given = X = [x if isinstance(x, str) else x.tolist() for x in X]
        yield Case(type(model).__name__, text, X, given), precision
