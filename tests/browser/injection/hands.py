"""What a person's hands and eyes do on any page: look for texts, choose files, drop them."""

from __future__ import annotations

from playwright.sync_api import Page, TimeoutError

from tests.browser.injection.payloads import PAYLOADS

#: All texts of a page are gone through so often, in milliseconds: each frame would keep it busy.
LOOK = 100
TEXTS = """(place) => [...document.querySelectorAll(place)]
  .map((element) => (element.matches('input, textarea') ? element.value : element.textContent))
  .join('\\n')"""
DROP = """async ([zone, names, text]) => {
  for (const name of names) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    document.querySelectorAll('.dropzone')[zone].dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 4));
  }
}"""


def shown(page: Page, place: str, payloads: list[str] = PAYLOADS) -> None:
    """Wait until all the payloads are there, as text or as values of fields."""
    try:
        page.wait_for_function(
            f"([place, all]) => {{ const said = ({TEXTS})(place); return all.every((p) => said.includes(p)); }}",
            arg=[place, payloads],
            polling=LOOK,
        )
    except TimeoutError:
        said = page.evaluate(TEXTS, place)
        assert [payload for payload in payloads if payload not in said] == [], place


def was_shown(page: Page, payloads: list[str]) -> None:
    page.wait_for_function(
        "(all) => all.every((p) => said.includes(p))", arg=payloads, polling=LOOK
    )


def upload(page: Page, place: str, *files: tuple[str, str | bytes]) -> None:
    page.locator(f"{place} input[type=file]").first.set_input_files(
        [
            {
                "name": name,
                "mimeType": "text/plain",
                "buffer": body if isinstance(body, bytes) else body.encode(),
            }
            for name, body in files
        ]
    )


def drop_names(page: Page) -> None:
    """Drop files with these names, and nothing that can be used in them, on each place for files."""
    for zone in range(page.locator(".dropzone").count()):
        accept = page.locator(".dropzone input").nth(zone).get_attribute("accept") or ""
        ends = [end for end in accept.split(",") if end.startswith(".")] or [".png", ".wav"]
        names = [payload + ends[i % len(ends)] for i, payload in enumerate(PAYLOADS)]
        page.evaluate(DROP, [zone, names, "{"])
