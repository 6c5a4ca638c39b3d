"""The ready models of the gallery: their cards tell the truth, and pages say what Python says."""

import json
import shutil
from pathlib import Path

import jsonschema
import numpy as np
import pytest

import elm_core
from elm_core import loads
from scripts.gallery_recipes import RECIPES
from scripts.train_gallery import CARDS, GALLERY, SENTENCES, figures
from tests.core.test_predictor import answers, check

SCHEMA = Path(elm_core.__file__).with_name("model.schema.json")
MODELS = json.loads(CARDS.read_text(encoding="utf-8"))["models"]
TOLD = ("title", "summary", "trained_on", "licence", "limits", "figures", "retrain")
LARGEST = 100_000
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def text_of(card):
    return (GALLERY / f"{card['id']}.json").read_text(encoding="utf-8")


def test_every_file_has_a_card():
    files = {path.stem for path in GALLERY.glob("*.json")} - {CARDS.stem}
    assert files == {card["id"] for card in MODELS}


@pytest.mark.parametrize("card", MODELS, ids=lambda card: card["id"])
def test_a_card_is_whole_and_its_file_sound(card):
    assert all(card[key] for key in TOLD)
    text = text_of(card)
    assert card["bytes"] == len(text.encode())
    assert card["bytes"] < LARGEST or card["id"] == "voice_starter"
    body = json.loads(text)
    jsonschema.validate(body, json.loads(SCHEMA.read_text(encoding="utf-8")))
    model = loads(text)
    assert type(model).__name__ == card["class"]
    assert body["metadata"]["licence"] == card["licence"]
    program = card["retrain"].split()[2 if "-m" in card["retrain"] else 1]
    assert (GALLERY.parents[1] / f"{program.removesuffix('.py').replace('.', '/')}.py").exists()


@pytest.mark.parametrize("name", RECIPES)
def test_training_again_gives_the_figures_of_the_card(name):
    (card,) = (card for card in MODELS if card["id"] == name)
    again = figures(RECIPES[name](), splits=2)
    for told, found in zip(card["figures"], again, strict=True):
        assert told["name"] == found["name"]
        assert abs(told["value"] - found["value"]) <= 4 * told["sd"]


@needs_node
def test_pages_say_what_python_says(tmp_path):
    for name, make in RECIPES.items():
        recipe = make()
        rows = recipe.X[:: max(1, len(recipe.X) // 20)]
        (card,) = (card for card in MODELS if card["id"] == name)
        model = loads(text_of(card))
        X = rows if isinstance(rows[0], (str, dict)) else np.array(rows)
        given = None if isinstance(rows[0], str) else [rows]
        check(
            [(model, recipe.as_samples(rows) if isinstance(rows[0], dict) else X)],
            tmp_path,
            given=given,
        )


def test_the_card_of_topics_says_what_the_page_topics_finds():
    (card,) = (card for card in MODELS if card["id"] == "topics")
    recipe = RECIPES["topics"]()
    right = round(len(recipe.X) * recipe.train(recipe.X, recipe.y).loo_score_)
    assert f"{right} of {len(recipe.X)} are right" in card["limits"]
    assert card["limits"] == recipe.card["limits"]


@needs_node
def test_languages_are_told_apart(tmp_path):
    (card,) = (card for card in MODELS if card["id"] == "languages")
    case = {"model": text_of(card), "X": SENTENCES["languages"], "methods": ["predict"]}
    (found,) = answers([case], tmp_path)
    assert found["predict"] == ["English", "German", "Italian"]
    assert loads(text_of(card)).predict(SENTENCES["languages"]).tolist() == found["predict"]


@pytest.mark.parametrize("card", MODELS, ids=lambda card: card["id"])
def test_examples_can_be_predicted(card):
    model = loads(text_of(card))
    for example in card["examples"]:
        given = example["input"]
        X = {key: [cell] for key, cell in given.items()} if isinstance(given, dict) else [given]
        assert len(model.predict(X)) == 1
