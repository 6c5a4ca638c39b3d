"""The classes that a model file may name."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from elm_core.base import Estimator
from elm_core.specs.classes import CLASSES


@lru_cache(maxsize=1)
def known_classes() -> dict[str, type[Estimator]]:
    """Return the classes of the table by name, imported."""
    return {
        name: getattr(import_module(f"elm_core.{place.module}"), name)
        for name, place in CLASSES.items()
    }
