"""The table page, as a person uses it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from elm_core import loads
from tests.browser.files import downloaded

CHOOSE_TABLE = "#drop input"


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_sample(page: Page, title: str) -> None:
    page.goto("/table.html")
    page.get_by_role("button", name=title).click()
    expect(page.locator("#preview details[open]")).to_contain_text(title)
    expect(page.locator("#training [data-start]")).to_be_enabled()
    expect(page.locator("#target-note")).not_to_be_empty()


def open_file(
    page: Page, text: str | bytes, name: str = "rows.csv", where: str = CHOOSE_TABLE
) -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator(where).set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})


def train(page: Page) -> None:
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#keep")).to_be_visible()
    expect(page.locator("#training [data-start]")).to_be_enabled()


def figure(page: Page, meaning: str) -> str:
    return (
        page.locator(".figures > div", has_text=meaning).first.locator("strong").text_content()
        or ""
    )


def saved_model(page: Page, tmp_path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save model").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def rows(n: int, start: int = 0) -> str:
    """Something a model can learn: the sign of x decides."""
    lines = [
        f"{(-1) ** i * (i % 7 + 1)},{'up' if i % 2 == 0 else 'down'}"
        for i in range(start, start + n)
    ]
    return "x,way\n" + "\n".join(lines) + "\n"


def test_it_begins_with_an_answer_which_goes_when_another_table_comes(page: Page) -> None:
    page.goto("/table.html")
    expect(page.locator("#row-result .verdict")).to_contain_text("species:")
    expect(page.locator("#preview summary").first).to_contain_text("An example: Iris flowers")
    expect(page.locator("#preview table")).to_be_hidden()
    assert page.evaluate("scrollY") == 0
    expect(page.locator("#example-said")).to_contain_text("right of 38 rows that it had not seen")
    page.get_by_role("link", name="Ask it").click()
    expect(page.get_by_role("textbox", name="sepal length (cm)")).to_be_focused()
    page.get_by_role("textbox", name="petal length (cm)").fill("1.3")
    page.get_by_role("textbox", name="petal width (cm)").fill("0.2")
    expect(page.locator("#row-result .verdict")).to_contain_text("species: setosa")
    open_file(page, rows(40))
    expect(page.locator("#preview details[open]")).to_contain_text("rows.csv")
    assert page.locator(".toast").count() == 0
    for part in ("#results", "#predict", "#closer", "#keep"):
        expect(page.locator(part)).to_be_hidden()
    train(page)
    expect(page.locator("#report")).to_contain_text("rows.csv")
    page.wait_for_timeout(4000)  # it is put aside in a quiet moment
    page.reload()
    expect(page.locator("#data-message")).to_contain_text("“way”")
    expect(page.locator("#preview")).to_be_empty()


def test_the_answer_is_seen_at_once_beside_what_is_asked_for(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/table.html")
    expect(page.locator("#results")).to_be_visible()  # before anything is learnt: nothing moves
    expect(page.locator("#row-result .verdict")).to_contain_text("species:")
    for part in ("#headline > .figures", "#row-form", "#row-result"):
        box = page.locator(part).bounding_box()
        assert box and box["y"] + box["height"] <= 900, part
    data, score = (page.locator(card).bounding_box() for card in ("#preview", "#results"))
    assert data and score and data["x"] + data["width"] <= score["x"]


def test_nothing_moves_aside_when_the_answer_comes(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/table.html")
    open_sample(page, "Iris flowers")
    place = "document.querySelector('#train').getBoundingClientRect().width"
    before = page.evaluate(place)
    expect(page.locator("#to-come")).to_be_visible()
    train(page)
    assert page.evaluate(place) == before
    expect(page.locator("#to-come")).to_be_hidden()


def test_what_was_learnt_from_one_table_goes_with_it_and_comes_back(page: Page) -> None:
    page.goto("/table.html")
    open_file(page, rows(40))
    train(page)
    open_file(page, "size,kind\n" + "1,a\n2,b\n" * 20, "other.csv")
    expect(page.locator("#preview")).to_contain_text("other.csv")
    for part in ("#results", "#predict", "#closer"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("#keep")).to_be_visible()  # the model can be saved, kept ones be opened
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#preview")).to_contain_text("rows.csv")
    expect(page.locator("#report")).to_contain_text("rows.csv")
    expect(page.locator("#row-result .verdict")).to_contain_text("way:")
    for part in ("#results", "#predict", "#closer", "#keep"):
        expect(page.locator(part)).to_be_visible()


def test_the_example_is_no_work_of_the_visitor(page: Page) -> None:
    page.goto("/table.html")
    page.locator("#paste summary").click()  # before the example has been learnt, or after it
    expect(page.locator("#row-result .verdict")).to_contain_text("species:")
    page.get_by_role("textbox", name="petal length (cm)").fill("1.3")
    page.wait_for_timeout(3000)  # longer than work waits to be put aside
    page.reload()
    expect(page.locator("#row-result .verdict")).to_contain_text("species:")
    assert page.locator(".toast, .offer").count() == 0


def test_iris_is_learnt_and_asked_by_form(page: Page) -> None:
    open_sample(page, "Iris flowers")
    expect(page.locator("#preview")).to_contain_text("CC BY 4.0")
    expect(page.locator("#task")).to_have_value("classification")
    train(page)
    assert float(figure(page, "that it had not seen").split()[0]) >= 90
    assert float(figure(page, "leave-one-out").split()[0]) >= 90
    expect(page.locator(".confusion tbody tr")).to_have_count(3)
    page.get_by_text("Class by class").click()
    expect(page.locator("#report canvas")).to_have_count(1)
    page.get_by_role("textbox", name="petal length (cm)").fill("1.3")
    page.get_by_role("textbox", name="petal width (cm)").fill("0.2")
    expect(page.locator("#row-result .verdict")).to_contain_text("species: setosa")


def test_rents_are_learnt_from_a_mixed_table(page: Page) -> None:
    open_sample(page, "Apartment rents")
    expect(page.locator("#task")).to_have_value("regression")
    train(page)
    assert float(figure(page, "R² on the held-out")) > 0.8
    off, plain = (
        float(figure(page, what)) for what in ("off on average", "off by always saying the mean")
    )
    assert off < plain / 2
    page.get_by_text("Row by row").click()
    expect(page.locator("#report canvas")).to_have_count(2)
    rent = page.locator("#row-result .verdict")
    page.get_by_role("textbox", name="area (m²)").fill("30")
    expect(rent).to_contain_text("rent:")
    small = float(rent.inner_text().split(":")[1].replace(",", ""))
    page.get_by_role("textbox", name="area (m²)").fill("120")
    page.wait_for_function(
        "(old) => parseFloat(document.querySelector('#row-result .verdict').textContent"
        ".split(':')[1].replace(',', '')) > old + 200",
        arg=small,
    )


def test_a_file_comes_back_with_predictions(page: Page) -> None:
    open_sample(page, "Iris flowers")
    train(page)
    sample = "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),species,note\n"
    sample += '5.1,3.5,1.4,0.2,setosa,"a, quoted ""note"""\n6.3,3.3,6.0,2.5,virginica,\n'
    open_file(page, sample, "two.csv", "#batch-drop input")
    expect(page.locator("#batch-message")).to_contain_text("100.0 % are right")
    answers = downloaded(page, "Download two-predicted.csv").decode()
    got = list(csv.DictReader(io.StringIO(answers)))
    assert [row["predicted species"] for row in got] == ["setosa", "virginica"]
    assert got[0]["note"] == 'a, quoted "note"'
    shares = [float(got[0][f"P({name})"]) for name in ("setosa", "versicolor", "virginica")]
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    assert max(shares) == shares[0]


