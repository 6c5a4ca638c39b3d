"""Training beside the page that asks for it, and the example of the README."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from build_steps.paths import ROOT
from tests.browser.conftest import BLANK, BOOT
from tests.browser.test_worker import HELPERS, run


@pytest.fixture
def elm(returning_page: Page) -> Page:
    returning_page.goto(BLANK)
    returning_page.evaluate(BOOT)
    returning_page.evaluate(HELPERS)
    return returning_page


def test_the_page_goes_on_while_a_model_is_trained(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(20000, 3);
        const model = await elm.create('ELMClassifier', { n_hidden: 300, random_state: 0 });
        let turns = 0;
        let done = false;
        const count = () => done || (turns++, setTimeout(count));
        setTimeout(count);
        await model.fit(X, y);
        done = true;
        await model.dispose();
        return turns;
        """,
    )
    assert got >= 10


def test_kernel_models_are_trained_in_the_worker_too(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(200);
        const scores = [];
        for (const params of [{}, { n_landmarks: 30, random_state: 0 }]) {
          const model = await elm.create('KernelELMClassifier', params);
          await model.fit(X, y);
          scores.push(await model.score(X, y));
          await model.dispose();
        }
        return scores;
        """,
    )
    assert min(got) > 0.95


def test_the_example_of_the_readme_does_what_it_says(returning_page: Page) -> None:
    """Only the folder is another: the site is at the root."""
    page = returning_page
    blocks = re.findall(r"```js\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    example = next(block for block in blocks if block.startswith("import { ElmToolkit }"))
    example = example.replace("'./site/", "'/")
    page.route(
        "**/example.js", lambda route: route.fulfill(body=example, content_type="text/javascript")
    )
    page.goto(BLANK)
    said = page.evaluate(
        """async () => {
          const said = [];
          console.log = (...values) => said.push(...values);
          await import('/example.js');
          return said;
        }"""
    )
    accuracy, predicted = said
    assert accuracy > 0.8
    assert predicted == ["below"]
