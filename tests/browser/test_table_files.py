"""Workbooks and Parquet files in the table page; what reads them is fetched when one comes."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

FRAME = pd.DataFrame({"x": [(-1) ** i * (i % 7 + 1) / 3 for i in range(60)]})
FRAME["way"] = ["up" if x > 0 else "down" for x in FRAME["x"]]
FRAME["day"] = pd.date_range("2024-03-14", periods=60)


def workbook() -> bytes:
    out = io.BytesIO()
    with pd.ExcelWriter(out) as writer:
        pd.DataFrame({"About": ["a report"]}).to_excel(writer, sheet_name="Cover", index=False)
        FRAME.to_excel(writer, sheet_name="Rows", index=False, startrow=2, startcol=1)
    return out.getvalue()


def parquet() -> bytes:
    return FRAME.to_parquet(compression="zstd")


@pytest.mark.parametrize("name, make", [("excel", workbook), ("parquet", parquet)])
def test_a_file_is_learnt(returning_page: Page, name: str, make) -> None:
    page = returning_page
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/table.html")
    file = {"name": f"rows.{name}", "mimeType": "application/octet-stream"}
    text = {"name": "rows.csv", "mimeType": "text/csv"}
    choose = page.locator("#drop input")
    choose.set_input_files({**text, "buffer": FRAME.to_csv(index=False).encode()})
    expect(page.locator("#preview")).to_contain_text("rows.csv 60 rows, 3 columns")
    part = re.compile(rf"/js/{name}-[A-Z0-9]+\.js$")
    assert not [url for url in fetched if part.search(url)]
    choose.set_input_files({**file, "buffer": make()})
    expect(page.locator("#preview")).to_contain_text(f"rows.{name} 60 rows, 3 columns")
    expect(page.locator("#preview")).to_contain_text("2024-03-15")
    assert len([url for url in fetched if part.search(url)]) == 1
    page.locator("#target").select_option(label="way")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#keep")).to_be_visible()
    choose.set_input_files({**file, "buffer": make()[:-300]})
    expect(page.locator("#data-message")).to_contain_text(re.compile("damaged|cannot be read"))
