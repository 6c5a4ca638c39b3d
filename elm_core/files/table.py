"""What a file of a table holds, and how it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from elm_core.exceptions import InvalidInput


@dataclass(frozen=True)
class Options:
    """What is given about a file, and not to be found out."""

    name: str = ""
    sheet: str | None = None
    header: bool | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class TableFile:
    """The columns of a file as texts, and what was found out on the way.

    Attributes
    ----------
    columns : dict of str to list of str
        The cells of each column, as the file has them; missing ones are empty.
    notes : list of str
        What was guessed, filled, cut or left out, in sentences for who brought the file.
    decimal : str or None
        ``","`` where the file's delimiter leaves the comma to the numbers.
    header : bool
        Whether the names come from the file.
    delimiter : str or None
        What stands between cells; ``" "`` for any white space, None in files that have none.
    units : dict
        The unit of a column, from a row of units.
    kinds : dict
        What a column is declared to hold (ARFF, Orange, Parquet); "ignore" for one not to learn
        from.
    target : str or None
        The column that the file declares to be the target.
    sheets : list of str or None
        The sheets of a workbook.
    sheet : str or None
        The sheet that was read.
    """

    columns: dict[str, list[str]]
    notes: list[str] = field(default_factory=list)
    decimal: str | None = None
    header: bool = True
    delimiter: str | None = None
    units: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    target: str | None = None
    sheets: list[str] | None = None
    sheet: str | None = None

    @property
    def n_rows(self) -> int:
        """The number of rows."""
        return len(next(iter(self.columns.values()), []))


def check_size(rows: int, columns: int, characters: int) -> None:
    """Refuse a table whose cells are far more than the characters it was written in.

    Sparse rows, or objects of which each has names of its own, may stand for any number of cells.
    """
    if rows * columns > max(1_000_000, 4 * characters):
        raise InvalidInput(
            f"the file stands for {columns} columns of {rows} rows, most of them empty: take fewer "
            "of them"
        )
