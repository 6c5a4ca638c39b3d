"""Write the Predictor's copy of the tables of `elm_core.specs` and of what models have learnt.

    python scripts/predictor_fields.py

A module of fields for each module of the Predictor: of the classes that it knows what they learn,
and their parameters with defaults, from the signatures. One of words and costs, for all of them.
One of the classes: which module knows them, and what they take. For the stand-in of
``elm-toolkit/testing`` the parameters of all classes, with what an error says that they must be.
"""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PREDICTOR = ROOT / "web/client/predictor"

sys.path.insert(0, str(ROOT))
#: From the folder of the Predictor.
STAND_IN = "../../testing/parameters.js"

#: What a JavaScript module exports, by name.
Exports = dict[str, Any]


def modules() -> dict[str, Exports]:
    """Return what each module exports, by its path in the folder of the Predictor."""
    from elm_core.specs.classes import CLASSES

    names: dict[str, list[str]] = {}
    for name, place in sorted(CLASSES.items()):
        if place.predictor:
            names.setdefault(place.predictor, []).append(name)
    fields = {f"fields/{module}.js": _fields(own) for module, own in sorted(names.items())}
    table = {
        name: {"module": place.predictor, "takes": place.takes}
        for name, place in sorted(CLASSES.items())
    }
    tables = {"fields/words.js": _words(), "classes.js": {"CLASSES": table}}
    return fields | tables | {STAND_IN: _parameters()}


def _parameters() -> Exports:
    """Return of each class and parameter the specification and the default; and those in words."""
    from elm_core.persistence import known_classes
    from elm_core.specs.parameters import PARAMETERS
    from elm_core.specs.wording import described

    classes = known_classes()
    parameters = {
        name: {
            key: (PARAMETERS[name][key], given.default)
            for key, given in inspect.signature(classes[name]).parameters.items()
        }
        for name in sorted(PARAMETERS)
    }
    specs = {spec for fields in PARAMETERS.values() for spec in fields.values()}
    return {"PARAMETERS": parameters, "SAID": {spec: described(spec, {}) for spec in sorted(specs)}}


def _words() -> Exports:
    from elm_core import memory
    from elm_core.persistence import json_text
    from elm_core.specs.words import TYPES

    costs = {
        "unasked": memory.UNASKED,
        "unasked_per_character": memory.UNASKED_PER_CHARACTER,
        "value": json_text.VALUE,
        "container": json_text.CONTAINER,
    }
    return {"TYPES": TYPES, "COSTS": costs}


def _fields(names: list[str]) -> Exports:
    """Return the fields of some classes, and the records that these speak of."""
    from elm_core.persistence import known_classes
    from elm_core.persistence.learned import LEARNED
    from elm_core.specs.parameters import PARAMETERS

    classes = known_classes()
    fields = {}
    for name in names:
        given = inspect.signature(classes[name]).parameters
        params = {key: [spec, given[key].default] for key, spec in PARAMETERS[name].items()}
        fields[name] = {"learned": LEARNED[name], "params": params}
    of_params = [spec for name in names for spec in PARAMETERS[name].values()]
    specs = [spec for name in names for spec in LEARNED[name].values()] + of_params
    return {"FIELDS": fields, "RECORDS": _records(specs)}


def _records(specs: Iterable[str]) -> dict[str, dict[str, str]]:
    from elm_core.specs.records import RECORDS

    found: dict[str, dict[str, str]] = {}
    for name in sorted({name for spec in specs for name in re.findall(r"\{(\w+)\}", spec)}):
        found |= {name: RECORDS[name]} | _records(RECORDS[name].values())
    return found


_TYPES = {
    "FIELDS": "Record<string, import('../specs.js').Fields>",
    "RECORDS": "Record<string, Record<string, string>>",
    "TYPES": "Record<string, string>",
    "SAID": "Record<string, string>",
    "COSTS": "Record<string, number>",
    "PARAMETERS": "Record<string, Record<string, [spec: string, usual: unknown]>>",
    "CLASSES": "Record<string, { module: string | null, takes: string }>",
}


def text_of(exports: Exports) -> str:
    """Return the text of a module, which Biome is to format."""
    lines = [
        "// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.",
        "// @ts-check",
    ]
    for name, value in exports.items():
        text = re.sub(r'"([A-Za-z_]\w*)": ', r"\1: ", json.dumps(value, ensure_ascii=False))
        lines += [f"/** @type {{{_TYPES[name]}}} */", f"export const {name} = {text};"]
    return "\n".join(lines) + "\n"


def main() -> None:
    made = {PREDICTOR / path: text_of(exports) for path, exports in modules().items()}
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    biome = ROOT / "web/node_modules/@biomejs/biome/bin/biome"
    subprocess.run(["node", biome, "format", "--write", *made], check=True)


if __name__ == "__main__":
    main()
