"""Which delimiter a text has."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from elm_core.exceptions import InvalidInput
from elm_core.files.cells import look
from elm_core.files.rows import BLANKS, NONE, rows_of

#: In the order of preference between those that fit equally well.
DELIMITERS = (",", ";", "\t", "|", BLANKS)
#: Those that hardly any other text has, where none of the others fits.
RARE = ("~", "^", "¦", "\x01")
_HEAD = 100_000
_ROWS = 100
_TYPED = ("number", "measure", "date")


def find_delimiter(text: str) -> str:
    """Return what cuts the first lines into rows of one width, and best into numbers.

    `NONE` for a single column whose cells hold commas.
    """
    head = text[:_HEAD]
    cut = len(head) < len(text)
    if cut and "\n" in head:
        head = head[: head.rindex("\n") + 1]
    best, most = NONE, (0.0, 0.0, 0.0)
    single = True
    for delimiter in DELIMITERS:
        rows = _some_rows(head, delimiter, cut)
        if delimiter == "," and any(len(row) > 1 for row in rows):
            single = False
        fit = _fit(rows, delimiter)
        if fit > most:
            best, most = delimiter, fit
    if best == NONE:
        for delimiter in RARE:
            rows = _some_rows(head, delimiter, cut) if delimiter in head else []
            width = len(rows[0]) if rows else 1
            if len(rows) > 2 and width > 1 and all(len(row) == width for row in rows):
                return delimiter
    return best or ("," if single else NONE)


def _some_rows(head: str, delimiter: str, cut: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in islice(rows_of(head, delimiter), _ROWS + 1):
            rows.append(row)
    except InvalidInput:
        rows = rows[:-1] if cut else rows  # a quoted cell that the head ends in
    return rows[:_ROWS]


def usual_width(rows: list[list[str]]) -> int:
    """Return the most frequent number of cells, of two rows the larger one."""
    counts = Counter(map(len, rows))
    return max(counts) if len(rows) == 2 else counts.most_common(1)[0][0]


def _fit(rows: list[list[str]], delimiter: str) -> tuple[float, float, float]:
    """Return how well rows fit: whether all are of one width, their quality, their width."""
    nothing = (0.0, 0.0, 0.0)
    if not rows:
        return nothing
    width = usual_width(rows)
    if width < 2:
        return nothing
    first = len(rows[0])
    even = all(len(row) == width for row in rows[1:]) and (first == width or 2 < width == first + 1)
    table = [row for row in rows[1:] if len(row) == width] or rows[:1]
    looks = [[look(cell) for cell in row] for row in table]
    typed = _share_typed(looks)
    least = 0.9 if width == 2 else 0.25
    if delimiter == BLANKS and not (typed >= least and _has_numbers(looks)):
        return nothing
    if not even and first < width and (not typed or _decimals(rows, delimiter, width)):
        return nothing
    share = sum(len(row) == width for row in rows) / len(rows)
    quality = typed if even else share**2 * (0.2 + typed)
    return (2.0 if even else 1.0, quality, float(width))


def _share_typed(looks: list[list[str]]) -> float:
    known = [kind for row in looks for kind in row if kind != "missing"]
    return sum(kind in _TYPED for kind in known) / len(known) if known else 0.0


def _has_numbers(looks: list[list[str]]) -> bool:
    return any(
        all(kind in ("number", "missing") for kind in column) and "number" in column
        for column in zip(*looks, strict=True)
    )


def _decimals(rows: list[list[str]], delimiter: str, width: int) -> bool:
    """Whether a single column of numbers with decimal commas is cut at the commas."""
    return (
        delimiter == ","
        and width == 2
        and len(rows[0]) == 1
        and all(re.fullmatch(r"-?[0-9]*", cell) for row in rows[1:] for cell in row[:1])
    )
