"""The Predictor of the pages says what Python says: random models of every kind, random samples.

Node runs the cases (tests/js/predict_cases.mjs); labels must be equal in every row, numbers to
1e-9.
"""

import base64
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from elm_core import (
    AutoELMClassifier,
    AutoELMRegressor,
    BaggingELMClassifier,
    BaggingELMRegressor,
    Chain,
    Combine,
    ConformalClassifier,
    ConformalRegressor,
    ConvELMClassifier,
    DeepELMClassifier,
    DeepELMRegressor,
    ELMAutoencoder,
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    KernelELMRegressor,
    OnlineELMClassifier,
    OnlineELMRegressor,
    StackingELMClassifier,
    StackingELMRegressor,
    VotingELMClassifier,
    VotingELMRegressor,
    dumps,
    loads,
)
from elm_core.features.audio import LogMel
from elm_core.features.tabular import TableEncoder
from elm_core.features.text import TextVectorizer
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS, draw
from elm_core.models.cluster import ELMClusterer
from elm_core.models.kernel_values import KERNELS
from elm_core.models.one_class import OneClassELM
from elm_core.models.semi_supervised import SemiSupervisedELMClassifier
from elm_core.tables.columns import as_table, number_text
from elm_core.tables.reading import apply_reading
from elm_core.tasks.intent_classifier import IntentClassifier
from elm_core.tasks.language_classifier import LanguageClassifier
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

METHODS = {
    "predict": "predict",
    "predictProba": "predict_proba",
    "decisionFunction": "decision_function",
    "transform": "transform",
}


