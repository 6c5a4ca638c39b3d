"""Models in links: a working predictor before any Python, whatever the link holds."""

import json
import re

import pytest
from playwright.sync_api import expect

from elm_core import ELMClassifier, ELMRegressor, dumps
from elm_core.tasks import TableClassifier, TableRegressor, TextClassifier
from tests.browser.files import costly
from tests.core.sealing import sealed
from tests.links import bomb, fragment
from tests.tables.every_reading import KINDS, TABLE

HOSTILE = "<img src=x onerror=window.hacked=1>"


def linked(model, **metadata):
    return "/share.html" + fragment(dumps(model, metadata=metadata).encode())


def table_model():
    rows = {"length": [1.0, 2.0, 3.0, 4.0] * 5, HOSTILE: ["red", HOSTILE, "red", "blue"] * 5}
    return TableClassifier(n_hidden=16, random_state=0).fit(rows, ["a", HOSTILE, "b", "b"] * 5)


@pytest.fixture
def page(returning_page):
    return returning_page


@pytest.fixture
def requests(page):
    """The addresses that the page and its workers ask for."""
    found = []
    page.on("request", lambda request: found.append(request.url))
    page.on("worker", lambda worker: found.append(f"a worker: {worker.url}"))
    yield found
    assert not [
        url for url in found if re.search("pyodide|/runtime-|/worker/|worker/worker.js", url)
    ]


def test_a_table_model_becomes_a_form(page, requests):
    model = table_model()
    page.goto(linked(model, target="kind", name="Kinds"))
    expect(page.locator("#model-title")).to_have_text("Kinds")
    page.get_by_label("length").fill("4")
    page.get_by_label(HOSTILE).select_option("blue")
    share = model.predict_proba({"length": [4.0], HOSTILE: ["blue"]}).max()
    expect(page.locator("#trial .verdict")).to_have_text(f"kind: b, {share:.0%}".replace("%", " %"))


def test_a_form_takes_cells_as_the_model_was_trained_on_them(page, requests):
    model = TableRegressor(n_hidden=8, random_state=0, kinds=KINDS).fit(TABLE, range(9))
    page.goto(linked(model))
    form = page.locator("#trial form")
    expect(form.locator("input, select")).to_have_count(len(TABLE))
    assert form.get_by_role("alert").count() == 0  # what is usual is filled in as columns write it
    fields = form.locator("input").evaluate_all("all => all.map(({ type }) => type)")
    assert fields.count("date") == 2 and fields.count("datetime-local") == fields.count("time") == 1
    typed = {
        "plain": "3", "comma": "1.234,5 €", "swiss": "2’500.5", "ledger": "5.00-",
        "marked": "-999", "given": "1.234", "followers": "2.5M", "took": "1:30:00",
        "day": "2024-05-04", "month first": "2024-02-03", "moment": "2024-02-03T23:59",
        "at": "11:30", "text": "two three",
    }  # fmt: skip
    for name, text in typed.items():
        page.get_by_label(re.compile(f"^{name}( in .*)?$")).fill(text)
    page.get_by_label("yes").select_option("no")
    page.get_by_label("level").select_option("minor")
    row = {name: [text] for name, text in typed.items()} | {"yes": ["no"], "level": ["minor"]}
    said = float(model.predict(row)[0])
    expect(page.locator("#trial .verdict")).to_have_text(f"{said:.4g}")
    assert form.get_by_role("alert").count() == 0
    page.get_by_label(re.compile("^comma")).fill("5 $")
    expect(form.get_by_role("alert")).to_have_text("“5 $” is no number: taken as missing")


