"""The gallery: ready models that work without the runtime, and go on to the pages that train."""

import io
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.io import wavfile

from build_steps.paths import WEB
from elm_core import loads
from tests.sounds import whistle

CARDS = json.loads((WEB / "gallery/cards.json").read_text(encoding="utf-8"))["models"]
#: Points of the field that have ink.
INK = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 60).length;
}"""
BATCH = """async ({ name, rows }) => {
  const { load } = await import('/client/predictor/load.js');
  const { network } = await import(ASSETS + '/client/predictor/network.js');
  const predictor = await load(await (await fetch(`${ASSETS}/gallery/${name}.json`)).text());
  const layer = { weights: new Float64Array(2), bias: new Float64Array(1), activation: 'relu' };
  return {
    said: predictor.predict(rows),
    shares: Array.from(predictor.predictProba(rows).data),
    inWasm: network(2, [layer]).input.byteOffset > 0, // in a memory with a stack before it
  };
}"""


@pytest.fixture
def page(returning_page):
    return returning_page


@pytest.fixture
def offline_page(page):
    """A page for which there is no runtime, and no worker."""
    found = []
    page.on("request", lambda request: found.append(request.url))
    page.on("worker", lambda worker: found.append(f"a worker: {worker.url}"))
    page.context.route(re.compile("pyodide|/runtime-"), lambda route: route.abort())
    yield page
    assert not [url for url in found if re.search("pyodide|/runtime-|/worker/|^a worker", url)]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["id"])
def test_every_model_can_be_tried_without_the_runtime(offline_page, card):
    page = offline_page
    page.goto(f"/gallery.html#{card['id']}")
    expect(page.locator("#open-title")).to_have_text(card["title"])
    for fact in (card["licence"], card["trained_on"], card["limits"], card["retrain"]):
        expect(page.locator("#facts")).to_contain_text(fact)
    model = loads((WEB / f"gallery/{card['id']}.json").read_text(encoding="utf-8"))
    for example in card["examples"]:
        page.get_by_role("button", name=example["name"], exact=True).click()
        given = example["input"]
        X = {key: [cell] for key, cell in given.items()} if isinstance(given, dict) else [given]
        said = model.predict(X)[0]
        shown = str(said) if hasattr(model, "classes_") else f"{said:.4g}"
        expect(page.locator("#trial .verdict")).to_contain_text(shown)


def test_a_digit_can_be_drawn(offline_page):
    page = offline_page
    page.goto("/gallery.html#digits")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#trial .answer")).to_have_text("Nothing yet.")
    box = page.locator(".drawing").bounding_box()
    assert box
    page.mouse.move(box["x"] + 110, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 110, box["y"] + 190, steps=20)
    page.mouse.up()
    expect(page.locator("#trial .verdict")).to_contain_text("1, ")


def test_a_row_unlike_all_that_was_learnt_is_answered_by_a_guess(offline_page):
    page = offline_page
    page.goto("/gallery.html#iris")
    answer = page.locator("#trial .answer")
    expect(answer).to_contain_text("%")
    expect(answer).not_to_contain_text("guess")
    page.get_by_label("petal length (cm)").fill("400")
    expect(answer).to_contain_text("petal length (cm): outside 1 to 6.9, the rows it learnt from.")
    expect(answer).to_contain_text("So take the answer as a guess.")
    page.get_by_role("button", name="a setosa").click()
    expect(answer).to_contain_text("setosa")
    expect(answer).not_to_contain_text("guess")


def test_letters_that_it_never_met_get_the_answer_that_home_gives(offline_page):
    page = offline_page
    page.goto("/gallery.html#languages")
    page.locator("#trial textarea").fill("今天天气很好")
    expect(page.locator("#trial .verdict")).to_have_text("None of the 12: they have no “今”")
    expect(page.locator("#trial table")).to_have_count(0)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["id"])
def test_a_model_is_gone_on_with_or_says_why_not(offline_page, card):
    page = offline_page
    page.goto(f"/gallery.html#{card['id']}")
    more = page.locator("#facts").get_by_role("link", name="Go on training it")
    why = page.locator("#facts").get_by_text("none of them can teach it more")
    expect(page.locator("#open-title")).to_have_text(card["title"])
    expect(more).to_have_count(1 if card["open_with"] else 0)
    expect(why).to_have_count(0 if card["open_with"] else 1)
    if not card["open_with"]:
        assert (WEB / why.get_by_role("link").get_attribute("href")).is_file()


def test_a_drawing_that_is_shown_stays_as_long_as_its_answer(offline_page):
    page = offline_page
    page.goto("/gallery.html#digits")
    answer = page.locator("#trial .answer")
    expect(answer).to_contain_text("%")
    field = page.locator(".drawing")
    said, ink = answer.inner_text(), field.evaluate(INK)
    assert ink > 0
    page.locator("#theme").click()
    assert field.evaluate(INK) == ink
    field.press("ArrowLeft")
    page.keyboard.press("Tab")
    field.evaluate("() => new Promise(requestAnimationFrame)")
    assert field.evaluate(INK) == ink
    assert answer.inner_text() == said
    field.press(" ")
    field.press("Backspace")
    expect(answer).to_have_text("Nothing yet.")
    page.keyboard.press("Tab")
    assert field.evaluate(INK) == 0


def test_a_sound_file_of_two_channels_in_64_bits_is_heard(offline_page):
    page = offline_page
    page.goto("/gallery.html#voice_starter")
    sound = np.stack([np.zeros(19200), whistle("rise")], axis=1)  # the left one is silent
    file = io.BytesIO()
    wavfile.write(file, 48000, sound)
    name = {"name": "any.wav", "mimeType": "audio/wav", "buffer": file.getvalue()}
    page.locator("#trial input[type=file]").set_input_files(name)
    expect(page.locator("#trial .verdict")).to_contain_text("%")


def test_a_batch_in_a_page_is_what_python_says(offline_page):
    page = offline_page
    page.goto("/gallery.html")
    assets = page.evaluate("document.querySelector('script[type=module]').src.split('/js/')[0]")
    rows = [[float((i * k) % 17) for k in range(64)] for i in range(1000)]
    found = page.evaluate(BATCH.replace("ASSETS", repr(assets)), {"name": "digits", "rows": rows})
    model = loads((WEB / "gallery/digits.json").read_text(encoding="utf-8"))
    assert found["said"] == model.predict(rows).tolist()
    assert found["shares"] == pytest.approx(model.predict_proba(rows).ravel().tolist(), abs=1e-9)
    assert found["inWasm"], "the SIMD kernel is not in use"


def test_downloads_are_the_files(offline_page):
    page = offline_page
    page.goto("/gallery.html#iris")
    expect(page.locator("#open-title")).to_have_text("Iris flowers")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.path().read_bytes() == (WEB / "gallery/iris.json").read_bytes()


@pytest.mark.expect_console("Failed to load resource|ERR_FAILED")
def test_a_model_that_is_missing_says_so_and_can_be_tried_again(page):
    page.context.route("**/gallery/wine.json", lambda route: route.abort())
    page.goto("/gallery.html#wine")
    expect(page.locator("#message .error")).to_contain_text("could not be loaded")
    page.context.unroute("**/gallery/wine.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#open-title")).to_have_text("Wine growers")


def test_models_are_forked_and_trained_further(page):
    page.goto("/gallery.html#iris")
    page.get_by_role("link", name="Go on training it").click()
    expect(page.locator("#data-message")).to_contain_text("Opened the model for “species”")
    header = "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),species"
    rows = "\n".join(["5.0,3.4,1.5,0.2,setosa", "6.5,3.0,5.5,2.0,virginica"])
    file = {"name": "more.csv", "mimeType": "text/csv", "buffer": f"{header}\n{rows}".encode()}
    page.locator("#more-drop input").set_input_files(file)
    expect(page.locator("#keep-message")).to_contain_text("Learnt 2 rows more.")
    expect(page.locator("#keep-message")).to_contain_text("152 rows")
    page.goto("/gallery.html#topics")
    page.get_by_role("link", name="Go on training it").click()
    expect(page.locator(".toast")).to_contain_text("Opened topics.json")
    expect(page.locator("#classes .class-card")).to_have_count(4)


def test_an_unknown_model_of_the_gallery_is_an_error_in_words(returning_page):
    returning_page.goto("/table.html?model=../../secrets")
    expect(returning_page.locator("#data-message")).to_contain_text("no model of this name")
