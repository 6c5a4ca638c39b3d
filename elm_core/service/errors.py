"""Errors of requests, and every error as plain data."""

from __future__ import annotations

from elm_core.exceptions import error_code
from elm_core.service.wire import Wire


class NotFound(LookupError):
    """A model or a request that is not there (any more)."""

    code = "not-found"


class Unsupported(ValueError):
    """A verb, a class or a method that there is not."""

    code = "unsupported"


def describe_error(error: BaseException) -> Wire:
    """Return code, message and details of an error, all plain data."""
    details = {
        name: getattr(error, name)
        for name in ("parameter", "row", "column", "needs", "limit")
        if getattr(error, name, None) is not None
    }
    message = str(error) or type(error).__name__
    if isinstance(error, KeyboardInterrupt):
        message = "cancelled"
    elif error_code(error) == "internal":
        message = f"{type(error).__name__}: {message}"
    return {"code": error_code(error), "message": message, "details": details}