def test_predictions_of_a_file_are_of_the_model_in_use(page: Page) -> None:
    open_sample(page, "Iris flowers")
    train(page)
    names = "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm)"
    open_file(page, f"{names}\n6.1,2.8,4.9,1.7\n", "one.csv", "#batch-drop input")
    said = page.locator("#batch-message")
    expect(said).to_contain_text("1 row predicted")
    before = downloaded(page, "Download one-predicted.csv")
    page.get_by_text("Options", exact=True).click()
    page.get_by_label("Hidden units").fill("5")
    train(page)
    expect(said).to_contain_text("1 row predicted")
    assert downloaded(page, "Download one-predicted.csv") != before
    page.get_by_role("button", name="Diabetes progression").click()
    expect(page.locator("#target")).to_have_value("progression after a year")
    train(page)
    expect(said).to_contain_text("The new model cannot predict one.csv")
    expect(said.get_by_role("button")).to_have_count(0)


def test_a_row_that_was_typed_stays_for_the_next_model(page: Page) -> None:
    open_sample(page, "Apartment rents")
    train(page)
    form = page.locator("#row-form")
    number, choice = form.locator("input").first, form.locator("select").first
    number.fill("7777")
    expect(page.locator("#row-result .verdict + p")).to_contain_text("the rows it learnt from")
    number.fill("77")
    expect(page.locator("#row-result")).not_to_contain_text("the rows it learnt from.")
    choice.select_option(index=1)
    chosen = choice.input_value()
    other = form.locator("input").nth(1).input_value()
    train(page)
    expect(number).to_have_value("77")
    expect(choice).to_have_value(chosen)
    expect(form.locator("input").nth(1)).to_have_value(other)
    page.get_by_role("button", name="Iris flowers").click()
    expect(page.locator("#target")).to_have_value("species")
    train(page)
    expect(form.get_by_role("textbox").first).to_have_value("5.8")