def answers(cases, folder):
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    script = ROOT / "tests/js/predict_cases.mjs"
    done = subprocess.run([NODE, script, path], capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def check(models, folder, *, given=None):
    """Compare (model, X) pairs; `given`: X as the page gives it, where that is not a list.

    Returns what Node answered.
    """
    cases = []
    for number, (model, X) in enumerate(models):
        rows = X.tolist() if isinstance(X, np.ndarray) else X
        methods = [js for js, python in METHODS.items() if hasattr(model, python)]
        shown = rows if given is None else given[number]
        case = {"model": dumps(model), "X": shown}
        if isinstance(shown, list):
            case["one"] = shown[0]
        cases.append(case | {"methods": methods})
    all_found = answers(cases, folder)
    for (model, X), case, found in zip(models, cases, all_found, strict=True):
        assert "error" not in found, (found, model)
        for place, name in enumerate(case["methods"]):
            expected = dense(getattr(model, METHODS[name])(X))
            compare(expected, found[name], (name, model))
            if "one" in found:
                compare_one(expected[0], found["one"][place], name)
    return all_found


def dense(answer):
    return np.asarray(answer.to_dense() if hasattr(answer, "to_dense") else answer)


def compare(expected, got, about):
    if isinstance(got, list):
        assert got == expected.tolist(), about
        return
    numbers = np.array(got["data"]).reshape(expected.shape)
    scale = max(1.0, np.abs(expected).max(initial=0.0))
    np.testing.assert_allclose(numbers, expected, rtol=1e-9, atol=1e-9 * scale, err_msg=str(about))


def compare_one(expected, got, about):
    if isinstance(got, dict):
        got = got["data"]
    if isinstance(got, (str, bool)):
        assert got == expected, about
    else:
        np.testing.assert_allclose(np.ravel(got), np.ravel(expected), rtol=1e-9, atol=1e-9)


def spread(rng, n, d):
    return rng.normal(size=(n, d)) * 10.0 ** rng.integers(-3, 4, d) + rng.integers(-5, 5, d)


def some_labels(rng, n, kind):
    codes = rng.integers(0, 3, n)
    codes[:3] = 0, 1, 2
    choices = {
        "text": np.array(["ä", "b", "Straße"]),
        "int": np.array([-7, 0, 2**40]),
        "float": np.array([-1.0, 0.0, 3.0]),
        "bool": np.array([False, True, True]),
        "object": np.array(["x", "y", "z\0"], dtype=object),
    }
    return choices[kind][codes]


@pytest.mark.parametrize("precision", ["float32", "float16"])
def test_files_of_fewer_bits(precision, tmp_path):
    rng = np.random.default_rng(20)
    x = rng.normal(size=(60, 4))
    models = [
        ELMRegressor(n_hidden=30, random_state=0).fit(x, np.sin(x[:, 0]) * 1e-3),
        KernelELMClassifier().fit(x, some_labels(rng, 60, "text")),
    ]
    rounded = [loads(dumps(model, precision=precision)) for model in models]
    texts = [dumps(model, precision=precision) for model in rounded]
    assert any(f'"{precision}"' in text for text in texts)
    cases = [{"model": t, "X": x.tolist(), "methods": ["predict"]} for t in texts]
    for model, found in zip(rounded, answers(cases, tmp_path), strict=True):
        compare(model.predict(x), found["predict"], (precision, model))


def test_binary16_is_read_bit_by_bit(tmp_path):
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    every = every[np.isfinite(every)]
    script = tmp_path / "half.mjs"
    module = (ROOT / "web/client/predictor/decode.js").as_uri()
    data = base64.b64encode(every.astype("<f2").tobytes()).decode()
    array = {"array": {"dtype": "float16", "shape": [len(every)], "data": data, "as": "float64"}}
    body = {"format": "elm-toolkit-model", "version": 1, "metadata": {}, "class": "A"}
    body |= {"params": {}, "learned": {"a_": array}}
    script.write_text(
        f"import {{ decode }} from {json.dumps(module)};\n"
        f"const {{ model }} = decode({json.dumps(body)});\n"
        "console.log(JSON.stringify([...model.learned.a_.data]));\n",
        encoding="utf-8",
    )
    done = subprocess.run([NODE, script], capture_output=True, timeout=60, check=True)
    assert json.loads(done.stdout) == every.astype(float).tolist()


def test_elm_of_every_activation_and_layer(tmp_path):
    rng = np.random.default_rng(0)
    models = []
    for number, activation in enumerate(ACTIVATIONS):
        for hidden in DISTRIBUTIONS:
            n, d, h = rng.integers(8, 90), rng.integers(1, 12), int(rng.integers(1, 40))
            X = spread(rng, n, d)
            y = some_labels(rng, n, ["text", "int", "float", "bool", "object"][number % 5])
            options = {
                "activation": activation,
                "hidden": hidden,
                "weight_scale": float(rng.uniform(0.1, 2)),
                "bias_scale": float(rng.uniform(0, 2)),
                "standardize": bool(rng.integers(2)) or activation != "rbf",
                "random_state": int(rng.integers(2**32)),
            }
            new = spread(rng, 70, d)
            models.append((ELMClassifier(h, **options).fit(X, y), new))
            targets = rng.normal(size=n if number % 2 else (n, 2))
            models.append((ELMRegressor(h, **options).fit(X, targets), new))
    check(models, tmp_path)


def test_online_models(tmp_path):
    rng = np.random.default_rng(1)
    X, y = spread(rng, 80, 4), some_labels(rng, 80, "text")
    few = OnlineELMClassifier(20, random_state=1).fit(X[:30], y[:30])  # still warming up
    many = OnlineELMClassifier(20, warm_up=10, forgetting_factor=0.99, random_state=2).fit(X, y)
    number = OnlineELMRegressor(20, activation="tanh", random_state=3).fit(X, X[:, :2])
    check([(few, X), (many, X), (number, X)], tmp_path)


def test_kernel_models(tmp_path):
    rng = np.random.default_rng(2)
    models = []
    for kernel in KERNELS:
        n, d = rng.integers(10, 60), rng.integers(1, 6)
        X, new = spread(rng, n, d), spread(rng, 30, d)
        options = {"kernel": kernel, "coef0": 0.5, "degree": 2, "gamma": None}
        if kernel == "precomputed":
            X, new = X @ X.T, new @ X.T
        elif rng.integers(2):
            options |= {"gamma": 0.3, "standardize": kernel in ("rbf", "laplacian")}
        models.append((KernelELMClassifier(**options).fit(X, some_labels(rng, n, "int")), new))
        models.append((KernelELMRegressor(**options).fit(X, rng.normal(size=(n, 2))), new))
        models.append((KernelELMRegressor(**options).fit(X, rng.normal(size=n)), new))
    check(models, tmp_path)


def test_models_of_models(tmp_path):
    rng = np.random.default_rng(3)
    X, new = spread(rng, 80, 5), spread(rng, 70, 5)
    y, numbers = some_labels(rng, 80, "object"), rng.normal(size=(80, 2))
    small = {"n_hidden": 20, "random_state": 0}
    members = [ELMClassifier(**small), KernelELMClassifier(), ELMClassifier(activation="rbf")]
    members[2].set_params(**small)
    encoder = ELMAutoencoder(8, random_state=0, output_activation="tanh")
    chain = Chain([("a", encoder), ("b", ELMClassifier(**small))]).fit(X, y)
    both = Combine([encoder, Chain([ELMAutoencoder(3, random_state=1), encoder])])
    models = [
        VotingELMClassifier(members, weights=[1, 2, 3.5]).fit(X, y),
        VotingELMRegressor(random_state=1).fit(X, numbers),
        BaggingELMClassifier(ELMClassifier(20), 3, random_state=0).fit(X, y),
        BaggingELMRegressor(ELMRegressor(20), 3, random_state=0).fit(X, numbers[:, 0]),
        StackingELMClassifier(members[:2], random_state=0).fit(X, y),
        StackingELMRegressor([ELMRegressor(20)], random_state=0).fit(X, numbers),
        AutoELMClassifier(max_trials=3, random_state=0).fit(X, y),
        AutoELMRegressor(max_trials=3, random_state=0).fit(X, numbers[:, 0]),
        DeepELMClassifier((6, 5), n_hidden=20, random_state=0).fit(X, y),
        DeepELMRegressor((6,), n_hidden=20, standardize=True, random_state=0).fit(X, numbers),
        ConformalClassifier(ELMClassifier(**small)).fit(X, y),
        ConformalRegressor(ELMRegressor(**small)).fit(X, numbers),
        SemiSupervisedELMClassifier(**small).fit(X, np.where(np.arange(80) % 3, y, None)),
        chain,
        chain.with_new_head(ELMRegressor(**small)).fit(X, numbers),
        Chain([both, ELMClassifier(**small)]).fit(X, y),
        both.fit(X),
    ]
    check([(model, new) for model in models], tmp_path)


#: Scripts, widths, compositions and cases that Python and JavaScript could take apart.
LETTERS = (
    "aBc dEf  ß ẞ İ ı ς Σ ſ ŉ ǰ ΐ ﬁ ﬃ Ａｂ㎏ ① ² ½ é e\u0301 Å \u212b 한글 \u1112\u1161\u11ab "
    "नमस्ते ไทย ภาษา 東京都 ひらがな カタカナ ｶﾞ мОСКВА Ꭰ ꭰ ᏸ 😀 👩\u200d🔬 € $ … — _ \u00ad \ufeff "
    "\u2028 \x85 \x1f \n \t 'tis 3,5 ٣٤ १२ 𝟘𝟙 𐐀𐐨 𠮷 ǅ ᾳ ᾼ \u0345 \ud800"
)


def some_texts(rng, n):
    words = LETTERS.split(" ")
    everything = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) != "Cn"]

    def word():
        if rng.random() < 0.2:
            return "".join(everything[i] for i in rng.integers(0, len(everything), 3))
        return "".join(words[i] for i in rng.integers(0, len(words), rng.integers(1, 4)))

    return [" ".join(word() for _ in range(rng.integers(0, 7))) for _ in range(n)]


