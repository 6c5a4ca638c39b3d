"""Calibration: the likelihood's own maximum, and shares of rare classes that hold."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import log_softmax

from elm_core import ELMClassifier, KernelELMClassifier, dumps, loads
from elm_core.maths.calibration import (
    MOST_INTERCEPTS,
    OFFSET_SPREAD,
    fit_calibration,
    fit_factor,
    softmax,
)
from elm_core.maths.evidence import fit_posterior, posterior
from elm_core.tasks.text_classifier import TextClassifier
from tests.core.sealing import resealed


@pytest.mark.parametrize("n_classes", [2, 5])
@pytest.mark.parametrize("scale", [1.0, 7.0])
def test_slope_and_intercepts_are_the_most_likely_ones(n_classes, scale):
    random = np.random.RandomState(n_classes)
    codes = random.choice(
        n_classes, 300, p=np.arange(1, n_classes + 1) / np.arange(n_classes + 1).sum()
    )
    evidence = random.standard_normal((300, n_classes))
    evidence[np.arange(300), codes] += 1.0
    known = random.uniform(0.2, 1.0, 300)
    evidence *= known[:, None]
    weights = random.uniform(0.5, 2.0, 300)
    log_prior = np.log(np.full(n_classes, 1 / n_classes))
    factor, intercept = fit_posterior(evidence, known, codes, log_prior, weights * scale)

    target = np.full((300, n_classes), 1 / 302 / (n_classes - 1))
    target[np.arange(300), codes] = 1 - 1 / 302
    unit = weights / weights.mean()

    prior = 1 / (OFFSET_SPREAD * fit_factor(evidence, target, weights, log_prior)) ** 2

    def loss(at):
        logits = at[0] * evidence + known[:, None] * at[1:] + log_prior
        return (
            -unit @ (target * log_softmax(logits, axis=1)).sum(axis=1)
            + prior * (at[1:] @ at[1:]) / 2
        )

    best = minimize(loss, np.r_[1.0, np.zeros(n_classes)], tol=1e-10).x
    np.testing.assert_allclose(np.r_[factor, intercept], best, atol=2e-3)


def test_without_evidence_the_shares_stay():
    log_prior = np.log([0.3, 0.7])
    np.testing.assert_allclose(np.exp(log_prior), posterior(np.zeros((1, 2)), 3.0, log_prior)[0])


def mails(n, seed):
    """Mails, an eighth of them unwanted; words of both kinds stand in both."""
    random = np.random.RandomState(seed)
    unwanted = random.uniform(size=n) < 1 / 8
    made = []
    for is_spam in unwanted:
        shares = [0.45, 0.55] if is_spam else [0.12, 0.88]
        kinds = random.choice(["offer", "plan"], 12, p=shares)
        made.append(" ".join(f"{kind}{random.randint(60)}" for kind in kinds))
    return made, np.where(unwanted, "spam", "fine")


def test_a_rare_class_gets_its_share_and_not_more():
    model = TextClassifier(vectors=None).fit(*mails(600, 0))
    texts, labels = mails(3000, 1)
    spam = model.predict_proba(texts)[:, 1]
    assert abs(spam.mean() - (labels == "spam").mean()) < 0.015
    unsure = (spam > 0.3) & (spam < 0.7)
    assert unsure.sum() > 100
    assert abs(spam[unsure].mean() - (labels[unsure] == "spam").mean()) < 0.1


def test_texts_added_to_landmarks_keep_the_intercepts():
    model = TextClassifier(vectors=None, n_landmarks=200, random_state=0).fit(*mails(600, 0))
    texts, _ = mails(500, 1)
    before = model.predict_proba(texts)[:, 1]
    grown = model.partial_fit(*mails(12, 2)).predict_proba(texts)[:, 1]
    assert abs(grown.mean() - before.mean()) < 0.01
    assert np.abs(grown - before).mean() < 0.02


def overlapping(n, seed, n_classes=2):
    """Rows of classes that overlap, each three times as frequent as the next."""
    random = np.random.RandomState(seed)
    shares = 3.0 ** -np.arange(n_classes)
    codes = random.choice(n_classes, n, p=shares / shares.sum())
    return random.standard_normal((n, 4)) * (1 + codes[:, None]) + codes[:, None], codes


@pytest.mark.parametrize("n_classes", [2, 4])
@pytest.mark.parametrize(
    "model", [ELMClassifier(60, random_state=0), KernelELMClassifier()], ids=["elm", "kernel"]
)
def test_probabilities_have_the_shares_of_the_classes(model, n_classes):
    x, y = overlapping(1200, 0, n_classes)
    model = loads(dumps(model.fit(x, y)))
    new, truth = overlapping(6000, 1, n_classes)
    proba = model.predict_proba(new)
    shares = np.bincount(truth) / len(truth)
    np.testing.assert_allclose(proba.mean(axis=0), shares, atol=0.025)
    top, right = proba.max(axis=1), proba.argmax(axis=1) == truth
    assert abs(top.mean() - right.mean()) < 0.02
    np.testing.assert_array_equal(proba.argmax(axis=1), model.predict(new))
    decision = model.decision_function(new)
    best = decision > 0 if n_classes == 2 else decision.argmax(axis=1)
    np.testing.assert_array_equal(best, model.predict(new))


def test_where_nothing_can_be_learnt_the_shares_are_said():
    random = np.random.RandomState(0)
    y = np.where(random.uniform(size=400) < 0.1, "rare", "usual")
    model = ELMClassifier(30, random_state=0).fit(random.standard_normal((400, 3)), y)
    said = model.predict_proba(random.standard_normal((500, 3)))[:, 0]
    assert abs(said.mean() - (y == "rare").mean()) < 0.03


def test_added_rows_move_the_offsets_by_their_share_and_new_classes_have_none():
    x, y = overlapping(600, 0)
    model = ELMClassifier(40, random_state=0).fit(x, y)
    before = model.score_offset_
    model.partial_fit(x[:3], y[:3])
    assert np.abs(model.score_offset_ - before).max() < 0.02
    model.partial_fit(x[:3] + 9, [2, 2, 2])
    assert model.score_offset_.shape == (3,)


def test_a_model_of_before_the_offsets_learns_them_by_the_share_of_new_rows():
    x, y = overlapping(600, 0)
    text = dumps(ELMClassifier(40, random_state=0).fit(x, y), statistics=True)
    old = loads(resealed(text, lambda body: body["learned"].pop("score_offset_")))
    assert not hasattr(old, "score_offset_")
    few = np.argsort(y, kind="stable")[:4]  # of one class
    old.partial_fit(x[few], y[few])
    assert np.abs(old.score_offset_).max() < 0.01


def test_with_very_many_classes_only_the_factor_is_fitted():
    random = np.random.RandomState(0)
    n = MOST_INTERCEPTS + 1
    codes = random.randint(0, n, 900)
    scores = random.standard_normal((900, n)) * 0.1
    scores[np.arange(900), codes] += 1
    factor, offset = fit_calibration(scores, codes)
    assert factor > 1 and not offset.any()
    assert softmax(factor * scores)[np.arange(900), codes].mean() > 0.5


@pytest.mark.parametrize("seed", range(20))
def test_a_few_rows_that_leave_one_out_gets_wrong_are_still_known(seed):
    x, y = [[0, 0], [0, 1], [1, 0], [1, 1]], ["same", "different", "different", "same"]
    model = ELMClassifier(random_state=seed).fit(x, y)
    assert model.predict(x).tolist() == y
    assert KernelELMClassifier().fit(x, y).predict(x).tolist() == y
    texts = ["wake me", "rise early", "rain today", "cold and grey"]
    topics = ["alarm", "alarm", "weather", "weather"]
    assert TextClassifier(vectors=None).fit(texts, topics).predict(texts).tolist() == topics
