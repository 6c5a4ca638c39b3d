"""What the kernel classifier and regressor share: training, growth, scores, loading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import memory, validation
from elm_core.base import Estimator, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths import kernels, linalg, ridge
from elm_core.maths.dual import DualFactor, DualSolution
from elm_core.maths.linalg import Array
from elm_core.maths.scaling import learn_scaling
from elm_core.models import nystrom
from elm_core.models.elm_base import check_moments
from elm_core.models.targets import join_labels

#: With more rows than these, ``alpha="loo"`` looks at so many of them, drawn at random.
CHOOSING_ROWS = 2048


#: Sums of products of larger kernel values could overflow.
_LARGEST_VALUE = 1e250


class CannotGrow(InvalidInput):
    """A precomputed kernel cannot grow by rows here: the whole matrix is needed."""


KERNELS = ("rbf", "laplacian", "polynomial", "linear", *kernels.FROM_COSINE, "precomputed")


class BaseKernelELM(Estimator):
    """Kernel ridge in the dual, whose Cholesky factor grows with the rows."""

    _rebuilt: ClassVar[tuple[str, ...]] = (
        "factor_",
        "loo_predictions_",
        "loo_intercepts_",
        "loo_rows_",
        "moments_",
        "root_",
    )

    kernel: str | Callable[[Array, Array], Array]
    gamma: float | str | None
    degree: int
    coef0: float
    alpha: float | str
    n_landmarks: int | None
    landmarks: Any
    standardize: bool
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

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train on rows X (n_samples, n_features) and y (n_samples,).

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        sample_weight : array-like of shape (n_samples,) or None
            A row of weight w counts as w rows.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between blocks of rows."""
        yield from self._fit_steps(X, y, sample_weight, None)

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
        if self.is_fitted:
            yield from self._grow_steps(X, y, sample_weight)
        else:
            yield from self._fit_steps(X, y, sample_weight, classes)

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

    def restore(self, matrix: Array) -> None:
        """Compute the Cholesky factor again from the kernel matrix of the training rows."""
        self.factor_ = DualFactor.of(matrix, self.alpha_, self.weights_in_fit())

    def weights_in_fit(self) -> Array:
        """Return the weights of the training rows times those of their classes."""
        targets, y = self._learned_targets()
        return np.asarray(targets.weigh(y, self.weights_))

    # -- training

    def _fit_steps(self, X: Any, y: Any, sample_weight: Any, classes: Any) -> Steps:
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
        by_landmarks = nystrom.wanted(self)
        if not by_landmarks:
            memory.require(
                32.0 * n_rows**2, f"a kernel of {n_rows} rows", "use fewer rows, or n_landmarks"
            )
        raw = validation.check_sample_weight(sample_weight, n_rows)
        raw = np.ones(n_rows) if raw is None else raw
        used = raw > 0
        targets.learn(y[used])
        targets.require_trainable(type(self).__name__)
        used[used] = targets.weigh(y[used], raw[used]) > 0
        if not used.any():
            raise InvalidInput(
                "class_weight is zero for the class of every row", parameter="class_weight"
            )
        x, y, raw = x[used], y[used], raw[used]
        learned: dict[str, Any] = {"n_features_in_": n_features}
        names = validation.feature_names(X)
        if names is not None:
            learned["feature_names_in_"] = names
        if self.kernel == "precomputed":
            learned |= {"X_fit_": None, "mean_": None, "scale_": None, "gamma_": 1.0}
            learned["n_features_in_"] = len(x)
            matrix = np.ascontiguousarray(x[:, used])
        else:
            mean, scale = np.zeros(n_features), np.ones(n_features)
            if self.standardize:
                mean, scale = learn_scaling(x, raw)
            x = (x - mean) / scale
            gamma = self._gamma(x, raw)
            learned |= {"X_fit_": x, "mean_": mean, "scale_": scale, "gamma_": gamma}
            if by_landmarks:
                learned["used_rows"] = np.flatnonzero(used)
                yield from nystrom.fit_steps(self, learned, x, y, raw, targets)
                yield 1.0
                return
            matrix = np.empty((len(x), len(x)))
            for rows in linalg.row_blocks(len(x)):
                matrix[rows] = self._kernel(x[rows], x, gamma)
                yield 0.5 * rows.stop / len(x)
        self._install(learned, matrix, None, targets, y, raw)
        yield 1.0

    def _grow_steps(self, X: Any, y: Any, sample_weight: Any) -> Steps:
        if self._landmark_count():
            yield from nystrom.grow_steps(self, X, y, sample_weight)
            yield 1.0
            return
        x = validation.check_X(X)
        precomputed = self.kernel == "precomputed"
        n = len(self.dual_coef_)
        validation.check_features(self, X, x.shape[1] - len(x) * precomputed)
        targets, old_y = self._learned_targets()
        y = targets.check(y, len(x))
        raw = validation.check_sample_weight(sample_weight, len(x))
        raw = np.ones(len(x)) if raw is None else raw
        used = raw > 0
        targets.learn(y[used])
        used[used] = targets.weigh(y[used], raw[used]) > 0
        if not used.any():
            return
        learned: dict[str, Any] = {}
        if precomputed:
            cross = np.ascontiguousarray(x[used, :n])
            corner = np.ascontiguousarray(x[used][:, np.flatnonzero(used) + n])
            learned["n_features_in_"] = n + len(corner)
        else:
            x = self._scaled(x[used])
            cross, corner = self._with_training(x), self._kernel(x, x, self.gamma_)
            learned["X_fit_"] = np.concatenate([self._rows(), x])
        yield 0.3
        y = join_labels(old_y, y[used])
        raw = np.concatenate([self.weights_, raw[used]])
        weights = targets.weigh(y, raw)
        if not self.can_grow and not precomputed:
            rows = self._rows()
            self.restore(self._kernel(rows, rows, self.gamma_))
        factor = getattr(self, "factor_", None)
        grown = None
        if factor is not None and np.array_equal(factor.weights, weights[:n]):
            grown = factor.grown(cross, corner, weights[n:])
        matrix = None
        if grown is None:  # singular without a ridge term, or class weights that changed
            if precomputed:
                raise CannotGrow(
                    "this model cannot grow: fit it anew with the whole kernel matrix",
                    parameter="X",
                )
            rows = learned["X_fit_"]
            matrix = self._kernel(rows, rows, self.gamma_)
        yield 0.6
        self._install(self.learned() | learned, matrix, grown, targets, y, raw)
        yield 1.0

    def _install(
        self,
        learned: dict[str, Any],
        matrix: Array | None,
        factor: DualFactor | None,
        targets: Any,
        y: Any,
        raw: Array,
    ) -> None:
        """Solve from a kernel matrix or a factor that is there, and learn the solution."""
        weights = targets.weigh(y, raw)
        encoded = targets.encode(y)
        if factor is None:
            assert matrix is not None
            alpha = learned.get("alpha_", self.alpha)
            if isinstance(alpha, str):
                alpha = self._choose_alpha(matrix, encoded, weights)
            factor = DualFactor.of(matrix, alpha, weights)
        if factor is not None:
            solution = factor.solve(encoded)
        else:
            assert matrix is not None
            singular = ridge.solve_dual(matrix, encoded, alpha, weights)
            solution = DualSolution.without_factor(singular, encoded, weights)
        described = targets.describe(solution, ridge.Rows(encoded, encoded, weights))
        described["dual_coef_"] = described.pop("coef_")
        scale, offset = described.get("target_scale_", 1.0), described.get("target_offset_", 0.0)
        self._become(
            **learned
            | described
            | self._targets_to_keep(targets, y, weights)
            | {
                "alpha_": float(solution.alpha),
                "loo_intercepts_": solution.loo_intercept * scale + offset,
                "weights_": raw,
                "factor_": factor,
                "n_samples_seen_": len(y),
            }
        )

    def _choose_alpha(self, matrix: Array, encoded: Array, weights: Array) -> float:
        n = len(matrix)
        if n > CHOOSING_ROWS:
            random = np.random.RandomState(validation.check_seed(self.random_state))
            some = np.sort(random.permutation(n)[:CHOOSING_ROWS])
            matrix, encoded, weights = matrix[np.ix_(some, some)], encoded[some], weights[some]
        return ridge.solve_dual(matrix, encoded, "loo", weights).alpha

    def _new_targets(self, classes: Any) -> Any:
        raise NotImplementedError

    def _learned_targets(self) -> tuple[Any, Any]:
        raise NotImplementedError

    def _targets_to_keep(self, targets: Any, y: Any, weights: Array) -> dict[str, Any]:
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

    # -- kernels

    def _scaled(self, x: Array) -> Array:
        if self.mean_ is None or self.scale_ is None:
            return x
        return np.asarray((x - self.mean_) / self.scale_)

    def _rows(self) -> Array:
        assert self.X_fit_ is not None
        return self.X_fit_

    def _with_training(self, x: Array) -> Array:
        return x if self.X_fit_ is None else self._kernel(x, self.X_fit_, self.gamma_)

    def _gamma(self, x: Array, weights: Array) -> float:
        n_features = int(x.shape[1])
        if self.gamma is None:
            return 1.0 / n_features
        if isinstance(self.gamma, str):
            share = weights / (weights.sum() * n_features)
            variance = float(share @ (x - (share @ x).sum()) ** 2 @ np.ones(n_features))
            return 1.0 / (n_features * (variance or 1.0))
        return float(self.gamma)

    def _kernel(self, a: Array, b: Array, gamma: float) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            out = self._values(a, b, gamma)
        if not max(out.max(), -out.min()) <= _LARGEST_VALUE:  # NaN, too
            raise InvalidInput(
                f"the {self.kernel} kernel of X goes beyond ±{_LARGEST_VALUE:g}: rescale X (or "
                "standardize=True), or take a smaller gamma, coef0 or degree",
                parameter="X",
            )
        return out

    def _values(self, a: Array, b: Array, gamma: float) -> Array:
        if callable(self.kernel):
            try:
                out = np.asarray(self.kernel(a, b), dtype=np.float64)
            except (TypeError, ValueError):
                out = np.empty(0)
            if out.shape != (len(a), len(b)) or not np.isfinite(out).all():
                raise InvalidInput(
                    f"kernel must return finite values of shape {(len(a), len(b))}, got "
                    f"shape {out.shape}",
                    parameter="kernel",
                )
            return out
        if self.kernel == "rbf":
            return kernels.rbf(a, b, gamma=gamma)
        if self.kernel == "laplacian":
            return kernels.laplacian(a, b, gamma=gamma)
        if self.kernel == "polynomial":
            return kernels.polynomial(a, b, gamma=gamma, degree=self.degree, coef0=self.coef0)
        if self.kernel == "cosine":
            return kernels.cosine(a, b)
        if self.kernel == "linear":
            return kernels.linear(a, b)
        return kernels.arc_cosine(a, b, order=0 if self.kernel == "arc_cosine_0" else 1)

    def _check_params(self) -> None:
        if not callable(self.kernel):
            validation.check_choice("kernel", self.kernel, KERNELS)
        if isinstance(self.gamma, str):
            validation.check_choice("gamma", self.gamma, ("scale",))
        elif self.gamma is not None:
            validation.check_number("gamma", self.gamma, low=0, high=1e100, open_low=True)
        validation.check_flag("standardize", self.standardize)
        nystrom.check_params(self)
        validation.check_number("degree", self.degree, low=1, high=100, integer=True)
        validation.check_number("coef0", self.coef0, low=0, high=1e100)
        if isinstance(self.alpha, str):
            validation.check_choice("alpha", self.alpha, ("loo",))
        else:
            validation.check_number("alpha", self.alpha, low=0, high=validation.MAX_MAGNITUDE)

    def _check_learned(self) -> None:
        learned: Any = self
        self._check_params()
        n, c = self.dual_coef_.shape
        d = self.n_features_in_
        exact = not self._landmark_count()
        shapes: dict[str, tuple[int, ...]] = {"intercept_": (c,)}
        if exact:
            shapes["weights_"] = (n,)
        if self.kernel != "precomputed":
            shapes |= {"X_fit_": (n, d), "mean_": (d,), "scale_": (d,)}
            validation.check_number("gamma_", self.gamma_, low=0, open_low=True)
        elif d != n or not exact or self.X_fit_ is not None or self.mean_ is not None:
            raise ValueError("a precomputed kernel has no rows")
        moments, root = getattr(learned, "moments_", None), getattr(learned, "root_", None)
        if moments is not None or root is not None:
            r = 0 if root is None else root.shape[1]
            check_moments(moments, r, c)
            shapes["root_"] = (n, r)
        for name, shape in shapes.items():
            if getattr(learned, name).shape != shape:
                raise ValueError(f"{name} has shape {getattr(learned, name).shape}, not {shape}")
        if n < 1 or (exact and not (self.weights_ > 0).all()):
            raise ValueError("weights_ must be positive")
        if self.scale_ is not None and not (self.scale_ > 0).all():
            raise ValueError("scale_ must be positive")
        validation.check_number("alpha_", self.alpha_, low=0)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.pairwise = self.kernel == "precomputed"
        return tags
