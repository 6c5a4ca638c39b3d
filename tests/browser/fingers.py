"""Fingers on a page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def fingers(page: Page) -> Callable[..., None]:
    """Put fingers down at places of the screen or move them there; none lifts all of them."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    return touch
