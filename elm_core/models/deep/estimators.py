"""Deep ELMs: autoencoders on top of each other, each trained once, and an ELM as the head."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from elm_core import memory
from elm_core.maths import hidden as hidden_layer
from elm_core.maths import linalg
from elm_core.maths.autoencoder import Encoder, train_steps
from elm_core.maths.linalg import Array
from elm_core.models.deep.staged import Front, StagedClassifier, StagedELM, StagedRegressor

_BIAS_SCALE = 0.5

#: Of FISTA at most: the embedding changes little after these.
_ITERATIONS = 50


class BaseDeepELM(StagedELM):
    """The stack of autoencoders that the deep classifier and regressor share."""

    layers: Sequence[int]
    layer_activation: str
    l1: float
    layer_alpha: float
    standardize: bool

    encoders_: list[dict[str, Array]]

    def _front_steps(
        self, x: Array, weights: Array, seed: int, form: dict[str, Any]
    ) -> Generator[float, None, dict[str, Any]]:
        widths = [int(h) for h in self.layers]
        self._check_memory([x.shape[1], *widths])
        seeds = np.random.RandomState(seed).randint(0, 2**31 - 1, len(widths))
        encoders: list[dict[str, Array]] = []
        for number, n_hidden in enumerate(widths):
            layer = hidden_layer.draw(
                int(seeds[number]),
                x.shape[1],
                n_hidden,
                activation=self.layer_activation,
                hidden="orthogonal",
                weight_scale=1.0,
                bias_scale=_BIAS_SCALE,
            )
            training = train_steps(
                x,
                weights,
                layer=layer,
                alpha=self.layer_alpha,
                l1=self.l1,
                max_iter=_ITERATIONS,
                columns=bool(self.standardize) and number == 0,
            )
            encoder = yield from _part(training, number, len(widths))
            encoders.append(dict(vars(encoder)))
            if number < len(widths) - 1:
                encoded = np.empty((len(x), n_hidden))
                for rows in linalg.row_blocks(len(x)):
                    encoded[rows] = encoder(x[rows])
                    yield (number + 1) / len(widths)
                x = encoded
        return {"encoders_": encoders}

    def _front_of(self, learned: dict[str, Any]) -> tuple[Front, int]:
        encoders = [Encoder(**e) for e in learned["encoders_"]]
        return partial(_encode, encoders), len(encoders[-1].beta)

    def _check_memory(self, widths: list[int]) -> None:
        needed = max(8.0 * h * (3 * h + 3 * d) for d, h in pairwise(widths))
        memory.require(needed, f"layers={self.layers}", "use narrower layers")

    def _check_front(self) -> None:
        width = self.n_features_in_
        for encoder in self.encoders_:
            n_out, n_in = encoder["beta"].shape
            if n_out < 1 or {n_in, len(encoder["offset"]), len(encoder["scale"])} != {width}:
                raise ValueError(f"an encoder of shape {(n_out, n_in)} gets {width} numbers")
            width = n_out


def _encode(encoders: list[Encoder], x: Array) -> Array:
    for encoder in encoders:
        x = encoder(x)
    return x


def _part(
    work: Generator[float, None, Encoder], number: int, count: int
) -> Generator[float, None, Encoder]:
    while True:
        try:
            yield (number + next(work)) / count
        except StopIteration as end:
            encoder: Encoder = end.value
            return encoder


class DeepELMClassifier(BaseDeepELM, StagedClassifier):
    """Deep extreme learning machine for classification (multilayer ELM, H-ELM).

    Each layer is an ELM autoencoder (`ELMAutoencoder`) trained on what the layer below makes of
    the rows: without labels, once, in closed form or by FISTA. The last embedding goes to an
    `ELMClassifier`, whose ridge term and calibration come from leave-one-out.

    On images it beats a single `ELMClassifier` of as many hidden units: handwritten digits of 8×8
    and of 28×28 pixels, see ``benchmarks/accuracy_images.py``. On tables with few columns it
    seldom does.

    Parameters
    ----------
    layers : sequence of int, default (100, 100)
        Widths of the autoencoders.
    n_hidden : int, default 1500
        Hidden units of the head.
    layer_activation : str, default "tanh"
        Of the autoencoders' random layers; the embeddings are linear in what goes in.
    l1 : float, default 0.001
        Sparsity of the autoencoders (least ‖Hβ − X‖²/(2n) + l1 · ‖β‖₁); 0: by ridge regression.
    layer_alpha : float, default 1.0
        Their ridge term where l1 is 0.
    activation, alpha, hidden, weight_scale, bias_scale, class_weight
        Of the head, as in `ELMClassifier`.
    standardize : bool, default False
        False: all columns are divided by one number, which is right for pixels. True: each by
        its own, which is right for columns of different units.
    random_state : int, RandomState, Generator or None
        The same integer gives the same model on every machine.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    encoders_ : list of dict
        Of each layer: offset and scale (n_in,), beta (n_out, n_in).
    head_ : ELMClassifier
    alpha_, loo_score_
        Of the head, the layers held fixed.

    References
    ----------
    Kasun, Zhou, Huang & Vong (2013), IEEE Intelligent Systems 28(6); Tang, Deng & Huang (2016),
    IEEE TNNLS 27(4).

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import DeepELMClassifier
    >>> X = np.random.RandomState(0).random_sample((200, 16))
    >>> y = X[:, :8].sum(axis=1) > X[:, 8:].sum(axis=1)
    >>> model = DeepELMClassifier((16, 16), n_hidden=100, random_state=0).fit(X, y)
    >>> bool(model.score(X, y) > 0.9)
    True
    """

    def __init__(
        self,
        layers: Sequence[int] = (100, 100),
        *,
        n_hidden: int = 1500,
        layer_activation: str = "tanh",
        l1: float = 1e-3,
        layer_alpha: float = 1.0,
        activation: str | Callable[[Array], Array] = "relu",
        alpha: float | str = "loo",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        class_weight: Any = None,
        standardize: bool = False,
        random_state: Any = None,
    ) -> None:
        self.layers = layers
        self.n_hidden = n_hidden
        self.layer_activation = layer_activation
        self.l1 = l1
        self.layer_alpha = layer_alpha
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.class_weight = class_weight
        self.standardize = standardize
        self.random_state = random_state


class DeepELMRegressor(BaseDeepELM, StagedRegressor):
    """Deep extreme learning machine for regression, of one or several outputs.

    Parameters
    ----------
    layers, n_hidden, layer_activation, l1, layer_alpha, activation, alpha, hidden, weight_scale, \
    bias_scale, standardize, random_state
        As in `DeepELMClassifier`.

    Attributes
    ----------
    encoders_ : list of dict
        Of each layer: offset and scale (n_in,), beta (n_out, n_in).
    head_ : ELMRegressor
    alpha_, loo_score_
        Of the head, the layers held fixed.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import DeepELMRegressor
    >>> X = np.random.RandomState(0).random_sample((200, 16))
    >>> model = DeepELMRegressor((16,), n_hidden=100, random_state=0).fit(X, X.sum(axis=1))
    >>> bool(model.score(X, X.sum(axis=1)) > 0.9)
    True
    """

    def __init__(
        self,
        layers: Sequence[int] = (100, 100),
        *,
        n_hidden: int = 1500,
        layer_activation: str = "tanh",
        l1: float = 1e-3,
        layer_alpha: float = 1.0,
        activation: str | Callable[[Array], Array] = "relu",
        alpha: float | str = "loo",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        standardize: bool = False,
        random_state: Any = None,
    ) -> None:
        self.layers = layers
        self.n_hidden = n_hidden
        self.layer_activation = layer_activation
        self.l1 = l1
        self.layer_alpha = layer_alpha
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.standardize = standardize
        self.random_state = random_state
