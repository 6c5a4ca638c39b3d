"""ELM autoencoders: an embedding of the inputs, learnt without labels in closed form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import memory, validation
from elm_core.base import Learning, Steps, run
from elm_core.exceptions import InvalidInput, without_statistics
from elm_core.maths import hidden as hidden_layer
from elm_core.maths import linalg
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.autoencoder import Encoder, Statistics, scaling_of, solve_steps
from elm_core.maths.linalg import Array
from elm_core.output import Transformer

#: What the embedding may pass through, with the inverse. An inverse never leaves ±_FAR.
_FAR = 16.0
_CLIP = 1.0 - 2.0**-50
INVERSES: dict[str, Callable[[Array], Array]] = {
    "linear": lambda z: z,
    "tanh": lambda z: np.clip(np.arctanh(np.clip(z, -_CLIP, _CLIP)), -_FAR, _FAR),
    "sigmoid": lambda z: np.clip(
        2.0 * np.arctanh(np.clip(2.0 * z - 1.0, -_CLIP, _CLIP)), -_FAR, _FAR
    ),
    "leaky_relu": lambda z: np.where(z < 0.0, 100.0 * z, z),
}


class ELMAutoencoder(Transformer):
    """Extreme learning machine autoencoder (ELM-AE).

    A random orthogonal hidden layer H = g(XW + b) is asked to give back its own inputs:
    β = (HᵀH + αI)⁻¹HᵀX. The rows of β are what the inputs are made of, and Xβᵀ is the embedding.
    Memory: O(n_hidden² + n_hidden · n_features + block).

    Parameters
    ----------
    n_hidden : int, default 64
        Columns of the embedding.
    activation : str, default "tanh"
        g of the random hidden layer, as in `ELMClassifier`.
    output_activation : {"linear", "tanh", "sigmoid", "leaky_relu"}, default "linear"
        The embedding is this function of Xβᵀ.
    alpha : float, default 1.0
        Ridge term α ≥ 0; not used where l1 > 0.
    l1 : float, default 0.0
        More than 0: sparse β, of least ‖Hβ − X‖²/(2n) + l1 · ‖β‖₁ (H-ELM), by FISTA.
    max_iter : int, default 200
        Iterations of FISTA at most.
    bias_scale : float, default 0.5
        b is uniform on ±bias_scale; the columns of W have length 1 (its rows have equal length,
        where n_hidden exceeds n_features).
    standardize : bool, default False
        False: columns are centred, and divided by one number for all, which is right for pixels.
        True: by a number for each column, which is right for columns of different units.
    random_state : int, RandomState, Generator or None
        The same integer gives the same model on every machine.

    Attributes
    ----------
    beta_ : array of shape (n_hidden, n_features)
    mean_, scale_ : array of shape (n_features,)
    n_iter_ : int
        Iterations of FISTA; 1 without it.
    n_samples_seen_ : int

    References
    ----------
    Kasun, Zhou, Huang & Vong (2013), "Representational learning with extreme learning machine
    for big data", IEEE Intelligent Systems 28(6); Tang, Deng & Huang (2016), "Extreme learning
    machine for multilayer perceptron", IEEE TNNLS 27(4), eq. 11 to 13.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import ELMAutoencoder
    >>> t = np.linspace(0, 6, 100)
    >>> X = np.stack([np.sin(t), np.cos(t), np.sin(t) + np.cos(t)], axis=1)
    >>> model = ELMAutoencoder(2, random_state=0).fit(X)
    >>> model.transform(X).shape
    (100, 2)
    >>> bool(abs(model.inverse_transform(model.transform(X)) - X).max() < 0.01)
    True
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("statistics_",)

    beta_: Array
    mean_: Array
    scale_: Array
    seed_: int
    layer_: dict[str, Any]
    n_features_in_: int
    n_iter_: int
    n_samples_seen_: int

    def __init__(
        self,
        n_hidden: int = 64,
        *,
        activation: str = "tanh",
        output_activation: str = "linear",
        alpha: float = 1.0,
        l1: float = 0.0,
        max_iter: int = 200,
        bias_scale: float = 0.5,
        standardize: bool = False,
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.output_activation = output_activation
        self.alpha = alpha
        self.l1 = l1
        self.max_iter = max_iter
        self.bias_scale = bias_scale
        self.standardize = standardize
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train on rows X (n_samples, n_features), or on an iterator of blocks of them.

        Parameters
        ----------
        X : array-like, or an iterator of arrays
            Each block of an iterator is read once; the scaling is that of the first one.
        y : ignored
        sample_weight : array-like of shape (n_samples,) or None
            A row of weight w counts as w equal rows. Not with an iterator.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between blocks of rows."""
        yield from self._become_steps(self._learning(X, sample_weight))

    def _learning(self, X: Any, sample_weight: Any) -> Learning:
        self._check_params()
        if not isinstance(X, Iterator):
            return (yield from self._growing(self._first(X, sample_weight), X, sample_weight))
        learned: dict[str, Any] = {}
        for block in X:
            learned = learned or self._first(block, None)
            yield from (0.0 for _ in self._gather_steps(learned, block, None))
        if not learned:
            raise InvalidInput("no rows came: X is an empty iterator", parameter="X")
        return (yield from self._solving(learned))

    def partial_fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Add rows, as if they had been there from the start; the scaling stays."""
        run(self.partial_fit_steps(X, y, sample_weight=sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any = None, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done. There are no classes here."""
        if not self.is_fitted:
            yield from self.fit_steps(X, y, sample_weight)
            return
        known = self.learned()
        if known.get("statistics_") is None:
            raise without_statistics()
        old = known["statistics_"]
        known["statistics_"] = {k: np.array(v) for k, v in old.items()}
        yield from self._become_steps(self._growing(known, X, sample_weight))

    def transform(self, X: Any) -> Array:
        """Return the embedding of rows X, shape (n_samples, n_hidden)."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        encoder = self._encoder()
        out = np.empty((len(x), len(self.beta_)))
        with np.errstate(over="ignore", invalid="ignore"):
            for rows in linalg.row_blocks(len(x)):
                out[rows] = ACTIVATIONS[self.output_activation](encoder(x[rows]))
        return self._output(validation.check_scores(out), X)  # type: ignore[no-any-return]

    def _width_out(self) -> int:
        return len(self.beta_)

    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> Array:
        """Return `fit(X).transform(X)`."""
        return self.fit(X, y, sample_weight).transform(X)

    def inverse_transform(self, X: Any) -> Array:
        """Return the rows (n_samples, n_features) behind embeddings X (n_samples, n_hidden).

        Of all rows with the nearest embedding the one nearest to the mean: X(βᵀ)⁺.
        """
        self._require_fitted()
        z = validation.check_X(X)
        if z.shape[1] != len(self.beta_):
            raise InvalidInput(
                f"X has {z.shape[1]} columns, the embedding has {len(self.beta_)}", parameter="X"
            )
        with np.errstate(over="ignore", invalid="ignore"):
            inputs = self._encoder().decode(INVERSES[self.output_activation](z))
        return validation.check_scores(inputs)

    # -- inside

    def _encoder(self) -> Encoder:
        return Encoder(self.mean_, self.scale_, self.beta_)

    def _layer(self, learned: dict[str, Any]) -> hidden_layer.HiddenLayer:
        return hidden_layer.draw(
            learned["seed_"],
            learned["n_features_in_"],
            hidden="orthogonal",
            weight_scale=1.0,
            **learned["layer_"],
        )

    def _first(self, X: Any, sample_weight: Any) -> dict[str, Any]:
        """Return what the first rows settle: the scaling and the width."""
        x = validation.check_X(X)
        weights = validation.check_sample_weight(sample_weight, len(x))
        self._check_memory(x.shape[1])
        mean, scale = scaling_of(
            x, np.ones(len(x)) if weights is None else weights, columns=bool(self.standardize)
        )
        learned = {
            "n_features_in_": x.shape[1],
            "n_samples_seen_": 0,
            "seed_": validation.check_seed(self.random_state),
            "layer_": {
                "n_hidden": self.n_hidden,
                "activation": self.activation,
                "bias_scale": self.bias_scale,
            },
            "mean_": mean,
            "scale_": scale,
            "statistics_": vars(Statistics.zeros(int(self.n_hidden), x.shape[1])),
        }
        names = validation.feature_names(X)
        return learned if names is None else learned | {"feature_names_in_": names}

    def _growing(self, learned: dict[str, Any], X: Any, sample_weight: Any) -> Learning:
        yield from self._gather_steps(learned, X, sample_weight)
        return (yield from self._solving(learned))

    def _gather_steps(self, learned: dict[str, Any], X: Any, sample_weight: Any) -> Steps:
        x = validation.check_X(X)
        known = type(self)()
        known._become(**learned)
        validation.check_features(known, X, x.shape[1])
        weights = validation.check_sample_weight(sample_weight, len(x))
        weights = np.ones(len(x)) if weights is None else weights
        layer = self._layer(learned)
        statistics = Statistics(**learned["statistics_"])
        for rows in linalg.row_blocks(len(x)):
            scaled = (x[rows] - learned["mean_"]) / learned["scale_"]
            statistics.add(layer, scaled, weights[rows])
            yield 0.5 * rows.stop / len(x)
        learned["statistics_"] = vars(statistics)
        learned["n_samples_seen_"] += int(np.count_nonzero(weights))

    def _solving(self, learned: dict[str, Any]) -> Learning:
        statistics = Statistics(**learned["statistics_"])
        solving = solve_steps(statistics, self.alpha, self.l1, max_iter=self.max_iter)
        beta, n_iter = yield from solving
        return learned | {"beta_": beta, "n_iter_": n_iter}

    def _check_memory(self, n_features: int) -> None:
        h = int(self.n_hidden)
        needed = 8.0 * h * (3 * h + 3 * n_features + linalg.BLOCK_ROWS)
        memory.require_for_layer(needed, h, n_features)

    def _statistics_for_file(self) -> dict[str, Any]:
        return {"statistics_": self.learned()["statistics_"]}

    def _rebuild(self) -> None:
        self.__dict__.setdefault("statistics_", None)
