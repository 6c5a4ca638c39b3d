"""The Predictor of the pages, and functions of models, say of tables what Python says."""

import json

import numpy as np
import pytest

from elm_core import dumps
from elm_core.features.tabular import TableEncoder
from elm_core.tables.columns import as_table, number_text
from elm_core.tables.reading import apply_reading
from elm_core.tasks.table import TableClassifier, TableRegressor
from tests.predicting import (
    METHODS,
    NODE,
    ROOT,
    answers,
    check,
    compare,
    compare_said,
    run_node,
    some_labels,
)
from tests.tables.mixed import CELLS, KINDS, READ, as_page, as_rows, some_table

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


@pytest.mark.filterwarnings("ignore::elm_core.exceptions.UnreadableCells")
def test_table_models(tmp_path):
    rng = np.random.default_rng(5)
    table, new = some_table(rng, 200, 0.9), some_table(rng, 300, 0.7, unread=0.1)
    labels = some_labels(rng, 200, "bool")
    targets = [str(v) for v in rng.normal(size=200)]
    models = [
        TableClassifier(30, random_state=0, kinds=KINDS).fit(table, labels),
        TableRegressor(30, random_state=0, kinds=KINDS).fit(table, targets),
        TableEncoder(max_categories=3, max_words=4, kinds=KINDS).fit(table),
    ]
    readings = {c["name"]: c["reading"] for c in models[2].columns_}
    for name, wanted in READ.items():
        assert wanted.items() <= readings[name].items(), (name, readings[name])
    assert readings.keys() == CELLS.keys() | {"size", "code"}
    found = check([(m, new) for m in models], tmp_path, given=[as_page(new)] * 3)
    unread = unread_cells(models[2], new)
    assert len(unread) > 200
    assert [one["unread"] for one in found] == [unread[:100]] * 3


def test_golden_files_of_tables_say_what_they_said(tmp_path):
    # of before readings were stored, and with every reading
    files = sorted((ROOT / "tests/core/golden").glob("Table*.json"))
    assert len(files) >= 5
    texts = [path.read_text(encoding="utf-8") for path in files]
    cases, functions, wanted = [], [], []
    for text in texts:
        about = json.loads(text)["metadata"]
        asked = about["asked"]
        says = {js: about["says"][name] for js, name in METHODS.items() if name in about["says"]}
        cases.append({"model": text, "X": as_page(asked), "methods": list(says)})
        functions.append({"model": text, "rows": as_rows(asked)})
        wanted.append(says)
    by_predictor = answers(cases, tmp_path)
    by_function = run_node("predict_function.mjs", functions, tmp_path)
    for text, says, found, told in zip(texts, wanted, by_predictor, by_function, strict=True):
        about = text[:60]
        assert "error" not in found, (about, found)
        assert found["unread"] == told["unread"] == []
        for name, said in says.items():
            compare(np.array(said), found[name], (about, name))
        compare_said(np.array(says["predict"]), told["said"], about)


def unread_cells(encoder, table):
    """Column, row and text of each cell that cannot be read."""
    cells = as_table(table)
    found = []
    for column in encoder.columns_:
        read = apply_reading(cells[column["name"]], column["reading"])
        for row in read.unread_rows().tolist():
            cell = table[column["name"]][row]
            text = cell if isinstance(cell, str) else number_text(cell)
            found.append({"column": column["name"], "row": row, "text": text})
    return found


@pytest.mark.filterwarnings("ignore::elm_core.exceptions.UnreadableCells")
def test_functions_of_tables(tmp_path):
    rng = np.random.default_rng(10)
    table, asked = some_table(rng, 60, 0.9), some_table(rng, 80, 0.9, unread=0.1)
    labels, numbers = rng.choice(["</script>", "'\"`${", "\u2028"], 60), rng.normal(size=60)
    models = [
        (TableClassifier(9, random_state=0, kinds=KINDS).fit(table, labels), asked),
        (TableRegressor(9, random_state=0, kinds=KINDS).fit(table, numbers), asked),
    ]
    for name in CELLS:  # each by itself: a function has the source that its columns need
        kinds = {name: KINDS[name]} if name in KINDS else None
        model = TableRegressor(3, random_state=0, kinds=kinds).fit({name: table[name]}, numbers)
        models.append((model, {name: asked[name]}))
    cases = [{"model": dumps(model), "rows": as_rows(asked)} for model, asked in models]
    all_found = run_node("predict_function.mjs", cases, tmp_path)
    for (model, asked), found in zip(models, all_found, strict=True):
        compare_said(model.predict(asked), found["said"], model)
        unread = unread_cells(model.encoder_, asked)
        assert sorted(found["unread"]) == sorted([c["column"], c["text"]] for c in unread)
    sizes = dict(zip(CELLS, (found["cells"] for found in all_found[2:]), strict=True))
    characters = [sizes[name] for name in ("colour", "plain", "day")]
    assert characters == sorted(characters) and characters[0] < 4_000 < characters[2] < 11_000
