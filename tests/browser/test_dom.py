"""The small tools that build pages, as they are in the sources."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from build_steps.paths import WEB

LOOK_UP = """async ([id, ...kinds]) => {
  const { byId } = await import('/sources/ui/dom/dom.js');
  document.body.innerHTML = '<button id="go">Go</button>';
  try {
    return byId(id, ...kinds.map((kind) => globalThis[kind])).textContent;
  } catch (error) {
    return error.message;
  }
}"""


def _source(route: Route) -> None:
    path = WEB / route.request.url.partition("/sources/")[2]
    route.fulfill(body=path.read_bytes(), content_type="text/javascript")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (["go"], "Go"),
        (["go", "HTMLButtonElement"], "Go"),
        (["go", "HTMLInputElement", "HTMLButtonElement"], "Go"),
        (
            ["gone"],
            "this page needs an element with the id “gone”, which is not there: load it again",
        ),
        (
            ["gone", "HTMLButtonElement"],
            "this page needs an HTMLButtonElement with the id “gone”, which is not there: load it again",
        ),
        (
            ["go", "HTMLInputElement", "HTMLSelectElement"],
            "this page needs an HTMLInputElement or HTMLSelectElement with the id “go”, which is a <button>: load it again",
        ),
    ],
)
def test_an_element_is_of_the_class_that_is_asked_for(
    returning_blank: Page, asked: list[str], answer: str
) -> None:
    returning_blank.route("**/sources/**", _source)
    assert returning_blank.evaluate(LOOK_UP, asked) == answer
