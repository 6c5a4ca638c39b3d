"""Online extreme learning machines: every row is learnt when it comes, exactly and for good.

Liang, Huang, Saratchandran & Sundararajan (2006), "A fast and accurate online sequential
learning algorithm for feedforward networks", IEEE Trans. Neural Networks 17(6): OS-ELM.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from elm_core.labels import check_classes
from elm_core.maths.linalg import Array
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.online.base import OnlineELM
from elm_core.models.online.prequential import Calibrator, ClassWatch, NumberWatch
from elm_core.models.targets import ClassTargets


class OnlineELMClassifier(OnlineELM, ELMClassifier):
    """Extreme learning machine that learns row by row: OS-ELM, with forgetting and drift.

    After any calls of `partial_fit`, however the rows are split among them, the model is that of
    `ELMClassifier` with the same `alpha` and input scaling, fitted to all rows at once. One row
    costs O(n_hidden²); classes may come at any time; rows may be taken out again (`unlearn`).

    Parameters
    ----------
    n_hidden : int, default 256
        Number of hidden units.
    activation : str or callable, default "tanh"
        As in `ELMClassifier`; a smooth bounded one was best on streams of few columns.
    hidden, weight_scale, bias_scale
        As in `ELMClassifier`.
    alpha : float, default 1.0
        Ridge term α ≥ 1e-8.
    forgetting_factor : float in (0, 1], default 1.0
        A row counts λᵏ when k rows have come after it: about 1/(1 − λ) rows are remembered. The
        ridge term is kept between α/4 and α meanwhile: see `maths.recursive`.
    warm_up : int, default 100
        `partial_fit` learns the input scaling from the first so many rows, however they are split
        into calls, and keeps it. Before that it holds the rows, and fits them anew at each call.
        `fit` learns it from all its rows.
    on_drift : {"watch", "forget"}, default "watch"
        What a drift leads to: nothing but a note in `drift_`, or that what was learnt before the
        error began to rise counts no more than the rows since.
    standardize : bool or (mean, scale), default True
        Whether to centre and scale the inputs; or by which numbers, two for each column. With
        False or numbers there is no warm-up.
    random_state : int, RandomState, Generator or None
        The same integer gives the same hidden layer on every machine.

    Attributes
    ----------
    classes_, coef_, intercept_, alpha_, inverse_temperature_
        As in `ELMClassifier`; the calibration follows the latest 512 rows.
    n_samples_seen_ : int
        Rows learnt, less those taken out.
    prequential_score_ : float or None
        Share of rows whose class was predicted before they were learnt.
    drift_ : dict
        ``level``: "stable", "warning" or "drift" (at the row that came last); ``warnings``: how
        many there were; ``error`` and ``rows``: mean error since the last drift, and of how many.
    n_drifts_ : int
        How many drifts there were.

    References
    ----------
    Liang et al. (2006), eq. 25 and 29. Drift: Frías-Blanco et al. (2015), IEEE TKDE 27(3).

    Examples
    --------
    >>> from elm_core import OnlineELMClassifier
    >>> model = OnlineELMClassifier(n_hidden=32, random_state=0)
    >>> for x, label in [([0.0], "low"), ([1.0], "high"), ([0.1], "low"), ([0.9], "high")] * 5:
    ...     model = model.partial_fit([x], [label])
    >>> [str(label) for label in model.predict([[0.05], [1.1]])]
    ['low', 'high']
    >>> model = model.unlearn([[0.9]], ["high"])
    >>> model.n_samples_seen_
    19
    """

    def __init__(
        self,
        n_hidden: int = 256,
        *,
        activation: str | Callable[[Array], Array] = "tanh",
        alpha: float = 1.0,
        forgetting_factor: float = 1.0,
        warm_up: int = 100,
        on_drift: str = "watch",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        standardize: Any = True,
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.forgetting_factor = forgetting_factor
        self.warm_up = warm_up
        self.on_drift = on_drift
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.standardize = standardize
        self.random_state = random_state

    def _new_targets(self, classes: Any) -> ClassTargets:
        return ClassTargets(None, None if classes is None else check_classes(classes))

    def _learned_targets(self) -> ClassTargets:
        return ClassTargets(None, self.classes_)

    def _new_watch(self, n_outputs: int) -> ClassWatch:
        return ClassWatch(calibrator=Calibrator.empty(n_outputs))


class OnlineELMRegressor(OnlineELM, ELMRegressor):
    """Extreme learning machine for regression that learns row by row.

    Parameters
    ----------
    n_hidden, activation, alpha, forgetting_factor, warm_up, on_drift, hidden, weight_scale, \
bias_scale, standardize, random_state
        As in `OnlineELMClassifier`, but that `alpha` is 0.1: numbers are less noisy than labels.

    Attributes
    ----------
    coef_, intercept_, alpha_
        As in `ELMRegressor`.
    n_samples_seen_, drift_, n_drifts_
        As in `OnlineELMClassifier`; the drift detector sees |e| / (|e| + mean |e|).
    prequential_score_ : float or None
        R² of the predictions made before each row was learnt.

    References
    ----------
    Liang et al. (2006), as for `OnlineELMClassifier`.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import OnlineELMRegressor
    >>> model = OnlineELMRegressor(n_hidden=50, alpha=1e-3, random_state=0)
    >>> for x in np.random.RandomState(0).random_sample((500, 1)) * 6:
    ...     model = model.partial_fit([x], np.sin(x))
    >>> bool(abs(model.predict([[1.5]])[0] - np.sin(1.5)) < 0.01)
    True
    """

    def __init__(
        self,
        n_hidden: int = 256,
        *,
        activation: str | Callable[[Array], Array] = "tanh",
        alpha: float = 0.1,
        forgetting_factor: float = 1.0,
        warm_up: int = 100,
        on_drift: str = "watch",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        standardize: Any = True,
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.forgetting_factor = forgetting_factor
        self.warm_up = warm_up
        self.on_drift = on_drift
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.standardize = standardize
        self.random_state = random_state

    def _new_watch(self, n_outputs: int) -> NumberWatch:
        return NumberWatch()
