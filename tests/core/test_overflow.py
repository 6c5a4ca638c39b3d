"""Extreme rows, targets, weights and parameters: refused, or a finite model that can be saved."""

import warnings

import numpy as np
import pytest

import elm_core as e
from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput
from elm_core.maths.activations import ACTIVATIONS
from elm_core.specs.forms import choices

METHODS = ("predict", "predict_proba", "decision_function", "transform")


class Draw:
    def __init__(self, seed):
        self.random = np.random.RandomState(seed)

    def one_of(self, *choices):
        return choices[self.random.randint(len(choices))]

    def elm(self, kind):
        return getattr(e, f"ELM{kind}")(
            **self.layer(),
            standardize=self.one_of(True, False),
            alpha=self.one_of("loo", 0.0, 1e100, 1e-300),
            weight_scale=self.one_of(1.0, 1e6, 1e-3),
            bias_scale=self.one_of(0.5, 1e6),
        )

    def layer(self):
        activation = self.one_of(*sorted(ACTIVATIONS))
        return {
            "n_hidden": self.random.randint(2, 12),
            "activation": activation,
            "random_state": 0,
        }

    def kernel(self, kind):
        return getattr(e, f"KernelELM{kind}")(
            self.one_of(*choices("kernel")[:-1]),
            degree=self.one_of(1, 3, 50, 100),
            coef0=self.one_of(0.0, 1.0, 1e100),
            gamma=self.one_of(None, "scale", 1e-100, 1e100),
            standardize=self.one_of(True, False),
            alpha=self.one_of("loo", 0.0, 1e100, 1e-300),
            n_landmarks=self.one_of(None, 4),
            random_state=0,
        )

    def online(self, kind):
        return getattr(e, f"OnlineELM{kind}")(
            **self.layer(),
            alpha=self.one_of(1e-8, 1.0, 1e100),
            warm_up=self.one_of(1, 100),
            forgetting_factor=self.one_of(1.0, 0.5, 1e-300),
        )

    def deep(self, kind):
        return getattr(e, f"DeepELM{kind}")(
            (3,), n_hidden=6, random_state=0, l1=self.one_of(0.0, 1.0, 1e100),
            layer_alpha=self.one_of(0.0, 1.0, 1e100), standardize=self.one_of(True, False),
        )  # fmt: skip

    def several(self, kind):
        members = [self.elm(kind), self.kernel(kind)]
        voting = getattr(e, f"VotingELM{kind}")(members, weights=self.one_of(None, [1e50, 1e-50]))
        stacking = getattr(e, f"StackingELM{kind}")(members, n_splits=2, random_state=0)
        return self.one_of(voting, stacking)

    def columns(self, n):
        powers = self.random.choice([0, 0, 50, 99.9, -100, -300, -30], self.random.randint(1, 4))
        x = self.random.standard_normal((n, len(powers))) * 10.0**powers
        if self.random.rand() < 0.3:
            x[:, 0] = x[0, 0]
        if self.random.rand() < 0.2:
            x[self.random.randint(n)] = 9e99
        return x * self.one_of(1, 1, 1, 0)


@pytest.mark.parametrize("seed", range(200))
def test_what_can_be_trained_can_be_saved_and_says_nothing_that_is_no_number(seed):
    draw = Draw(seed)
    kind = draw.one_of("Classifier", "Regressor")
    made = draw.one_of(draw.elm, draw.kernel, draw.online, draw.deep, draw.several)(kind)
    n = draw.random.randint(4, 14)
    x = draw.columns(n)
    y = np.arange(n) % 2
    if kind == "Regressor":
        y = draw.random.standard_normal(n) * 10.0 ** draw.one_of(0, 50, 99.9, -100, -320)
    weights = draw.one_of(None, 10.0 ** draw.random.choice([0, 50, -50, 25], n))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made.fit(x, y, sample_weight=weights)
        except InvalidInput as error:
            assert error.parameter
            return
        again = loads(dumps(made))
        for name in METHODS:
            if not hasattr(again, name):
                continue
            try:
                answer = getattr(again, name)(x)
            except InvalidInput:
                continue
            assert np.isfinite(np.asarray(answer, dtype=float)).all(), name
