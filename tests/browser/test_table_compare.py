"""Two kept models of the table page, beside each other; and files that come in quick succession."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_table_page import choose_pair, keep_as, open_file, train


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def noisy_rows(n: int, start: int = 0) -> str:
    """Rows of which a model is not right in all: x, z and a kind that one in seven tells wrong."""
    lines = ["x,z,kind"]
    for i in range(start, start + n):
        x, z = (i * 37) % 101, (i * 53) % 97
        lines.append(f"{x},{z},{'red' if (x * z > 2000) != (i % 7 == 0) else 'blue'}")
    return "\n".join(lines) + "\n"


def keep_one(page: Page) -> None:
    """Keep a model, P, of other settings of the test than usual."""
    page.goto("/table.html")
    open_file(page, noisy_rows(200))
    page.get_by_text("Options", exact=True).click()
    page.get_by_label("Rows held out").fill("40")
    page.get_by_label("Seed").fill("7")
    train(page)
    keep_as(page, "P")


def test_compared_models_have_the_figures_of_the_page(page: Page) -> None:
    keep_one(page)
    figure = page.locator("#headline .figure, #headline dd, #headline strong").first.inner_text()
    page.locator("#statistics").uncheck()  # of the same model another file
    keep_as(page, "Q")
    choose_pair(page, "P", "Q")
    page.get_by_role("button", name="Compare by the open table").click()
    result = page.locator("#compare-result")
    expect(result).to_contain_text("Both learnt 120 rows of it again")
    expect(result.locator(".verdict")).to_have_text("They say the same of all 80 rows.")
    assert figure in result.locator("tbody tr").first.inner_text()

    # cells that could not be read, and rows without an answer, are told
    new = noisy_rows(100, 500).splitlines()
    new[1:] = [
        ("foo," + line.split(",", 1)[1])
        if i < 30
        else line
        if i < 50
        else line.rsplit(",", 1)[0] + ","
        for i, line in enumerate(new[1:])
    ]
    open_file(page, "\n".join(new), "new.csv", "#compare-drop input")
    expect(result).to_contain_text("By new.csv. 50 of its 100 rows hold the answer.")
    notes = result.get_by_role("list", name="What was noted").get_by_role("listitem")
    expect(notes).to_have_count(1)  # both models note the same
    expect(notes).to_contain_text("30 cells of x are no numbers")
    expect(notes).to_contain_text("“foo” in row 1")

    # a result goes with a model of it, and does so when other models are chosen
    page.locator("#keep-bar .kept [aria-label*=Remove]").first.click()
    expect(result).to_be_empty()


def test_of_two_comparisons_the_newer_one_is_shown(page: Page) -> None:
    keep_one(page)
    page.locator("#statistics").uncheck()  # of the same model another file
    keep_as(page, "Q")
    choose_pair(page, "P", "Q")
    open_file(page, noisy_rows(60_000), "large.csv", "#compare-drop input")
    expect(page.get_by_role("progressbar", name="Comparing")).to_be_visible()
    open_file(page, noisy_rows(40), "few.csv", "#compare-drop input")
    result = page.locator("#compare-result")
    expect(result).to_contain_text("By few.csv.")
    expect(page.locator("#compare-open")).to_be_enabled()
    expect(page.locator("#compare-message")).to_be_empty()

    open_file(page, noisy_rows(60_000), "large.csv", "#compare-drop input")
    cancel = page.locator("#comparing [data-cancel]")
    cancel.click()
    expect(page.locator("#compare-message")).to_contain_text("Cancelled")
    expect(result).to_contain_text("By few.csv.")

    open_file(page, noisy_rows(60_000), "large.csv", "#compare-drop input")
    expect(cancel).to_be_visible()
    page.locator("#compare-second").select_option("P")
    expect(cancel).to_be_hidden()
    expect(result).to_be_empty()
    expect(page.locator("#compare-message")).to_be_empty()


def test_each_of_several_files_is_learnt_and_told_of(page: Page) -> None:
    page.goto("/table.html")
    open_file(page, noisy_rows(60))
    train(page)
    for name, text in (
        ("a.csv", noisy_rows(20_000, 100)),
        ("broken.csv", "a,b\n1,2\n"),
        ("b.csv", noisy_rows(50, 90_000)),
    ):
        open_file(page, text, name, "#more-drop input")
    message = page.locator("#keep-message")
    expect(message).to_contain_text("It has now learnt from 20,110 rows")
    expect(message).to_contain_text("Learnt 20,000 rows more")
    expect(message.get_by_role("alert")).to_contain_text("The table has no column “kind”")
    assert message.inner_text().index("a.csv") < message.inner_text().index("b.csv")


def test_a_slow_sample_does_not_replace_what_was_opened_after_it(page: Page) -> None:
    held: list[Route] = []
    page.route("**/samples/iris.csv", lambda route: held.append(route))
    page.goto("/table.html")
    with page.expect_request("**/samples/iris.csv"):
        page.get_by_role("button", name="Iris flowers").click()
    open_file(page, noisy_rows(60), "mine.csv")
    expect(page.locator("#preview")).to_contain_text("mine.csv")
    with page.expect_response("**/samples/iris.csv"):
        for route in held:
            route.continue_()
    page.wait_for_timeout(500)
    expect(page.locator("#preview")).to_contain_text("mine.csv")
