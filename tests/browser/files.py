"""Files on their way into a page and out of it."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import Page

from elm_core import ELMRegressor


def open_file(page: Page, name: str, text: str, place: str = "#keep") -> None:
    """Choose a file of this text where the page takes one."""
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator(f"{place} input[type=file]").set_input_files(file)


def downloaded(page: Page, button: str) -> bytes:
    """Return what comes when a button is pressed."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def in_another_tab(page: Page) -> None:
    """Let the tab be one that remembers nothing; what was done in it is offered as earlier work."""
    page.goto("/__test__/blank.html")
    page.evaluate("sessionStorage.clear()")


def costly(d: int, h: int) -> ELMRegressor:
    """Return a model of few characters whose seed stands for 8 · d · h bytes of weights."""
    model = ELMRegressor(h, alpha=1.0, random_state=0).fit(np.zeros((3, d)), [1.0, 1.0, 1.0])
    model.coef_[:] = 0.0
    return model
