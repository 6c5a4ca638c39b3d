"""Where in the rows of a file the table is: its width, its names, its units, its first row."""

from __future__ import annotations

from dataclasses import dataclass, field

from elm_core.files import orange
from elm_core.files.cells import look
from elm_core.files.dialect import usual_width
from elm_core.files.header import is_header
from elm_core.files.names import column_names, numbered
from elm_core.files.units import units_of

#: Rows that are looked at to find the table.
SAMPLE = 1000

Rows = list[list[str]]


@dataclass
class Layout:
    """What the first rows of a file say about all of them."""

    names: list[str]
    #: The first row of data.
    first: int
    header: bool
    #: Empty cells up to this place are not worth a word: the delimiter ends all lines.
    widest: int
    notes: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    target: str | None = None


def layout_of(rows: Rows, header: bool | None = None, comments: Rows | None = None) -> Layout:
    """Return the layout of a table from its first rows.

    Parameters
    ----------
    rows : list of list of str
        The first rows, at most `SAMPLE`.
    header : bool or None
        Whether there are names, if that is given.
    comments : list of list of str or None
        The fields of each comment line above the rows: one of them may hold the names.
    """
    comments = comments or []
    roles = None if header is False else orange.of_three_rows(rows)
    if roles:
        return _declared(Layout([], 3, True, len(roles.names)), roles)
    widest = usual_width(rows)
    start = _start(rows, _without_empty_end(rows, widest))
    width = _width_with_header(rows, start, _without_empty_end(rows, widest))
    table = [fitted for row in rows[start:] if (fitted := fit(row, width))]
    found = _names_of(rows, table, start, width, header, comments)
    if found is None:
        layout = Layout(numbered(width), start, False, max(widest, width))
        layout.notes = _passed_over(comments, rows[:start])
        if header is None:
            layout.notes.append(_unnamed(width))
        return layout
    names, first, passed = found
    layout = Layout([], first, True, max(widest, width))
    layout.notes = _passed_over([c for c in comments if c is not names], passed)
    layout.notes += _fewer_names(names, rows[first - 1] if first else names)
    if any(fields is names for fields in comments):
        layout.notes.append("The names of the columns come from the comment line above the table.")
    roles = orange.of_prefixes(names)
    if roles:
        return _declared(layout, roles)
    layout.names, notes = column_names(names)
    layout.notes += notes
    return _with_units(layout, table[first - start :])


def fit(row: list[str], width: int) -> list[str] | None:
    """Return a row in the width of the table, None if it has too few or too many cells."""
    if len(row) > width:
        return None if any(cell.strip() for cell in row[width:]) else row[:width]
    return row + [""] * (width - len(row)) if 2 * len(row) >= width else None


def _without_empty_end(rows: Rows, width: int) -> int:
    """Return the width without columns that are empty even in the first line."""
    reaching = [row for row in rows if len(row) >= width]
    while width > 1 and not any(row[width - 1].strip() for row in reaching):
        width -= 1
    return width


def _start(rows: Rows, width: int) -> int:
    """Return the first row that is as wide as the table: what is above it are titles."""
    start = next((i for i, row in enumerate(rows) if len(row) >= width), 0)
    if width > 2:
        while sum(bool(cell.strip()) for cell in rows[start]) < 2 and any(
            len(row) >= width for row in rows[start + 1 : start + 2]
        ):
            start += 1
    longer = any(cell.strip() for cell in rows[start][width:])
    if longer and len(rows) > start + 2:
        below = [row for row in rows[start + 2 :] if len(row) == width]
        if len(rows[start + 1]) == width and is_header(rows[start + 1], below):
            start += 1
    return start


def _width_with_header(rows: Rows, start: int, width: int) -> int:
    """Return the width of a first row of names, where it is more than that of all others."""
    first = rows[start]
    while len(first) > width and not first[-1].strip():
        first = first[:-1]
    texts = not any(look(cell) in ("number", "measure", "date") for cell in first)
    return max(width, len(first)) if texts else width


def _names_of(
    rows: Rows, table: Rows, start: int, width: int, header: bool | None, comments: Rows
) -> tuple[list[str], int, Rows] | None:
    """Return the names, the first row of data and the lines that were passed over; or None."""
    if header is False or not table:
        return None
    says = is_header(table[0], table[1:])
    if _one_short(rows, start, width) and says is not True:
        return ["", *rows[0]], 1, []
    if header is None and says is not True:
        for fields in reversed(comments):
            if len(fields) == width and _are_names(fields):
                return fields, start, rows[:start]
        if says is False:
            above = rows[start - 1] if start else []
            if 1 < len(above) < width <= 2 * len(above) and _are_names(above):
                return above + [""] * (width - len(above)), start, rows[: start - 1]
            return None
    return table[0], start + 1, rows[:start]


def _one_short(rows: Rows, start: int, width: int) -> bool:
    """Whether the first line has one cell less than all rows, as R writes tables with row names.

    Where some rows have another width, the first cells of the others have to differ, as names do.
    """
    if start != 1 or len(rows[0]) != width - 1 or not _are_names(rows[0]):
        return False
    first = [row[0] for row in rows[1:] if len(row) == width]
    return len(first) == len(rows) - 1 or len(set(first)) == len(first) > len(rows) // 2


def _fewer_names(names: list[str], line: list[str]) -> list[str]:
    """Say that a line holds fewer names than there are columns."""
    if len(line) >= len(names):
        return []
    n, width = len(line), len(names)
    which = (
        "the first has none, as R writes rows with names"
        if names[1:] == line
        else ("they may stand over the wrong ones")
    )
    return [f"The line of names has {n} for {width} columns: {which}."]


def _are_names(fields: list[str]) -> bool:
    return any(look(cell) == "text" for cell in fields) and (
        len(fields) > 1 or " " not in fields[0].strip()
    )


def _with_units(layout: Layout, table: Rows) -> Layout:
    units = units_of(layout.names, table[0], table[1:]) if table else None
    if units:
        layout.units, layout.first = units, layout.first + 1
        shown = ", ".join(f"{name} in {unit}" for name, unit in list(units.items())[:5])
        layout.notes.append(f"The row below the names holds units and no data ({shown}).")
    return layout


def _declared(layout: Layout, roles: orange.Roles) -> Layout:
    layout.names, notes = column_names(roles.names)
    layout.notes += notes
    layout.kinds, layout.target = roles.declared(layout.names)
    return layout


def _unnamed(width: int) -> str:
    last = f" to “column {width}”" if width > 1 else ""
    return (
        "The first line looks like all others: it was read as data, and the columns are called "
        f"“column 1”{last}."
    )


def _passed_over(comments: Rows, lines: Rows) -> list[str]:
    notes = []
    for what, passed in (("comment line", comments), ("line", lines)):
        if passed:
            count = f"1 {what} was" if len(passed) == 1 else f"{len(passed)} {what}s were"
            text = " ".join(cell.strip() for cell in passed[0] if cell.strip())
            shown = text if len(text) <= 60 else f"{text[:57]}…"
            first = "" if len(passed) == 1 else "the first: "
            notes.append(f"{count} passed over above the table ({first}“{shown}”).")
    return notes