def test_text_models(tmp_path):
    rng = np.random.default_rng(4)
    X, new = some_texts(rng, 60), [*some_texts(rng, 120), "", "xyzzy", " "]
    y = some_labels(rng, 60, "text")
    ngrams = [(1, 1), (1, 2), (2, 3), None]
    models = []
    for number in range(8):
        words, chars = ngrams[number % 4], None if number % 4 == 1 else ((3, 5), (1, 2))[number % 2]
        options = {"word_ngrams": words, "char_ngrams": chars, "word_weight": float(rng.random())}
        vectorizer = TextVectorizer(
            **options,
            across_words=bool(number & 1),
            sublinear_tf=bool(number & 2),
            use_idf=bool(number & 4),
            open_vocabulary=bool(number & 1),
            n_hashes=1024 if number > 5 else None,
        )
        models.append((vectorizer.fit(X), new[:20]))
        kernel = ("arc_cosine", "cosine", "arc_cosine_0")[number % 3]
        text = TextClassifier(**options, kernel=kernel, vectors=None).fit(X, y)
        models.append((text.partial_fit(X[:3], y[:3]), new))
    models.append((LanguageClassifier(char_ngrams=(1, 3)).fit(X, y), new))
    models.append((IntentClassifier(vectors=None, keep=0.5).fit(X, y), new))
    chain = Chain([TextVectorizer(char_ngrams=None), ELMClassifier(20, random_state=0)])
    models.append((chain.fit(X, y), new))
    check(models, tmp_path)


