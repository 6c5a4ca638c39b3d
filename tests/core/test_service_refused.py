"""What each kind of model refuses through the verbs of the worker."""

from __future__ import annotations

import copy
import functools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import persistence
from elm_core.service import Service, verbs
from elm_core.service.model_specs import build_model
from elm_core.service.reports import kind_of
from tests.core.test_service import RequestFailed, labels, matrix, plain, run
from tests.core.test_service_kinds import TEXTS, T, X, Y, refused, trained
from tests.core.test_service_tasks import created

VERBS_OF_KINDS = {
    "predict": {"X": matrix(X)},
    "predict_set": {"X": matrix(X)},
    "predict_interval": {"X": matrix(X)},
    "score_samples": {"X": matrix(X)},
    "transform": {"X": matrix(X)},
    "inverse_transform": {"X": matrix(X)},
    "explain": {"X": matrix(X[:1]), "background": matrix(X)},
    "evaluate": {"X": matrix(X), "y": labels(Y)},
    "score": {"X": matrix(X), "y": labels(Y)},
    "fit_predict": {"X": matrix(X)},
    "partial_fit": {"X": matrix(X)},
    "unlearn": {"X": matrix(X), "y": labels(Y)},
    "merge": {"other": 1},
    "forget": {"other": 1},
    "clone_untrained": {},
    "add": {"X": {"texts": TEXTS}},
    "upsert": {"X": {"texts": TEXTS}, "ids": ["a"]},
    "remove": {"ids": ["a"]},
    "learn_clicks": {"query": "a", "clicked": [], "shown": []},
    "search": {"query": "a"},
    "expand_query": {"query": "a"},
    "documents": {},
    "suggest": {"text": "a"},
    "accept": {"text": "a", "word": "b"},
    "generate": {},
    "recommend": {},
    "listen": {"samples": matrix(X[0])},
}


@pytest.mark.parametrize("verb", VERBS_OF_KINDS)
def test_a_verb_that_a_model_has_not_is_unsupported(verb: str) -> None:
    service = Service()
    has = {
        "predict": ["LogMel", "SearchIndex"],
        "score": ["ELMClusterer", "SearchIndex"],
        "evaluate": ["OneClassELM"],
        "transform": ["ELMClassifier"],
        "partial_fit": ["ELMClusterer", "SearchIndex"],
        "explain": ["OneClassELM", "ELMAutoencoder"],
        "listen": ["OneClassELM", "ELMClassifier"],
    }.get(verb, ["ImageVectorizer", "TableRegressor"])
    for name in has:
        number = created(service, name)
        error = refused(service, verb, model=number, **VERBS_OF_KINDS[verb])
        assert error.code == "unsupported", (name, str(error))
        assert name in str(error)


def test_every_model_that_needs_targets_says_so() -> None:
    service = Service()
    for name, cls in persistence.known_classes().items():
        if kind_of(cls()) in ("classifier", "regressor") and name != "Recommender":
            number = created(service, name)
            for verb in ("fit", "partial_fit"):
                if verb == "fit" or hasattr(cls, "partial_fit_steps"):
                    error = refused(service, verb, model=number, X=matrix(X))
                    assert error.code == "invalid-input", (name, verb, str(error))


@functools.cache
def _fuzzed(name: str) -> tuple[Service, int]:
    if name in ("SearchIndex", "Autocomplete"):
        return trained(name, TEXTS)[:2]
    return trained(name, X, Y if "Classifier" in name else T, n_hidden=4)[:2]


@settings(max_examples=80, deadline=None)
@given(
    verb=st.sampled_from(sorted(set(verbs.VERBS) - {"dispose"})),
    name=st.sampled_from(["ELMClassifier", "SearchIndex", "Autocomplete", "OnlineELMRegressor"]),
    args=st.dictionaries(
        st.sampled_from(
            [
                "X",
                "y",
                "ids",
                "metadata",
                "query",
                "where",
                "k",
                "text",
                "word",
                "clicked",
                "shown",
                "other",
                "background",
                "target",
                "coverage",
                "threshold",
                "class",
                "params",
                "samples",
            ]
        ),
        plain | st.just({"texts": ["a b", "c"]}) | st.lists(st.sampled_from(["0", "1"])),
    ),
)
def test_no_message_of_any_kind_breaks_it(verb: str, name: str, args: dict) -> None:
    service, number = copy.deepcopy(_fuzzed(name))
    try:
        run(service, verb, model=number, **args)
    except RequestFailed as error:
        json.dumps({"code": error.code, "details": error.details})
        assert error.code != "internal", error


def test_parameters_may_be_models_and_unknown_ones_are_refused() -> None:
    inner = {"class": "KernelELMClassifier", "params": {"gamma": 0.5}}
    model = build_model({"class": "ConformalClassifier", "params": {"estimator": inner}})
    assert type(model.estimator).__name__ == "KernelELMClassifier"
    assert model.estimator.gamma == 0.5
    nested = {"class": "Chain", "params": {"steps": [{"class": "os.system"}]}}
    for spec in ({"class": "os.system"}, {"class": ["ELMClassifier"]}, nested):
        assert refused(Service(), "create", **spec).code == "unsupported"
