"""Files whose labels, columns, texts and metadata are payloads: models, sessions and a CSV."""

from __future__ import annotations

import base64
import csv
import io
import json
from typing import Any

import numpy as np

from elm_core import ConvELMClassifier, OnlineELMClassifier, dumps
from elm_core.tasks import (
    Autocomplete,
    DrumMachine,
    SearchIndex,
    TableClassifier,
    TextClassifier,
    VoiceCommands,
)
from tests.browser.injection.payloads import ALL, IN_TEXT, PAYLOADS
from tests.sounds import whistle

SENTENCES = [{"name": p, "sentences": [f"{p} one", f"two {p}"]} for p in PAYLOADS]
LABELLED = ([f"{word} {p}" for p in PAYLOADS for word in ("one", "two")], np.repeat(PAYLOADS, 2))
FACTS = dict.fromkeys(("name", "target", "trained_on", "licence", "flag", *IN_TEXT), ALL)


def table(*rows: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


#: A CSV of examples to learn from.
EXAMPLES = table(
    ["text", "label"], *([f"{p} {word}", p] for p in IN_TEXT for word in ("one", "two"))
)


def about(file: str, page_name: str) -> dict[str, Any]:
    summary = {"class": PAYLOADS[0], "n_samples": ALL, "classes": PAYLOADS}
    return {"summary": summary, "metadata": {"page": page_name, "file": file, "holds": ALL}}


def texts() -> str:
    model = TextClassifier(vectors=None).fit(LABELLED[0], LABELLED[1].tolist())
    return dumps(model, metadata=FACTS | {"sentences": SENTENCES}, precision="float16")


def a_table() -> str:
    columns = {p: [PAYLOADS[(i + j) % 30] for i in range(60)] for j, p in enumerate(PAYLOADS)}
    model = TableClassifier(n_hidden=8, random_state=0).fit(columns, PAYLOADS * 2)
    return dumps(model, metadata=FACTS)


def documents() -> str:
    about = [{p: PAYLOADS[(i + j) % 30] for j, p in enumerate(PAYLOADS)} for i in range(30)]
    model = SearchIndex(vectors=None).fit([])
    model.upsert([f"{p}\nneedle {p}" for p in PAYLOADS], ids=PAYLOADS, metadata=about)
    return dumps(model, metadata=FACTS | {"clicks": [[p, p] for p in PAYLOADS]})


def words() -> str:
    model = Autocomplete(n_hidden=8, vectors=None).fit([f"say {p} often" for p in PAYLOADS])
    return dumps(model, metadata=FACTS)


def sounds() -> str:
    clips = [whistle(way, 1 + i / 40, 16000) for i in range(14) for way in ("rise", "fall")]
    model = VoiceCommands(random_state=0).fit(clips, PAYLOADS[:28])
    return dumps(model, metadata=FACTS | {"voice": {"format": ALL, "base": ALL, "words": ALL}})


def drums() -> str:
    bar = np.zeros((16, 9))
    bar[::4, 8] = 1
    hostile = {"bars": [PAYLOADS], "tempo": ALL, "swing": ALL}
    model = DrumMachine(n_hidden=8, random_state=0).fit([bar] * 4)
    return dumps(model, metadata=FACTS | {"drums": hostile})


def drawings() -> str:
    strokes = [[[{"x": 0.5, "y": 0.1 * i}, {"x": i / 40, "y": 0.9}]] for i in range(30)]
    model = ConvELMClassifier(n_hidden=4, random_state=0).fit(np.eye(64)[:2], [0, 1])
    named = [{"name": p, "samples": [s]} for p, s in zip(PAYLOADS, strokes, strict=True)]
    return dumps(model, metadata=FACTS | {"drawings": named})


def pictures() -> str:
    shades = [base64.b64encode(bytes([8 * i]) * 32 * 32 * 3).decode() for i in range(30)]
    named = [
        {"name": p, "samples": [{"group": p, "pixels": s}]}
        for p, s in zip(PAYLOADS, shades, strict=True)
    ]
    return json.dumps({"metadata": FACTS | {"side": 32, "pictures": named}})


def points() -> str:
    # the page tells at most twenty classes apart; the others come as a table
    some = [{"x": i / 20, "y": (i % 5) / 5, "label": PAYLOADS[i]} for i in range(20)]
    kept = {"points": some, "classes": PAYLOADS[:20], "colours": False, "settings": FACTS}
    return json.dumps({"metadata": FACTS | {"boundary": kept | {"settings": {"kind": "toString"}}}})


def stream() -> str:
    model = OnlineELMClassifier(n_hidden=4, warm_up=2, random_state=0)
    model.fit([[i / 30, i % 2] for i in range(60)], PAYLOADS * 2)
    state = {"kind": PAYLOADS[0], "row": ALL, "seed": ALL}
    return dumps(model, metadata=FACTS | {"stream": state}, statistics=True)


def chain() -> str:
    from elm_core import Chain, ELMClassifier

    model = Chain([ELMClassifier(n_hidden=4, random_state=0)])
    model.fit([[i / 30, i % 2] for i in range(60)], PAYLOADS * 2)
    kept = {"bricks": [{"kind": "constructor", "set": {ALL: ALL}}], "data": ALL}
    return dumps(model, metadata=FACTS | {"compose": kept})
