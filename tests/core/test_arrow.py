"""Columns of Arrow: one that is dictionary-encoded says what the same column says plainly."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from elm_core import ELMClassifier, ELMRegressor
from elm_core.exceptions import InvalidInput
from elm_core.metrics import accuracy_score
from elm_core.tables.columns import as_table
from elm_core.validation import as_array, check_X

ROWS = np.random.RandomState(0).rand(4, 2)


def encoded(*chunks):
    """A column of chunks that have a dictionary each."""
    return pa.chunked_array([pa.array(cells).dictionary_encode() for cells in chunks])


def test_a_missing_cell_is_none_of_the_dictionary():
    """pyarrow gives the last value of the dictionary for it, if asked for an array."""
    assert as_array(encoded(["b", None, "a"], ["z", "b"]), "y").tolist() == [
        "b",
        None,
        "a",
        "z",
        "b",
    ]
    numbers = as_array(encoded([10, None, 20]), "y")
    assert np.isnan(numbers[1]) and numbers[[0, 2]].tolist() == [10, 20]
    assert as_array(encoded(["a", "b"]), "y").tolist() == ["a", "b"]


def test_labels_that_are_missing_are_refused():
    with pytest.raises(InvalidInput, match="no label in row 1"):
        ELMClassifier(5, random_state=0).fit(ROWS, encoded(["b", None, "a", "a"]))
    with pytest.raises(InvalidInput, match=r"row 1\b"):
        ELMRegressor(5, random_state=0).fit(ROWS, encoded([10, None, 20, 20]))
    assert accuracy_score(encoded(["b", None]), ["b", "b"]) == 0.5


def test_gaps_of_a_table_are_refused_where_numbers_are_asked_for():
    table = pa.table({"x": encoded([10, None, 20]), "v": [1.0, 2.0, 3.0]})
    with pytest.raises(InvalidInput, match=r"NaN \(row 1, column 0 \('x'\)\)"):
        check_X(table)
    whole = pa.table({"x": encoded([10, 20, 10]), "v": [1.0, 2.0, 3.0]})
    assert check_X(whole).tolist() == [[10, 1], [20, 2], [10, 3]]


LISTS = pa.array([[1], [2, 3]])
UNION = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array("ab")])


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (LISTS, "must be a string or a number, got ndarray .*row 0, column 1 .'x'"),
        (pa.array([{"a": 1}, {"a": 2}]), "must be a string or a number, got dict .*column 1 .'x'"),
        (UNION, "column 'x' of X holds .*union"),
        (pa.RunEndEncodedArray.from_arrays([1, 2], [5, 6]), "column 'x' of X holds .*run_end"),
    ],
    ids=["lists", "objects", "union", "runs"],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_a_dictionary_of_what_is_no_number_is_named(values, told, chunked):
    column = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0, 1]), values)
    batch = pa.RecordBatch.from_arrays([pa.array([1.0] * 4), column], names=["v", "x"])
    with pytest.raises(InvalidInput, match=told):
        check_X(pa.Table.from_batches([batch]) if chunked else batch)
    with pytest.raises(InvalidInput, match="y holds"):
        ELMClassifier(5).fit(ROWS, pa.chunked_array([column]) if chunked else column)
    with pytest.raises(InvalidInput, match=r"y\b"):
        ELMRegressor(5).fit(ROWS, pa.chunked_array([column]) if chunked else column)


def test_a_column_by_name_that_is_no_array_is_named():
    with pytest.raises(InvalidInput, match=r"column 'x' of X holds .*union") as refused:
        as_table({"x": UNION})
    assert (refused.value.parameter, refused.value.column) == ("X", "x")


@pytest.mark.parametrize("cells", [["b", None, "a"], [10, None, 20]])
def test_columns_by_name_keep_their_gaps(cells):
    column, plain = as_table({"encoded": encoded(cells), "plain": cells}).values()
    assert column.values == plain.values and column.numbers == plain.numbers
    assert column.codes.tolist() == plain.codes.tolist()
