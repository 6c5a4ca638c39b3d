"""Tables of other libraries say what the same columns of Python lists say."""

from __future__ import annotations

import importlib.util

import numpy as np
import pandas
import pytest

from elm_core import ELMAutoencoder, ELMClassifier
from elm_core.features.text import TextVectorizer
from elm_core.model_selection import cross_val_score
from elm_core.tasks import TableClassifier

SIZES = np.random.RandomState(0).rand(60).tolist()
TABLE = {
    "size": SIZES,
    "town": ["a", "b", "c"] * 20,
    "new": [True, False] * 30,
    "floors": [*range(59), None],
}
NUMBERS = {"size": SIZES, "other": SIZES[::-1]}
LABELS = ["x", "y", "z"] * 20


#: There is none beside the oldest versions.
POLARS = importlib.util.find_spec("polars") is not None


def frames():
    yield "pandas", pandas.DataFrame
    if POLARS:
        import polars

        yield "polars", polars.DataFrame
    if importlib.util.find_spec("pyarrow"):
        import pyarrow

        yield "arrow", pyarrow.table
        yield (
            "pandas of Arrow",
            lambda cells: pyarrow.table(cells).to_pandas(types_mapper=pandas.ArrowDtype),
        )


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in frames()])
def test_a_table_is_read_alike(make):
    table, numbers = make(TABLE), make(NUMBERS)
    model = TableClassifier(20, random_state=0)
    expected = TableClassifier(20, random_state=0).fit(TABLE, LABELS).predict_proba(TABLE)
    assert (model.fit(table, LABELS).predict_proba(table) == expected).all()
    scores = cross_val_score(model, table, LABELS, n_splits=3)
    assert scores.tolist() == cross_val_score(model, TABLE, LABELS, n_splits=3).tolist()
    rows = np.column_stack(list(NUMBERS.values()))
    alone = ELMClassifier(20, random_state=0).fit(numbers, table["town"])
    assert list(alone.feature_names_in_) == list(NUMBERS)
    same = ELMClassifier(20, random_state=0).fit(rows, TABLE["town"])
    assert (alone.predict_proba(numbers) == same.predict_proba(rows)).all()
    words = TextVectorizer(char_ngrams=None)
    assert words.fit_transform(table["town"]).shape == (60, 3)
    one = table.select(["town"]) if hasattr(table, "select") else table[["town"]]
    assert words.fit_transform(one).shape == (60, 3)


if POLARS:

    def test_transformers_give_polars_frames():
        import polars

        made = ELMAutoencoder(2, random_state=0).set_output(transform="polars")
        found = made.fit_transform(polars.DataFrame(NUMBERS))
        assert isinstance(found, polars.DataFrame)
        assert found.columns == ["elmautoencoder0", "elmautoencoder1"]
