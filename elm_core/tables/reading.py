"""What each column of a table is, and how its cells are read: decided from all distinct cells.

A *reading* is a dict of plain values: ``kind``, and what that kind needs to read a cell (decimal
sign, unit, order of a date …). It is decided once, stored with the model, and applied to every
later table; a cell that it cannot read is missing, and counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from elm_core.exceptions import InvalidInput, short
from elm_core.maths.arrays import Array, Work, finish
from elm_core.tables import dates, numbers
from elm_core.tables.checked import Reading, as_reading
from elm_core.tables.clock import may_be_no_minutes
from elm_core.tables.columns import Column
from elm_core.tables.distinct import Distinct
from elm_core.tables.identifiers import is_row_number, names_rows
from elm_core.tables.missing import WORDS
from elm_core.tables.readers import READERS, ReadColumn, by_text
from elm_core.unspaced import count_words

#: A column of which this share is numbers (or dates) is one; the rest is missing.
_MOST = 0.9
#: With so few distinct numbers, texts beside them that come again are labels like them.
_FEW_NUMBERS = 10
#: Beyond so many distinct texts, and this share of the rows, a column is no category.
_MANY_TEXTS, _MANY_SHARE = 20, 0.5
#: Distinct cells that are tried first where there are many.
_SAMPLE = 1000
#: Where this share of the rows is a number or a date and the others are not, that is said.
_MANY = 0.3
#: A mark of a missing value that is a word is a label where this share of the rows has it.
_FREQUENT = 0.05


def read_columns(
    table: Mapping[str, Column],
    *,
    kinds: Mapping[str, Any] | None = None,
    decimal: str | None = None,
    delimiter: str | None = None,
) -> dict[str, ReadColumn]:
    """Decide what each column of a table is.

    Parameters
    ----------
    table : mapping of names to columns, as `elm_core.tables.columns.as_table` gives it
    kinds : mapping or None
        For some columns a kind, or a part of a reading: what is not to be decided.
    decimal : ``"."``, ``","`` or None
        What an open comma or point is.
    delimiter : str or None
        Of the file: in one with semicolons an open comma is a decimal comma, unless other
        columns say otherwise.

    Raises
    ------
    InvalidInput
        If `kinds` names a column that is not there, or no kind.
    """
    return finish(read_columns_steps(table, kinds=kinds, decimal=decimal, delimiter=delimiter))


def read_columns_steps(
    table: Mapping[str, Column],
    *,
    kinds: Mapping[str, Any] | None = None,
    decimal: str | None = None,
    delimiter: str | None = None,
) -> Work[dict[str, ReadColumn]]:
    """Do what `read_columns` does, yielding the share of columns that are read."""
    given = {name: as_reading(name, kind) for name, kind in (kinds or {}).items()}
    unknown = [name for name in given if name not in table]
    if unknown:
        raise InvalidInput(
            f"kinds names the column(s) {', '.join(map(repr, unknown[:5]))}, which the table lacks",
            parameter="kinds",
            column=unknown[0],
        )
    if decimal not in (None, ".", ","):
        raise InvalidInput(f"decimal must be '.' or ',', got {short(decimal)}", parameter="decimal")
    read: dict[str, ReadColumn] = {}
    for name, column in table.items():
        yield len(read) / len(table)
        read[name] = read_column(name, column, given.get(name), decimal)
    likely: Reading = {}
    for key in ("decimal", "order"):
        votes = [found.sure[key] for found in read.values() if key in found.sure]
        if votes:
            likely[key] = max(sorted(set(votes)), key=votes.count)
    if decimal is not None:
        likely["decimal"] = decimal
    elif delimiter == ";":
        likely.setdefault("decimal", ",")
    for name, found in read.items():
        if found.open in likely and found.reading[found.open] != likely[found.open]:
            # what one column leaves open, the others of the file decide
            read[name] = read_column(
                name, table[name], given.get(name), likely.get("decimal"), likely.get("order")
            )
    return read


def read_column(
    name: str,
    column: Column,
    given: Reading | None = None,
    decimal: str | None = None,
    order: str | None = None,
) -> ReadColumn:
    """Decide what one column is, and read it.

    Parameters
    ----------
    given : dict or None
        The part of the reading that is not to be decided.
    decimal, order
        What to take where the cells leave it open.
    """
    given = given or {}
    distinct = Distinct.of(column, given)
    kind = given.get("kind")
    read: ReadColumn | None = None
    tried: list[ReadColumn] = []
    if kind in READERS:
        read = READERS[kind](column, distinct, given, decimal, order)
    elif kind is None:
        read = _guess(name, column, distinct, given, decimal, order, tried)
    if read is None:
        if kind is None:
            kind = _kind_of_texts(distinct)
        distinct = distinct.as_labels()
        labels = _frequent_words(distinct) if kind == "category" and "labels" not in given else []
        if labels:
            distinct = Distinct.of(column, given | {"labels": labels}).as_labels()
        found: Reading = {"kind": kind} | ({"labels": labels} if labels else {})
        if kind == "text":
            found["words"] = "unicode"
        read = ReadColumn(column, found, distinct, nearly=_nearly(tried))
    read.reading |= {k: given[k] for k in ("missing", "labels", "join_spellings") if given.get(k)}
    return read


def apply_reading(column: Column, reading: Reading) -> ReadColumn:
    """Read a column by what was decided before."""
    distinct = Distinct.of(column, reading)
    kind = reading["kind"]
    if kind not in READERS:
        return ReadColumn(column, reading, distinct.as_labels())
    if isinstance(distinct.values, list) and kind in ("number", "date"):
        # files from before readings were stored: each cell by itself
        if kind == "number" and "decimal" not in reading and "duration" not in reading:
            return by_text(column, distinct, numbers.parse_alone, reading, distinct.given)
        if kind == "date" and "order" not in reading:
            return by_text(column, distinct, dates.parse_alone, reading, {})
    return READERS[kind](column, distinct, reading, None, None)


def _frequent_words(distinct: Distinct) -> list[str]:
    """Marks of a missing value that are a label here, such as None beside Minor and Severe."""
    least = max(_FREQUENT * len(distinct.codes), 3)
    return [m for m, n in distinct.marks.items() if m.lower() in WORDS and n >= least]


def _guess(
    name: str,
    column: Column,
    distinct: Distinct,
    given: Reading,
    decimal: str | None,
    order: str | None,
    tried: list[ReadColumn],
) -> ReadColumn | None:
    """The column as numbers of some kind, if it holds such; else None, and what was tried."""
    if not len(distinct.values):
        return None
    compact = _is_compact_date(distinct)
    for kind in ("date", "number") if compact else ("number", "boolean", "date", "time"):
        if not _is_promising(kind, distinct, given):
            continue
        read = READERS[kind](column, distinct, given, decimal, order)
        if _is_mostly(read, kind):
            break
        tried.append(read)
    else:
        # hours beyond those of a day
        kind, lasting = "number", given | {"duration": True}
        if not isinstance(distinct.values, list) or not _is_promising(kind, distinct, lasting):
            return None
        if may_be_no_minutes(distinct.values):
            return None
        read = READERS[kind](column, distinct, lasting, decimal, order)
        if not _is_mostly(read, kind):
            return None
    assert read.numbers is not None
    n_distinct = len(distinct.values) - int(read.unread.sum())
    if n_distinct == 1 and not read.missing.any():
        read.reading = {"kind": "constant"}
    elif kind == "number" and is_row_number(name, read.numbers, n_distinct):
        read.reading = {"kind": "identifier"}
    elif (
        kind == "number"
        and names_rows(name)
        and not given
        and n_distinct > _MANY_TEXTS  # of fewer the model tries both readings
        and _are_whole(read.numbers)
    ):
        many = n_distinct > _MANY_SHARE * len(read.numbers)
        kind = "identifier" if many else "category"
        return ReadColumn(column, {"kind": kind}, distinct.as_labels())
    return read


def _nearly(tried: list[ReadColumn]) -> tuple[str, int, str] | None:
    """What most of the cells are of a column that is not read as that."""
    best = None
    for read in tried:
        counts, unread = read.distinct.counts, read.unread
        n_rows = int(counts[~unread].sum())
        if read.kind == "boolean" or not unread.any() or n_rows < _MANY * counts.sum():
            continue
        if (~unread).sum() > 1 and (best is None or n_rows > best[1]):
            best = read.kind, n_rows, read.distinct.texts[int(np.flatnonzero(unread)[0])]
    return best


def _is_promising(kind: str, distinct: Distinct, given: Reading) -> bool:
    """Whether it is worth reading all of many distinct cells: a third of some of them are so."""
    n = len(distinct.values)
    if n <= 2 * _SAMPLE or not isinstance(distinct.values, list):
        return True
    chosen = range(0, n, n // _SAMPLE)
    numbers_given = {i: distinct.given[p] for i, p in enumerate(chosen) if p in distinct.given}
    some = Distinct(
        np.arange(len(chosen), dtype=np.int32),
        [distinct.values[p] for p in chosen],
        Counter(),
        numbers_given,
    )
    sample = READERS[kind](np.zeros(0), some, given, None, None)
    return bool(sample.unread.mean() < 2 / 3)


def _are_whole(numbers_: Array) -> bool:
    known = numbers_[~np.isnan(numbers_)]
    return bool((known == np.floor(known)).all())


def _is_mostly(read: ReadColumn, kind: str) -> bool:
    """Whether a column is what it was read as: nine tenths of its cells, or distinct cells."""
    if kind == "number" and _are_codes(read.distinct):
        return False
    if not read.unread.any():
        return True
    if kind == "boolean":
        return False
    counts = read.distinct.counts
    n_read = int((~read.unread).sum())
    share = counts[~read.unread].sum() / counts.sum()
    if share < 0.5 or n_read < 2:
        return False
    if n_read / len(counts) >= _MOST:
        return True
    comes_again = int(counts[read.unread].max()) >= max(5, 0.02 * counts.sum())
    return bool(share >= _MOST and not (n_read <= _FEW_NUMBERS and comes_again))


def _are_codes(distinct: Distinct) -> bool:
    """Whether texts are digits of one length with zeros before them, as postal codes are."""
    if not isinstance(distinct.values, list) or not any(t[0] == "0" for t in distinct.values):
        return False
    digits = [len(t) for t in distinct.values if t.isdigit()]
    return len(digits) >= _MOST * len(distinct.values) and len(set(digits)) == 1 and digits[0] > 2


def _is_compact_date(distinct: Distinct) -> bool:
    """Whether all cells are whole numbers of as many digits that are dates of our time.

    20240314, also with hours, minutes and seconds behind it, as weather services write moments.
    """
    values = distinct.values
    if not len(values):
        return False
    if not isinstance(values, list):
        if not (np.isfinite(values) & (values == np.floor(values)) & (values < 1e14)).all():
            return False
        texts = [str(int(value)) for value in values[:_SAMPLE]]
    else:
        texts = values
    n_digits = len(texts[0])
    if n_digits not in (8, 10, 12, 14) or not all(
        len(t) == n_digits and t[:2] in ("19", "20") and t.isdigit() for t in texts
    ):
        return False
    return all(not math.isnan(d) for d in dates.decide(distinct.texts).numbers)


def _have_letters(texts: list[str]) -> bool:
    """Whether texts have more letters than digits: telephone and account numbers have not."""
    letters = digits = 0
    for text in texts[: 10 * _SAMPLE]:
        letters += sum(map(str.isalpha, text))
        digits += sum(map(str.isdigit, text))
    return letters > digits


def _kind_of_texts(distinct: Distinct) -> str:
    n, n_distinct = len(distinct.codes), len(distinct.values)
    if not n_distinct:
        return "empty"
    if n_distinct == 1 and (distinct.codes >= 0).all():
        return "constant"
    if n_distinct > max(_MANY_TEXTS, _MANY_SHARE * n):
        words = np.mean([count_words(text) for text in distinct.texts])
        return "text" if words >= 3 and _have_letters(distinct.texts) else "identifier"
    return "category"
