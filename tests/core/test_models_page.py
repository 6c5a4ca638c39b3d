"""docs/models.md names every class with its kind and its methods."""

import re

import pytest

from elm_core.persistence import known_classes
from elm_core.service.reports import kind_of
from scripts.parameter_types import METHODS, methods_of
from tests.predicting import ROOT

PAGE = (ROOT / "docs/models.md").read_text(encoding="utf-8")
BY_KIND, FAMILIES = (
    [line.strip("| ").split(" | ") for line in part.splitlines()[2:]]
    for part in re.findall(r"((?:^\|.*\n)+)", PAGE, re.M)
)
CLASSES = known_classes()


def words(text):
    return re.findall(r"`(\w+)`", text)


def of_any_kind(cls):
    return cls.__name__ in ("Chain", "Frozen")


def test_every_class_and_every_method_is_named():
    named = {name for _, classes, *_ in FAMILIES for name in words(classes)}
    assert named == set(CLASSES)
    assert set(METHODS) <= set(words(PAGE))


@pytest.mark.parametrize(("kind", "methods"), BY_KIND, ids=lambda text: words(text)[:1])
def test_what_all_models_of_a_kind_have(kind, methods):
    [kind] = words(kind)
    kinds = [cls for cls in CLASSES.values() if not of_any_kind(cls) and kind_of(cls()) == kind]
    assert kinds
    for cls in kinds:
        assert set(words(methods)) <= set(methods_of(cls)), cls.__name__


@pytest.mark.parametrize("row", FAMILIES, ids=lambda row: row[0])
def test_what_a_family_has_beside(row):
    _, classes, *methods = row
    has = {method for name in words(classes) for method in methods_of(CLASSES[name])}
    assert {name for name in words(" ".join(methods)) if name not in CLASSES} <= has
