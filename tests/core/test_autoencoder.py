"""ELM autoencoders: against least squares, across splits and files, and that they learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.utils.estimator_checks import parametrize_with_checks

from elm_core import ELMAutoencoder, dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths import hidden

DIGITS = load_digits().data


@parametrize_with_checks(
    [
        ELMAutoencoder(5, random_state=0),
        ELMAutoencoder(5, l1=0.01, output_activation="tanh", standardize=True, random_state=0),
    ]
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def random_rows(n=60, d=7, seed=0):
    random = np.random.RandomState(seed)
    return random.standard_normal((n, 3)) @ random.standard_normal((3, d)) + random.random_sample(d)


def hidden_rows(model, x):
    scaled = (x - model.mean_) / model.scale_
    layer = hidden.draw(
        model.seed_,
        x.shape[1],
        model.n_hidden,
        activation=model.activation,
        hidden="orthogonal",
        weight_scale=1.0,
        bias_scale=model.bias_scale,
    )
    return np.array(layer(scaled)), scaled


@pytest.mark.parametrize("activation", ["tanh", "relu", "sine"])
@pytest.mark.parametrize("n_hidden", [3, 12])
@pytest.mark.parametrize("alpha", [0.0, 2.5])
def test_beta_is_the_least_squares_solution(activation, n_hidden, alpha):
    x = random_rows() + np.random.RandomState(1).standard_normal((60, 7))
    model = ELMAutoencoder(n_hidden, activation=activation, alpha=alpha, random_state=1).fit(x)
    h, scaled = hidden_rows(model, x)
    rows = np.vstack([h, np.sqrt(alpha) * np.eye(n_hidden)])
    wanted = np.linalg.lstsq(rows, np.vstack([scaled, np.zeros((n_hidden, 7))]), rcond=None)[0]
    np.testing.assert_allclose(model.beta_, wanted, rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(model.transform(x), scaled @ wanted.T, rtol=1e-6, atol=1e-7)


@settings(max_examples=20, deadline=None)
@given(
    cuts=st.lists(st.integers(1, 59), max_size=4),
    l1=st.sampled_from([0.0, 0.01]),
    stream=st.booleans(),
)
def test_any_split_of_the_rows_gives_the_same_model(cuts, l1, stream):
    x = random_rows()
    whole = ELMAutoencoder(5, l1=l1, random_state=0).fit(x)
    blocks = np.split(x, sorted(cuts))
    blocks = [b for b in blocks if len(b)]

    first = ELMAutoencoder(5, l1=l1, random_state=0).fit(x)
    for block in blocks:
        first.partial_fit(block)
    again = ELMAutoencoder(5, l1=l1, random_state=0)
    if stream:
        again.fit(iter([x, *blocks]))
    else:
        again.fit(x).partial_fit(np.concatenate(blocks))
    np.testing.assert_allclose(first.beta_, again.beta_, rtol=1e-5, atol=1e-7)
    assert first.n_samples_seen_ == again.n_samples_seen_ == 2 * whole.n_samples_seen_


def test_a_weight_counts_as_so_many_rows():
    x = random_rows()
    weights = np.arange(60) % 4
    weighed = ELMAutoencoder(5, random_state=0).fit(x, sample_weight=weights)
    repeated = ELMAutoencoder(5, random_state=0).fit(np.repeat(x, weights, axis=0))
    np.testing.assert_allclose(weighed.beta_, repeated.beta_, rtol=1e-6, atol=1e-9)


def test_sparse_beta_is_sparse_and_still_tells_the_rows_apart():
    dense = ELMAutoencoder(40, random_state=0).fit(DIGITS)
    sparse = ELMAutoencoder(40, l1=0.01, random_state=0).fit(DIGITS)
    assert (dense.beta_ == 0.0).mean() < 0.1  # some pixels are blank in every digit
    assert (sparse.beta_ == 0.0).mean() > 0.3
    assert error_of(sparse) < 0.5


def error_of(model, x=DIGITS):
    """Share of the variance that is lost on the way into the embedding and back."""
    back = model.inverse_transform(model.transform(x))
    return ((back - x) ** 2).sum() / ((x - x.mean(axis=0)) ** 2).sum()


@pytest.mark.parametrize("output", ["linear", "tanh", "sigmoid", "leaky_relu"])
def test_the_embedding_keeps_nearly_what_principal_components_keep(output):
    model = ELMAutoencoder(20, output_activation=output, random_state=0).fit(DIGITS)
    pca = PCA(20, random_state=0).fit(DIGITS)
    best = 1.0 - pca.explained_variance_ratio_.sum()
    assert best < error_of(model) < best + 0.15


def test_with_as_many_units_as_features_nothing_is_lost():
    x = random_rows() + np.random.RandomState(1).standard_normal((60, 7))
    for n_hidden in (7, 20):
        model = ELMAutoencoder(n_hidden, alpha=0.01, random_state=0).fit(x)
        np.testing.assert_allclose(model.inverse_transform(model.transform(x)), x, atol=1e-5)


def test_it_learns_from_the_data():
    """AsterMind's embedding is the same when trained on zeros (peers.md, defect 5)."""
    learned = ELMAutoencoder(20, random_state=0).fit(DIGITS)
    zeros = ELMAutoencoder(20, random_state=0).fit(np.zeros_like(DIGITS))
    difference = learned.transform(DIGITS) - zeros.transform(DIGITS)
    assert np.abs(difference).mean() > 0.5 * np.abs(learned.transform(DIGITS)).mean() > 0.0
    # a random projection of as many columns keeps 20 of 64 parts of the variance, a third
    assert error_of(learned) < 0.35 < error_of(zeros)


