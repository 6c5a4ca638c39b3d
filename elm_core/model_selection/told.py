"""What models tell of the rows of a fold, told of all rows."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from elm_core.exceptions import InvalidInput, ScarceDataWarning, UnreadableCells
from elm_core.model_selection.splits import Index


class Told:
    """Errors and warnings that count the rows of a fold, by the places of these among all."""

    def __init__(self) -> None:
        self._cells: dict[str, UnreadableCells] = {}

    @contextmanager
    def of(self, rows: Index, *, judged: bool) -> Iterator[None]:
        """Take in what is raised and warned of meanwhile; never across a step.

        Parameters
        ----------
        rows : the places of the rows at hand
        judged : bool
            Whether they are the rows held out: each is among these once, so that its unreadable
            cells are counted once.
        """
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UserWarning)
            try:
                yield
            except InvalidInput as error:
                if error.row is not None:
                    place = int(rows[error.row])
                    error.args = (f"{error} (of a fold; row {place} of all)",)
                    error.row = place
                raise
        for found in caught:
            if isinstance(found.message, UnreadableCells):
                if judged:
                    self._add(found.message, int(rows[found.message.row]))
            elif not isinstance(found.message, ScarceDataWarning):  # some rows may be elsewhere
                warnings.warn(found.message, found.category, stacklevel=3)

    def tell(self) -> None:
        """Warn of the cells that could not be read."""
        for found in self._cells.values():
            warnings.warn(found, stacklevel=4)

    def _add(self, found: UnreadableCells, row: int) -> None:
        first = found.in_all(row - found.row, None)
        known = self._cells.get(found.column)
        if known is not None:
            early, late = (first, known) if row < known.row else (known, first)
            first = late.in_all(0, early)
        self._cells[found.column] = first
