"""Posteriors of evidence: the likelihood's own maximum, and shares of rare classes that hold."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import log_softmax

from elm_core.maths.evidence import fit_posterior, posterior
from elm_core.tasks.text_classifier import TextClassifier


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

    def loss(at):
        logits = at[0] * evidence + known[:, None] * at[1:] + log_prior
        return -unit @ (target * log_softmax(logits, axis=1)).sum(axis=1) + at[1:] @ at[1:] / 2

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
