"""Kernel extreme learning machines: a hidden layer of infinitely many units, solved exactly.

Huang, Zhou, Ding & Zhang (2012), "Extreme learning machine for regression and multiclass
classification", IEEE Trans. SMC-B 42(2), eq. 34: f(x) = k(x, X) (K + αI)⁻¹ T, here with an
intercept that is not penalised.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Regressor
from elm_core.labels import check_classes
from elm_core.maths.linalg import Array
from elm_core.models.kernel.base import BaseKernelELM
from elm_core.models.scored import ScoredClassifier
from elm_core.models.targets import ClassTargets, NumberTargets, check_ndim

Kernel = str | Callable[[Array, Array], Array]


class KernelELMClassifier(ScoredClassifier, BaseKernelELM):
    """Kernel extreme learning machine for classification, exact or by landmarks.

    The best choice for few samples and for text. Time grows with the cube, memory with the
    square of the number of training rows; `partial_fit` adds a row in quadratic time.

    Parameters
    ----------
    kernel : str or callable, default "rbf"
        rbf, laplacian, polynomial, linear, cosine, arc_cosine (an ELM of infinitely many
        rectifiers), arc_cosine_0 (of step functions); ``"precomputed"``: X holds the kernel
        values with the training rows, (n_samples, n_training); or a function of two arrays of
        rows that returns the matrix of their kernel values.
    gamma : float, "scale" or None
        Of rbf, laplacian and polynomial. None: 1 / n_features; ``"scale"``:
        1 / (n_features · variance of the inputs).
    degree : int, default 3
        Of the polynomial kernel.
    coef0 : float, default 1.0
        Of the polynomial kernel.
    alpha : float or "loo", default "loo"
        Ridge term α ≥ 0. ``"loo"`` takes the best of a grid by leave-one-out error in closed
        form; with more than 2,048 rows, on so many random ones.
    n_landmarks : int or None
        None: exact. Otherwise the Nyström approximation with so many landmarks: time grows with
        the number of rows only, memory not at all, and `partial_fit` keeps the landmarks. Of
        fewer distinct rows than this, each is a landmark.
    landmarks : {"kmeans++", "uniform", "leverage"} or array of shape (m, n_features)
        How they are chosen among the training rows, or given (then `n_landmarks` is not needed).
    class_weight : dict, "balanced" or None
        Multiplies the weights of the rows of each class.
    decide : {"probable", "balanced"}, default "probable"
        As in `ELMClassifier`: the most probable class, or what serves balanced accuracy.
    standardize : bool, default True
        Centre and scale the inputs by what the training rows show: each column by its own scale,
        16 or more that are measured alike, as pixels are, by one.
    features : {"plain", "diagonal"}, default "plain"
        "diagonal": stretch each column by how much it matters, learnt in closed form from up to
        4,000 rows (Radhakrishnan et al. 2024, recursive feature machines; the gradients are those
        of a small random layer). A mapping {"kind": "diagonal", "stretch": (n_features,)} gives
        factors of the scaled columns that another model has learnt.
    random_state : int, RandomState, Generator or None
        Draws the rows on which alpha is chosen, where not all are used, and those that features
        are learnt from.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    dual_coef_ : array of shape (n_training, n_classes)
    intercept_ : array of shape (n_classes,)
    X_fit_ : array of shape (n_training, n_features)
        Training rows, scaled; those of weight 0 are left out.
    alpha_, gamma_ : float
    loo_score_ : float
        Leave-one-out accuracy (input scaling and landmarks held fixed).
    loo_predictions_ : array of shape (n_training, n_classes)
        With landmarks, of the rows `loo_rows_`.
    landmarks_ : array of shape (n_landmarks, n_features) or None
        Scaled; None in the exact form.
    class_prior_ : array of shape (n_classes,)
        Share of each class among the (weighted) training rows.
    inverse_temperature_ : float
        Factor that makes a softmax of scores and offsets a calibrated probability.
    score_offset_ : array of shape (n_classes,)
        Added to the scores, so that rare classes get their share.

    Raises
    ------
    InvalidInput
        From every method, naming parameter, row and column.

    References
    ----------
    Huang et al. (2012), IEEE Trans. SMC-B 42(2), eq. 34; leave-one-out: Cawley (2006); landmarks:
    Williams & Seeger (2001), NIPS 13.

    Examples
    --------
    >>> from elm_core.models.kernel.estimators import KernelELMClassifier
    >>> X = [[0, 0], [0, 1], [1, 0], [1, 1]] * 5
    >>> y = ["same", "different", "different", "same"] * 5
    >>> model = KernelELMClassifier().fit(X, y)
    >>> [str(label) for label in model.predict([[0, 0], [1, 0]])]
    ['same', 'different']
    >>> model.partial_fit([[9, 9]], ["far"]).classes_.tolist()
    ['different', 'far', 'same']
    """

    def __init__(
        self,
        kernel: Kernel = "rbf",
        *,
        gamma: float | str | None = None,
        degree: int = 3,
        coef0: float = 1.0,
        alpha: float | str = "loo",
        n_landmarks: int | None = None,
        landmarks: Any = "kmeans++",
        class_weight: Any = None,
        decide: str = "probable",
        standardize: bool = True,
        features: Any = "plain",
        random_state: Any = None,
    ) -> None:
        self.kernel = kernel
        self.gamma = gamma
        self.degree = degree
        self.coef0 = coef0
        self.alpha = alpha
        self.n_landmarks = n_landmarks
        self.landmarks = landmarks
        self.class_weight = class_weight
        self.decide = decide
        self.standardize = standardize
        self.features = features
        self.random_state = random_state

    codes_: npt.NDArray[np.int32]
    class_prior_: Array
    loo_predictions_: Array
    loo_intercepts_: Array
    loo_score_: float

    def _new_targets(self, classes: Any) -> ClassTargets:
        if classes is None:
            return ClassTargets(self.class_weight)
        return ClassTargets(self.class_weight, check_classes(classes))

    def _targets_so_far(self) -> ClassTargets:
        return ClassTargets(self.class_weight, self.classes_)

    def _learned_targets(self) -> tuple[ClassTargets, npt.NDArray[Any]]:
        return self._targets_so_far(), self.classes_[self.codes_]

    def _check_learned(self) -> None:
        super()._check_learned()
        if not self._landmark_count() and not hasattr(self, "codes_"):
            raise ValueError("an exact model needs codes_")


class KernelELMRegressor(Regressor, BaseKernelELM):
    """Kernel extreme learning machine for regression, of one or several outputs.

    Parameters
    ----------
    kernel, gamma, degree, coef0, alpha, n_landmarks, landmarks, standardize, random_state
        As in `KernelELMClassifier`.

    Attributes
    ----------
    dual_coef_ : array of shape (n_training, n_outputs)
    intercept_ : array of shape (n_outputs,)
    X_fit_ : array of shape (n_training, n_features)
    alpha_, gamma_ : float
    loo_score_ : float
        Leave-one-out R² (input scaling held fixed).
    loo_predictions_ : array of shape (n_training, n_outputs)

    References
    ----------
    Huang et al. (2012), as for `KernelELMClassifier`.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.models.kernel.estimators import KernelELMRegressor
    >>> x = np.linspace(0, 6, 50)[:, None]
    >>> model = KernelELMRegressor().fit(x, np.sin(x[:, 0]))
    >>> bool(abs(model.predict([[1.5]])[0] - np.sin(1.5)) < 0.01)
    True
    """

    def __init__(
        self,
        kernel: Kernel = "rbf",
        *,
        gamma: float | str | None = None,
        degree: int = 3,
        coef0: float = 1.0,
        alpha: float | str = "loo",
        n_landmarks: int | None = None,
        landmarks: Any = "kmeans++",
        standardize: bool = True,
        features: Any = "plain",
        random_state: Any = None,
    ) -> None:
        self.kernel = kernel
        self.gamma = gamma
        self.degree = degree
        self.coef0 = coef0
        self.alpha = alpha
        self.n_landmarks = n_landmarks
        self.landmarks = landmarks
        self.standardize = standardize
        self.features = features
        self.random_state = random_state

    targets_: Array
    target_offset_: Array
    target_scale_: Array
    target_ndim_: int

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        scores = self.scores(X)
        return scores[:, 0] if self.target_ndim_ == 1 else scores

    def _new_targets(self, classes: Any) -> NumberTargets:
        return NumberTargets()

    def _targets_so_far(self) -> NumberTargets:
        return NumberTargets(self.target_offset_, self.target_scale_, self.target_ndim_)

    def _learned_targets(self) -> tuple[NumberTargets, Array]:
        return self._targets_so_far(), self.targets_

    def _check_learned(self) -> None:
        super()._check_learned()
        check_ndim(self.target_ndim_, len(self.intercept_))
        if not self._landmark_count() and self.targets_.ndim != self.target_ndim_:
            raise ValueError(f"targets_ has shape {self.targets_.shape}")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
