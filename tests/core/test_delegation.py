"""What answers by a model inside it: one list of methods for all such models."""

import numpy as np
import pytest

from elm_core import (
    Chain,
    ConformalClassifier,
    ConformalRegressor,
    ELMClassifier,
    ELMClusterer,
    ELMRegressor,
    Frozen,
    OneClassELM,
)
from elm_core.features.tabular import TableEncoder
from elm_core.models.delegation import HandsOn, handed_on
from elm_core.tasks.table import TableClassifier, TableRegressor

RANDOM = np.random.RandomState(0)
TABLE = {"size": RANDOM.standard_normal(60), "shop": np.array(["here", "there"] * 30)}
NUMBERS = TABLE["size"] * 2 + (TABLE["shop"] == "here")
LABELS = np.where(NUMBERS > 0.5, "yes", "no")
LISTED = [name for name, value in vars(HandsOn).items() if isinstance(value, handed_on)]
SMALL = {"n_hidden": 20, "random_state": 0}
#: Table models whose defaults are those of the models inside.
PLAIN = {**SMALL, "direct_links": False, "features": "random", "n_landmarks": None}


def chain(model) -> Chain:
    return Chain([("columns", TableEncoder()), ("model", model)])


PAIRS = [
    (TableClassifier(**PLAIN), ELMClassifier(**SMALL), LABELS),
    (TableRegressor(**PLAIN, clip=False), ELMRegressor(**SMALL), NUMBERS),
    (chain(ELMClusterer(2, **SMALL)), ELMClusterer(2, **SMALL), None),
    (chain(OneClassELM(**SMALL)), OneClassELM(**SMALL), None),
    (chain(ConformalClassifier(random_state=0)), ConformalClassifier(random_state=0), LABELS),
    (
        ConformalRegressor(TableRegressor(**PLAIN, clip=False), random_state=0),
        ConformalRegressor(ELMRegressor(**SMALL), random_state=0),
        NUMBERS,
    ),
    (
        ConformalClassifier(TableClassifier(**PLAIN), random_state=0),
        ConformalClassifier(ELMClassifier(**SMALL), random_state=0),
        LABELS,
    ),
]


@pytest.mark.parametrize(("whole", "inside", "y"), PAIRS, ids=lambda value: type(value).__name__)
def test_a_table_is_answered_as_its_numbers_are(whole, inside, y):
    numbers = TableEncoder().fit(TABLE, y).transform(TABLE)
    for fitted in (False, True):
        if fitted:
            whole.fit(TABLE, y)
            inside.fit(numbers, y)
        assert [hasattr(whole, name) for name in LISTED] == [hasattr(inside, n) for n in LISTED]
    for name in LISTED:
        if hasattr(inside, name):
            ours, theirs = getattr(whole, name)(TABLE), getattr(inside, name)(numbers)
            if name == "predict_set":
                assert [s.tolist() for s in ours] == [s.tolist() for s in theirs]
            else:
                np.testing.assert_array_equal(ours, theirs)


def test_what_a_chain_knows_of_its_training_rows_is_what_its_last_step_knows():
    odd = chain(OneClassELM(**SMALL)).fit(TABLE)
    assert odd.loo_scores_ is odd["model"].loo_scores_
    assert odd.labels_ is odd["model"].labels_
    with pytest.raises(AttributeError):
        chain(ELMClassifier(**SMALL)).fit(TABLE, LABELS).loo_scores_  # noqa: B018


def test_a_frozen_model_has_what_it_had_before():
    frozen = Frozen(ConformalRegressor(TableRegressor(**SMALL), random_state=0).fit(TABLE, NUMBERS))
    assert frozen.predict_interval(TABLE, coverage=0.8).shape == (60, 2)
    assert not hasattr(frozen, "predict_proba")


def test_intervals_of_a_table_take_numbers_that_are_texts():
    texts = [f"{value:.3f}" for value in NUMBERS]
    model = ConformalRegressor(TableRegressor(**SMALL), random_state=0).fit(TABLE, texts)
    low, high = model.predict_interval(TABLE).T
    assert 0.85 < ((low <= NUMBERS) & (high >= NUMBERS)).mean() <= 1


def test_a_model_that_is_not_fitted_says_so():
    for model in (TableClassifier(), chain(ELMClassifier()), ConformalRegressor()):
        with pytest.raises(ValueError, match="is not fitted yet"):
            model.predict(TABLE)


def test_a_chain_that_is_cancelled_stays_as_it_was():
    model = chain(ELMClassifier(**SMALL)).fit(TABLE, LABELS)
    before = model.__dict__
    for steps in (
        model.fit_steps(TABLE, LABELS),
        model.partial_fit_steps(TABLE, LABELS),
        chain(ELMClassifier(**SMALL)).fit_steps(TABLE, LABELS),
    ):
        next(steps)
        steps.close()
        assert model.__dict__ is before
