"""Write the Predictor's copy of the table of what model files hold.

    python scripts/predictor_fields.py

Of the classes that it knows: what they learn, their parameters with defaults, from the signatures
of the classes, and what loading may cost.
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
OUT = ROOT / "web/client/predictor/fields.js"

sys.path.insert(0, str(ROOT))

#: Classes that the Predictor does not know.
ELSEWHERE = {
    "Autocomplete",
    "DrumMachine",
    "ImageVectorizer",
    "Recommender",
    "Reranker",
    "SearchIndex",
}


def parts() -> dict[str, Any]:
    """Return what the module exports."""
    from elm_core import memory
    from elm_core.persistence import json_text, known_classes
    from elm_core.persistence.learned import LEARNED
    from elm_core.specs.parameters import PARAMETERS
    from elm_core.specs.records import RECORDS
    from elm_core.specs.words import TYPES

    classes = {name: cls for name, cls in known_classes().items() if name not in ELSEWHERE}
    return {
        "LEARNED": {name: LEARNED[name] for name in sorted(classes)},
        "PARAMS": {name: fields for name, fields in PARAMETERS.items() if name in classes},
        "DEFAULTS": {name: _defaults(classes[name]) for name in sorted(classes)},
        "RECORDS": RECORDS,
        "TYPES": TYPES,
        "COSTS": {
            "unasked": memory.UNASKED,
            "unasked_per_character": memory.UNASKED_PER_CHARACTER,
            "value": json_text.VALUE,
            "container": json_text.CONTAINER,
        },
    }


def made() -> str:
    """Return the text of the module, which Biome is to format."""
    source = "scripts/predictor_fields.py from elm_core/specs"
    lines = [f"// Made by {source}: do not edit.", "// @ts-check"]
    for name, value in parts().items():
        text = re.sub(r'"([A-Za-z_]\w*)": ', r"\1: ", json.dumps(value, ensure_ascii=False))
        lines += ["/** @type {Record<string, any>} */", f"export const {name} = {text};"]
    return "\n".join(lines) + "\n"


def _defaults(cls: type[Any]) -> dict[str, Any]:
    return {name: p.default for name, p in inspect.signature(cls).parameters.items()}


def main() -> None:
    OUT.write_text(made(), encoding="utf-8")
    biome = ROOT / "web/node_modules/@biomejs/biome/bin/biome"
    subprocess.run(["node", biome, "format", "--write", OUT], check=True)


if __name__ == "__main__":
    main()
