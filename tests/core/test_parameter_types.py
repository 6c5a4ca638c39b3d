"""What TypeScript is told of each class is what the class and the service say."""

import re

import pytest

from elm_core import dumps
from elm_core.persistence import known_classes
from elm_core.service import Service
from elm_core.service.reports import kind_of
from elm_core.specs.classes import CLASSES
from scripts.parameter_types import METHODS, OUT, made, methods_of, type_of
from tests.core.test_service import RequestFailed, labels, matrix, run
from tests.core.test_service_kinds import X, Y
from tests.core.test_service_refused import VERBS_OF_KINDS
from tests.every_model import every_model

#: They may be of any kind.
OF_PARTS = {"Chain", "Frozen"}
VERBS = VERBS_OF_KINDS | {
    "predict_proba": {"X": matrix(X)},
    "decision_function": {"X": matrix(X)},
    "cross_validate": {"X": matrix(X), "y": labels(Y)},
}


def camel(verb):
    return re.sub(r"_(\w)", lambda found: found[1].upper(), verb)


def test_the_declarations_are_those_of_the_classes():
    """Run scripts/parameter_types.py where they are not."""
    plain = re.compile(r"\s+|[|;]")
    assert plain.sub("", OUT.read_text()) == plain.sub("", made())


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("activation | function", "Activation"),
        ("'loo' | number >0 <=1e6", "'loo' | number"),
        (
            "null | height_width | height_width_channels",
            "null | [number, number] | [number, number, number]",
        ),
        ("list[k:100] count", "number[]"),
        ("flag | scaling", "boolean | [mean: number[], scale: number[]]"),
        ("'kmeans++' | 'uniform' | rows", "'kmeans++' | 'uniform' | number[][]"),
    ],
)
def test_a_specification_as_a_type(spec, expected):
    assert type_of(spec) == expected


def test_every_method_of_the_client_is_known():
    client = OUT.parents[1]
    told = re.findall(r"^  (\w+)[(:]", (client / "types/methods.d.ts").read_text(), re.M)
    assert set(told) == set(METHODS)


@pytest.mark.filterwarnings("ignore")
def test_a_class_has_the_methods_that_the_service_supports():
    trained = {type(model).__name__: model for model, _ in every_model()}
    assert set(trained) == set(CLASSES)
    for name, model in trained.items():
        methods = methods_of(known_classes()[name])
        service = Service()
        number = run(service, "load", json=dumps(model))["model"]
        unsupported = set()
        for verb, args in VERBS.items():
            try:
                run(service, verb, model=number, **args)
            except RequestFailed as error:
                if error.code == "unsupported":
                    unsupported.add(camel(verb))
        supported = {camel(verb) for verb in VERBS} - unsupported
        told = set(methods) & {camel(verb) for verb in VERBS}
        assert supported <= told, name
        assert name in OF_PARTS or supported == told, name
        assert name in OF_PARTS or kind_of(model) == kind_of(type(model)()), name
