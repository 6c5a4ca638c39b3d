"""What pages learn at their start, learnt by the build: ``python -m build_steps.ready FOLDER``.

Pages answer by these models until Python is there and has learnt the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from build_steps.node import node
from build_steps.paths import ROOT, WEB, files_below

PROGRAM = ROOT / "build_steps" / "ready_rows.mjs"
VECTORS = ROOT / "vectors"


def sources() -> list[Path]:
    """The files that the models are made of, beside this one."""
    code = [path for folder in ("elm_core", "vectors") for path in files_below(ROOT / folder)]
    rows = [*WEB.glob("pages/*/starter.js"), *files_below(WEB / "ui" / "samples")]
    rows += files_below(WEB / "ui" / "drawing")
    return [PROGRAM, *code, *rows]


def write_ready(folder: Path) -> None:
    """Train a model for each start of a page and write it into ``folder``."""
    sys.path.insert(0, str(VECTORS))  # as in the page: texts have word vectors
    import elm_core.tasks
    from elm_core import dumps

    made = subprocess.run([node(), PROGRAM], check=True, capture_output=True, text=True)
    folder.mkdir(parents=True)
    for name, about in json.loads(made.stdout).items():
        kind = getattr(elm_core.tasks, about["class"], None) or getattr(elm_core, about["class"])
        model = kind(**about["params"]).fit(about["X"], about.get("y"))
        # what is shown of an answer has fewer digits
        text = dumps(model, statistics=False, precision="float32")
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_ready(Path(sys.argv[1]))
