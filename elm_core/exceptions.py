"""The errors of the toolkit, each with a stable code that crosses the worker border."""

from __future__ import annotations

import sys


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


class MemoryBudgetError(MemoryError):
    """A request whose estimated memory is over the budget; refused before allocating."""

    code = "memory"


class DataConversionWarning(UserWarning):
    """Input was reshaped or converted in a way the caller may not have meant."""


class UnreadableCells(UserWarning):
    """Cells of a table could not be read as what their column holds, and count as missing."""


class IllConditionedWarning(UserWarning):
    """The normal equations were close to singular and a stable fallback was used."""


class ScarceDataWarning(UserWarning):
    """The data hold too little for what is asked of them, such as a class of a single row."""


def not_fitted(name: str) -> Exception:
    """Return the error for an unfitted estimator called `name`.

    Where scikit-learn is in use, the error is also its ``NotFittedError``, so that code
    which catches that one keeps working. scikit-learn is never imported here.
    """
    message = f"this {name} is not fitted yet: call 'fit' before using it"
    error: Exception = _also(NotFittedError, "NotFittedError")(message)
    return error


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