def test_labels_and_names_of_a_stranger_are_text(page, requests):
    page.goto(linked(table_model(), target=HOSTILE, name=HOSTILE, trained_on=HOSTILE))
    expect(page.locator("#model-title")).to_have_text(HOSTILE)
    expect(page.locator("#trial .bars")).to_contain_text(HOSTILE)
    assert page.locator("main img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_text_model_becomes_a_text_box(page, requests):
    texts = ["good day sunshine", "rain and cold wind", "warm sunshine", "cold grey rain"]
    model = TextClassifier(vectors=None).fit(texts, ["fair", "foul"] * 2)
    page.goto(linked(model))
    page.get_by_label("A text").fill("sunshine all day")
    expect(page.locator("#trial .verdict")).to_contain_text("fair")


def test_a_model_of_numbers_takes_a_row_of_them(page, requests):
    X = [[float(i), float(i % 3)] for i in range(20)]
    model = ELMRegressor(n_hidden=16, random_state=0).fit(X, [2 * a + b for a, b in X])
    page.goto(linked(model))
    page.get_by_label("A row of 2 numbers").fill("7, 2")
    expect(page.locator("#trial .verdict")).to_have_text(f"{float(model.predict([[7, 2]])[0]):.4g}")
    page.get_by_label("A row of 2 numbers").fill("7")
    expect(page.locator("#trial .error")).to_contain_text("expecting 2")


def test_a_file_becomes_a_link_that_opens_again(page, requests):
    X = [[float(i), float(i % 3)] for i in range(20)]
    model = ELMClassifier(n_hidden=8, random_state=0).fit(X, ["low"] * 10 + ["high"] * 10)
    file = {"name": "m.json", "mimeType": "application/json", "buffer": dumps(model).encode()}
    page.goto("/share.html")
    page.locator("#drop input").set_input_files(file)
    link = page.get_by_label("The link").input_value()
    assert link == page.url
    page.goto("/index.html")
    page.goto(link)
    page.get_by_label("A row of 2 numbers").fill("2, 2")
    expect(page.locator("#trial .verdict")).to_contain_text("low")


def test_a_model_too_large_for_a_link_still_works(page, requests):
    X = [[float(i), float(i % 3)] for i in range(200)]
    model = ELMRegressor(n_hidden=150, random_state=0).fit(X, [a * b for a, b in X])
    text = dumps(model, statistics=True)
    file = {"name": "m.json", "mimeType": "application/json", "buffer": text.encode()}
    page.goto("/share.html")
    page.locator("#drop input").set_input_files(file)
    expect(page.locator("#made")).to_contain_text("too large for a link")
    expect(page.locator("#trial .verdict")).not_to_be_empty()


HELD = """() => {
  const Real = globalThis.CompressionStream;
  const held = new Promise((resolve) => { window.release = resolve; });
  globalThis.CompressionStream = class {
    constructor(format) {
      globalThis.CompressionStream = Real; // the first one alone
      const late = new TransformStream({ transform: (chunk, to) => held.then(() => to.enqueue(chunk)) });
      this.writable = late.writable;
      this.readable = late.readable.pipeThrough(new Real(format));
    }
  };
}"""


def test_the_link_is_of_the_model_that_is_shown(page, requests):
    """Whichever of two is packed first."""
    page.goto("/share.html")
    page.evaluate(HELD)
    page.get_by_role("button", name="Handwritten digits").click()
    page.wait_for_function("CompressionStream.toString().includes('native')")  # it is held
    page.get_by_role("button", name="News topics").click()
    expect(page.locator("#model-title")).to_have_text("News topics")
    link = page.get_by_label("The link").input_value()
    page.evaluate("release()")
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 300))")
    assert page.get_by_label("The link").input_value() == page.url == link


def test_a_link_that_is_opened_takes_the_place_of_one_that_was_made(page, requests):
    page.goto("/share.html")
    page.get_by_role("button", name="News topics").click()
    expect(page.get_by_label("The link")).to_be_visible()
    page.evaluate("(hash) => { location.hash = hash; }", linked(table_model(), name="Kinds")[11:])
    expect(page.locator("#model-title")).to_have_text("Kinds")
    expect(page.get_by_label("The link")).to_have_count(0)


def of_json(**change):
    body = json.loads(
        dumps(ELMRegressor(n_hidden=4, random_state=0).fit([[0.0], [1.0]], [0.0, 1.0]))
    )
    return fragment(sealed(body | change).encode())


