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
    r"|(?:s|sl|sr)\.?[\s_.]?no\.?|rows?|x1|\.\.\.1|_c0|v1|column 1|unnamed(?:: ?0(?:_level_\d+)?)?"
    r"|obs\.?|observation|case|sample|instance|subject|patient|person|respondent|entry|level_0",
)


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
    if names_rows(name):
        return True
    return counts_rows(name) and bool((np.abs(np.diff(numbers)) == 1).all())
