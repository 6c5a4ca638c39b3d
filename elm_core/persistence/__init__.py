"""Model ↔ JSON. Data never becomes code: only classes of a literal table are made."""

from elm_core.persistence.classes import known_classes
from elm_core.persistence.reading import load, loads, loads_steps, loads_with_metadata
from elm_core.persistence.writing import dump, dumps

__all__ = [
    "dump",
    "dumps",
    "known_classes",
    "load",
    "loads",
    "loads_steps",
    "loads_with_metadata",
]