def test_a_saved_model_opens_here_and_in_python(page: Page, tmp_path: Path) -> None:
    open_sample(page, "Iris flowers")
    train(page)
    page.get_by_role("textbox", name="petal width (cm)").fill("2.4")
    page.get_by_role("textbox", name="petal length (cm)").fill("6")
    path = saved_model(page, tmp_path)
    model = loads(path.read_text(encoding="utf-8"))
    row = {
        "sepal length (cm)": ["5.8"],
        "sepal width (cm)": ["3"],
        "petal length (cm)": ["6"],
        "petal width (cm)": ["2.4"],
    }
    assert model.predict(row).tolist() == ["virginica"]
    said = f"species: virginica, {model.predict_proba(row).max():.0%}".replace("%", " %")
    expect(page.locator("#row-result .verdict")).to_have_text(said)
    assert json.loads(path.read_text(encoding="utf-8"))["metadata"]["target"] == "species"

    page.goto("/table.html")
    page.locator(CHOOSE_TABLE).set_input_files(path)
    expect(page.locator("#data-message")).to_contain_text("learnt from 150 rows")
    page.get_by_role("textbox", name="petal width (cm)").fill("2.4")
    page.get_by_role("textbox", name="petal length (cm)").fill("6")
    expect(page.locator("#row-result .verdict")).to_have_text(said)
    page.get_by_role("textbox", name="petal length (cm)").fill("400")
    expect(page.locator("#row-result")).to_contain_text("petal length (cm): outside 1 to 6.9")
    expect(page.locator("#row-result")).to_contain_text("So take the answer as a guess.")


def test_a_model_goes_on_learning_and_back(page: Page, tmp_path: Path) -> None:
    page.goto("/table.html")
    open_file(page, rows(60))
    train(page)
    before = saved_model(page, tmp_path).read_text(encoding="utf-8")
    open_file(page, "x,way\n" + "0,still\n" * 30, "more.csv", "#more-drop input")
    expect(page.locator("#keep-message")).to_contain_text("now learnt from 90 rows")
    page.get_by_role("textbox", name="x").fill("0")
    expect(page.locator("#row-result .verdict")).to_contain_text("still")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#keep-message")).to_contain_text("Undone")
    after = saved_model(page, tmp_path).read_text(encoding="utf-8")
    assert json.loads(after)["learned"] == json.loads(before)["learned"]


