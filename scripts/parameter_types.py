"""Write the types of parameters, and what each class can be asked, for TypeScript.

    python scripts/parameter_types.py

Parameters come from `elm_core.specs.parameters`, defaults from the signatures of the classes, and
methods from the classes themselves: those that the verbs of `elm_core.service` need.
"""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OUT = ROOT / "web/client/types/parameters.d.ts"

sys.path.insert(0, str(ROOT))

#: What a model needs for a method of the client, where it has not the name of the verb.
NEEDED = {
    "fitStream": "open_stream",
    "partialFit": "partial_fit_steps",
    "predictSet": "sets_of",
    "listen": "keep",  # of words taught; `decide` is a parameter of other classes
}
#: Methods of the client that are for models which predict targets.
OF_TARGETS = ("evaluate", "crossValidate", "explain")
METHODS = (
    *("fit", "fitPredict", "fitStream", "partialFit", "unlearn", "merge", "forget"),
    *("cloneUntrained", "predict", "predictProba", "decisionFunction", "predictSet"),
    *("predictInterval", "scoreSamples", "transform", "inverseTransform", "score"),
    *("add", "upsert", "remove", "search", "expandQuery", "documents", "learnClicks"),
    *("suggest", "accept", "generate", "recommend", "listen"),
    *OF_TARGETS,
)

#: Words that say more in TypeScript than their specification does.
WORDS = {
    "class_weight": "null | 'balanced' | Record<string, number>",
    "kinds": "null | Kinds",
    "part": "null | ModelSpec",
    "parts": "null | (ModelSpec | [name: string, model: ModelSpec])[]",
    "shares": "null | number[]",
    "random_state": "null | number",
}
_SIMPLE = {
    "null": "null",
    "flag": "boolean",
    "text": "string",
    "name": "string",
    "number": "number",
    "whole": "number",
    "rows": "number[][]",
    "scaling": "[mean: number[], scale: number[]]",
    "range": "[least: number, most: number]",
}
#: They stay on the side of Python.
_NOT_SENT = {"function", "generator"}


def type_of(spec: str) -> str:
    """Return what a value is that a specification allows, for the sender of JSON."""
    from elm_core.specs.forms import alternatives, forms
    from elm_core.specs.words import TYPES

    if spec in WORDS:
        return WORDS[spec]
    found: list[str] = []
    for text in alternatives(spec):
        if text in TYPES:
            named = "'" in TYPES[text] or text == "ngrams"
            found.append(_camel(text) if named else type_of(TYPES[text]))
            continue
        [form] = forms(text)
        if form.kind in _NOT_SENT or form.kind.startswith("{"):
            continue
        if form.kind == "list":
            item = type_of(form.items)
            [length] = form.shape or ("",)
            tuple_of = f"[{', '.join([item] * int(length))}]" if length.isdigit() else f"{item}[]"
            found.append(tuple_of)
        else:
            found.append(form.kind if form.kind.startswith("'") else _SIMPLE[form.kind])
    return " | ".join(dict.fromkeys(found))


def methods_of(cls: type[Any]) -> list[str]:
    """Return the methods of the client that models of a class have, or may have."""
    from elm_core.models.delegation import HandsOn
    from elm_core.service.reports import kind_of

    # of what hands on all that the model inside can do, those of the usual one
    owner = cls() if issubclass(cls, HandsOn) and not _holds_any(cls) else cls
    found = [name for name in METHODS if name not in OF_TARGETS and hasattr(owner, _needed(name))]
    predicts = _holds_any(cls) or kind_of(cls()) in ("classifier", "regressor")
    return found + (list(OF_TARGETS) if predicts else [])


def _holds_any(cls: type[Any]) -> bool:
    """Whether it may be of any kind: a chain is what its last step is."""
    from elm_core.base import Classifier, Regressor
    from elm_core.models.delegation import HandsOn
    from elm_core.specs.classes import CLASSES

    made_of_parts = CLASSES[cls.__name__].takes == "parts"
    return (
        issubclass(cls, HandsOn) and made_of_parts and not issubclass(cls, (Classifier, Regressor))
    )


def _needed(name: str) -> str:
    return NEEDED.get(name, re.sub("[A-Z]", lambda found: "_" + found[0].lower(), name))


def _camel(word: str) -> str:
    return "".join(part.capitalize() for part in word.split("_"))


def made() -> str:
    """Return the text of the declarations, which Biome is to format."""
    from elm_core.persistence import known_classes
    from elm_core.specs.classes import CLASSES
    from elm_core.specs.parameters import PARAMETERS
    from elm_core.specs.words import TYPES

    classes = known_classes()
    used = {
        spec
        for fields in PARAMETERS.values()
        for text in fields.values()
        for spec in re.split(r" \| ", text)
    }
    lines = [
        "// Made by scripts/parameter_types.py from elm_core/specs: do not edit.",
        "import type { ModelSpec } from './model.js';",
        "import type { Kinds } from './tables.js';",
    ]
    for word in sorted(TYPES):
        if word not in WORDS and _camel(word) in {type_of(spec) for spec in used | {"of_cosine"}}:
            lines.append(f"export type {_camel(word)} = {type_of(TYPES[word])};")
    for name in sorted(PARAMETERS):
        lines += _interface(name, PARAMETERS[name], classes[name])
    lines += [
        "/** Of each class: its parameters, what it is for, what its samples are, its methods. */",
        "export interface Classes {",
    ]
    for name in sorted(CLASSES):
        methods = " | ".join(f"'{method}'" for method in methods_of(classes[name])) or "never"
        lines.append(
            f"{name}: {{ parameters: {name}Parameters; kind: {_kind(classes[name])};"
            f" takes: '{CLASSES[name].takes}'; methods: {methods} }};"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _kind(cls: type[Any]) -> str:
    """Return what a class is for."""
    from elm_core.service.reports import kind_of

    kinds = ("classifier", "regressor", "clusterer", "outlier_detector", "transformer", "task")
    return " | ".join(f"'{kind}'" for kind in (kinds if _holds_any(cls) else [kind_of(cls())]))


def _interface(name: str, fields: dict[str, str], cls: type[Any]) -> list[str]:
    from elm_core.specs.forms import forms
    from elm_core.specs.wording import described

    lines = [f"export interface {name}Parameters {{"]
    letters = {
        bound: parameter
        for parameter, spec in fields.items()
        for form in forms(spec)
        for op, bound in form.rules
        if op == "="
    }
    for parameter, given in inspect.signature(cls).parameters.items():
        spec = fields[parameter]
        usual = json.dumps(given.default).removesuffix(".0")
        said = "" if spec in WORDS or "number" not in (text := described(spec, letters)) else text
        said = said.replace("None", "null").replace("True", "true").replace("False", "false")
        lines.append(f"/** Default {usual}{f': {said}' if said else ''}. */")
        lines.append(f"{parameter}?: {type_of(spec)};")
    return [*lines, "}"]


def main() -> None:
    OUT.write_text(made(), encoding="utf-8")
    biome = ROOT / "web/node_modules/@biomejs/biome/bin/biome"
    subprocess.run(["node", biome, "format", "--write", OUT], check=True)


if __name__ == "__main__":
    main()