BAD = {
    "unfolds": (bomb(20), "unfolds to more than"),
    "characters": ("#elm1.$$$", "do not belong there"),
    "cut": (of_json()[:200], "damaged, or was cut off"),
    "version": ("#elm9.AAAA", "version 9"),
    "no-text": (fragment(b"\xff\xfe\xfa"), "no text"),
    "no-json": (fragment(b"<script>alert(1)</script>"), "model file"),
    "no-model": (fragment(b'{"a": 1}'), "model file"),
    "class": (of_json(**{"class": "__proto__"}), "class"),
    "learned": (of_json(learned={}), "not fitted"),
    "nested": (fragment(b'{"a":' * 5000 + b"1" + b"}" * 5000), "model file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_link_is_refused_in_plain_words(page, requests, name):
    link, words = BAD[name]
    page.goto("/share.html" + link)
    expect(page.locator("#message .error")).to_contain_text(words)
    expect(page.locator("#model")).to_be_hidden()


def test_a_link_to_a_gigabyte_is_refused_at_once(page, requests):
    link = bomb(1024)
    page.goto("/share.html")
    said = page.evaluate(
        """async (link) => {
          const { fromFragment } = await import('/client/share.js');
          const said = [];
          for (const limit of [undefined, Infinity]) {
            await fromFragment(link, { limit }).catch(({ code, message }) => said.push(code, message));
          }
          return said;
        }""",
        link,
    )
    assert said[::2] == ["model-format"] * 2
    assert "at most 100,000 are read" in said[1]
    assert "unfolds to more than" in said[3]


def test_a_linked_model_goes_on_to_be_trained(page):
    rows = {"size": [float(i) for i in range(30)], "kind": ["a", "b", "c"] * 10}
    model = TableRegressor(n_hidden=8, random_state=0).fit(rows, [float(i) for i in range(30)])
    page.goto(linked(model, target="price"))
    page.get_by_role("link", name="Go on training").click()
    expect(page).to_have_url(re.compile("table.html#elm1"))
    expect(page.locator("#data-message")).to_contain_text("Opened the model for “price”")
    texts = ["good day sunshine", "rain and cold wind", "warm sunshine", "cold grey rain"]
    page.goto(linked(TextClassifier(vectors=None).fit(texts, ["fair", "foul"] * 2)))
    page.get_by_role("link", name="Go on training").click()
    expect(page).to_have_url(re.compile("text.html#elm1"))
    expect(page.locator(".toast")).to_contain_text("without its sentences")


def test_a_link_of_a_model_of_the_gallery(page, requests):
    page.goto("/share.html")
    page.get_by_role("button", name="News topics").click()
    expect(page.locator("#trial")).to_be_visible()
    link = page.get_by_label("The link").input_value()
    assert 1_000 < len(link) < 32_100
    expect(page.locator("#made")).to_contain_text("the 20 sentences that it was taught")
    page.goto("about:blank")
    page.goto(link)
    page.get_by_label("A text").fill("The striker scored twice in the cup final")
    expect(page.locator("#trial .verdict")).to_contain_text("Sports")


def test_a_link_that_stands_for_a_large_layer_is_asked_about_and_can_be_left(page, requests):
    page.goto(linked(costly(d=40_000, h=1_000)))
    dialog = page.get_by_role("dialog", name="Open this model?")
    making = page.get_by_role("dialog", name="Making the model")
    left = page.get_by_role("alert").filter(has_text="not opened")
    expect(dialog).to_contain_text("320.0 MB of memory")
    dialog.get_by_role("button", name="Leave it").click()
    expect(left).to_be_visible()
    expect(page.locator("#model")).to_be_hidden()

    page.reload()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(left).to_be_visible()

    page.reload()
    dialog.get_by_role("button", name="Open it").click()
    making.get_by_role("button", name="Cancel").click()
    expect(left).to_be_visible()
    expect(making).to_be_hidden()


def test_a_large_layer_that_is_wanted_is_made_away_from_the_page(page, requests):
    page.goto(linked(costly(d=2900, h=2900), name="Large"))
    page.get_by_role("dialog").get_by_role("button", name="Open it").click()
    expect(page.locator("#model-title")).to_have_text("Large", timeout=60_000)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#trial .verdict")).to_have_text("1")
    assert any("a worker" in url and "trial-worker" in url for url in requests)


def test_the_model_asked_for_last_is_shown_whichever_is_there_first(page, requests):
    gallery = []
    page.route(
        "**/gallery/*.json",
        lambda route: gallery.append(route),
    )
    page.goto("/share.html")
    page.get_by_role("button", name="News topics").click()
    page.get_by_role("button", name="Handwritten digits").click()
    while len(gallery) < 2:
        page.wait_for_timeout(20)
    topics, digits = sorted(gallery, key=lambda route: "digits" in route.request.url)
    digits.continue_()
    expect(page.locator("#model-title")).to_contain_text("igits")
    address = page.get_by_label("The link").input_value()
    with page.expect_response("**/topics.json"):
        topics.continue_()
    page.wait_for_timeout(1000)  # it would be shown by now
    expect(page.locator("#model-title")).to_contain_text("igits")
    assert page.url == address


def test_it_tells_that_a_model_says_rare_classes_too(page, requests):
    rows = {"length": [float(i % 10) for i in range(100)]}
    kinds = ["rare" if i % 10 == 9 and i % 20 == 9 else "common" for i in range(100)]
    model = TableClassifier(n_hidden=16, random_state=0, decide="balanced").fit(rows, kinds)
    page.goto(linked(model, target="kind"))
    expect(page.locator("#facts")).to_contain_text("rare classes, too")
    page.get_by_label("length").fill("9")
    assert model.predict({"length": [9.0]}).tolist() == ["rare"]
    assert model.predict_proba({"length": [9.0]}).argmax() == 0
    expect(page.locator("#trial .verdict")).to_contain_text("kind: rare")
    expect(page.locator("#trial")).to_contain_text("Not the most probable one")
