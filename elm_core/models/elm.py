"""Extreme learning machines: a fixed random hidden layer, output weights in closed form.

Huang, Zhu & Siew (2006), "Extreme learning machine: theory and applications",
Neurocomputing 70; with the ridge term of Huang, Zhou, Ding & Zhang (2012), IEEE Trans.
SMC-B 42(2). How the rows become a solution is in `training`, the formulas in `maths.ridge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Classifier, Estimator, Regressor, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths import hidden as hidden_layer
from elm_core.maths import linalg
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.calibration import softmax
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.ridge import Rows
from elm_core.models.fitting import Fit, update_steps
from elm_core.models.targets import ClassTargets, NumberTargets
from elm_core.models.training import InputMap


class _ELM(Estimator):
    """What the classifier and the regressor share."""

    _rebuilt: ClassVar[tuple[str, ...]] = (
        "map_",
        "moments_",
        "wide_",
        "loo_predictions_",
        "loo_rows_",
    )

    n_hidden: int
    activation: str | Callable[[Array], Array]
    alpha: float | str
    hidden: str
    weight_scale: float
    bias_scale: float
    standardize: bool
    random_state: Any

    map_: InputMap
    coef_: Array
    intercept_: Array
    n_features_in_: int

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train on all rows at once, or on an iterator of blocks.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), or an iterator
            An iterator yields ``(X, y)`` or ``(X, y, sample_weight)`` blocks; each is read
            once and thrown away. Input scaling is then learnt from the first
            ``max(n_hidden, 2048)`` rows.
        y : array-like of shape (n_samples,)
            Labels or numbers (for a regressor also (n_samples, n_outputs)); None with an
            iterator.
        sample_weight : array-like of shape (n_samples,) or None
            A row of weight w counts as w equal rows.

        Raises
        ------
        InvalidInput
            Naming parameter, row and column; the earlier model stays as it was.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between blocks of rows."""
        if isinstance(X, Iterator):
            fit = self.open_stream()
            for block in X:
                fit.feed(*block)
                yield 0.0  # how many are to come is not known
            fit.finish()
            yield 1.0
            return
        yield from Fit(self).whole_steps(X, y, sample_weight)

    def open_stream(self, classes: Any = None) -> Fit:
        """Start training on blocks that are pushed in.

        Returns
        -------
        Fit
            ``feed(X, y, sample_weight=None)`` takes a block, ``finish()`` solves and installs
            the new model. Dropping it unfinished leaves this model as it was.
        """
        return Fit(self, classes=classes)

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done between blocks of rows."""
        if not self.is_fitted:
            yield from Fit(self, classes=classes).whole_steps(X, y, sample_weight)
        else:
            yield from update_steps(self, X, y, sample_weight)

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add rows to what is known, as if they had been there from the start.

        The first call on a model that is not fitted is a `fit`; later ones keep its input
        scaling and hidden layer.

        Parameters
        ----------
        X, y, sample_weight
            As in `fit`, arrays only.
        classes : array-like or None
            All labels that will come, where not all are in the first call. Classes that were
            not announced may come later all the same.
        """
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def _new_targets(self, classes: Any) -> Any:
        raise NotImplementedError

    def _learned_targets(self) -> Any:
        raise NotImplementedError

    def _copy_of_moments(self) -> Moments:
        learned: Any = self
        moments = getattr(learned, "moments_", None)
        if moments is not None:
            return Moments(**moments).copy()
        rows: Rows | None = getattr(learned, "wide_", None)
        if rows is None:
            raise InvalidInput(
                "this model was saved without the statistics that further training needs: "
                "save it with statistics=True, or fit it anew on all rows",
                parameter="X",
            )
        made = Moments.zeros(rows.hidden.shape[1], rows.targets.shape[1])
        made.add(rows.hidden.copy(), rows.targets, rows.weights)
        return made

    def _statistics_for_file(self) -> dict[str, Any]:
        """Return what `partial_fit` needs and model files leave out unless asked for."""
        return {"moments_": self._copy_of_moments().to_dict()}

    def _check_memory(self, n_features: int) -> None:
        needed = 8.0 * self.n_hidden * (3 * self.n_hidden + 2 * n_features + 2 * linalg.BLOCK_ROWS)
        memory.require(
            needed, f"n_hidden={self.n_hidden} with {n_features} features", "lower n_hidden"
        )

    def _open_map(self, seed: int, n_features: int, mean: Array, scale: Array) -> InputMap:
        layer = hidden_layer.draw(seed, n_features, **self._layer_params())
        return InputMap(mean, scale, layer)

    def _layer_params(self) -> dict[str, Any]:
        return {
            "n_hidden": self.n_hidden,
            "activation": self.activation,
            "hidden": self.hidden,
            "weight_scale": self.weight_scale,
            "bias_scale": self.bias_scale,
        }

    def _check_params(self) -> None:
        validation.check_number("n_hidden", self.n_hidden, low=1, integer=True)
        if not callable(self.activation):
            validation.check_choice("activation", self.activation, tuple(ACTIVATIONS))
        if isinstance(self.alpha, str):
            validation.check_choice("alpha", self.alpha, ("loo",))
        else:
            validation.check_number("alpha", self.alpha, low=0, high=validation.MAX_MAGNITUDE)
        validation.check_choice("hidden", self.hidden, hidden_layer.DISTRIBUTIONS)
        validation.check_number("weight_scale", self.weight_scale, low=0, high=1e6, open_low=True)
        validation.check_number("bias_scale", self.bias_scale, low=0, high=1e6)

    def _scores(self, X: Any) -> Array:
        """Return H β + intercept (n × outputs), block by block."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        out = np.empty((len(x), len(self.intercept_)))
        for rows in linalg.row_blocks(len(x)):
            out[rows] = linalg.matmul(self.map_(x[rows]), self.coef_)
        out += self.intercept_
        return out

    def _rebuild(self) -> None:
        learned: Any = self
        layer = hidden_layer.draw(learned.seed_, self.n_features_in_, **learned.layer_)
        self.map_ = InputMap(learned.mean_, learned.scale_, layer)

    def _check_learned(self) -> None:
        learned: Any = self
        h, c = int(learned.layer_["n_hidden"]), len(self.intercept_)
        d = self.n_features_in_
        expected = {"coef_": (h, c), "intercept_": (c,), "mean_": (d,), "scale_": (d,)}
        for name, shape in expected.items():
            got = getattr(self, name).shape
            if got != shape:
                raise ValueError(f"{name} has shape {got}, expected {shape}")


class ELMClassifier(Classifier, _ELM):
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
    standardize : bool, default True
        Centre and scale the inputs by what the training rows show.
    random_state : int, RandomState, Generator or None
        The same integer gives the same model on every machine.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    coef_ : array of shape (n_hidden, n_classes)
    intercept_ : array of shape (n_classes,)
    alpha_ : float
        The ridge term used.
    loo_score_ : float
        Leave-one-out accuracy (input scaling held fixed), at up to 2,048 random rows.
    loo_predictions_ : array of shape (n_scored, n_classes)
        Leave-one-out scores of the rows `loo_rows_`.
    inverse_temperature_ : float
        Factor that makes a softmax of the scores a calibrated probability.

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
        standardize: bool = True,
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.class_weight = class_weight
        self.standardize = standardize
        self.random_state = random_state

    classes_: npt.NDArray[Any]
    inverse_temperature_: float

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the most probable class of each row, shape (n_samples,)."""
        scores = self._scores(X)
        return np.asarray(self.classes_[scores.argmax(axis=1)])

    def predict_proba(self, X: Any) -> Array:
        """Return calibrated class probabilities, shape (n_samples, n_classes).

        softmax(f · scores), with f fitted to the leave-one-out scores: the top class is that
        of `predict`.
        """
        scores = self._scores(X)
        return softmax(self.inverse_temperature_ * scores)

    def decision_function(self, X: Any) -> Array:
        """Return the scores: (n_samples, n_classes), or (n_samples,) for two classes.

        With two classes the value is score of ``classes_[1]`` − score of ``classes_[0]``.
        """
        scores = self._scores(X)
        return scores[:, 1] - scores[:, 0] if scores.shape[1] == 2 else scores

    def _new_targets(self, classes: Any) -> ClassTargets:
        if classes is None:
            return ClassTargets(self.class_weight)
        known = validation.check_labels(classes, len(classes))
        return ClassTargets(self.class_weight, validation.encode_labels(known)[0])

    def _learned_targets(self) -> ClassTargets:
        return ClassTargets(self.class_weight, self.classes_)

    def _check_learned(self) -> None:
        super()._check_learned()
        if len(self.classes_) != len(self.intercept_):
            raise ValueError(f"{len(self.classes_)} classes, {len(self.intercept_)} outputs")


class ELMRegressor(Regressor, _ELM):
    """Extreme learning machine for regression, of one or several outputs.

    Parameters
    ----------
    n_hidden, activation, alpha, hidden, weight_scale, bias_scale, standardize, random_state
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
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.standardize = standardize
        self.random_state = random_state

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        scores = self._scores(X)
        learned: Any = self
        return scores[:, 0] if learned.target_ndim_ == 1 else scores

    def _new_targets(self, classes: Any) -> NumberTargets:
        if classes is not None:
            raise InvalidInput("classes are for classifiers", parameter="classes")
        return NumberTargets()

    def _learned_targets(self) -> NumberTargets:
        learned: Any = self
        return NumberTargets(learned.target_offset_, learned.target_scale_, learned.target_ndim_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