def test_texts_with_word_vectors(tmp_path):
    vectors = ROOT / "vectors/elm_vectors/word_vectors.npz"
    X = [
        "a striker scored twice",
        "the goalkeeper saved it",
        "shares fell again",
        "banks cut rates",
    ]
    model = TextClassifier().fit(X, ["sport", "sport", "business", "business"])
    assert model.vectors_ is not None
    new = [
        *X,
        "The keeper's déjà-vu, twice!",
        "economy",
        "日本",
        "",
        "un_happy İstanbul ΑΣ",
        "zzzqq",
    ]
    case = {"model": dumps(model), "X": new, "methods": ["predict", "predictProba"]}
    found, without = answers([case | {"vectors": str(vectors)}, case], tmp_path)
    assert "error" not in found, found
    assert found["predict"] == model.predict(new).tolist()
    compare(model.predict_proba(new), found["predictProba"], "vectors")
    assert without["code"] == "model-format"
    assert "word vectors of elm_vectors" in without["error"]


#: Cells as columns of one format have them; beside them some that cannot be read.
CELLS = {
    "plain": ["1", "-2.5e3", " 7 ", "1234.5", "0.25", ".5", "5.", "٣", "", "n/a"],
    "grouped": ["1,234", "950", "1,234,567.5", "-2,000", "(3,000)", "7"],
    "lakhs": ["12,34,567", "1,00,000.5", "950", "2,345"],
    "comma": ["1.234,5", "0,25", "−2,5", "12", "", "3,75-"],
    "blanks": ["1 234,5", "12\u202f000", "7,25", "—"],
    "swiss": ["1'234.50", "12’345", "0.5", "..."],
    "weight": ["6,5 kg", "5,25 KG", "7", "", "0,5kg"],
    "price": ["$1,250", "-$5.50", "($7)", "$0.25", "n/a"],
    "area": ["55 m2", "60.5 m2", "71 m2", "?"],
    "worth": ["€110.5M", "€565K", "€0", "€1.5B", "€12.5k"],
    "share": ["12 %", "0.5 %", "7 %", "-3 %"],
    "took": ["1 days 02:00:00", "0 days 00:00:05.5", "-1 days +23:00:00", ""],
    "iso took": ["PT90M", "P1DT2H", "-PT5.5S", "P2W"],
    "marked": ["12.5", "-999", "-999.0", "3.25", "9.75"],
    "yes": ["yes", "No", "TRUE", "f", "", "?", " y "],
    "day": ["2024-02-29", "1999/1/5", "20240131", "3 Mar 2020", "0099-12-31", "", "2024-1- 5",
            "Jul 4, 1776", "14. März 2021", "2023-W05"],
    "day first": ["13/1/2024", "2/3/2024", "28/2/23", "31/12/1999"],
    "month first": ["1/13/2024", "2/3/2024", "12/31/1999"],
    "points": ["24.3.14", "05.11.1969", "1. 2. 2020"],
    "moment": ["2024-03-14T10:05:30", "2024-03-15 23:59", "2021-01-01", "2020-02-29 6:30 pm",
               "2020-01-01T00:00:00.25+01:00"],
    "at": ["14:30", "2:30 PM", "00:00", "9h15", "7 am", "23:59:59.5", ""],
    "colour": ["red", "Straße", "blue", "", "None", " red", "green", "\ufeffred"],
    "level": ["Minor", "None", "Severe", "", "none"],
    "answer": ["Yes", "yes", " YES ", "Maybe  So", "maybe so", "MASSE", "Maße"],
    "text": ["the Red fox", "ΣΊΣΥΦΟΣ ran-home", "", "naïve fox 5", "no such words", "été FOX"],
}  # fmt: skip
KINDS = {
    "marked": {"kind": "number", "missing": ["-999"]},
    "answer": {"kind": "category", "join_spellings": True},
    "level": {"kind": "category", "labels": ["None"]},
    "month first": {"kind": "date", "order": "mdy", "times": False},
    "code": "category",
    "text": "text",
}
READ = {
    "plain": {"decimal": ".", "group": "", "unit": None},
    "grouped": {"decimal": ".", "group": ","},
    "lakhs": {"decimal": ".", "group": ","},
    "comma": {"decimal": ",", "group": "."},
    "blanks": {"decimal": ",", "group": " "},
    "swiss": {"decimal": ".", "group": "'"},
    "weight": {"decimal": ",", "unit": "kg"},
    "price": {"unit": "$"},
    "area": {"unit": "m2"},
    "worth": {"unit": "€", "magnitudes": True},
    "share": {"unit": "%"},
    "took": {"duration": True},
    "iso took": {"duration": True},
    "yes": {"kind": "boolean"},
    "day": {"kind": "date", "times": False},
    "day first": {"kind": "date", "order": "dmy"},
    "month first": {"kind": "date", "order": "mdy"},
    "points": {"kind": "date", "order": "dmy"},
    "moment": {"kind": "date", "times": True},
    "at": {"kind": "time"},
    "colour": {"kind": "category"},
    "size": {"kind": "number"},
}
UNREAD = ["oops", "1,2,3", "12.12.12.12", "5 stone", "2024-13-45", "99:99", "perhaps so", "１２３"]