def test_bad_rows_are_named_and_the_model_stays(page: Page, tmp_path: Path) -> None:
    page.goto("/table.html")
    open_file(page, rows(60))
    train(page)
    before = json.loads(saved_model(page, tmp_path).read_text(encoding="utf-8"))
    alert = page.locator("#keep-message [role=alert]")
    open_file(page, "x,way\n1,up\n1e120,down\n", "far.csv", "#more-drop input")
    expect(alert).to_contain_text("holds 1e+120")
    expect(alert).to_contain_text("row 2 below the header")
    open_file(page, "y,way\n1,up\n", "other.csv", "#more-drop input")
    expect(alert).to_contain_text("'x'")
    open_file(page, "x,other\n1,up\n", "no target.csv", "#more-drop input")
    expect(alert).to_contain_text("no column “way”")
    after = json.loads(saved_model(page, tmp_path).read_text(encoding="utf-8"))
    assert after == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("a,b\n", "no row below it"),
        (b"a,b\n\x00\x01", "not a text file"),
        ("a,b,c,d,e\n1\n2,3\n", "No row has as many cells"),
        ("a,b\n1,2\n", "two values to tell apart"),
        (",".join(f"c{i}" for i in range(5000)) + "\n1\n", "at most 2000"),
    ],
)
def test_unusable_files_are_refused_in_words(page: Page, content: str | bytes, said: str) -> None:
    page.goto("/table.html")
    open_file(page, content)
    expect(page.locator("#data-message [role=alert]")).to_contain_text(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x,way\n1,up\n2,\n3,up\n", "at least 2 classes"),
        (
            "x,y\n" + "\n".join(f"1.{i:02}e308,{i}.5" for i in range(1, 30)),
            "row 1 below the header",
        ),
        ("x,y\n" + "\n".join(f"1,{i}.5" for i in range(1, 30)), "column is left to learn from"),
    ],
)
def test_untrainable_tables_say_why(page: Page, content: str, said: str) -> None:
    page.goto("/table.html")
    open_file(page, content)
    expect(page.locator("#target-note")).not_to_be_empty()
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#train-message [role=alert]")).to_contain_text(said)
    expect(page.locator("#results")).to_be_hidden()
    page.get_by_role("button", name="Iris flowers").click()
    expect(page.locator("#train-message")).to_be_empty()


def test_rows_without_the_target_are_left_out(page: Page) -> None:
    page.goto("/table.html")
    open_file(page, rows(60) + "5,\n6,NA\n")
    expect(page.locator("#target-note")).to_contain_text("2 rows without it will be left out")
    train(page)
    expect(page.locator("#report")).to_contain_text("Learnt from 45 rows and tested on 15")


def test_options_are_checked_beside_their_fields(page: Page) -> None:
    open_sample(page, "Iris flowers")
    page.locator("#train summary").click()
    page.get_by_label("Hidden units").fill("0")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#train-message [role=alert]")).to_contain_text("Hidden units")
    expect(page.get_by_label("Hidden units")).to_be_focused()


def test_training_can_be_cancelled(page: Page) -> None:
    page.goto("/table.html")
    lines = [f"{i % 97},{i % 89},{i % 83},{'abc'[i % 3]}" for i in range(60_000)]
    open_file(page, "a,b,c,d\n" + "\n".join(lines))
    expect(page.locator("#target-note")).not_to_be_empty(timeout=30_000)
    page.locator("#train summary").click()
    page.get_by_label("Hidden units").fill("2000")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#train-message")).to_contain_text("Cancelled")
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


def test_another_table_can_be_taken_back(page: Page) -> None:
    open_sample(page, "Iris flowers")
    page.get_by_role("button", name="Diabetes progression").click()
    expect(page.locator("#target")).to_have_value("progression after a year")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#target")).to_have_value("species")


