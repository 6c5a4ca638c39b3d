"""Columns that name or count rows: nothing can be learnt from them but the order of the file."""

from __future__ import annotations

import re

import numpy as np

from elm_core.maths.linalg import Array

#: A column of distinct whole numbers called so names its rows.
_NAMES_ROWS = re.compile(
    r"(?:.*[\s_.\-])?(?:id|ids|uid|uuid|guid|rowid|rownames?|row[\s_.]names?|pk)"
    r"|(?:id|uid)[\s_.\-].*|.*[a-z](?:Id|ID)|[A-Z]+ID",
)
#: Called so it does if it also runs on by one a row.
_COUNTS_ROWS = re.compile(
    r"|#|(?:.*[\s_.\-])?(?:no|nr|num|number|nummer|idx|index|key|record|serial|sno|rn)\.?"
    r"|(?:.*\s)?(?:n[°ºo]|№|番号|序号|編號|编号|번호)\.?|[a-z]{3,}n[or]|[fo]id"
    r"|(?:s|sl|sr)\.?[\s_.]?no\.?|rows?|x1|\.\.\.1|_c0|v1|column 1|unnamed(?:: ?0(?:_level_\d+)?)?"
    r"|obs\.?|observation|case|sample|instance|subject|patient|person|respondent|entry|level_0",
)


#: Columns without a name of their own: what a data frame kept to find its rows by.
_UNNAMED = re.compile(r"|unnamed(?:[: ]+\d+(?:\.\d+)?)?(?:_level_\d+)?|level_0|\.\.\.1|_c0")


def names_rows(name: str) -> bool:
    """Whether a column is called as keys are.

    Examples
    --------
    >>> [names_rows(n) for n in ("PassengerId", "id", "customer_id", "humid", "paid")]
    [True, True, True, False, False]
    """
    name = name.strip()
    return bool(_NAMES_ROWS.fullmatch(name) or _NAMES_ROWS.fullmatch(name.lower()))


def counts_rows(name: str) -> bool:
    """Whether a column is called as running numbers are; X is what R calls row names it reads."""
    return name == "X" or _COUNTS_ROWS.fullmatch(name.strip().lower()) is not None


def is_row_number(name: str, numbers: Array, n_distinct: int) -> bool:
    """Whether a column of numbers (n_rows,) names or counts the rows."""
    n = len(numbers)
    if n < 3 or n_distinct < n or not (numbers == np.floor(numbers)).all():
        return False
    if names_rows(name) or _UNNAMED.fullmatch(name.strip().lower()):
        return True  # shuffled and cut frames keep the numbers of their rows, too
    return counts_rows(name) and runs_on(numbers)


def runs_on(numbers: Array) -> bool:
    """Whether numbers (n_rows,) go up or down by one from row to row."""
    steps = np.diff(numbers)
    return len(steps) > 1 and bool((steps == steps[0]).all()) and abs(steps[0]) == 1
