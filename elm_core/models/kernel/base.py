"""What the kernel classifier and regressor share: training, growth, scores, loading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import memory, validation
from elm_core.base import Learned, Learning, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg, stretch
from elm_core.maths.arrays import Work
from elm_core.maths.linalg import Array
from elm_core.maths.nystrom import KernelOf, Places
from elm_core.maths.scaling import learn_scaling
from elm_core.models import output_memory
from elm_core.models.kernel import exact, nystrom
from elm_core.models.kernel.values import KernelValues

#: What a model with a precomputed kernel has in the place of its rows.
_OF_NO_ROWS = {"X_fit_": None, "mean_": None, "scale_": None, "gamma_": 1.0}


class BaseKernelELM(KernelValues):
    """Kernel ridge in the dual, whose Cholesky factor grows with the rows."""

    _rebuilt: ClassVar[tuple[str, ...]] = (
        "factor_",
        "loo_predictions_",
        "loo_intercepts_",
        "loo_rows_",
        "moments_",
        "root_",
    )

    alpha: float | str
    n_landmarks: int | None
    landmarks: Any
    standardize: bool
    features: Any
    random_state: Any

    X_fit_: Array | None
    mean_: Array | None
    scale_: Array | None
    weights_: Array
    dual_coef_: Array
    intercept_: Array
    alpha_: float
    gamma_: float
    n_features_in_: int
    n_samples_seen_: int

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train on rows X (n_samples, n_features) and y (n_samples,).

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        sample_weight : array-like of shape (n_samples,) or None
            A row of weight w counts as w equal rows; left out, it goes whole.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between blocks of rows."""
        yield from self._become_steps(self._fitting(X, y, sample_weight, None))

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add rows, in O(n²) each, as if they had been there from the start.

        Input scaling, gamma and alpha stay what `fit` found. New classes may arrive. The first
        call on a model that is not fitted is a `fit`.

        With ``kernel="precomputed"``, X (k, n_training + k) holds the kernel values of the new
        rows with the old ones and with each other.
        """
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            yield from self._become_steps(self._fitting(X, y, sample_weight, classes))
            return
        x = validation.check_X(X)
        precomputed = self.kernel == "precomputed" and not self._landmark_count()
        validation.check_features(self, X, x.shape[1] - len(x) * precomputed)
        growing = self._growing(self._scaled(x), y, sample_weight)
        yield from self._become_steps(growing, afresh=False)

    def fit_matrix_steps(
        self, matrix_of: Callable[[], Work[Array]], y: Any, weights: Array
    ) -> Steps:
        """Train a ``"precomputed"`` model on a matrix that is made for it alone.

        Parameters
        ----------
        matrix_of : callable
            Makes the kernel values (n × n) of all rows with each other, which are overwritten.
        y, weights : (n,) valid targets and positive weights
        """
        self._check_params()
        targets = self._targets_of(y)
        alpha = exact.Alpha(self.alpha, self.random_state)
        learning = exact.solve_steps(matrix_of, targets, y, weights, alpha)
        known = _OF_NO_ROWS | {"n_features_in_": len(y)}
        yield from self._become_steps(joined(known, learning))

    def fit_kernel_steps(
        self, kernel_of: Callable[[Places], Array], corner: Array, y: Any, weights: Array
    ) -> Steps:
        """Train a ``"precomputed"`` model on landmarks, block by block, whatever the rows are.

        Parameters
        ----------
        kernel_of : callable
            Makes the kernel values (k × m) of some rows, named by their places, with the
            landmarks.
        corner : (m, m) kernel values of the landmarks with each other
        y, weights : (n,) valid targets and positive weights of all rows
        """
        self._check_params()
        targets = self._targets_of(y)
        places = np.arange(float(len(y)))[:, None]

        def kernel(rows: Array, _: Array) -> Array:
            return kernel_of(rows[:, 0].astype(np.intp))

        numbers = np.arange(float(len(corner)))
        learning = self._on_landmarks(kernel, numbers, corner, places, y, weights, targets)
        known = _OF_NO_ROWS | {"n_features_in_": len(corner)}
        yield from self._become_steps(joined(known, learning))

    def scores(self, X: Any) -> Array:
        """Return k(x, X) · dual_coef + intercept (n_samples, n_outputs), block by block."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        out = np.empty((len(x), len(self.intercept_)))
        with np.errstate(over="ignore", invalid="ignore"):
            for rows in linalg.row_blocks(len(x)):
                kernel = self._with_training(self._scaled(x[rows]))
                out[rows] = linalg.matmul(kernel, self.dual_coef_)
            out += self.intercept_
        return validation.check_scores(out)

    @property
    def can_grow(self) -> bool:
        """Whether the Cholesky factor is there; model files leave it out."""
        return getattr(self, "factor_", None) is not None

    def restore_steps(self, matrix_of: Callable[[], Work[Array]]) -> Work[None]:
        """Compute the Cholesky factor again, in the kernel matrix that `matrix_of` makes."""
        weights = self.weights_in_fit()
        self.factor_ = yield from exact.factor_steps(matrix_of, self.alpha_, weights)

    def weights_in_fit(self) -> Array:
        """Return the weights of the training rows times those of their classes."""
        targets, y = self._learned_targets()
        return np.asarray(targets.weigh(y, self.weights_))

    # -- training

    def _fitting(self, X: Any, y: Any, sample_weight: Any, classes: Any) -> Learning:
        self._check_params()
        x = validation.check_X(X)
        n_rows, n_features = x.shape
        targets = self._new_targets(classes)
        y = targets.check(y, n_rows)
        if self.kernel == "precomputed" and n_rows != n_features:
            raise InvalidInput(
                f"a precomputed kernel of {n_rows} training rows must have as many columns, "
                f"got {n_features}",
                parameter="X",
            )
        by_landmarks = nystrom.wanted(self.n_landmarks, self.landmarks)
        of_kernel = 0.0 if by_landmarks else exact.memory_for(n_rows)
        memory.require(of_kernel, f"a kernel of {n_rows} rows", "use fewer rows, or n_landmarks")
        raw = validation.check_sample_weight(sample_weight, n_rows)
        raw = np.ones(n_rows) if raw is None else raw
        used = raw > 0
        targets.learn(y[used])
        targets.require_trainable(type(self).__name__)
        if not by_landmarks:
            output_memory.require(targets, 10.0 * n_rows, of_kernel)
        targets.warn_of_scarce(y[used])
        yield 0.0  # so that it is told before the long work
        used[used] = targets.weigh(y[used], raw[used]) > 0
        if not used.any():
            raise InvalidInput(
                "class_weight is zero for the class of every row", parameter="class_weight"
            )
        if not used.all():  # a copy of many columns takes its time
            x, y, raw = x[used], y[used], raw[used]
        alpha = exact.Alpha(self.alpha, self.random_state)
        names = validation.feature_names(X)
        known: dict[str, Any] = {} if names is None else {"feature_names_in_": names}
        if self.kernel == "precomputed":
            known |= _OF_NO_ROWS | {"n_features_in_": len(x)}
            matrix_of = partial(exact.copy_of, x if used.all() else x[:, used])
            solving = exact.solve_steps(matrix_of, targets, y, raw, alpha)
            return (yield from joined(known, solving))
        mean, scale = np.zeros(n_features), np.ones(n_features)
        if self.standardize:
            mean, scale = learn_scaling(x, raw)
        x = x - mean
        x /= scale
        if self.features != "plain":
            columns = yield from self._stretch_of(x, y, targets.weigh(y, raw), targets)
            x *= columns
            scale = scale / columns
            known["feature_importances_"] = stretch.importances(columns, n_features)
        gamma = self._gamma(x, raw)
        known |= {"n_features_in_": n_features, "mean_": mean, "scale_": scale, "gamma_": gamma}
        kernel = partial(self._kernel, gamma=gamma)
        if not by_landmarks:
            known["X_fit_"] = x
            return (yield from joined(known, exact.fit_steps(kernel, x, y, raw, targets, alpha)))
        if isinstance(self.landmarks, str):
            seed = validation.check_seed(self.random_state)
            landmarks = nystrom.choose_landmarks(self.n_landmarks, self.landmarks, x, kernel, seed)
        else:
            landmarks = (nystrom.check_landmarks(self.landmarks, n_features) - mean) / scale
        nystrom.require_memory(len(landmarks))
        corner = kernel(landmarks, landmarks)
        learned = yield from self._on_landmarks(kernel, landmarks, corner, x, y, raw, targets)
        places = np.flatnonzero(used)[learned["loo_rows_"]]
        return {**known, **learned, "X_fit_": landmarks, "loo_rows_": places}

    def _stretch_of(self, x: Array, y: Any, weights: Array, targets: Any) -> Work[Array]:
        """Return how far each scaled column is stretched, learnt by a small random layer."""
        if not isinstance(self.features, str):
            columns = stretch.given(self.features)
            if len(columns) != x.shape[1]:
                raise InvalidInput(
                    f"features is for {len(columns)} features, X has {x.shape[1]}",
                    parameter="features",
                )
            return columns
        seed = validation.check_seed(self.random_state)
        some = np.sort(np.random.RandomState(seed).permutation(len(x))[: stretch.ROWS])
        learning = stretch.learn_stretch(
            x[some], targets.encode(y[some]), weights[some], seed, stretch.LAYER, "diagonal"
        )
        return (yield from learning)

    def _on_landmarks(
        self,
        kernel: KernelOf,
        landmarks: Array,
        corner: Array,
        x: Array,
        y: Any,
        weights: Array,
        targets: Any,
    ) -> Learning:
        seed = validation.check_seed(self.random_state)
        return nystrom.fit_steps(
            kernel, landmarks, corner, x, y, weights, targets, alpha=self.alpha, seed=seed
        )

    def _growing(self, x: Array, y: Any, sample_weight: Any) -> Learning:
        """Return what changes when scaled rows x (of a precomputed kernel: its values) come."""
        if self._landmark_count():
            targets = self._targets_so_far()
            return nystrom.grow_steps(
                self._with_training, targets, self.learned(), x, y, sample_weight
            )
        kernel = partial(self._kernel, gamma=self.gamma_)
        targets, old = self._learned_targets()
        factor = getattr(self, "factor_", None)
        known_rows = exact.Exact(
            kernel, self.X_fit_, targets, old, self.weights_, self.alpha_, factor
        )
        return exact.grow_steps(known_rows, x, y, sample_weight)

    def _targets_of(self, y: Any) -> Any:
        """Return the targets of valid labels or numbers y."""
        targets = self._new_targets(None)
        targets.learn(y)
        targets.require_trainable(type(self).__name__)
        targets.warn_of_scarce(y)
        return targets

    def _new_targets(self, classes: Any) -> Any:
        raise NotImplementedError

    def _learned_targets(self) -> tuple[Any, Any]:
        raise NotImplementedError

    def _targets_so_far(self) -> Any:
        raise NotImplementedError

    def _statistics_for_file(self) -> dict[str, Any]:
        """Return what `partial_fit` of a model with landmarks needs."""
        learned = self.learned()
        return {name: learned[name] for name in ("moments_", "root_") if name in learned}

    @property
    def landmarks_(self) -> Array | None:
        """The landmarks, scaled, (n_landmarks, n_features); None in the exact form."""
        return self.X_fit_ if self._landmark_count() else None

    def _landmark_count(self) -> int:
        return int(getattr(self, "n_landmarks_", 0))

    def _scaled(self, x: Array) -> Array:
        if self.mean_ is None or self.scale_ is None:
            return x
        return np.asarray((x - self.mean_) / self.scale_)

    def _with_training(self, x: Array) -> Array:
        return x if self.X_fit_ is None else self._kernel(x, self.X_fit_, self.gamma_)

    def _check_params(self) -> None:
        super()._check_params()
        if (
            isinstance(self.features, Mapping)
            and (given := stretch.given(self.features)).min() <= 0
        ):
            raise InvalidInput(
                f"features must stretch each column by more than 0, got {given.min():g}",
                parameter="features",
            )
        if self.kernel == "precomputed" and self.features != "plain":
            raise InvalidInput(
                "a precomputed kernel has no columns to stretch: leave features out",
                parameter="features",
            )
        by_landmarks = nystrom.wanted(self.n_landmarks, self.landmarks)
        if by_landmarks and isinstance(self.kernel, str) and self.kernel == "precomputed":
            raise InvalidInput(
                "a precomputed kernel has no rows to take landmarks from: leave n_landmarks out",
                parameter="n_landmarks",
            )

    def _check_learned(self) -> None:
        has_rows = all(part is not None for part in (self.X_fit_, self.mean_, self.scale_))
        square = self.n_features_in_ == len(self.dual_coef_)
        if self.kernel != "precomputed" and not has_rows:
            raise ValueError("the training rows are missing")
        if self.kernel == "precomputed" and (
            not square or self.X_fit_ is not None or self.mean_ is not None
        ):
            raise ValueError("a precomputed kernel has no rows")
        moments, root = (self.learned().get(name) for name in ("moments_", "root_"))
        if (moments is None) != (root is None):
            raise ValueError("moments_ and root_ belong together")
        if not self._landmark_count() and not hasattr(self, "weights_"):
            raise ValueError("an exact model needs weights_")


def joined(known: Learned, learning: Learning) -> Learning:
    """Return what is known of the inputs beside what is learnt then."""
    learned = yield from learning
    return {**known, **learned}
