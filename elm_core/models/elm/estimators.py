"""Extreme learning machines: a fixed random hidden layer, output weights in closed form.

Huang, Zhu & Siew (2006), "Extreme learning machine: theory and applications",
Neurocomputing 70; with the ridge term of Huang, Zhou, Ding & Zhang (2012), IEEE Trans.
SMC-B 42(2).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from elm_core.base import Regressor
from elm_core.exceptions import InvalidInput
from elm_core.labels import check_classes
from elm_core.maths.linalg import Array
from elm_core.models.elm.base import BaseELM
from elm_core.models.scored import ScoredClassifier
from elm_core.models.targets import ClassTargets, NumberTargets, check_ndim


class ELMClassifier(ScoredClassifier, BaseELM):
    """Extreme learning machine for classification.

    A random hidden layer H = g(XW + b), drawn from a seed and never trained, and a ridge
    regression from H onto one column of zeros and ones per class, solved in closed form in
    one pass over the rows: memory O(n_hidden² + block).

    Parameters
    ----------
    n_hidden : int, default 256
        Number of hidden units. More are rarely worse, with the ridge term chosen by
        leave-one-out; time grows with its square.
    activation : str or callable, default "relu"
        tanh, sigmoid, relu, leaky_relu, gelu, sine, linear, rbf; or a function of an array.
    alpha : float or "loo", default "loo"
        Ridge term α ≥ 0 in (HᵀH + αI)β = HᵀT. ``"loo"`` takes the best of a grid by
        leave-one-out error in closed form.
    hidden : {"normal", "uniform", "sparse", "orthogonal"}, default "normal"
        Distribution of the hidden weights.
    weight_scale, bias_scale : float, default 1.0 and 0.5
        Standard deviation of XW for standardised inputs; b is uniform on ±bias_scale.
    class_weight : dict, "balanced" or None
        Multiplies the weights of the rows of each class.
    decide : {"probable", "balanced"}, default "probable"
        Which class is predicted: the most probable one, or the one whose probability is highest
        beside its share of the training rows, which serves balanced accuracy: rare classes are
        found more often, and named wrongly more often. Probabilities stay as they are.
    standardize : bool, default True
        Centre and scale the inputs by what the training rows show: each column by its own scale,
        16 or more that are measured alike, as pixels are, by one.
    direct_links : bool, default False
        Whether the output weights see the scaled inputs beside the hidden units (random vector
        functional link: Pao, Park & Sobajic 1994). Rarely harmful, and good for numbers.
    features : {"random", "learned", "full", "diagonal"}, default "random"
        What the units see of the inputs. "learned": the inputs stretched along what matters, half
        of the units by column, half by direction, learnt in closed form from half of the rows, up
        to 4,000 (of an iterator, of the first 2,048); leave-one-out is of the others. "full" and
        "diagonal": all units by direction, or by column. See `feature_importances_`.
    precision : {"double", "single"}, default "double"
        What the hidden layer and the sums over rows are made in, in training. "single": float32,
        with totals in float64, in about 0.6 of the time with 1,000 units. Where the ridge term is
        so small that this would tell, for few rows, beside outliers, in streams and where the
        inputs are not standardised, float64 all the same.
        Predictions are made in float64. (The `precision` of `dumps` is that of a file.)
    random_state : int, RandomState, Generator or None
        The same integer gives the same model on every machine.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    coef_ : array of shape (n_hidden, n_classes)
        With `direct_links` the weights of the inputs follow, (n_hidden + n_features, n_classes).
    intercept_ : array of shape (n_classes,)
    alpha_ : float
        The ridge term used.
    loo_score_ : float
        Leave-one-out accuracy of the most probable class (input scaling held fixed), at up to
        2,048 random rows.
    loo_predictions_ : array of shape (n_scored, n_classes)
        Leave-one-out scores of the rows `loo_rows_`.
    inverse_temperature_ : float
        Factor that makes a softmax of scores and offsets a calibrated probability.
    score_offset_ : array of shape (n_classes,)
        Added to the scores, so that rare classes get their share.
    class_prior_ : array of shape (n_classes,)
        Share of each class among the (weighted) training rows.
    feature_importances_ : array of shape (n_features,)
        With learnt features: how much each input matters, in shares of 1.

    References
    ----------
    Huang, Zhou, Ding & Zhang (2012), "Extreme learning machine for regression and multiclass
    classification", IEEE Trans. SMC-B 42(2), eq. 23 and 28.

    Examples
    --------
    >>> from elm_core import ELMClassifier
    >>> X = [[0, 0], [0, 1], [1, 0], [1, 1]] * 5
    >>> y = ["same", "different", "different", "same"] * 5
    >>> model = ELMClassifier(n_hidden=64, random_state=0).fit(X, y)
    >>> [str(label) for label in model.predict([[0, 0], [1, 0]])]
    ['same', 'different']
    """

    def __init__(
        self,
        n_hidden: int = 256,
        *,
        activation: str | Callable[[Array], Array] = "relu",
        alpha: float | str = "loo",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        class_weight: Any = None,
        decide: str = "probable",
        standardize: bool = True,
        direct_links: bool = False,
        features: str = "random",
        precision: str = "double",
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.class_weight = class_weight
        self.decide = decide
        self.standardize = standardize
        self.direct_links = direct_links
        self.features = features
        self.precision = precision
        self.random_state = random_state

    def _new_targets(self, classes: Any) -> ClassTargets:
        if classes is None:
            return ClassTargets(self.class_weight)
        return ClassTargets(self.class_weight, check_classes(classes))

    def _learned_targets(self) -> ClassTargets:
        return ClassTargets(self.class_weight, self.classes_)


class ELMRegressor(Regressor, BaseELM):
    """Extreme learning machine for regression, of one or several outputs.

    Parameters
    ----------
    n_hidden, activation, alpha, hidden, weight_scale, bias_scale, standardize, random_state
        As in `ELMClassifier`.
    direct_links, features, precision
        As in `ELMClassifier`.

    Attributes
    ----------
    coef_ : array of shape (n_hidden, n_outputs)
    intercept_ : array of shape (n_outputs,)
    alpha_ : float
        The ridge term used.
    loo_score_ : float
        Leave-one-out R² (input scaling held fixed), at up to 2,048 random rows.
    loo_predictions_ : array of shape (n_scored, n_outputs)
        Leave-one-out predictions of the rows `loo_rows_`.

    References
    ----------
    Huang, Zhou, Ding & Zhang (2012), as for `ELMClassifier`.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import ELMRegressor
    >>> x = np.linspace(0, 6, 200)[:, None]
    >>> model = ELMRegressor(random_state=0).fit(x, np.sin(x[:, 0]))
    >>> bool(abs(model.predict([[1.5]])[0] - np.sin(1.5)) < 0.01)
    True
    """

    def __init__(
        self,
        n_hidden: int = 256,
        *,
        activation: str | Callable[[Array], Array] = "relu",
        alpha: float | str = "loo",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        standardize: bool = True,
        direct_links: bool = False,
        features: str = "random",
        precision: str = "double",
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.standardize = standardize
        self.direct_links = direct_links
        self.features = features
        self.precision = precision
        self.random_state = random_state

    target_offset_: Array
    target_scale_: Array
    target_ndim_: int

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        scores = self.scores(X)
        return scores[:, 0] if self.target_ndim_ == 1 else scores

    def _new_targets(self, classes: Any) -> NumberTargets:
        if classes is not None:
            raise InvalidInput("classes are for classifiers", parameter="classes")
        return NumberTargets()

    def _learned_targets(self) -> NumberTargets:
        return NumberTargets(self.target_offset_, self.target_scale_, self.target_ndim_)

    def _check_learned(self) -> None:
        super()._check_learned()
        check_ndim(self.target_ndim_, len(self.intercept_))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
