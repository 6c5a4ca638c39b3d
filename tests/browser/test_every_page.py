"""What holds for every page: accessible, within its width, at home under any base path."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_steps.paths import NODE_MODULES, WEB
from elm_core import dumps
from elm_core.tasks import TableClassifier
from tests.browser.conftest import next_visit, returning_visitor
from tests.browser.watch import Watch

PAGES = sorted(path.name for path in WEB.glob("*.html"))
WITHOUT_PYTHON = ("index.html", "gallery.html", "share.html", "models.html", "how-it-works.html")
AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run(document, { runOnly: tags });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(' | ')}`);
}"""


def small_model() -> bytes:
    rows = {"length": [1.0, 2.0, 3.0, 4.0] * 5, "colour": ["red", "blue", "red", "green"] * 5}
    model = TableClassifier(n_hidden=16, random_state=0).fit(rows, ["a", "a", "b", "b"] * 5)
    return dumps(model, metadata={"target": "kind"}).encode()


def use(page: Page, name: str) -> None:
    """Bring an open page to where everything that it can show is shown."""
    if name == "text.html":
        page.locator("#honest .figures").wait_for()
        page.get_by_role("button", name="Shares of the bank").click()
        expect(page.locator("#verdict")).to_contain_text("Business")
    if name == "guard.html":
        for sample, mark in (("Shop assistant", "out-of-scope"), ("Civility", "called Rude")):
            page.get_by_role("button", name=sample).click()
            expect(page.locator("#scores")).to_contain_text(mark)
        page.get_by_role("button", name="sort the sample inbox").click()
        page.locator("#batch-result table").first.wait_for()
        expect(page.locator("#verdict")).to_contain_text("%")
    if name == "search.html":
        page.locator("#measured table").wait_for()
        page.get_by_role("button", name="Learn from the sample questions").click()
        page.locator("#orders .up").first.wait_for()
    if name == "type-ahead.html":
        expect(page.locator("#saved")).to_contain_text("were enough", timeout=60_000)
        page.locator("#text").press_sequentially("your ")
        page.get_by_role("option").first.wait_for()
    if name in ("draw.html", "pictures.html"):
        page.get_by_text("What is taken for what").click(timeout=60_000)
        page.get_by_role("button", name="Keep in this browser").click()
        page.locator(".kept li").first.wait_for()
    if name == "boundary.html":
        expect(page.locator("#curve")).to_contain_text("Best left out")
        page.get_by_role("button", name="Colour names").click()
        expect(page.locator("#colour-said")).to_contain_text("%")
        page.get_by_text("As a table").click()
        expect(page.locator("#curve")).to_contain_text("Best left out")
    if name == "voice.html":
        page.get_by_role("button", name="Try two whistles").click()
        page.locator("#honest .figures").wait_for()
        page.get_by_role("button", name="Whistle up").click()
        expect(page.locator("#verdict")).to_contain_text("%")
    if name == "drums.html":
        page.locator("#machine canvas").first.wait_for()
        page.get_by_role("button", name="Play", exact=True).click()
        page.locator("#grid .now").first.wait_for()
    if name == "stream.html":
        page.locator("#said", has_text="Drift told").wait_for(timeout=60_000)
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Show as table").click()
    if name == "compose.html":
        page.locator("#verdict", has_text="rows").wait_for(timeout=60_000)
        page.get_by_role("button", name="Take out Pixels").last.click()
        page.get_by_text("As Python").last.click()
    if name == "how-it-works.html":
        expect(page.locator("#descent-says")).to_contain_text("solved at once")
        page.get_by_role("button", name="Run").first.click()
        page.locator("#cell-map .output", has_text="[[").wait_for(timeout=60_000)
    if name == "gallery.html":
        for model in ("Iris flowers", "Handwritten digits", "Nine spoken words", "News topics"):
            page.get_by_role("link", name=model).click()
            expect(page.locator("#open-title")).to_have_text(model)
    if name == "share.html":
        model = {"name": "m.json", "mimeType": "application/json", "buffer": small_model()}
        page.locator("#drop input").set_input_files(model)
        expect(page.locator("#trial .verdict")).to_contain_text("%")
        expect(page.get_by_label("The link")).to_have_value(re.compile("#elm1"))
    if name == "index.html":
        expect(page.locator("#verdict")).to_contain_text("German")
        page.get_by_role("button", name="Digit").click()
        page.locator("canvas").click()
        expect(page.locator("#verdict")).to_contain_text("%")
    if name == "models.html":
        expect(page.locator("#empty")).to_be_visible()
    if name == "table.html":
        for sample, target in (("Iris flowers", "“species”"), ("Apartment rents", "“rent”")):
            page.get_by_role("button", name=sample).click()
            expect(page.locator("#target-note")).to_contain_text(target)
            page.get_by_role("button", name="Train", exact=True).click()
            expect(page.locator("#report")).to_contain_text(sample)
            page.locator("#row-result .verdict").wait_for()
            page.locator("#report details summary").last.click()
        for mode, start in (("Find groups", "Find groups"), ("Find odd rows", "Find odd rows")):
            page.get_by_role("radio", name=mode).check(force=True)
            page.get_by_role("button", name=start).click()
            page.locator(".figures:visible").wait_for()


