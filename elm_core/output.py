"""What transformers return: arrays, or frames where `set_output` says so."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from elm_core.base import Estimator
from elm_core.exceptions import InvalidInput, short

_KINDS = ("default", "pandas", "polars")


class Transformer(Estimator):
    """Base of what has `transform`."""

    def set_output(self, *, transform: str | None = None) -> Self:
        """Choose what `transform` and `fit_transform` return, as in scikit-learn.

        Parameters
        ----------
        transform : {"default", "pandas", "polars"} or None
            A frame's columns are named by `get_feature_names_out`, rows of a pandas frame as those
            that came in. None changes nothing.
        """
        if transform is not None:
            if transform not in _KINDS:
                raise InvalidInput(
                    f"transform must be one of {', '.join(_KINDS)}, got {short(transform)}",
                    parameter="transform",
                )
            # the name under which scikit-learn's `clone` looks for it
            self._sklearn_output_config = {"transform": transform}
        return self

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return names of the columns that `transform` makes: the class and a number."""
        self._require_fitted()
        name = type(self).__name__.lower()
        return np.array([f"{name}{i}" for i in range(self._width_out())], dtype=object)

    def _width_out(self) -> int:
        return int(self.n_features_out_)  # type: ignore[attr-defined]

    def _output(self, made: Any, X: Any) -> Any:
        """Return what `transform` made of X, as `set_output` has it."""
        kind = getattr(self, "_sklearn_output_config", {}).get("transform", "default")
        if kind == "default":
            return made
        names = [str(name) for name in self.get_feature_names_out()]
        dense = np.asarray(made)
        if kind == "polars":
            import polars

            return polars.DataFrame(dense, schema=names, orient="row")
        import pandas

        index = X.index if isinstance(X, (pandas.DataFrame, pandas.Series)) else None
        return pandas.DataFrame(dense, columns=names, index=index)
