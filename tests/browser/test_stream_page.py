"""The stream page, as a person uses it."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest
from playwright.sync_api import Page, expect

from elm_core import ELMClassifier, OnlineELMClassifier, dumps, loads
from tests.browser.files import downloaded, open_file


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/stream.html")
    expect(page.locator("#play")).to_be_enabled()


def row(page: Page) -> int:
    text = page.locator("#figures > div").last.inner_text()
    return int(text.split(" row ")[1].split(" of ")[0].replace(",", ""))


def play_past(page: Page, rows: int) -> None:
    """Play until so many rows are learnt, then pause."""
    page.locator("#speed").select_option("0")
    for _ in range(600):
        page.wait_for_timeout(100)
        if row(page) >= rows:
            break
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#play")).to_have_text("Play")
    page.wait_for_timeout(400)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_forgetting_follows_a_change_that_remembering_does_not(page: Page) -> None:
    open_page(page)
    play_past(page, 3200)
    exported = table(downloaded(page, "Export the curve").decode())
    # a quick machine plays past the next change before it is asked to pause
    curve = [point for point in exported if int(point["row"]) <= 3200]
    last = curve[-1]
    assert float(last["forgets, %"]) > 70 > 30 > float(last["remembers all, %"])
    assert sum(int(point["real changes"]) for point in curve) == 1
    told = [int(point["row"]) for point in curve if int(point["drifts told"])]
    assert len(told) == 1 and 2000 < told[0] < 2500
    page.get_by_role("button", name="Show as table").click()
    expect(page.locator("#curve tbody tr")).to_have_count(len(exported))


def test_drifts_told_and_real_changes_are_drawn(page: Page) -> None:
    open_page(page)
    assert drawn(page, "--bad") == 0  # nothing has happened yet
    play_past(page, 2600)
    # the stroke of a drift that was told is as high as the plot; the curve does not have its colour
    assert drawn(page, "--bad") > 150
    # a real change is marked in the colour of the dashed curve, so count columns full of it
    assert drawn(page, "--muted", of_a_column=True) > 40


def drawn(page: Page, colour: str, of_a_column: bool = False) -> int:
    """Pixels of a colour of the theme in the curve: in all, or in the column that has most."""
    return int(
        page.locator("#curve canvas").evaluate(
            """(canvas, [name, ofColumn]) => {
              const probe = document.body.appendChild(document.createElement('span'));
              probe.style.color = `var(${name})`;
              const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
              const one = pen.getContext('2d');
              one.fillStyle = getComputedStyle(probe).color;
              one.fillRect(0, 0, 1, 1);
              probe.remove();
              const [r, g, b] = one.getImageData(0, 0, 1, 1).data;
              const { width, height } = canvas;
              const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
              const columns = new Uint32Array(width);
              for (let i = 0; i < data.length; i += 4) {
                const apart = Math.hypot(data[i] - r, data[i + 1] - g, data[i + 2] - b);
                if (data[i + 3] > 200 && apart < 12) columns[(i / 4) % width]++;
              }
              return ofColumn ? Math.max(...columns) : columns.reduce((a, c) => a + c, 0);
            }""",
            [colour, of_a_column],
        )
    )


def test_paused_it_stands_still_and_steps_by_blocks(page: Page) -> None:
    open_page(page)
    play_past(page, 100)
    before = row(page)
    page.get_by_role("button", name="Step").click()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    assert row(page) == before + 50


def test_the_same_seed_gives_the_same_rows(page: Page) -> None:
    open_page(page)
    first = downloaded(page, "Export rows").decode()
    assert downloaded(page, "Export rows").decode() == first
    assert len(first.strip().splitlines()) == 5001
    page.locator("#seed").fill("2")
    page.locator("#seed").press("Enter")
    assert downloaded(page, "Export rows").decode() != first
    page.get_by_role("button", name="SEA").click()
    assert downloaded(page, "Export rows").decode().startswith("x1,x2,x3,class")


def test_a_saved_model_goes_on_where_it_was(page: Page) -> None:
    open_page(page)
    play_past(page, 500)
    text = downloaded(page, "Save model").decode()
    model = loads(text)
    seen = model.n_samples_seen_
    assert model.forgetting_factor == 0.995 and seen >= 500
    open_page(page)
    page.get_by_role("button", name="SEA").click()
    open_file(page, "stream.json", text)
    expect(page.locator("#kind-wave")).to_have_attribute("aria-pressed", "true")
    play_past(page, seen + 100)
    assert loads(downloaded(page, "Save model").decode()).n_samples_seen_ >= seen + 100


def test_a_file_is_played_in_the_order_of_a_column(page: Page) -> None:
    draw = random.Random(0)
    rows = []
    for day in range(600):
        a, b = draw.random(), draw.choice(["x", "y"])
        rows.append(f"{day},{a:.4f},{b},{'up' if (a > 0.5) == (b == 'x') else 'down'}")
    draw.shuffle(rows)
    open_page(page)
    open_file(page, "days.csv", "\n".join(["day,a,b,answer", *rows]), "#drop")
    expect(page.locator("#file-message")).to_contain_text("600 rows, 4 numbers a row, 2 classes")
    page.locator("#order").select_option("day")
    expect(page.locator("#file-message")).to_contain_text("600 rows, 3 numbers a row")
    page.locator("#speed").select_option("0")
    expect(page.locator("#said")).to_have_text("The stream has ended.")
    expect(page.locator("#step")).to_be_disabled()
    expect(page.locator("#play")).to_have_text("Play again")
    expect(page.locator("#figures")).to_contain_text("Ended")
    expect(page.locator("#figures")).not_to_contain_text("rows a second")
    page.wait_for_timeout(400)
    assert float(table(downloaded(page, "Export the curve").decode())[-1]["forgets, %"]) > 80


def test_a_row_that_cannot_be_learnt_is_named_and_left_out(page: Page) -> None:
    rows = [f"{i % 7},{'1e308' if i in (0, 30) else i},{i % 2}" for i in range(120)]
    open_page(page)
    open_file(page, "large.csv", "\n".join(["a,v,odd", *rows]), "#drop")
    said = page.locator("#message [role=alert]")
    for line in (1, 31):
        expect(said).to_contain_text(f"Column “v” holds 1e+308, which is too large, in row {line} ")
        said.get_by_role("button", name="Go on without this row").click()
    expect(page.locator("#said")).to_have_text("The stream has ended.")
    expect(said).to_have_count(0)
    assert loads(downloaded(page, "Save model").decode()).n_samples_seen_ == 118


def test_files_that_will_not_do_are_named(page: Page) -> None:
    open_page(page)
    open_file(page, "same.csv", "a,b\n1,x\n2,x\n", "#drop")
    open_file(page, "numbers.csv", "a,b\n" + "\n".join(f"{i},{i / 7}" for i in range(80)), "#drop")
    expect(page.locator("#file-message [role=alert]")).to_contain_text("2 to 50 different values")
    said = page.locator("#keep [role=alert]")
    wrong = ELMClassifier(n_hidden=4, random_state=0).fit([[0.0], [1.0]] * 5, [0, 1] * 5)
    open_file(page, "elm.json", dumps(wrong))
    expect(said).to_contain_text("not an online classifier")
    wide = OnlineELMClassifier(n_hidden=4, random_state=0).fit(
        [[0.0] * 4, [1.0] * 4] * 5, [0, 1] * 5
    )
    open_file(page, "wide.json", dumps(wide, statistics=True))
    expect(said).to_contain_text("takes 4 numbers a row; the stream has 2")
    evil = json.loads(dumps(wide, metadata={"stream": {"kind": "wave", "row": 1e12}}))
    open_file(page, "evil.json", json.dumps(evil))
    expect(said).to_contain_text("takes 4 numbers a row")


def test_names_and_classes_never_become_html(page: Page) -> None:
    attack = "<img src=x onerror=window.__hit=1>"
    rows = "\n".join(f"{i % 7},{attack if i % 2 else 'b'}" for i in range(150))
    open_page(page)
    open_file(page, f"{attack}.csv", f"{attack},{attack}\n{rows}", "#drop")
    expect(page.locator("#file-message")).to_contain_text("150 rows")
    expect(page.locator("#said")).to_have_text("The stream has ended.")
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0
