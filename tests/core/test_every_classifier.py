"""What every classifier does alike, whatever it learns by."""

import numpy as np
import pytest

from elm_core import (
    DeepELMClassifier,
    ELMClassifier,
    KernelELMClassifier,
    OnlineELMClassifier,
    VotingELMClassifier,
    dumps,
    loads,
    metrics,
)
from elm_core.exceptions import InvalidInput

KINDS = {
    "deep": lambda: DeepELMClassifier(n_hidden=30, random_state=0),
    "elm": lambda: ELMClassifier(30, random_state=0),
    "kernel": KernelELMClassifier,
    "landmarks": lambda: KernelELMClassifier(n_landmarks=20, random_state=0),
    "online": lambda: OnlineELMClassifier(30, random_state=0),
    "voting": lambda: VotingELMClassifier(
        [("a", ELMClassifier(10, random_state=1)), ("b", KernelELMClassifier())]
    ),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def rows(n=120):
    x = np.random.RandomState(0).standard_normal((n, 4))
    return x, np.array(["left", "middle", "right"])[np.digitize(x[:, 0], [-0.5, 0.5])]


@every_kind
def test_probabilities_of_a_row_are_the_same_wherever_it_stands(kind):
    x, y = rows()
    model = KINDS[kind]().fit(x, y)
    proba = model.predict_proba(x)
    np.testing.assert_allclose(model.predict_proba(x[::-1])[::-1], proba, atol=1e-10)
    np.testing.assert_allclose(model.predict_proba(x[77:78]), proba[77:78], atol=1e-10)


@every_kind
@pytest.mark.parametrize("labels", [["zwölf", "a b", "😀"], [30, -1, 7], [3.0, 2.0, -1.0]])
def test_labels_come_back_from_a_file(kind, labels):
    x, y = rows()
    y = np.array(labels)[np.unique(y, return_inverse=True)[1]]
    model = KINDS[kind]().fit(x, y)
    again = loads(dumps(model))
    assert again.classes_.tolist() == sorted(labels)
    assert again.predict(x).tolist() == model.predict(x).tolist()


BAD_ROWS = {
    "nan": ([[0.0, 1, 2, np.nan], [1, 2, 3, 4]], "X", 0),
    "ragged": ([[0.0, 1, 2, 3], [1, 2, 3]], "X", 1),
    "text": ([[0.0, 1, 2, 3], [1, 2, 3, "many"]], "X", 1),
}


@every_kind
@pytest.mark.parametrize("bad", BAD_ROWS)
def test_bad_rows_are_refused_and_named(kind, bad):
    """NaN is not 0, and short rows are not filled up."""
    wrong, parameter, row = BAD_ROWS[bad]
    model = KINDS[kind]().fit(*rows())
    for call in (model.predict, lambda x: model.fit(x, ["left", "right"])):
        with pytest.raises(InvalidInput) as caught:
            call(wrong)
        assert (caught.value.parameter, caught.value.row) == (parameter, row)
    assert model.is_fitted


def test_a_label_beyond_the_known_ones_is_never_taken_for_another():
    """It is a class of its own."""
    x, y = rows()
    codes = (y == "left").astype(int)
    codes[:20] = 7
    for model in (ELMClassifier(30), KernelELMClassifier(), OnlineELMClassifier(30)):
        model.partial_fit(x[20:], codes[20:], classes=[0, 1]).partial_fit(x[:20], codes[:20])
        assert model.classes_.tolist() == [0, 1, 7]
    with pytest.raises(InvalidInput, match="7 in row 0"):
        metrics.confusion_matrix(codes, codes, labels=[0, 1])