def some_table(rng, n, plain, *, unread=0.0):
    table = {
        name: [cells[i] for i in rng.integers(0, len(cells), n)] for name, cells in CELLS.items()
    }
    for name, cells in table.items():
        for row in np.flatnonzero(rng.random(n) < unread):
            cells[row] = str(rng.choice(UNREAD))
        if name in ("plain", "comma", "took", "yes", "day", "at", "colour"):
            for row in np.flatnonzero(rng.random(n) < unread):  # given as numbers
                cells[row] = float(rng.choice([0, 1, 1.234, 20240314, -2.5]))
    table["text"] = [f"{t} {' '.join(rng.choice(['one', 'two', 'SIX'], 4))}" for t in table["text"]]
    table["size"] = np.where(rng.random(n) < plain, rng.normal(size=n) * 100, np.nan)
    table["code"] = rng.choice([0.5, 1e-7, 1e21, 1234567.0, -0.0, 100000.5, 0.1 + 0.2], n)
    return table


def as_page(table):
    columns = []
    for name, cells in table.items():
        if isinstance(cells, np.ndarray):
            columns.append({"name": name, "data": [None if c != c else c for c in cells]})
            continue
        values = list(dict.fromkeys(cells))
        if len(columns) % 2 and all(isinstance(v, str) for v in values):  # as a page's CSV gives it
            codes = [values.index(c) for c in cells]
            columns.append({"name": name, "codes": codes, "values": values})
        else:
            columns.append({"name": name, "values": cells})
    return {"columns": columns}


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
    cases, wanted = [], []
    for path in files:
        text = path.read_text(encoding="utf-8")
        about = json.loads(text)["metadata"]
        says = {
            js: about["says"][python] for js, python in METHODS.items() if python in about["says"]
        }
        cases.append({"model": text, "X": as_page(about["asked"]), "methods": list(says)})
        wanted.append(says)
    for path, says, found in zip(files, wanted, answers(cases, tmp_path), strict=True):
        assert "error" not in found, (path, found)
        assert found["unread"] == []
        for name, said in says.items():
            compare(np.array(said), found[name], (path.name, name))


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


def test_models_without_labels(tmp_path):
    rng = np.random.default_rng(11)
    X, new = spread(rng, 80, 4), spread(rng, 60, 4)
    models = []
    for activation in ("tanh", "rbf", "relu"):
        small = {"n_hidden": 20, "activation": activation, "random_state": 0}
        models.append((ELMClusterer(3, n_starts=2, **small).fit(X), new))
        models.append((OneClassELM(**small).fit(X), new))
    check(models, tmp_path)


def test_images(tmp_path):
    rng = np.random.default_rng(6)
    models = []
    for h, w, c, options in (
        (9, 7, 1, {"filter_size": 3}),
        (8, 8, 3, {"filter_size": 4, "pool_size": 5, "stride": 2}),
        (1, 20, 1, {"filter_size": 5, "stride": 4, "pool_size": 2}),
    ):
        X = rng.normal(size=(40, h * w * c))
        model = ConvELMClassifier(
            5, image_shape=(h, w, c), n_hidden=30, random_state=int(rng.integers(99)), **options
        )
        models.append((model.fit(X, some_labels(rng, 40, "int")), X[:20] + 0.1))
    check(models, tmp_path)


