"""What the ELM classifier and regressor share.

How the rows become a solution is in `training`, the formulas are in `maths.ridge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import memory, validation
from elm_core.base import Estimator, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths import hidden as hidden_layer
from elm_core.maths import linalg
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.ridge import Rows
from elm_core.models import output_memory
from elm_core.models.fitting import Fit, update_steps
from elm_core.models.merging import Mergeable, learned_of
from elm_core.models.training import InputMap, sample_rows


class BaseELM(Mergeable, Estimator):
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
            fit = self.open_stream()
            for number, block in enumerate(X):
                if not isinstance(block, (tuple, list)) or len(block) not in (2, 3):
                    raise InvalidInput(
                        f"block {number} must be (X, y) or (X, y, sample_weight), got "
                        f"{type(block).__name__}",
                        parameter="X",
                    )
                yield from fit.feed_steps(*block)
                yield 0.0  # how many are to come is not known
            yield from fit.finish_steps()
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

    def _become_of(
        self,
        total: Moments,
        known: Any,
        columns: list[int | None] | None,
        n_rows: int,
        other: Any,
        sign: float,
    ) -> Steps:
        """Become the model of given statistics: see `merging`."""
        learned = yield from learned_of(self, total, known, n_rows, other, sign)
        self._become(**self.learned() | learned)

    def _statistics_for_file(self) -> dict[str, Any]:
        """Return what `partial_fit` needs and model files leave out unless asked for."""
        return {"moments_": self._copy_of_moments().to_dict()}

    def _bytes_beside_outputs(self, n_features: int) -> float:
        h = int(self.n_hidden)  # it may be an int8
        # two of h × h: the Gram matrix and its factor
        return 8.0 * h * (2 * h + 2 * n_features + 2 * linalg.BLOCK_ROWS + 2 * sample_rows(h))

    def _check_memory(self, n_features: int) -> None:
        what = f"n_hidden={self.n_hidden} with {n_features} features"
        memory.require(self._bytes_beside_outputs(n_features), what, "lower n_hidden")

    def _check_outputs(self, targets: Any, n_features: int, n_rows: int) -> None:
        """Raise unless there is memory for all classes or outputs, with rows so many at a time."""
        numbers = output_memory.of_moments(self.n_hidden, n_rows)
        output_memory.require(targets, numbers, self._bytes_beside_outputs(n_features))

    def _open_map(self, seed: int, n_features: int, mean: Array, scale: Array) -> InputMap:
        return InputMap.drawn(mean, scale, seed, self._layer_params())

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
        if isinstance(self.standardize, (tuple, list, np.ndarray)):
            validation.check_scaling(self.standardize)
        else:
            validation.check_flag("standardize", self.standardize)
        validation.check_number("weight_scale", self.weight_scale, low=0, high=1e6, open_low=True)
        validation.check_number("bias_scale", self.bias_scale, low=0, high=1e6)

    def scores(self, X: Any) -> Array:
        """Return H β + intercept (n × outputs), block by block."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        with np.errstate(over="ignore", invalid="ignore"):
            out = self.map_.project(x, self.coef_)
            out += self.intercept_
        return validation.check_scores(out)

    def _rebuild_steps(self) -> Steps:
        learned: Any = self
        self.map_, work = InputMap.drawing(
            learned.mean_, learned.scale_, learned.seed_, learned.layer_
        )
        yield from work

    def _check_learned(self) -> None:
        learned: Any = self
        layer = learned.layer_
        width = self.n_features_in_
        memory.for_loading(hidden_layer.cost(width, layer["n_hidden"], layer["hidden"]))
