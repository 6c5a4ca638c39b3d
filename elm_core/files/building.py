"""Rows of cells to a table: the layout is found in the first rows, the others follow it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

from elm_core.exceptions import InvalidInput
from elm_core.files.layout import SAMPLE, Layout, Rows, fit, layout_of
from elm_core.files.table import TableFile


def table_of_rows(
    rows: Iterable[list[str]], header: bool | None = None, comments: Rows | None = None
) -> TableFile:
    """Return the table in rows of texts that may begin with titles, names and units.

    Parameters
    ----------
    rows : iterable of list of str
        Rows that are not blank.
    header : bool or None
        Whether there are names, if that is given.
    comments : list of list of str or None
        The fields of each comment line above the rows.

    Raises
    ------
    InvalidInput
        If there is no row.
    """
    following = iter(rows)
    sample = list(islice(following, SAMPLE))
    if not sample:
        raise InvalidInput("the file is empty")
    layout = layout_of(sample, header, comments)
    return table_in(layout, chain(sample[layout.first :], following))


def table_in(layout: Layout, rows: Iterable[list[str]]) -> TableFile:
    """Return the table of rows of data whose layout is known."""
    fitting = _Fitting(layout)
    following = iter(rows)
    while some := list(islice(following, SAMPLE)):
        fitting.take(some)
    return fitting.table()


class _Fitting:
    """Rows in the width of the table, and the count of those that were not."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.columns: list[list[str]] = [[] for _ in layout.names]
        self.seen = 0
        #: By what was done: how many rows, the first of them, and its number of cells.
        self.told: dict[str, list[int]] = {}

    def take(self, rows: Rows) -> None:
        """Add some rows."""
        width = len(self.columns)
        if {*map(len, rows)} == {width}:
            self.seen += len(rows)
            self._add(rows)
            return
        fitting = []
        for row in rows:
            self.seen += 1
            if len(row) == width:
                fitting.append(row)
                continue
            fitted = fit(row, width)
            if fitted is not None:
                fitting.append(fitted)
            if fitted is None or not width < len(row) <= self.layout.widest:
                done = "left" if fitted is None else "filled" if len(row) < width else "cut"
                self.told.setdefault(done, [0, self.seen, len(row)])[0] += 1
        self._add(fitting)

    def _add(self, rows: Rows) -> None:
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=False):
            column.extend(cells)

    def table(self) -> TableFile:
        """Return what was taken."""
        layout = self.layout
        if not self.columns[0]:
            raise InvalidInput(
                f"no row has as many cells as the header ({len(self.columns)})"
                if self.seen
                else "there is a header but no row below it"
            )
        return TableFile(
            dict(zip(layout.names, self.columns, strict=True)),
            layout.notes + self._ragged(),
            header=layout.header,
            units=layout.units,
            kinds=layout.kinds,
            target=layout.target,
        )

    def _ragged(self) -> list[str]:
        notes = []
        for done, (count, first, cells) in sorted(self.told.items()):
            rows = "1 row was" if count == 1 else f"{count} rows were"
            which = f"the first is row {first}, with {cells} instead of {len(self.columns)}"
            notes.append(f"{rows} {_DONE[done]} ({which}).")
        return notes


_DONE = {
    "cut": "cut: their cells beyond the last column are empty",
    "filled": "filled with missing cells: they have fewer cells than there are columns",
    "left": "left out: they have another number of cells than there are columns",
}