def some_clips(rng, n, rate):
    clips = []
    for _ in range(n):
        time = np.arange(rng.integers(1, rate // 2)) / rate
        loud = np.exp(-((time - rng.random()) ** 2) * rng.uniform(1, 50))
        tone = np.sin(2 * np.pi * rng.uniform(100, rate / 3) * time)
        clips.append(loud * tone * 10.0 ** rng.integers(-3, 3) + 1e-3 * rng.normal(size=len(time)))
    return [*clips, np.zeros(100), np.ones(rate // 4)]


def test_sounds(tmp_path):
    rng = np.random.default_rng(7)
    models, given = [], []
    for rate, options in (
        (4000, {"n_mels": 10, "frames": 7, "n_frequency": 4}),
        (8000, {"trim": None, "n_time": 5}),
        (4410, {"n_mels": 20, "n_time": 16, "n_frequency": 20, "frames": 32}),
    ):
        clips = some_clips(rng, 12, rate)
        y = some_labels(rng, len(clips), "text")
        # not scaled by column: one that is zero but for rounding would be made as large as others
        head = ELMClassifier(20, standardize=False, random_state=0)
        chain = Chain([LogMel(rate, **options), head]).fit(clips, y)
        models += [(LogMel(rate, **options).fit(), clips), (chain, clips)]
    words = VoiceCommands(sample_rate=rate, copies=1, random_state=0).fit(clips, y)
    models.append((words, some_clips(rng, 12, rate)))
    given = [[clip.tolist() for clip in clips] for _, clips in models]
    check(models, tmp_path, given=given)


def run_node(script, given, folder):
    path = folder / "given.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    command = [NODE, "--max-old-space-size=512", ROOT / "tests/js" / script, path]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_hidden_layers_are_the_same_to_the_last_bit(tmp_path):
    rng = np.random.default_rng(8)
    cases = []
    for number in range(24):
        params = {
            "n_hidden": int(rng.integers(1, 40)),
            "activation": ("relu", "rbf")[number % 2],
            "hidden": ("normal", "uniform", "sparse")[number % 3],
            "weight_scale": float(rng.uniform(0.01, 10)),
            "bias_scale": float(rng.uniform(0, 10)),
        }
        seed = (0, 2**32 - 1, int(rng.integers(2**32)))[min(number, 2)]
        cases.append([seed, int(rng.integers(1, 60)), params])
    for (seed, d, params), found in zip(
        cases, run_node("draw_layers.mjs", cases, tmp_path), strict=True
    ):
        layer = draw(seed, d, **params)
        assert found == [layer.weights.tobytes().hex(), layer.bias.tobytes().hex()], params


def test_changed_files_are_refused_or_predict(tmp_path):
    rng = np.random.default_rng(9)
    X, y = spread(rng, 12, 3), some_labels(rng, 12, "text")
    texts, table = ["a b", "c d", "e f", "a c"] * 3, some_table(rng, 30, 0.9)
    small = {"n_hidden": 4, "random_state": 0}
    models = [
        (ELMClassifier(**small).fit(X, y), X.tolist()),
        (ELMRegressor(hidden="orthogonal", activation="rbf", **small).fit(X, X), X.tolist()),
        (KernelELMClassifier().fit(X, y), X.tolist()),
        (KernelELMRegressor("polynomial").fit(X, X), X.tolist()),
        (OnlineELMClassifier(**small).fit(X, y), X.tolist()),
        (VotingELMClassifier([ELMClassifier(**small)] * 2).fit(X, y), X.tolist()),
        (StackingELMRegressor([ELMRegressor(**small)]).fit(X, X), X.tolist()),
        (DeepELMClassifier((2,), n_hidden=4, random_state=0).fit(X, y), X.tolist()),
        (ConvELMClassifier(2, filter_size=2, n_hidden=4, random_state=0).fit(X, y), X.tolist()),
        (Chain([ELMAutoencoder(2, random_state=0), ELMClassifier(**small)]).fit(X, y), X.tolist()),
        (TextClassifier(char_ngrams=None, vectors=None).fit(texts, y), texts),
        (IntentClassifier(word_ngrams=None, vectors=None).fit(texts, y), texts),
        (Chain([TextVectorizer(n_hashes=1024), ELMClassifier(**small)]).fit(texts, y), texts),
        (TableClassifier(4, random_state=0).fit(table, [0, 1] * 15), as_page(table)),
        (
            VoiceCommands(sample_rate=4000, copies=1, random_state=0).fit(
                some_clips(rng, 10, 4000), y
            ),
            [[1, 2]],
        ),
    ]
    given = {
        "models": [{"json": dumps(model), "X": X} for model, X in models],
        "count": 1500,
        "seed": 77,
    }
    found = run_node("predict_mutants.mjs", given, tmp_path)
    assert found["failures"] == []
    assert found["refused"] > 300
    assert found["slowest"] < 5000  # ms


@pytest.mark.filterwarnings("ignore::elm_core.exceptions.UnreadableCells")
def test_functions_as_text(tmp_path):
    rng = np.random.default_rng(10)
    X, new = spread(rng, 40, 4), spread(rng, 50, 4)
    models = []
    for activation in ACTIVATIONS:
        small = {"n_hidden": 9, "activation": activation, "random_state": 1}
        models.append((ELMClassifier(**small).fit(X, some_labels(rng, 40, "text")), new))
        models.append((ELMRegressor(**small).fit(X, X[:, :2]), new))
    models.append((OnlineELMRegressor(9, random_state=0).fit(X, X[:, 0]), new))
    table, asked = some_table(rng, 60, 0.9), some_table(rng, 80, 0.9, unread=0.1)
    labels, numbers = rng.choice(["</script>", "'\"`${", "\u2028"], 60), rng.normal(size=60)
    models.append((TableClassifier(9, random_state=0, kinds=KINDS).fit(table, labels), asked))
    models.append((TableRegressor(9, random_state=0, kinds=KINDS).fit(table, numbers), asked))
    for name in CELLS:  # each by itself: a function has the source that its columns need
        kinds = {name: KINDS[name]} if name in KINDS else None
        model = TableRegressor(3, random_state=0, kinds=kinds).fit({name: table[name]}, numbers)
        models.append((model, {name: asked[name]}))
    cases = []
    for model, rows in models:
        given = rows
        if isinstance(rows, dict):
            cells = zip(*(np.asarray(v, dtype=object) for v in rows.values()), strict=True)
            given = [
                dict(zip(rows, [None if c != c else c for c in r], strict=True)) for r in cells
            ]
        cases.append({"model": dumps(model), "rows": np.asarray(given).tolist()})
    all_found = run_node("predict_function.mjs", cases, tmp_path)
    for (model, rows), found in zip(models, all_found, strict=True):
        expected = model.predict(rows)
        if hasattr(model, "classes_"):
            assert found["said"] == expected.tolist(), model
        else:
            np.testing.assert_allclose(found["said"], expected, rtol=1e-9, atol=1e-9)
        if isinstance(rows, dict):
            unread = unread_cells(model.encoder_, rows)
            assert sorted(found["unread"]) == sorted([c["column"], c["text"]] for c in unread)
    sizes = dict(zip(CELLS, (found["cells"] for found in all_found[-len(CELLS) :]), strict=True))
    characters = [sizes[name] for name in ("colour", "plain", "day")]
    assert characters == sorted(characters) and characters[0] < 4_000 < characters[2] < 11_000


def test_the_page_about_it_tells_the_truth(tmp_path):
    page = (ROOT / "docs/predictor.md").read_text(encoding="utf-8")
    python, first, anyone, last = re.findall(r"```(?:python|js)\n(.*?)```", page, re.DOTALL)
    exec(python.replace("model.json", str(tmp_path / "model.json")), {})
    client = (ROOT / "web/client").as_uri()
    fetched = f"readFileSync({str(tmp_path / 'model.json')!r}, 'utf8')"
    code = first.replace("await (await fetch('model.json')).text()", fetched) + anyone + last
    imports = "import { readFileSync } from 'node:fs';\n"
    script = tmp_path / "page.mjs"
    script.write_text(imports + code.replace("./client", client) + "console.log(text);\n")
    done = subprocess.run([NODE, script], capture_output=True, timeout=60, check=True)
    lines = done.stdout.decode().splitlines()
    said = re.findall(r"^console.*// (.*)$", first + anyone, re.MULTILINE)
    assert lines[: len(said)] == said
    assert lines[len(said)] == "function predict(input) {"
