"""The built site on a loopback server, and Chromium beside it, for as long as a script needs them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from playwright.sync_api import Browser, sync_playwright

from build_steps.browser import ensure_browser
from build_steps.server import SiteServer
from build_steps.site import build_site
from tests.browser.conftest import _extra_pages
from tests.conftest import FLAGS


@contextlib.contextmanager
def chromium(flags: Sequence[str] = ()) -> Iterator[Browser]:
    """Give a browser as the tests have it, with more ``flags``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_browser(), args=[*FLAGS, *flags]
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def on_site(
    *, isolated: bool = False, extra: dict[str, bytes] | None = None, flags: Sequence[str] = ()
) -> Iterator[tuple[Browser, str]]:
    """Give a browser, with more ``flags``, and the address; ``extra`` pages by path."""
    with serving(isolated=isolated, extra=extra) as url, chromium(flags) as browser:
        yield browser, url


@contextlib.contextmanager
def serving(*, isolated: bool = False, extra: dict[str, bytes] | None = None) -> Iterator[str]:
    """Give the address of the built site."""
    pages = _extra_pages() | (extra or {})
    with SiteServer(build_site(), isolated=isolated, extra=pages) as server:
        yield server.url