@pytest.mark.parametrize("name", PAGES)
def test_accessible_and_within_its_width(returning_page: Page, name: str) -> None:
    page = returning_page
    looks = [("dark", 390), ("light", 1280)]
    look(page, *looks[0])
    page.goto(f"/{name}")
    use(page, name)
    page.evaluate(AXE)
    for scheme, width in looks:
        look(page, scheme, width)
        assert page.evaluate(RUN_AXE) == [], f"in {scheme} colours, {width} pixels wide"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def look(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    # a colour half-way to another one is not what is judged
    page.evaluate("""() => Promise.all(document.getAnimations()
      .filter((animation) => animation instanceof CSSTransition)
      .map(({ finished }) => finished.catch(() => {}))).then(() => {})""")


@pytest.fixture(scope="module")
def _returning_below(
    browser: Browser, based_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[BrowserContext, Watch]]:
    profile = tmp_path_factory.mktemp("profile")
    with returning_visitor(browser, profile, f"{based_url}/share.html") as visitor:
        yield visitor


@pytest.mark.parametrize("name", PAGES)
def test_works_below_a_base_path(_returning_below, based_url: str, name: str) -> None:
    with next_visit(_returning_below) as (page, _):
        page.goto(f"{based_url}/{name}")
        if name not in WITHOUT_PYTHON:
            expect(page.locator("#status")).to_have_text("Ready")
        page.locator("nav summary", has_text="Numbers").click()
        page.locator("nav").get_by_role("link", name="Table").click()
        expect(page).to_have_url(f"{based_url}/table.html")


def test_the_theme_is_remembered(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(colour)
    page.get_by_role("button", name="Dark mode").click()
    dark = page.evaluate(colour)
    assert dark != light
    page.goto("/text.html")
    assert page.evaluate(colour) == dark
    expect(page.get_by_role("button", name="Dark mode")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("name", ["text.html", "table.html"])
def test_a_failed_start_can_be_tried_again(page: Page, watch, name: str) -> None:
    watch.expect("Failed to load resource", "ERR_FAILED")
    page.context.route("**/pyodide.asm.wasm.pack", lambda route: route.abort())
    page.goto(f"/{name}")
    expect(page.locator("#status")).to_contain_text("Could not start")
    page.context.unroute("**/pyodide.asm.wasm.pack")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#status")).to_have_text("Ready")


@pytest.mark.parametrize("name", [p for p in PAGES if "data-terms" in (WEB / p).read_text()])
def test_terms_of_statistics_have_a_plain_line_and_lead_to_how_it_works(
    returning_page: Page, name: str
) -> None:
    page = returning_page
    page.goto(f"/{name}")
    terms = page.locator("details[data-terms]")
    asked = (terms.get_attribute("data-terms") or "").split()
    terms.locator("summary").click()
    expect(terms.locator("dd")).to_have_count(len(asked))
    expect(terms.get_by_role("link", name="How it works")).to_be_visible()