def test_pasted_rows_and_a_dropped_file(page: Page) -> None:
    page.goto("/table.html")
    page.get_by_text("Paste rows from a spreadsheet").click()
    page.get_by_label("Rows with a header line").fill(rows(30).replace(",", "\t"))
    page.get_by_role("button", name="Use these rows").click()
    expect(page.locator("#preview")).to_contain_text("30 rows, 2 columns")
    page.evaluate(
        """(text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], 'dropped.csv'));
          document.querySelector('#drop .dropzone').dispatchEvent(
            new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        rows(44),
    )
    expect(page.locator("#preview")).to_contain_text("dropped.csv 44 rows")


PAYLOADS = [
    "<img src=x onerror=window.__hit=1>",
    "<script>window.__hit=1</script>",
    '"><svg onload=window.__hit=1>',
    "javascript:window.__hit=1",
    "{{constructor.constructor('window.__hit=1')()}}",
    "__proto__",
    "constructor",
    "</textarea><iframe srcdoc='<script>top.__hit=1</script>'>",
]


def test_nothing_in_a_file_becomes_code(page: Page) -> None:
    page.goto("/table.html")
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([*PAYLOADS, "label"])
    for i in range(64):
        writer.writerow(
            [PAYLOADS[(i + j) % 8] if j % 2 else i * j for j in range(8)] + [PAYLOADS[i % 4]]
        )
    open_file(page, output.getvalue(), f"{PAYLOADS[0]}.csv")
    expect(page.locator("#target-note")).not_to_be_empty()
    page.locator("#target").select_option("label")
    train(page)
    open_file(page, output.getvalue(), f"{PAYLOADS[1]}.csv", "#batch-drop input")
    page.get_by_role("button", name="Download").wait_for()
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(script, iframe, svg, img)").count() == 0
    assert page.evaluate(
        "({}).polluted === undefined && Object.keys(Object.prototype).length === 0"
    )


def test_a_model_of_another_kind_or_none_is_refused(page: Page) -> None:
    page.goto("/table.html")
    open_file(page, '{"format": "elm-toolkit-model"', "broken.json")
    expect(page.locator("#data-message [role=alert]")).to_contain_text("JSON")
    open_file(page, "{}", "empty.json")
    expect(page.locator("#data-message [role=alert]")).to_contain_text("ot a model file")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/table.html")
    page.get_by_role("button", name="Iris flowers").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#target-note")).not_to_be_empty()
    page.get_by_role("button", name="Train", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.locator("#results")).to_be_focused()


def mode(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check(force=True)


def test_groups_are_found_and_compared(page: Page, tmp_path: Path) -> None:
    open_sample(page, "Iris flowers")
    mode(page, "Find groups")
    page.get_by_role("button", name="Find groups").click()
    results = page.locator("#group-results")
    expect(results).to_contain_text("Beside species")
    sizes = figure(page, "rows in each group").split(" · ")
    assert sum(map(int, sizes)) == 150 and len(sizes) == 3
    expect(results.locator("canvas")).to_have_count(1)
    groups = downloaded(page, "Download groups.csv").decode()
    got = list(csv.DictReader(io.StringIO(groups)))
    setosa = {row["group"] for row in got if row["species"] == "setosa"}
    assert len(setosa) == 1  # they lie far from the others


def test_one_predicts_right_below_the_score(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/table.html")
    page.get_by_role("button", name="Iris flowers").click()
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#headline > .figures")).to_contain_text("that it had not seen")
    page.locator("#row-result .verdict").wait_for()
    # without scrolling: what it says of a row, and its fields
    expect(page.locator("#row-form input").first).to_be_in_viewport()
    expect(page.locator("#row-result .verdict")).to_be_in_viewport()
    places = page.locator("#results, #predict, #closer").evaluate_all("all => all.map((e) => e.id)")
    assert places == ["results", "predict", "closer"]


def test_far_rows_among_few_are_found(page: Page) -> None:
    # learnt from, each spoke for itself
    random = np.random.RandomState(0)
    x = random.standard_normal((60, 6))
    x[[3, 20, 41]] += 12
    lines = [",".join("abcdef"), *(",".join(f"{cell:.3f}" for cell in row) for row in x)]
    page.goto("/table.html")
    open_file(page, "\n".join(lines) + "\n")
    expect(page.locator("#want")).to_be_visible()
    mode(page, "Find odd rows")
    page.get_by_role("button", name="Find odd rows").click()
    rows = page.locator("#odd-results tbody tr")
    expect(rows.first.locator("td").nth(1)).to_have_text("yes")
    first = [rows.nth(i).locator("td").first.inner_text() for i in range(3)]
    assert sorted(first, key=int) == ["4", "21", "42"]
    save = downloaded(page, "Download odd-rows.csv").decode().splitlines()
    odd = [place for place, line in enumerate(save) if line.split(",")[6] == "yes"]
    assert set(odd) == {4, 21, 42}  # 5 in 100 of 60 rows
    expect(page.locator("#odd-results")).to_contain_text("3 of 60")
    page.get_by_label("Mark the oddest").select_option("10 in 100 rows")  # found anew at once
    expect(page.locator("#odd-results")).to_contain_text("6 of 60")


def test_odd_rows_are_named_and_another_file_is_checked(page: Page) -> None:
    page.goto("/table.html")
    open_file(
        page, "size,kind\n" + "".join(f"{i % 10},k{i % 3}\n" for i in range(120)) + "900,k1\n"
    )
    expect(page.locator("#want")).to_be_visible()
    mode(page, "Find odd rows")
    page.get_by_role("button", name="Find odd rows").click()
    first = page.locator("#odd-results tbody tr").first
    expect(first).to_contain_text("121")
    expect(first).to_contain_text("size 900")
    open_file(page, "size,kind\n4,k1\n-700,k2\n", "new.csv", "#odd-drop input")
    expect(page.locator("#odd-file")).to_contain_text("1 of 2")
    open_file(page, "other\n4\n", "bad.csv", "#odd-drop input")
    expect(page.locator("#odd-file [role=alert]")).to_contain_text("lacks the column")


def test_tastes_are_learnt(page: Page) -> None:
    page.goto("/table.html")
    page.get_by_role("button", name="Film club").click()
    page.get_by_role("button", name="Learn the tastes").click()
    expect(page.locator("#recommend-results")).to_contain_text("will probably like")
    assert float(figure(page, "off on average")) < float(figure(page, "always saying the mean"))
    page.get_by_role("combobox", name="For whom").fill("<b>nobody</b>")
    expect(page.locator("#recommend-results")).to_contain_text("Nobody called <b>nobody</b>")
    page.get_by_role("combobox", name="Rating").select_option("film")
    page.get_by_role("button", name="Learn the tastes").click()
    alert = page.locator("#recommend-message [role=alert]")
    expect(alert).to_contain_text("three different columns")


def test_nothing_starts_before_the_columns_of_another_table_are_known(page: Page) -> None:
    page.goto("/table.html")
    page.get_by_role("button", name="Film club").click()
    start = page.get_by_role("button", name="Learn the tastes")
    expect(start).to_be_enabled()
    page.evaluate("""() => {
      const post = Worker.prototype.postMessage;
      const held = [];
      Worker.prototype.postMessage = function (...message) {
        const go = () => post.apply(this, message);
        if (message[0]?.verb === 'inspect_table') held.push(go);
        else go();
      };
      window.letAsk = () => {
        Worker.prototype.postMessage = post;
        for (const go of held) go();
      };
    }""")
    rows = [f"{who},{what},{1 + (who * what) % 5}" for who in range(9) for what in range(9)]
    page.locator("#paste summary").click()
    page.locator("#pasted").fill("\n".join(["person,thing,rating", *rows]))
    page.get_by_role("button", name="Use these rows").click()
    expect(page.locator("#preview")).to_contain_text("81")
    expect(start).to_be_disabled()
    page.evaluate("() => window.letAsk()")
    expect(start).to_be_enabled()


def test_trainings_are_compared_on_the_same_held_out_rows(page: Page) -> None:
    open_sample(page, "Iris flowers")
    train(page)
    expect(page.locator("#report")).not_to_contain_text("Side by side")
    page.locator("#train summary").click()
    page.get_by_label("Hidden units").fill("1")
    train(page)
    beside = page.locator("#report table", has_text="hidden unit")
    expect(beside.locator("tbody tr")).to_have_count(2)
    expect(beside).to_contain_text("512 hidden units, relu, 4 columns")
    expect(beside).to_contain_text("1 hidden unit, relu, 4 columns (in use)")
    now = figure(page, "that it had not seen")
    expect(beside.locator("tbody tr").last).to_contain_text(now)
    page.get_by_label("Hidden units").fill("512")
    column = page.get_by_role("checkbox", name="Learn from petal width (cm)", exact=True)
    column.uncheck()
    expect(beside).to_contain_text("3 columns without petal width (cm) (in use)")
    column.check()
    expect(beside).to_contain_text("512 hidden units, relu, 4 columns (in use)")
    page.get_by_role("checkbox", name="Learn from sepal width (cm)", exact=True).uncheck()
    expect(beside).to_contain_text("3 columns without sepal width (cm) (in use)")
    expect(beside.locator("tbody tr")).to_have_count(4)
    page.get_by_label("Seed").fill("1")  # other rows are held out
    train(page)
    expect(page.locator("#report")).not_to_contain_text("Side by side")


def test_several_models_are_tried_and_a_number_has_an_interval(page: Page) -> None:
    open_sample(page, "Apartment rents")
    train(page)
    expect(page.locator("#row-result")).to_contain_text("holds the truth in 90 %")
    page.get_by_text("Options", exact=True).click()
    expect(page.locator("#of-several")).to_be_hidden()
    page.locator("#effort").select_option("2")
    expect(page.locator("#of-several")).to_contain_text("choose their own hidden units")
    for name in ("Hidden units", "Activation"):
        expect(page.get_by_label(name)).to_be_disabled()
    train(page)
    expect(page.locator("#report")).to_contain_text("What was tried")
    expect(page.locator("#report table").last).to_contain_text("ELM")
    page.get_by_role("textbox", name="area (m²)").fill("30")
    expect(page.locator("#row-result")).to_contain_text("its errors in rows it had not seen")


def test_it_says_which_columns_matter_and_what_moved_an_answer(page: Page) -> None:
    rows = ["size,colour,noise,price"]
    rows += [
        f"{i % 23},{('red', 'blue')[i % 2]},{(i * 7919) % 101},{10 * (i % 23) + 40 * (i % 2)}"
        for i in range(200)
    ]
    page.goto("/table.html")
    open_file(page, "\n".join(rows))
    page.get_by_label("Column to predict").select_option("price")
    train(page)
    matter = page.get_by_role("table", name="What each column is worth")
    expect(matter.locator("tr th").nth(0)).to_have_text("size")
    expect(matter.locator("tr th").nth(1)).to_have_text("colour")
    expect(matter.locator("tr", has_text="noise")).to_contain_text("0.0")
    expect(page.locator("#row-why")).to_contain_text("as for a usual row")
    page.get_by_label("size", exact=True).fill("22")
    moved = page.locator("#row-why").get_by_role("table", name="What moved the answer")
    expect(moved.locator("tr")).to_have_count(1)
    expect(moved.locator("tr")).to_contain_text("size")
    expect(moved.locator("tr")).to_contain_text("+1")
    page.get_by_label("size", exact=True).fill("1")
    expect(moved.locator("tr")).to_contain_text("−")
    page.get_by_label("size", exact=True).fill("1e308")  # no answer, so no reasons for one
    expect(page.locator("#row-result")).to_contain_text("rescale it")
    expect(page.locator("#row-why")).to_be_empty()
    worst = page.get_by_role("button", name="Why row").first
    name = worst.get_attribute("aria-label") or ""
    worst.click()
    expect(page.get_by_role("heading", name=name.rstrip("?"))).to_be_visible()


def test_what_hardly_moves_an_answer_is_not_told_as_no_points(page: Page) -> None:
    lines = ["x,way"]
    for i in range(300):
        x, noise = (i * 7919) % 1000 / 100, (i * 104729) % 700 / 100
        lines.append(f"{x},{'up' if x + noise > 8.2 else 'down'}")
    page.goto("/table.html")
    open_file(page, "\n".join(lines))
    page.get_by_label("Column to predict").select_option("way")
    train(page)
    why, field = page.locator("#row-why"), page.get_by_label("x", exact=True)
    expect(why).to_contain_text("as for a usual row")
    usual = float(field.input_value())
    field.fill(str(usual + 0.02))
    expect(why).to_contain_text("What moved it")
    expect(why).to_contain_text(re.compile(r"[+−]0\.[1-9] points"), timeout=5000)
    field.fill(str(usual + 0.0001))
    expect(why).to_contain_text("as for a usual row")


def test_rare_classes_are_said_on_request_and_it_shows_what_that_changes(page: Page) -> None:
    lines = ["x,kind"]
    for i in range(600):
        x, unseen = (i * 7919) % 1000 / 100, (i * 104729) % 700 / 100
        lines.append(f"{x},{'rare' if x + 0.6 * unseen > 11.5 else 'usual'}")
    page.goto("/table.html")
    open_file(page, "\n".join(lines))
    page.get_by_label("Column to predict").select_option("kind")
    train(page)
    expect(page.locator("#headline")).to_contain_text("If the two differ much")
    ways = page.get_by_role("table", name="both ways to decide").locator("tbody tr")
    expect(ways.nth(0)).to_contain_text("(in use)")
    usual, balanced = [row.locator("td").all_inner_texts() for row in ways.all()]
    assert float(balanced[2].split()[0]) > float(usual[2].split()[0])
    assert figure(page, "that it had not seen") == usual[1]
    page.locator("#options summary").click()
    page.get_by_label("Which class it says").select_option("balanced")
    train(page)
    expect(ways.nth(1)).to_contain_text("(in use)")
    assert figure(page, "that it had not seen") == balanced[1]
    # leave-one-out is of another decision: the two are not to be compared
    assert figure(page, "right, leave-one-out, by the most probable class")
    expect(page.locator("#headline")).not_to_contain_text("If the two differ much")
    page.get_by_label("x", exact=True).fill("8.2")
    expect(page.locator("#row-result .verdict")).to_contain_text("kind: rare")
    expect(page.locator("#row-result")).to_contain_text("Not the most probable one")


def keep_as(page: Page, name: str) -> None:
    page.get_by_role("button", name="Keep in this browser").click()
    field = page.locator("#keep-bar .kept input")
    field.fill(name)
    field.press("Enter")
    expect(
        page.locator("#keep-bar .kept").get_by_role("button", name=name, exact=True)
    ).to_be_visible()


def choose_pair(page: Page, first: str, second: str) -> None:
    page.locator("#compare-first").select_option(first)
    page.locator("#compare-second").select_option(second)


def test_two_kept_models_are_judged_by_the_same_rows(page: Page) -> None:
    open_sample(page, "Iris flowers")
    train(page)
    keep_as(page, "all columns")
    expect(page.locator("#compare")).to_be_hidden()  # there is nothing to compare it with
    for name in ("petal length (cm)", "petal width (cm)"):
        page.get_by_role("checkbox", name=name).uncheck()
    expect(page.locator("#report")).to_contain_text("Side by side")
    keep_as(page, "sepals")
    choose_pair(page, "all columns", "sepals")
    page.get_by_role("button", name="Compare by the open table").click()
    result = page.locator("#compare-result")
    expect(result.locator(".verdict")).to_contain_text("of 38 right; “sepals”")
    expect(result).to_contain_text("Both learnt 112 rows of it again")
    counts = {
        row[0]: [int(cell.split("of")[0].split("(")[-1]) for cell in row[2:]]
        for row in result.locator("tbody").first.evaluate(
            "body => [...body.rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
    }
    assert counts["all"][0] > counts["all"][1]
    for k in (0, 1):
        assert sum(hits[k] for name, hits in counts.items() if name != "all") == counts["all"][k]
    result.get_by_text("Where they differ").click()
    expect(result.locator("details tbody tr").first).to_be_visible()

    # rows that are new to both, and rows that one of them cannot be asked about
    new = "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),species\n"
    open_file(
        page,
        new + "5.1,3.5,1.4,0.2,setosa\n6.3,3.3,6.0,2.5,virginica\n",
        "new.csv",
        "#compare-drop input",
    )
    expect(result).to_contain_text("By new.csv. Both were asked about its 2 rows as they are.")
    open_file(
        page,
        "sepal length (cm),sepal width (cm),species\n5,3,setosa\n",
        "few.csv",
        "#compare-drop input",
    )
    expect(page.locator("#compare-message")).to_contain_text(
        "“all columns” asks for the columns “petal length (cm)”, “petal width (cm)”, which few.csv does not have"
    )
    expect(result).to_be_empty()


def test_models_that_cannot_be_compared_are_named(page: Page) -> None:
    page.goto("/table.html")
    open_file(page, rows(40))
    train(page)
    keep_as(page, "ways")
    open_file(page, "x,size\n" + "".join(f"{i % 9},{i}.5\n" for i in range(60)), "sizes.csv")
    expect(page.locator("#target-note")).to_contain_text("size")
    train(page)
    keep_as(page, "sizes")
    choose_pair(page, "ways", "ways")
    page.get_by_role("button", name="Compare by the open table").click()
    expect(page.locator("#compare-message")).to_contain_text("Choose two different models")
    choose_pair(page, "ways", "sizes")
    page.get_by_role("button", name="Compare by the open table").click()
    expect(page.locator("#compare-message")).to_contain_text(
        "“ways” predicts “way” and “sizes” predicts “size”: only models of the same column"
    )
