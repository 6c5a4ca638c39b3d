"""Whether the first row of a table holds its names, or is a row like all others."""

from __future__ import annotations

from itertools import pairwise

from elm_core.files.cells import look, looks_of

_CELLS = 100_000


def sample_of(body: list[list[str]], width: int) -> list[list[str]]:
    """Return as many of the first rows as are looked at."""
    return body[: max(20, min(1000, _CELLS // max(width, 1)))]


def is_header(first: list[str], body: list[list[str]]) -> bool | None:
    """Return whether `first` holds names; None if nothing speaks for or against it.

    A number above numbers speaks for data, a text above numbers for a header. Numbers that count
    up, as no other row does, are names: years, or 0, 1, 2. Texts that come again further down
    are data; those that never come again above a column of few texts are names.
    """
    if not body:
        return not first or not all(look(cell) in ("number", "date") for cell in first)
    rows = sample_of(body, len(first))
    numbers = texts = same = other = again = 0
    for cell, column in zip(first, zip(*rows, strict=True), strict=True):
        name, cells = cell.strip(), [c.strip() for c in column]
        kind, above, distinct = looks_of(cells, 0.5), look(name), set(cells)
        comes_again = name in distinct
        if kind != "text":
            if above == "missing":
                texts += 2 * (not name and all(cells))
            elif above == kind or (kind == "measure" and above == "number"):
                numbers += 1
                again += comes_again
            elif comes_again:
                same += 1
            else:
                texts += 1
        elif name and 2 * len(distinct) <= len(cells) + 1:
            same += comes_again
            other += not comes_again
    counting = _counts_up(first) and not _often(rows)
    counting = counting and (again < numbers or first[0].strip() in ("", "0"))
    if numbers and not texts:
        if counting:
            return True
        return not same and other > 0 and _few_texts(rows)
    if texts and not numbers:
        return True
    if numbers and texts:
        return counting or texts + other >= numbers + same
    return other >= same if other or same else None


def _counts_up(row: list[str]) -> bool:
    """Whether the numbers of a row go up in equal steps, or are many and go up."""
    values = []
    for cell in row:
        if look(cell) == "number":
            try:
                values.append(float(cell.strip().replace(",", ".")))
            except ValueError:
                return False
    steps = [b - a for a, b in pairwise(values)]
    if not steps or min(steps) <= 0:
        return False
    if len(values) == 2:
        return steps[0] == 1 and all(1900 <= v <= 2100 for v in values)
    return len(values) >= 8 or max(steps) - min(steps) <= 1e-6 * max(steps)


def _often(rows: list[list[str]]) -> bool:
    """Whether one row of ten counts up too."""
    return 10 * sum(map(_counts_up, rows[:100])) >= len(rows[:100])


def _few_texts(rows: list[list[str]]) -> bool:
    """Whether some column of texts has five rows or more for each of them."""
    return any(
        looks_of(list(column)) == "text" and 5 * len(set(column)) <= len(column)
        for column in zip(*rows, strict=True)
    )
