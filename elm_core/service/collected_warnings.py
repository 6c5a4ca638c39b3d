"""What models warn of while a request is carried out: told with its answer."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from elm_core.exceptions import UnreadableCells
from elm_core.service.wire import Wire


class CollectedWarnings:
    """Warnings, each once; of cells that cannot be read one for each column."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Warning] = {}
        self._told: set[tuple[str, str]] = set()

    @contextmanager
    def listening(self, first: int | None = None) -> Iterator[None]:
        """Take in what is warned of meanwhile; never across a step of a request.

        Parameters
        ----------
        first : int or None
            Where the rows at hand begin: what is told of parts of the rows becomes one warning of
            all of them. None: what was told first stays.
        """
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UserWarning)
            try:
                yield
            finally:
                for found in caught:
                    self._add(found.message, first)

    def tell(self) -> None:
        """Warn of all that was found."""
        for found in self._found.values():
            warnings.warn(found, stacklevel=2)

    def news(self) -> list[Wire]:
        """Return what has come since this was last asked and will not change, as `plain` does."""
        new = [
            key
            for key, found in self._found.items()
            if key not in self._told and not isinstance(found, UnreadableCells)
        ]
        self._told.update(new)
        return [describe_warning(self._found[key]) for key in new]

    def plain(self) -> list[Wire]:
        """Return code, message and details of each, all plain data."""
        return [describe_warning(found) for found in self._found.values()]

    def _add(self, found: Warning | str, first: int | None) -> None:
        warning = UserWarning(found) if isinstance(found, str) else found
        if not isinstance(warning, UnreadableCells):
            self._found.setdefault((type(warning).__name__, str(warning)), warning)
            return
        key = (warning.code, warning.column)
        before = self._found.get(key)
        if first is not None:
            earlier = before if isinstance(before, UnreadableCells) else None
            self._found[key] = warning.in_all(first, earlier)
        elif before is None:
            self._found[key] = warning


def describe_warning(warning: Warning) -> Wire:
    """Return code, message and details of a warning."""
    details: Wire = {}
    if isinstance(warning, UnreadableCells):
        details = {
            name: getattr(warning, name)
            for name in ("column", "kind", "cells", "text", "row", "target")
        }
    code = getattr(warning, "code", "warning")
    return {"code": code, "message": str(warning), "details": details}
