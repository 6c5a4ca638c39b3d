"""`decide="balanced"`: the class whose probability is highest beside its share of the rows."""

import json

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score

from elm_core import (
    AutoELMClassifier,
    BaggingELMClassifier,
    Chain,
    ELMClassifier,
    Frozen,
    KernelELMClassifier,
    StackingELMClassifier,
    VotingELMClassifier,
    dumps,
    loads,
)
from elm_core.abstain import predict_or_abstain
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.service.reports import decisions
from elm_core.tasks.table import TableClassifier
from tests.core.sealing import sealed
from tests.predicting import NODE, check, compare_said, run_node

KINDS = {
    "elm": lambda **o: ELMClassifier(60, random_state=0, **o),
    "learned": lambda **o: ELMClassifier(60, features="learned", random_state=0, **o),
    "kernel": lambda **o: KernelELMClassifier(**o),
    "landmarks": lambda **o: KernelELMClassifier(n_landmarks=40, random_state=0, **o),
    "auto": lambda **o: AutoELMClassifier(None, max_trials=4, random_state=0, **o),
    "chain": lambda **o: Chain([ELMClassifier(60, random_state=0, **o)]),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def unbalanced(n=900, seed=0):
    """Two and a half classes that overlap: 80, 15 and 5 of a hundred rows."""
    rng = np.random.default_rng(seed)
    codes = rng.choice(3, n, p=[0.8, 0.15, 0.05])
    centres = np.array([[0.0, 0.0, 0.0], [1.2, 0.4, 0.0], [0.3, 1.5, 0.0]])
    return centres[codes] + rng.normal(size=(n, 3)), np.array(["often", "rare", "seldom"])[codes]


@every_kind
def test_rare_classes_are_found_more_often(kind):
    x, y = unbalanced()
    others, truth = unbalanced(seed=1)
    usual = KINDS[kind]().fit(x, y)
    balanced = KINDS[kind](decide="balanced").fit(x, y)
    gain = balanced_accuracy_score(truth, balanced.predict(others)) - balanced_accuracy_score(
        truth, usual.predict(others)
    )
    assert gain > 0.1
    np.testing.assert_array_equal(balanced.predict_proba(others), usual.predict_proba(others))


@pytest.mark.parametrize("kind", [VotingELMClassifier, StackingELMClassifier, BaggingELMClassifier])
@pytest.mark.parametrize("inside", [lambda m: m, lambda m: Chain([m]), Frozen])
def test_an_average_says_that_it_does_not_decide_as_its_members_do(kind, inside):
    x, y = unbalanced(200)
    member = inside(ELMClassifier(10, decide="balanced", random_state=0).fit(x, y))
    model = kind(member) if kind is BaggingELMClassifier else kind([member, ELMClassifier(10)])
    with pytest.raises(InvalidInput, match="leave decide out"):
        model.fit(x, y)


@every_kind
def test_it_is_the_class_of_the_highest_probability_beside_its_share(kind):
    x, y = unbalanced()
    model = KINDS[kind](decide="balanced").fit(x, y)
    share = np.array([(y == label).mean() for label in model.classes_])
    proba = model.predict_proba(x)
    expected = model.classes_[(proba / share).argmax(axis=1)]
    assert model.predict(x).tolist() == expected.tolist()
    decided = model.decision_function(x).argmax(axis=1)
    assert model.classes_[decided].tolist() == expected.tolist()


@every_kind
def test_of_two_classes_the_sign_of_the_decision_function_tells(kind):
    x, y = unbalanced()
    model = KINDS[kind](decide="balanced").fit(x, y == "often")
    np.testing.assert_array_equal(model.predict(x), model.decision_function(x) > 0)


@every_kind
def test_a_file_decides_the_same_way(kind, tmp_path):
    x, y = unbalanced(300)
    model = KINDS[kind](decide="balanced").fit(x, y)
    assert loads(dumps(model)).predict(x).tolist() == model.predict(x).tolist()
    if NODE is not None:
        check([(model, x[:50])], tmp_path)


def test_a_file_without_the_shares_is_refused():
    x, y = unbalanced(200)
    held = json.loads(dumps(ELMClassifier(20, decide="balanced", random_state=0).fit(x, y)))
    del held["learned"]["class_prior_"]
    with pytest.raises(ModelFormatError, match="class_prior_"):
        loads(sealed(held))


def test_a_class_that_was_announced_and_has_no_rows_is_left_as_it_is():
    x, y = unbalanced(300)
    model = ELMClassifier(30, decide="balanced", random_state=0)
    model.partial_fit(x, y, classes=["often", "rare", "seldom", "never"])
    assert "never" not in model.predict(x)


@pytest.mark.parametrize("kind", ["elm", "landmarks"])
def test_further_rows_change_the_shares(kind):
    x, y = unbalanced(600)
    model = KINDS[kind](decide="balanced").fit(x[:400], y[:400]).partial_fit(x[400:], y[400:])
    share = [(y == label).mean() for label in model.classes_]
    np.testing.assert_allclose(model.class_prior_, share, rtol=1e-12)


def test_so_does_a_model_that_is_merged():
    x, y = unbalanced(600)
    whole = ELMClassifier(30, decide="balanced", random_state=0).fit(x[:400], y[:400])
    other = whole.clone_untrained().fit(x[400:], y[400:])
    whole.merge(other)
    share = [(y == label).mean() for label in whole.classes_]
    np.testing.assert_allclose(whole.class_prior_, share, rtol=1e-12)


def test_with_class_weights_shares_are_those_of_the_weights():
    x, y = unbalanced(600)
    weighed = ELMClassifier(30, class_weight="balanced", random_state=0)
    usual = weighed.fit(x, y)
    np.testing.assert_allclose(usual.class_prior_, 1 / 3, rtol=1e-12)
    assert weighed.set_params(decide="balanced").predict(x).tolist() == usual.predict(x).tolist()


def table(n=600, seed=0):
    x, y = unbalanced(n, seed)
    return {"a": x[:, 0].round(3).tolist(), "b": x[:, 1].round(3).tolist()}, y.tolist()


def test_of_a_table_in_python_in_the_predictor_and_as_a_function(tmp_path):
    cells, y = table()
    model = TableClassifier(60, decide="balanced", random_state=0).fit(cells, y)
    others, truth = table(seed=1)
    usual = TableClassifier(60, random_state=0).fit(cells, y)
    gain = balanced_accuracy_score(truth, model.predict(others)) - balanced_accuracy_score(
        truth, usual.predict(others)
    )
    assert gain > 0.1
    if NODE is None:
        return
    shown = {"columns": [{"name": k, "data": v} for k, v in others.items()]}
    check([(model, others)], tmp_path, given=[shown])
    rows = [dict(zip(others, row, strict=True)) for row in zip(*others.values(), strict=True)]
    [said] = run_node("predict_function.mjs", [{"model": dumps(model), "rows": rows}], tmp_path)
    compare_said(model.predict(others), said["said"], model)


@pytest.mark.parametrize("kind", ["elm", "chain"])
def test_in_onnx(kind):
    onnxruntime = pytest.importorskip("onnxruntime")
    from elm_core.onnx import export

    x, y = unbalanced(300)
    model = KINDS[kind](decide="balanced").fit(x, y)
    session = onnxruntime.InferenceSession(
        export(model, dtype="float64").SerializeToString(), providers=["CPUExecutionProvider"]
    )
    label, _ = session.run(None, {"X": x})
    assert label.tolist() == model.predict(x).tolist()


def test_a_report_tells_what_each_way_gives():
    x, y = unbalanced()
    others, truth = unbalanced(seed=1)
    model = ELMClassifier(60, random_state=0).fit(x, y)
    found = decisions(truth, model.predict_proba(others), model)["decisions"]
    for way, measured in found.items():
        said = model.set_params(decide=way).predict(others)
        expected = balanced_accuracy_score(truth, said)
        assert measured["balanced_accuracy"] == pytest.approx(expected)
        assert measured["accuracy"] == pytest.approx((said == truth).mean())


@pytest.mark.parametrize("kind", ["elm", "learned", "auto"])
def test_a_model_of_an_older_file_says_what_it_lacks(kind):
    x, y = unbalanced(200)
    body = json.loads(dumps(KINDS[kind]().fit(x, y)))
    body["learned"].pop("class_prior_")
    model = loads(sealed(body)).set_params(decide="balanced")
    for asked in (model.predict, model.decision_function):
        with pytest.raises(InvalidInput, match="fit it anew") as error:
            asked(x)
        assert error.value.parameter == "decide"
    assert (model.set_params(decide="probable").predict(x) == model.predict(x)).all()


@every_kind
def test_what_is_sure_enough_is_decided_the_same_way(kind):
    x, y = unbalanced(300)
    model = KINDS[kind](decide="balanced").fit(x, y)
    said, proba = model.predict(x), model.predict_proba(x)
    assert (said != model.classes_[proba.argmax(axis=1)]).any()
    assert predict_or_abstain(model, x, threshold=0.0).tolist() == said.tolist()
    own = proba[np.arange(300), np.searchsorted(model.classes_, said)]
    expected = [label if p >= 0.5 else None for label, p in zip(said.tolist(), own, strict=True)]
    assert predict_or_abstain(model, x, threshold=0.5).tolist() == expected