def test_unseen_digits_are_given_back_as_well():
    model = ELMAutoencoder(30, random_state=0).fit(DIGITS[:1200])
    assert error_of(model, DIGITS[1200:]) < 0.25


@pytest.mark.parametrize("statistics", [True, False])
def test_it_comes_back_from_a_file(statistics):
    x = random_rows()
    model = ELMAutoencoder(5, random_state=0).fit(x)
    again = loads(dumps(model, statistics=statistics))
    assert (again.transform(x) == model.transform(x)).all()
    assert dumps(again, statistics=statistics) == dumps(model, statistics=statistics)
    if statistics:
        assert (again.partial_fit(x[:9]).beta_ == model.partial_fit(x[:9]).beta_).all()
    else:
        with pytest.raises(InvalidInput, match="statistics"):
            again.partial_fit(x)


@pytest.mark.parametrize(
    "name, value",
    [
        ("beta_", np.zeros((5, 6))),
        ("beta_", np.zeros((5, 7), dtype=np.int64)),
        ("scale_", np.zeros(7)),
        ("mean_", np.zeros(8)),
        ("seed_", -1),
        ("layer_", {"n_hidden": 5}),
        ("layer_", {"n_hidden": 2**40, "activation": "tanh", "bias_scale": 0.5}),
        ("n_features_in_", "x"),
        ("statistics_", {"weight": 1.0, "gram": np.zeros((2, 2)), "cross": np.zeros((5, 7))}),
        ("statistics_", {"weight": -1.0, "gram": np.zeros((5, 5)), "cross": np.zeros((5, 7))}),
        ("statistics_", 3),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(name, value):
    model = ELMAutoencoder(5, random_state=0).fit(random_rows())
    setattr(model, name, value)
    with pytest.raises(ModelFormatError):
        loads(dumps(model, statistics=True))


@pytest.mark.parametrize(
    "bad",
    [{"n_hidden": 0}, {"alpha": -1}, {"l1": -0.1}, {"output_activation": "relu"}, {"max_iter": 0}],
)
def test_bad_parameters_are_named_and_the_earlier_model_stays(bad):
    model = ELMAutoencoder(5, random_state=0).fit(random_rows())
    before = dumps(model)
    parameters = model.get_params()
    with pytest.raises(InvalidInput, match=next(iter(bad))):
        model.set_params(**bad).fit(random_rows())
    assert dumps(model.set_params(**parameters)) == before


def test_a_fit_that_is_dropped_changes_nothing():
    model = ELMAutoencoder(5, random_state=0).fit(random_rows())
    before = model.beta_
    steps = model.fit_steps(random_rows(2000, seed=3))
    shares = [next(steps), next(steps)]
    steps.close()
    assert model.beta_ is before and 0.0 < shares[0] < shares[1] <= 1.0
    with pytest.raises(InvalidInput, match="no rows"):
        model.fit(iter([]))
    with pytest.raises(InvalidInput, match="7 features"):
        model.partial_fit(np.zeros((3, 8)))
    assert model.beta_ is before
