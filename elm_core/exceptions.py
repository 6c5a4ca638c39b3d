"""The errors of the toolkit, each with a stable code that crosses the worker border."""

from __future__ import annotations

import itertools
import math
import sys
from typing import Any


class InvalidInput(ValueError):
    """Input that cannot be used; names the parameter and, where known, the row and column.

    Parameters
    ----------
    message : str
        What is wrong, the value got and what to do about it.
    parameter : str or None
        Name of the offending parameter (``"X"``, ``"alpha"``, …).
    row, column : int, str or None
        Zero-based position of the first offending value; a column may be its name.
    """

    code = "invalid-input"

    def __init__(
        self,
        message: str,
        *,
        parameter: str | None = None,
        row: int | None = None,
        column: int | str | None = None,
    ) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.row = row
        self.column = column


class NotFittedError(ValueError, AttributeError):
    """A method that needs a trained model was called before ``fit``."""

    code = "not-fitted"


class ModelFormatError(ValueError):
    """A model file that is damaged, hostile, or of a kind this version does not know."""

    code = "model-format"


class CostlyModelError(ModelFormatError):
    """A model file that makes more of a few characters than it may unasked: a large layer, say.

    Parameters
    ----------
    needs, limit : float
        Bytes that loading takes beyond the file (or as much in time), and those allowed.
    """

    code = "costly-model"

    def __init__(self, needs: float, limit: float) -> None:
        self.needs = math.ceil(needs)
        self.limit = int(min(limit, 2**53))
        super().__init__(
            f"loading this model takes about {needs / 1e6:,.0f} MB (or as much in time), more than "
            f"the {limit / 1e6:,.0f} MB that are allowed: if you trust where it comes from, allow "
            f"it with max_bytes={self.needs}"
        )


class MemoryBudgetError(MemoryError):
    """A request whose estimated memory is over the budget; refused before allocating."""

    code = "memory"


class DataConversionWarning(UserWarning):
    """Input was reshaped or converted in a way the caller may not have meant."""

    code = "data-conversion"


class UnreadableCells(UserWarning):
    """Cells of a table could not be read as what their column holds, and count as missing.

    Parameters
    ----------
    column : str
    kind : str
        What the cells should be, such as ``"number"``.
    cells : int
        How many there are.
    text : str
        The first of them.
    row : int
        Where it is, zero-based.
    target : bool
        Whether it is the column to predict: then their rows are left out.

    Examples
    --------
    >>> str(UnreadableCells("size", "number", 3, "unknown", 4))
    "column 'size': 3 cells are no number and taken as missing, such as 'unknown' in row 4"
    """

    code = "unreadable-cells"

    def __init__(
        self, column: str, kind: str, cells: int, text: str, row: int, *, target: bool = False
    ) -> None:
        self.column = column
        self.kind = kind
        self.cells = cells
        self.text = text
        self.row = row
        self.target = target
        super().__init__(column, kind, cells, text, row)

    def __str__(self) -> str:
        many = "1 cell is" if self.cells == 1 else f"{self.cells} cells are"
        then = "their rows are left out" if self.target else "taken as missing"
        if self.target and self.cells == 1:
            then = "its row is left out"
        return (
            f"column {self.column!r}: {many} no {self.kind} and {then}, such as "
            f"{self.text[:40]!r} in row {self.row}"
        )

    def in_all(self, first: int, before: UnreadableCells | None) -> UnreadableCells:
        """Return what is to be told of all rows, given what was told `before` of earlier ones.

        Parameters
        ----------
        first : int
            The place among all rows of the first one that this warning is about.
        """
        if before is None:
            text, row, cells = self.text, self.row + first, self.cells
        else:
            text, row, cells = before.text, before.row, before.cells + self.cells
        return UnreadableCells(self.column, self.kind, cells, text, row, target=self.target)


class IllConditionedWarning(UserWarning):
    """The normal equations were close to singular and a stable fallback was used."""

    code = "ill-conditioned"


class ScarceDataWarning(UserWarning):
    """The data hold too little for what is asked of them, such as a class of a single row."""

    code = "scarce-data"


def not_fitted(name: str) -> Exception:
    """Return the error for an unfitted estimator called `name`.

    Where scikit-learn is in use, the error is also its ``NotFittedError``, so that code
    which catches that one keeps working. scikit-learn is never imported here.
    """
    message = f"this {name} is not fitted yet: call 'fit' before using it"
    error: Exception = _also(NotFittedError, "NotFittedError")(message)
    return error


def without_statistics() -> InvalidInput:
    """Return the error for a model whose file left out what further training needs."""
    return InvalidInput(
        "this model was saved without the statistics that further training needs: save it with "
        "statistics=True, or fit it anew on all rows",
        parameter="X",
    )


def data_conversion(message: str) -> Warning:
    """Return a `DataConversionWarning` (scikit-learn's own kind too, where it is in use)."""
    warning: Warning = _also(DataConversionWarning, "DataConversionWarning")(message)
    return warning


def _also(ours: type, name: str) -> type:
    """`ours`, made a subclass of ``sklearn.exceptions.<name>`` too if that is loaded."""
    theirs = getattr(sys.modules.get("sklearn.exceptions"), name, None)
    return ours if theirs is None else type(name, (ours, theirs), {})


def error_code(error: BaseException) -> str:
    """Return the stable code of any exception, ``"internal"`` for an unknown one.

    Examples
    --------
    >>> error_code(ModelFormatError("no format"))
    'model-format'
    >>> error_code(KeyError("x"))
    'internal'
    """
    code = getattr(error, "code", None)
    if isinstance(code, str):
        return code
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, KeyboardInterrupt):
        return "cancelled"
    if isinstance(error, (ValueError, TypeError)):
        return "invalid-input"
    return "internal"


def short(value: Any) -> str:
    """Return a value as text of at most 60 characters, for an error.

    Examples
    --------
    >>> import numpy as np
    >>> short([np.str_("x"), np.float64(0.5)])
    "['x', 0.5]"
    """
    text = repr(plain(_start(value)))
    return text if len(text) <= 60 else text[:57] + "..."


def _start(value: Any) -> Any:
    """Return as much of a value as 60 characters can show: a hostile one may be large."""
    if isinstance(value, str):
        return value[:61]
    if type(value) in (list, tuple):
        return type(value)(_start(part) for part in value[:31])
    if type(value) is dict:
        return {_start(key): _start(part) for key, part in itertools.islice(value.items(), 31)}
    return value


def plain(value: Any) -> Any:
    """Return a value with NumPy's scalars in it as Python's: ``'x'`` and not ``np.str_('x')``."""
    if type(value) in (list, tuple, set):
        return type(value)(plain(part) for part in value)
    if type(value) is dict:
        return {plain(key): plain(part) for key, part in value.items()}
    # nothing else has both; arrays keep their own form
    return value.item() if hasattr(value, "item") and getattr(value, "shape", None) == () else value
