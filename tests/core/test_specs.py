"""What parameters may be: one table, which fitting and loading read."""

import inspect

import numpy as np
import pytest

import elm_core
from elm_core import ELMClassifier, OnlineELMClassifier
from elm_core.exceptions import InvalidInput
from elm_core.features.audio import LogMel
from elm_core.features.text import TextVectorizer
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS
from elm_core.maths.kernels import FROM_COSINE, KERNELS, TAKES
from elm_core.models.deep import DeepELMClassifier
from elm_core.models.deep.autoencoder import INVERSES
from elm_core.models.unlabelled.cluster import ELMClusterer
from elm_core.persistence import known_classes
from elm_core.specs.checking import check_parameters
from elm_core.specs.classes import CLASSES
from elm_core.specs.forms import choices
from elm_core.specs.parameters import PARAMETERS, parameters_of
from elm_core.specs.wording import described

#: What `part` and the like may be is for their owners to say.
ANYTHING = {"part", "parts", "shares"}


def test_every_model_of_the_table_is_at_the_front_door():
    models = {name for name, place in CLASSES.items() if place.module.startswith("models.")}
    assert models <= set(elm_core.__all__)
    assert {name: cls.__name__ for name, cls in known_classes().items()} == {n: n for n in CLASSES}


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_each_parameter_is_checked_by_its_name(name):
    cls = known_classes()[name]
    check_parameters(cls())
    for parameter, spec in PARAMETERS[name].items():
        if spec in ANYTHING:
            continue
        model = cls().set_params(**{parameter: {1} if spec == "text" else object()})
        with pytest.raises(InvalidInput, match=f"^{parameter} must be .*, got ") as caught:
            model._check_params()
        assert caught.value.parameter == parameter


@pytest.mark.parametrize(
    ("spec", "there"),
    [
        ("activation", ACTIVATIONS),
        ("distribution", DISTRIBUTIONS),
        ("of_cosine", FROM_COSINE),
        ("kernel", {*KERNELS, "precomputed"}),
        (PARAMETERS["ELMAutoencoder"]["output_activation"], INVERSES),
    ],
)
def test_named_choices_are_those_that_there_are(spec, there):
    assert set(choices(spec)) == set(there)


def test_what_kernels_take_are_parameters():
    assert set(TAKES) <= set(KERNELS)
    taken = {name for names in TAKES.values() for name in names}
    assert taken <= set(PARAMETERS["KernelELMClassifier"])


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (
            ELMClassifier(alpha="x"),
            "alpha must be 'loo' or a number >= 0 and <= 1e100, got 'x'",
        ),
        (
            ELMClassifier(hidden="x"),
            "hidden must be one of normal, uniform, sparse, orthogonal, got 'x'",
        ),
        (ELMClassifier(n_hidden=2.0), "n_hidden must be a whole number >= 1, got 2.0"),
        (ELMClassifier(n_hidden=True), "n_hidden must be a whole number >= 1, got True"),
        (
            ELMClassifier(random_state=-1),
            "random_state must be None, a whole number >= 0 and <= 4294967295 or a NumPy random "
            "generator, got -1",
        ),
        (
            ELMClassifier(standardize=([0.0], [0.0])),
            "standardize needs a positive scale",
        ),
        (
            LogMel(n_mels=20, n_frequency=21),
            "n_frequency must be None or a whole number >= 1 and <= 20, got 21",
        ),
        (
            ELMClusterer(n_clusters=9, max_rows=8),
            "max_rows must be a whole number >= 2 and <= 50000 and >= 9, got 8",
        ),
        (
            DeepELMClassifier(layers=[]),
            "layers must be a list of 1 to 100 whole numbers >= 1, got []",
        ),
        (
            TextVectorizer(word_ngrams=(3, 2)),
            "word_ngrams must be None or two whole numbers (least, most) >= 1 and <= 16, got (3, 2)",
        ),
    ],
)
def test_messages_say_parameter_value_and_what_it_may_be(model, message):
    with pytest.raises(InvalidInput) as caught:
        model._check_params()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "params",
    [
        {"n_hidden": np.int64(8), "weight_scale": np.float32(0.5), "random_state": np.int32(3)},
        {"activation": np.tanh, "random_state": np.random.default_rng(0)},
        {"activation": np.str_("tanh"), "standardize": np.bool_(False)},
        {"standardize": (np.zeros(3, dtype=np.int64), [1, 2.0, 3])},
        {"class_weight": {0: 1.0, "a": 2.0}, "random_state": np.random.RandomState(1)},
    ],
)
def test_what_numpy_makes_of_values_is_as_good(params):
    ELMClassifier(**params)._check_params()


def test_layers_may_be_any_sequence():
    for layers in ([4, 5], (4, 5), np.array([4, 5])):
        DeepELMClassifier(layers=layers)._check_params()


class Narrow(OnlineELMClassifier):
    """Somebody's own class, with fewer parameters and one of its own."""

    def __init__(self, n_hidden=8, colour="red"):
        super().__init__(n_hidden)
        self.colour = colour


def test_a_class_of_ones_own_is_checked_as_the_one_it_comes_from():
    assert parameters_of(Narrow) == {"n_hidden": "count"}
    assert list(inspect.signature(Narrow).parameters) == ["n_hidden", "colour"]
    with pytest.raises(InvalidInput, match="n_hidden"):
        Narrow(0)._check_params()


def test_every_specification_can_be_said_in_words():
    for fields in PARAMETERS.values():
        for spec in fields.values():
            if spec not in ANYTHING:
                said = described(spec, {"g": 2, "m": 2, "f": 2})
                assert said and "[" not in said and "|" not in said
