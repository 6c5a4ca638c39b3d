"""What the ELM classifier and regressor share.

How the rows become a solution is in `training`, the formulas are in `maths.ridge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import validation
from elm_core.base import Learned, Learning, Steps, run
from elm_core.exceptions import InvalidInput, short, without_statistics
from elm_core.maths.activations import SLOPES
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.ridge import Rows
from elm_core.maths.stretch import given, importances
from elm_core.models.elm.fitting import Fit, Settings, feed_all_steps, update_steps
from elm_core.models.elm.merging import Mergeable, combined_steps
from elm_core.models.scored import require_prior
from elm_core.models.stream import BlockTraining, Stream


class BaseELM(Mergeable):
    """What `ELMClassifier` and `ELMRegressor` share: parameters, training, scores, loading."""

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
    standardize: Any
    direct_links: bool = False
    features: Any = "random"
    precision: str = "double"
    random_state: Any

    intercept_: Array
    class_prior_: Array | None = None  # of classifiers; files of before 2026-12 have none
    moments_: dict[str, Any] | None = None
    wide_: Rows | None = None

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
            A row of weight w counts as w equal rows; left out, it goes whole.

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
            if y is not None or sample_weight is not None:
                raise InvalidInput(
                    "with an iterator, y and sample_weight come in its blocks: "
                    "yield (X, y) or (X, y, sample_weight)",
                    parameter="y",
                )
            learning = feed_all_steps(self._training(None), X)
        else:
            learning = self._fit(None).whole_steps(X, y, sample_weight)
        yield from self._become_steps(learning)

    def open_stream(self, classes: Any = None) -> Stream:
        """Start training on blocks that are pushed in.

        Returns
        -------
        Stream
            ``feed(X, y, sample_weight=None)`` takes a block, ``finish()`` solves and lets this
            model hold the result. Dropping it unfinished leaves this model as it was.
        """
        return Stream(self, self._training(classes))

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done between blocks of rows."""
        if not self.is_fitted:
            yield from self._become_steps(self._fit(classes).whole_steps(X, y, sample_weight))
            return
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        moments, targets = self._copy_of_moments(), self._learned_targets()
        update = update_steps(
            self.learned(), self._settings(), moments, targets, x, y, sample_weight
        )
        yield from self._become_steps(update, afresh=False)

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

    @property
    def feature_importances_(self) -> Array:
        """How much each input matters, as shares of 1 (n_features,): of learnt features alone.

        The diagonal of the average gradient outer product (Radhakrishnan et al. 2024) of the
        standardised inputs.
        """
        self._require_fitted()
        if self.stretch_ is None:
            raise AttributeError('feature_importances_ come with features="learned"')
        return importances(self.stretch_, self.n_features_in_)

    def _new_targets(self, classes: Any) -> Any:
        raise NotImplementedError

    def _copy_of_moments(self) -> Moments:
        if self.moments_ is not None:
            return Moments(**self.moments_).copy()
        rows = self.wide_
        if rows is None:
            raise without_statistics()
        made = Moments.zeros(rows.hidden.shape[1], rows.targets.shape[1])
        made.add(rows.hidden.copy(), rows.targets, rows.weights)
        return made

    def _combined_steps(
        self,
        total: Moments,
        known: Any,
        columns: list[int | None] | None,
        n_rows: int,
        other: Learned,
        sign: float,
    ) -> Learning:
        return (
            yield from combined_steps(self.learned(), self.alpha, total, known, n_rows, other, sign)
        )

    def _statistics_for_file(self) -> dict[str, Any]:
        """Return what `partial_fit` needs and model files leave out unless asked for."""
        return {"moments_": self._copy_of_moments().to_dict()}

    def _fit(self, classes: Any) -> Fit:
        settings = self._settings()
        return Fit(settings, self._new_targets(classes))

    def _training(self, classes: Any) -> BlockTraining:
        return self._fit(classes)

    def _settings(self, seed: int | None = None) -> Settings:
        self._check_params()
        return Settings(
            name=type(self).__name__,
            layer=self._layer_params(),
            alpha=self.alpha,
            standardize=self.standardize,
            features=self.features,
            precision=self.precision,
            seed=validation.check_seed(self.random_state) if seed is None else seed,
        )

    def _layer_params(self) -> dict[str, Any]:
        layer = {
            "n_hidden": self.n_hidden,
            "activation": self.activation,
            "hidden": self.hidden,
            "weight_scale": self.weight_scale,
            "bias_scale": self.bias_scale,
        }
        return layer | ({"direct_links": True} if self.direct_links else {})

    def _check_params(self) -> None:
        super()._check_params()
        if isinstance(self.features, Mapping):
            given(self.features)
        if self.features != "random" and self.activation not in SLOPES:
            raise InvalidInput(
                f"features={short(self.features)} needs an activation with a slope, one of "
                f"{', '.join(SLOPES)}: got {short(self.activation)}",
                parameter="features",
            )

    def _check_learned(self) -> None:
        super()._check_learned()
        h, d = self.layer_["n_hidden"], self.n_features_in_
        width = h + (d if self.direct_links_ else 0)
        if len(self.coef_) != width:
            raise ValueError(f"coef_ has {len(self.coef_)} rows for {width} numbers a row")
        require_prior(self)
        learnt = self.stretch_ is not None
        if learnt != hasattr(self, "features_") or (
            learnt and self.layer_["activation"] not in SLOPES
        ):
            raise ValueError("stretch_ goes with features_, and an activation with a slope")

    def scores(self, X: Any) -> Array:
        """Return H β + intercept (n × outputs), block by block."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        with np.errstate(over="ignore", invalid="ignore"):
            out = self.map_.project(x, self.coef_)
            out += self.intercept_
        return validation.check_scores(out)
