"""The Predictor of the pages says what Python says: random models of every kind, random samples.

Node runs the cases (tests/js/predict_cases.mjs); labels must be equal in every row, numbers to
1e-9.
"""

import base64
import json
import re
import subprocess
import unicodedata

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
from elm_core.features.text import TextVectorizer
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS, draw
from elm_core.models.unlabelled.cluster import ELMClusterer
from elm_core.models.unlabelled.one_class import OneClassELM
from elm_core.models.unlabelled.semi_supervised import SemiSupervisedELMClassifier
from elm_core.persistence import loads_with_metadata
from elm_core.specs.forms import choices
from elm_core.tasks.intent_classifier import IntentClassifier
from elm_core.tasks.language_classifier import LanguageClassifier
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands
from tests.predicting import (
    NODE,
    ROOT,
    answers,
    check,
    compare,
    compare_said,
    run_node,
    some_labels,
    spread,
)

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


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
    folder = (ROOT / "web/client/predictor").as_uri()
    data = base64.b64encode(every.astype("<f2").tobytes()).decode()
    array = {"dtype": "float16", "shape": [len(every)], "data": data, "as": "float64"}
    script.write_text(
        f"import {{ arrayOf }} from '{folder}/arrays.js';\n"
        f"import {{ Loading }} from '{folder}/cost.js';\n"
        f"const {{ data }} = arrayOf({json.dumps(array)}, new Loading(''));\n"
        "console.log(JSON.stringify([...data]));\n",
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
    for kernel in choices("kernel"):
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
        kernel = ("rbf", "arc_cosine", "cosine", "arc_cosine_0")[number % 4]
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
        (9, 7, 1, {"filters": "kmeans"}),
        (6, 6, 3, {"filters": "kmeans", "filter_size": 3, "stride": 2, "pool_size": 1}),
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
    earlier, about = loads_with_metadata(
        (ROOT / "tests/core/golden/VoiceCommands.json").read_text()
    )
    models.append((earlier, [np.array(clip) for clip in about["asked"]]))
    given = [[clip.tolist() for clip in clips] for _, clips in models]
    check(models, tmp_path, given=given)


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


def test_functions_as_text(tmp_path):
    rng = np.random.default_rng(10)
    X, new = spread(rng, 40, 4), spread(rng, 50, 4)
    models = []
    for activation in ACTIVATIONS:
        small = {"n_hidden": 9, "activation": activation, "random_state": 1}
        models.append(ELMClassifier(**small).fit(X, some_labels(rng, 40, "text")))
        models.append(ELMRegressor(**small).fit(X, X[:, :2]))
    models.append(OnlineELMRegressor(9, random_state=0).fit(X, X[:, 0]))
    partly = np.where(np.arange(40) % 3, some_labels(rng, 40, "text"), None)
    models.append(SemiSupervisedELMClassifier(9, random_state=0).fit(X, partly))
    cases = [{"model": dumps(model), "rows": new.tolist()} for model in models]
    for model, found in zip(models, run_node("predict_function.mjs", cases, tmp_path), strict=True):
        compare_said(model.predict(new), found["said"], model)


def test_the_page_about_it_tells_the_truth(tmp_path):
    page = (ROOT / "docs/predictor.md").read_text(encoding="utf-8")
    python, first, anyone, words, few, last = re.findall(
        r"```(?:python|js)\n(.*?)```", page, re.DOTALL
    )
    exec(python.replace("model.json", str(tmp_path / "model.json")), {})
    client = (ROOT / "web/client").as_uri()
    fetched = f"readFileSync({str(tmp_path / 'model.json')!r}, 'utf8')"
    code = first.replace("await (await fetch('model.json')).text()", fetched) + anyone + last
    imports = "import { readFileSync } from 'node:fs';\n"

    def lines(program):
        script = tmp_path / "page.mjs"
        script.write_text(imports + program.replace("./client", client))
        done = subprocess.run([NODE, script], capture_output=True, timeout=60, check=True)
        return done.stdout.decode().splitlines()

    def expected(program):
        return re.findall(r"^console.*// (.*)$", program, re.MULTILINE)

    said = expected(first + anyone)
    found = lines(code + "console.log(text);\n")
    assert found[: len(said)] == said
    assert found[len(said)] == "function predict(input) {"
    assert lines(f"const json = {fetched};\n{few}") == expected(few) == ["different"]
    vectors = ROOT / "vectors/elm_vectors/word_vectors.npz"
    text = TextClassifier().fit(["a late goal", "shares fell"], ["sport", "business"])
    asked = words.replace(
        "await fetch('word_vectors.npz')", f"new Response(readFileSync('{vectors}'))"
    )
    assert asked != words
    asked = (
        f"const json = {json.dumps(dumps(text))};\n{asked}console.log(sure.predict('a goal'));\n"
    )
    assert lines(asked) == ["sport"]
