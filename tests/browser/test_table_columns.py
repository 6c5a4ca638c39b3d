"""What the table page has guessed of a file, and how that is changed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.files import downloaded


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    returning_page.goto("/table.html")
    return returning_page


def open_file(
    page: Page, text: str | bytes, name: str = "rows.csv", place: str = "#drop input"
) -> None:
    data = text.encode() if isinstance(text, str) else text
    page.locator(place).set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})


def open_table(page: Page, text: str | bytes, name: str = "rows.csv") -> None:
    open_file(page, text, name)
    expect(page.locator("#preview h3").first).to_contain_text(name)
    expect(page.locator("#target-note")).not_to_be_empty()


def entry(page: Page, name: str) -> Locator:
    """A column in the list, by its name."""
    own = page.get_by_role("checkbox", name=f"Learn from {name}", exact=True)
    return page.locator(".table-columns > li").filter(has=own)


def menu(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=f"What {name} is", exact=True)


def train(page: Page) -> None:
    page.get_by_role("button", name="Train", exact=True).click()
    trained(page)


def trained(page: Page) -> None:
    """Wait for a training that has begun."""
    expect(page.locator("#training progress")).to_be_hidden()
    expect(page.locator("#keep")).to_be_visible()
    expect(page.locator(".of-before")).to_have_count(0)


@contextmanager
def retrained(page: Page) -> Iterator[None]:
    """Wait for the training that a change brings about: its results take the place of those there."""
    page.evaluate("document.querySelector('#report > *').dataset.old = 'yes'")
    yield
    expect(page.locator("#report [data-old]")).to_have_count(0)
    trained(page)


def lines(head: str, *rows: str) -> str:
    return "\n".join([head, *rows]) + "\n"


def way(i: int) -> str:
    return "up" if i % 2 else "down"


def numbers(form: str, n: int = 60) -> str:
    """A column x of this form beside a target."""
    cells = [form.format(i=i, j=i % 10, k=100 + i) for i in range(n)]
    return lines("x;way", *(f"{cell};{way(i)}" for i, cell in enumerate(cells)))


def dates(form: str, n: int = 60) -> str:
    days = [form.format(d=i % 28 + 1, m=i % 12 + 1) for i in range(n)]
    return lines("x;way", *(f"{day};{way(i)}" for i, day in enumerate(days)))


WRITTEN = [
    (numbers("{i},5"), "number", "0.5 to 59.5, mean 30"),
    (numbers("{i},{k}"), "number", "0.1 to 59.16"),
    (numbers("1.{k},5{j}"), "number", "1101 to 1160"),
    (numbers("1,{k},{k}"), "number", "1,100,000 to"),
    (numbers("{i}.5").replace(";", ","), "number", "0.5 to 59.5"),
    (numbers("€ {i},00"), "number", "0 to 59"),
    (numbers("{i} %"), "number", "0 to 59"),
    (numbers("−{i},{j}"), "number", "-59.9 to 0"),
    (numbers("{i},5e-05"), "number", "0.000005 to 0.000595"),
    (numbers("1700000{k}"), "number", "1700000100 to 1700000159"),
    (dates("{m}/{d}/2024"), "date", "60 values"),
    (dates("{d:02}.{m:02}.24"), "date", "60 values"),
    (dates("{d} Mar 2024"), "date", "28 values"),
    (dates("2024-{m:02}"), "date", "12 values"),
    (dates("{m}/{d}/2024 1:05 PM"), "date", "60 values"),
    (numbers("{j}:15"), "time", "10 values"),
    (numbers("P{i}"), "ignore", "Left out: its texts differ from row to row"),
    (numbers("CHF {k}.-"), "number", "100 to 159"),
    (numbers("{j}h {i:02}m"), "number", "(s)"),
    (numbers("{i:02}.{i:02} Uhr", 24), "time", "24 values"),
]


def test_columns_are_what_people_write(page: Page) -> None:
    for place, (text, kind, said) in enumerate(WRITTEN):
        open_table(page, text, f"file {place}.csv")
        expect(entry(page, "x")).to_contain_text(said)
        expect(menu(page, "x")).to_have_value(kind)


def test_units_and_missing_and_unread_cells_are_shown(page: Page) -> None:
    cells = ["?", "unknown", *[f"{i} kg" for i in range(58)]]
    open_table(page, lines("net mass,way", *(f"{c},{way(i)}" for i, c in enumerate(cells))))
    mass = entry(page, "net mass")
    expect(mass).to_contain_text("net mass (kg)")
    expect(mass).to_contain_text("1 cell missing (“?”)")
    expect(mass).to_contain_text("1 cell is no number and taken as missing, such as “unknown”")
    expect(mass).to_contain_text("in row 2")


def test_row_numbers_are_not_learnt_from_unless_somebody_says_so(page: Page) -> None:
    open_table(page, lines(",size,way", *(f"{i},{i % 7}.5,{way(i)}" for i in range(60))))
    unnamed = page.get_by_role("checkbox", name="Learn from (no name)", exact=True)
    expect(unnamed).not_to_be_checked()
    expect(menu(page, "(no name)")).to_have_value("ignore")
    unnamed.check()
    expect(menu(page, "(no name)")).to_have_value("number")
    expect(unnamed).to_be_focused()
    unnamed.uncheck()
    expect(menu(page, "(no name)")).to_have_value("ignore")
    train(page)
    expect(page.locator("#row-form input")).to_have_count(1)


DEPARTMENTS = [(i % 12) + 1 for i in range(240)]
EFFECTS = [3.1, 9.2, 0.4, 7.7, 2.2, 8.8, 1.0, 6.1, 4.4, 9.9, 0.1, 5.3]
CODES = lines(
    "dept,y", *(f"{d},{EFFECTS[d - 1] + i % 3 / 10:.2f}" for i, d in enumerate(DEPARTMENTS))
)


def test_a_kind_is_chosen_and_the_model_trained_anew(page: Page) -> None:
    open_table(page, CODES)
    expect(menu(page, "dept")).to_have_value("")
    train(page)
    expect(page.locator("#headline")).to_contain_text("“dept” was taken as")
    menu(page, "dept").focus()
    with retrained(page):
        menu(page, "dept").select_option("category")
    expect(menu(page, "dept")).to_be_focused()
    expect(page.locator("#headline")).not_to_contain_text("was taken as")
    field = page.locator("#row-form").get_by_label("dept")
    assert field.evaluate("(field) => field.localName") == "select"
    with retrained(page):
        menu(page, "dept").select_option("number")
    expect(page.locator("#row-form").get_by_role("textbox", name="dept")).to_be_visible()
    with retrained(page):
        menu(page, "dept").select_option("undecided")
    expect(page.locator("#headline")).to_contain_text("“dept” was taken as")
    with retrained(page):
        page.get_by_role("button", name="dept: They are codes").click()
    expect(menu(page, "dept")).to_have_value("category")
    field = page.locator("#row-form").get_by_label("dept")
    assert field.evaluate("(field) => field.localName") == "select"


def test_a_far_number_is_missing_by_one_press_and_back_by_another(page: Page) -> None:
    cells = ["-999" if i % 5 == 0 else f"{1 + i % 9}.25" for i in range(120)]
    open_table(page, lines("a,way", *(f"{c},{way(i)}" for i, c in enumerate(cells))))
    expect(entry(page, "a")).to_contain_text("-999 stands in 24 rows, far from all others")
    train(page)
    button = page.get_by_role("button", name="a: -999 is missing")
    expect(button).to_have_attribute("aria-pressed", "false")
    with retrained(page):
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_be_focused()
        expect(entry(page, "a")).to_contain_text("1.25 to 9.25")
        expect(entry(page, "a")).to_contain_text("24 cells missing (“-999”)")
    page.locator("#row-form").get_by_label("a", exact=True).fill("-999")
    button.click()
    expect(entry(page, "a")).to_contain_text("-999 to 9.25")


def test_open_dates_are_switched(page: Page) -> None:
    open_table(
        page, lines("day,y", *(f"{1 + i % 12}/{1 + i % 11}/2024,{i % 5}.5" for i in range(60)))
    )
    expect(entry(page, "day")).to_contain_text("nothing in the column says")
    page.get_by_role("button", name="day: Day first").click()
    expect(page.get_by_role("button", name="day: Day first")).to_have_attribute(
        "aria-pressed", "true"
    )
    train(page)
    model = downloaded(page, "Save model")
    assert b'"dmy"' in model and b'"mdy"' not in model


@pytest.mark.parametrize(
    ("cell", "said", "press", "then"),
    [
        ("{p}", "“0.00” is read as 0.00 %", "They are shares", "0 to 0.59, mean 0.295"),
        (
            "{i} △|{i}.5",
            "45 of 60 cells can be read as a number",
            "Read as number",
            "15 cells are no",
        ),
        ("5.{m}.{y}", "read as 1940 to 2039", "From 1969", "Year"),
        ("{i}", "0 to 59, one a row: a row number?", "Leave it out", "Left out"),
    ],
)
def test_what_stays_a_guess_is_made_otherwise_by_a_press(
    page: Page, cell, said, press, then
) -> None:
    rows = []
    for i in range(60):
        text = cell.format(i=i, m=i % 12 + 1, y=40 + i % 48, p=f"{i}%" if i % 5 else f"0.{i:02}")
        rows.append(f"{text.split('|')[min(i % 4, text.count('|'))]},{way(i)}")
    open_table(page, lines("x,way", *rows))
    column = entry(page, "x")
    expect(column).to_contain_text(said)
    column.get_by_role("button", name=press).click()
    if then == "Year":
        expect(column.get_by_role("button", name="From 1969")).to_have_attribute(
            "aria-pressed", "true"
        )
    else:
        expect(column).to_contain_text(then)


def test_open_commas_are_switched_for_the_whole_file(page: Page) -> None:
    rows = (f'"{1 + i % 9},{100 + i}",{way(i)}' for i in range(60))
    open_table(page, lines("x,way", *rows))
    expect(entry(page, "x")).to_contain_text("is read as grouped thousands")
    page.get_by_label("Decimals").select_option(",")
    expect(entry(page, "x")).to_contain_text("1.1 to 9.1")
    page.get_by_label("Decimals").select_option("")
    expect(entry(page, "x")).to_contain_text("1100 to")
    page.get_by_role("button", name="x: Decimal comma").click()
    expect(entry(page, "x")).to_contain_text("1.1 to 9.1")


def test_the_first_row_holds_names_or_not(page: Page) -> None:
    open_table(page, lines("1,2,up", *(f"{i},{i % 4}.5,{way(i)}" for i in range(60))))
    notes = page.get_by_role("list", name="How the file was read")
    expect(notes).to_contain_text("The first line looks like all others")
    switch = page.get_by_role("switch", name="The first row holds the names")
    expect(switch).not_to_be_checked()
    expect(page.locator("#preview")).to_contain_text("61 rows, 3 columns")
    switch.check()
    expect(page.locator("#preview")).to_contain_text("60 rows, 3 columns")
    expect(switch).to_be_focused()
    expect(menu(page, "up")).to_be_visible()
    switch.uncheck()
    expect(page.locator("#preview")).to_contain_text("61 rows, 3 columns")
    expect(menu(page, "column 3")).to_be_visible()


def test_a_sheet_of_a_workbook_is_chosen(page: Page) -> None:
    out = io.BytesIO()
    with pd.ExcelWriter(out) as writer:
        for sheet, n in (("Spring", 40), ("Autumn", 50)):
            frame = pd.DataFrame({"x": [i + 0.5 for i in range(n)], "way": map(way, range(n))})
            frame.to_excel(writer, sheet_name=sheet, index=False)
    open_table(page, out.getvalue(), "seasons.xlsx")
    sheets = page.get_by_role("combobox", name="Sheet")
    expect(sheets).to_have_value("Spring")
    expect(page.locator("#preview")).to_contain_text("40 rows")
    sheets.focus()
    sheets.select_option("Autumn")
    expect(page.locator("#preview")).to_contain_text("50 rows, 2 columns")
    expect(sheets).to_have_value("Autumn")
    expect(sheets).to_be_focused()
    page.get_by_role("switch", name="The first row holds the names").uncheck()
    expect(page.locator("#preview")).to_contain_text("51 rows")
    expect(sheets).to_have_value("Autumn")


OTHERS = [
    (lines("straße,way", *(f"{i}.5,{way(i)}" for i in range(30))).encode("cp1252"), "straße"),
    (lines("höhe,way", *(f"{i}.5,{way(i)}" for i in range(30))).encode("utf-16"), "höhe"),
    (lines("sep=;", "x;way", *(f"{i},5;{way(i)}" for i in range(30))).encode(), "x"),
    (lines("# a logger", "x,way", *(f"{i}.5,{way(i)}" for i in range(30))).encode(), "x"),
    (lines("x,way", "m/s,", *(f"{i}.5,{way(i)}" for i in range(30))).encode(), "x"),
    (lines("x z way", *(f"{i}.5   {i}  {way(i)}" for i in range(30))).encode(), "x"),
    (lines("C#x\tcS#way", *(f"{i}\t{way(i)}" for i in range(30))).encode(), "x"),
    (
        lines(
            "@relation toys",
            "@attribute x numeric",
            "@attribute way {up,down}",
            "@data",
            *(f"{i},{way(i)}" for i in range(30)),
        ).encode(),
        "x",
    ),
    (json.dumps([{"x": i + 0.5, "way": way(i)} for i in range(30)]).encode(), "x"),
]


def test_files_of_other_programs_are_read(page: Page) -> None:
    for place, (data, name) in enumerate(OTHERS):
        open_table(page, data, f"file {place}.{'json' if data[:1] == b'[' else 'csv'}")
        expect(page.locator("#preview")).to_contain_text("30 rows")
        expect(menu(page, name)).to_have_value("number")
        expect(page.locator("#target")).to_have_value("way")


def test_a_file_says_what_to_predict(page: Page) -> None:
    rows = (
        "kind\tsize\tnote",
        "d\tc\tc",
        "class\t\tmeta",
        *(f"{'ab'[i % 2]}\t{i}.5\t{i * 7 % 11}.25" for i in range(30)),
    )
    open_table(page, lines(*rows), "toys.tab")
    expect(page.locator("#target")).to_have_value("kind")
    expect(page.locator("#target-note")).to_contain_text("Suggested because the file says so")
    expect(entry(page, "note")).to_contain_text("Left out: the file says so")
    page.get_by_role("checkbox", name="Learn from note", exact=True).check()
    expect(menu(page, "note")).to_have_value("number")


def test_rows_without_a_target_and_lonely_labels_are_told(page: Page) -> None:
    rows = [f"{i}.5,{way(i)}" for i in range(40)]
    rows[3], rows[9], rows[12] = "3.5,", "9.5,NA", "12.5,rare"
    open_table(page, lines("x,class", *rows))
    note = page.locator("#target-note")
    expect(note).to_contain_text("Suggested because it is called as targets are")
    expect(note).to_contain_text("2 rows without it will be left out")
    expect(note).to_contain_text("“rare” stands in one row alone")
    train(page)
    expect(page.locator("#report")).to_contain_text("Learnt from")
    expect(page.locator("#report table", has_text="Precision").first).to_contain_text("up")


def test_none_is_a_label_or_missing_and_spellings_are_joined(page: Page) -> None:
    labels = ["None", "Minor", "minor ", "Severe"]
    open_table(page, lines("x,damage", *(f"{i % 9}.5,{labels[i % 4]}" for i in range(80))))
    note = page.locator("#target-note")
    expect(note).to_contain_text("“None” is taken as a label")
    expect(note).to_contain_text("4 distinct values")
    note.get_by_role("button", name="damage: Join spellings").click()
    expect(note).to_contain_text("3 distinct values")
    note.get_by_role("button", name="damage: “None” is missing").click()
    expect(note).to_contain_text("20 rows without it will be left out")
    train(page)
    classes = page.locator("#report table", has_text="Precision").first.locator("tbody tr")
    expect(classes).to_have_count(2)
    expect(classes.first).to_contain_text("minor")
    note.get_by_role("button", name="damage: “None” is missing").click()
    trained(page)
    expect(classes).to_have_count(3)


def test_a_target_nearly_all_different_is_refused_or_a_number(page: Page) -> None:
    open_table(page, lines("x,price", *(f"{i % 9}.5,{i * 3 + 100}" for i in range(60))))
    expect(page.locator("#task")).to_have_value("regression")
    page.locator("#task").select_option("classification")
    note = page.locator("#target-note")
    expect(note).to_contain_text("60 different values in 60 rows")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#train-message [role=alert]")).to_contain_text("too many to be classes")
    note.get_by_role("button", name="Predict a number").click()
    expect(page.locator("#task")).to_have_value("regression")
    expect(note).to_contain_text("a number will be predicted")
    train(page)


RENTS = lines(
    "area;rooms;rent",
    *(f"{20 + i % 80},5 m²;{1 + i % 4};{1000 + 10 * (20 + i % 80)},00 €" for i in range(160)),
)


def test_numbers_are_learnt_and_asked_as_people_write_them(page: Page) -> None:
    open_table(page, RENTS.replace("\n", "\n;;\n", 1).replace("1360,00 €", "unknown"))
    note = page.locator("#target-note")
    expect(note).to_contain_text("3 rows without it will be left out. 2 cells of rent are no")
    train(page)
    verdict = page.locator("#row-result .verdict")
    expect(verdict).to_contain_text("€")
    area = page.locator("#row-form").get_by_label("area")
    expect(page.locator("#row-form")).to_contain_text("area in m²")
    assert "," in area.input_value()

    def rent() -> float:
        return float(verdict.inner_text().split(":")[1].replace(",", "").replace("€", ""))

    for typed in ("30,5", "30.5", "30,5 m²", "30,50"):
        area.fill("99")
        page.wait_for_function("() => !document.querySelector('#row-form [aria-invalid]')")
        area.fill(typed)
        expect(area).not_to_have_attribute("aria-invalid", "true")
        expect(verdict).to_contain_text("rent: 13")
        assert rent() == pytest.approx(1305, rel=0.02)
    area.fill("large")
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#row-form")).to_contain_text("“large” is no number: taken as missing")


def test_unread_cells_of_dropped_files_are_told(page: Page, tmp_path) -> None:
    open_table(page, RENTS)
    train(page)
    path = tmp_path / "rent-model.json"
    path.write_bytes(downloaded(page, "Save model"))
    page.goto("/table.html")
    page.locator("#drop input").set_input_files(path)
    expect(page.locator("#data-message")).to_contain_text("learnt from 160 rows")
    more = lines("area;rooms;rent", "30,5;2;1300,00 €", "large;2;1300", "40,5;?;dear", "50,5;1;")
    open_file(page, more, "more.csv", "#batch-drop input")
    answers = page.locator("#batch-message")
    expect(answers).to_contain_text("2 rows of the file hold the answer: R²")
    expect(answers).to_contain_text("1 cell of area is no number and was taken as missing")
    expect(answers).to_contain_text("1 cell of rent is no number and its row is left out")
    open_file(page, more, "more.csv", "#more-drop input")
    learnt = page.locator("#keep-message")
    expect(learnt).to_contain_text("Learnt 2 rows more. 2 rows without “rent” left out.")
    expect(learnt).to_contain_text("“large” in row 2")


def test_a_change_while_it_learns_begins_anew(page: Page) -> None:
    rows = (f"{i % 97},{i % 89},{i % 83},{'abc'[i % 3]}" for i in range(20_000))
    open_table(page, lines("a,b,c,d", *rows))
    page.locator("#train summary").click()
    page.get_by_label("Hidden units").fill("700")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_role("checkbox", name="Learn from b", exact=True).uncheck()
    trained(page)
    expect(page.locator("#row-form input")).to_have_count(2)
    expect(page.locator("#train-message")).to_be_empty()
    page.get_by_role("checkbox", name="Learn from b", exact=True).check()
    expect(page.locator("#results .of-before")).to_be_visible()
    expect(page.locator("#results")).to_contain_text("that it had not seen")
    trained(page)
    expect(page.locator("#row-form input")).to_have_count(3)


def test_what_was_chosen_is_there_after_another_table_and_back(page: Page) -> None:
    open_table(page, lines("x,way", *(f"{i}.5,{way(i)}" for i in range(40))), "first.csv")
    menu(page, "x").select_option("category")
    expect(entry(page, "x")).to_contain_text("40 values")
    open_table(page, lines("x,way", *(f"{i}.5,{way(i)}" for i in range(40))), "second.csv")
    expect(menu(page, "x")).to_have_value("number")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#preview")).to_contain_text("first.csv")
    expect(menu(page, "x")).to_have_value("category")


def test_groups_and_odd_rows_follow_a_change(page: Page) -> None:
    cells = ["-999" if i % 6 == 0 else f"{i % 10}" for i in range(120)]
    open_table(page, lines("size,other", *(f"{c},{i % 7}.5" for i, c in enumerate(cells))))
    page.get_by_role("radio", name="Find odd rows").check(force=True)
    page.get_by_role("button", name="Find odd rows").click()
    expect(page.locator("#odd-results")).to_contain_text("size -999")
    page.get_by_role("button", name="size: -999 is missing").click()
    expect(page.locator("#odd-results .of-before")).to_have_count(0)
    expect(page.locator("#odd-results")).not_to_contain_text("size -999 (usually")
    expect(page.locator("#odd-results")).to_contain_text("least like the others")


def test_a_long_list_shows_what_there_is_something_to_say_of(page: Page) -> None:
    names = [f"c{i}" for i in range(200)]
    rows = [",".join(str((i * (c + 3) + c) % 101) for c in range(199)) for i in range(60)]
    rows = [f"{row},{'-999' if i % 4 == 0 else i % 9}" for i, row in enumerate(rows)]
    open_table(page, lines(",".join(names), *rows))
    listed = page.locator(".table-columns > li")
    expect(listed).to_have_count(61)
    expect(entry(page, "c199")).to_contain_text("-999 stands in 15 rows")
    page.get_by_role("button", name="Show all 200 columns").click()
    expect(listed).to_have_count(200)
    expect(page.get_by_role("checkbox", name="Learn from c60", exact=True)).to_be_focused()


def test_it_works_on_a_small_screen_and_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    long = "a very long name of a column without an end " * 3
    rows = (f"{i}.5,{way(i)},{'x' * 90}{i},2/{1 + i % 11}/2024" for i in range(60))
    open_table(page, lines(f"{long},way,code,day", *rows))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    menu(page, "way").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Learn from code")
    button = page.get_by_role("button", name="day: Month first")
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()


@pytest.mark.parametrize("by", ["Space", "mouse"])
def test_what_is_drawn_anew_while_it_is_pressed_takes_effect(page: Page, by: str) -> None:
    open_table(
        page,
        lines("size,way,day", *(f"{i * 7 % 61},{way(i)},2/{1 + i % 11}/2024" for i in range(60))),
    )
    button = page.get_by_role("button", name="day: Month first")
    button.focus()
    button.hover()
    page.keyboard.down("Space") if by == "Space" else page.mouse.down()
    drawn = button.element_handle()
    menu(page, "size").evaluate(
        "(menu) => { menu.value = 'category'; menu.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_function("(button) => !button.isConnected", arg=drawn)
    expect(menu(page, "size")).to_have_value("category")
    page.keyboard.up("Space") if by == "Space" else page.mouse.up()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_damaged_name_or_cell_is_never_code(page: Page) -> None:
    bad = "<img src=x onerror=window.__hit=1>"
    rows = (f"{i}.5,{bad if i % 9 == 0 else i},{bad if i % 2 else 'b'}" for i in range(60))
    open_table(page, lines(f"{bad},__proto__,constructor", *rows))
    menu(page, "__proto__").select_option("number")
    expect(entry(page, "__proto__")).to_contain_text("7 cells are no numbers")
    train(page)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(script, iframe, svg, img)").count() == 0
