"""A built site, servers for it, a browser, and pages that fail on what no page of ours may do.

``returning_page`` is a page of someone who has been here before, on the plain server
(``returning_page.goto('/table.html')``): it costs a third of ``page``, which is of a first visit.
``isolated_page`` is one on a cross-origin isolated server, ``blank`` an empty page under our CSP from
which a test imports ``/client/index.js``, and ``toolkit`` a page of the whole module with a booted
``window.elm``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_steps.browser import ensure_browser
from build_steps.server import SiteServer
from build_steps.site import build_site
from tests.browser.packed import notebook_host, package, unpacked  # noqa: F401
from tests.browser.watch import Watch, assert_no_leaks
from tests.conftest import FLAGS

#: A busy machine takes its time to start Python, in milliseconds.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

BLANK = "/__test__/blank.html"
SNAPSHOT_IS_THERE = """async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('elm-toolkit-snapshots', { create: true });
  for (let i = 0; i < 600; i++) {
    for await (const [name, handle] of folder.entries()) {
      if (name.endsWith('.snapshot') && (await handle.getFile()).size > 0) return name;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no snapshot is made');
}"""
BOOT = """async () => {
  const { ElmToolkit } = await import('/client/index.js');
  window.elm = await ElmToolkit.start();
}"""
#: What a page may keep, but for files: those are the snapshot.
KEPT = "cookies,local_storage,indexeddb,cache_storage,service_workers"


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; brought up to date when the sources have changed."""
    return build_site()


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[SiteServer]:
    """A server as most static hosts are: no isolation headers."""
    with SiteServer(site, extra=_extra_pages()) as server:
        yield server


@pytest.fixture(scope="session")
def isolated_server(site: Path) -> Iterator[SiteServer]:
    """A server that sends COOP and COEP."""
    with SiteServer(site, isolated=True, extra=_extra_pages()) as server:
        yield server


@pytest.fixture(scope="session")
def based_url(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site below a base path, as on a shared host."""
    root = tmp_path_factory.mktemp("host")
    (root / "some").mkdir()
    (root / "some" / "base").symlink_to(site, target_is_directory=True)
    with SiteServer(root) as server:
        yield f"{server.url}/some/base"


def _extra_pages() -> dict[str, bytes]:
    return {BLANK: Path(__file__).with_name("blank.html").read_bytes()}


@contextlib.contextmanager
def watched_page(browser: Browser, url: str, **options: object) -> Iterator[tuple[Page, Watch]]:
    """A page in a context of its own whose misdeeds are collected."""
    # what keeps the site offline has tests of its own, and is a load on all others
    options = {"service_workers": "block"} | options
    context = browser.new_context(base_url=url, **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    watch = Watch(context, url)
    try:
        yield context.new_page(), watch
    finally:
        context.close()


@pytest.fixture
def context_options(request: pytest.FixtureRequest) -> dict[str, object]:
    """Override in a test module to open pages with other options (colour scheme, viewport)."""
    return {}


@pytest.fixture
def _plain(
    browser: Browser, server: SiteServer, context_options: dict[str, object]
) -> Iterator[tuple[Page, Watch]]:
    with watched_page(browser, server.url, **context_options) as pair:
        yield pair


@pytest.fixture
def page(_plain: tuple[Page, Watch], request: pytest.FixtureRequest) -> Iterator[Page]:
    page, watch = _plain
    watch.expect(*_expected(request))
    yield page
    watch.check()


@contextlib.contextmanager
def returning_visitor(
    browser: Browser,
    profile: Path,
    address: str,
    client: str = "./client/index.js",
    **options: object,
) -> Iterator[tuple[BrowserContext, Watch]]:
    """The context of someone who has been at ``address`` before: Python starts from a snapshot.

    It has a ``profile`` on disk, where the browser keeps what it has compiled, and one process for
    all pages of the site, in which a first page stays open: the next ones share its compiled Pyodide.
    Both together make opening a page three to four times cheaper.
    """
    origin = "/".join(address.split("/")[:3])
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=ensure_browser(),
        args=[*FLAGS, "--process-per-site"],
        base_url=origin,
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    watch = Watch(context, origin)
    first = context.new_page()
    first.goto(address)
    first.evaluate(
        """async ([client, options]) => {
          const { ElmToolkit } = await import(client);
          window.stays = await ElmToolkit.start(options);
        }""",
        [client, options],
    )
    first.evaluate(SNAPSHOT_IS_THERE)
    yield context, watch
    context.close()


@contextlib.contextmanager
def next_visit(visitor: tuple[BrowserContext, Watch]) -> Iterator[tuple[Page, Watch]]:
    """A page for one test: of the tests before it nothing is left but the snapshot."""
    context, watch = visitor
    watch.expected, watch.found = [], []
    others = context.pages
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": watch.origin, "storageTypes": KEPT})
    session.detach()
    try:
        yield page, watch
    finally:
        for opened in context.pages:
            if opened not in others:
                opened.close()
        context.unroute_all()
        context.clear_permissions()
    watch.check()


@pytest.fixture(scope="session")
def _returning(
    browser: Browser, server: SiteServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[BrowserContext, Watch]]:
    profile = tmp_path_factory.mktemp("profile")
    address = server.url + BLANK
    with returning_visitor(browser, profile, address, "/client/index.js") as visitor:
        yield visitor


@pytest.fixture
def returning_page(
    _returning: tuple[BrowserContext, Watch], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page of a visitor who comes back; much quicker than ``page``."""
    with next_visit(_returning) as (page, watch):
        watch.expect(*_expected(request))
        yield page


@pytest.fixture
def watch(_plain: tuple[Page, Watch]) -> Watch:
    """The watch of ``page``: ``watch.expect(pattern)`` allows console errors in this test."""
    return _plain[1]


@pytest.fixture
def isolated_page(
    browser: Browser, isolated_server: SiteServer, request: pytest.FixtureRequest
) -> Iterator[Page]:
    with watched_page(browser, isolated_server.url) as (page, watch):
        watch.expect(*_expected(request))
        yield page
        watch.check()


@pytest.fixture
def blank(page: Page) -> Page:
    page.goto(BLANK)
    return page


@pytest.fixture
def returning_blank(returning_page: Page) -> Page:
    """An empty page where a start is cheap, with ``snapshot: false`` of all that a first visit loads."""
    returning_page.goto(BLANK)
    return returning_page


@pytest.fixture
def isolated_blank(isolated_page: Page) -> Page:
    isolated_page.goto(BLANK)
    return isolated_page


@pytest.fixture(scope="module")
def booted(_returning: tuple[BrowserContext, Watch]) -> Iterator[tuple[Page, Watch]]:
    """Of one who comes back: making a snapshot beside the tests would cost them seconds."""
    context, watch = _returning
    page = context.new_page()
    page.goto(BLANK)
    page.evaluate(BOOT)
    yield page, watch
    page.close()


@pytest.fixture
def toolkit(booted: tuple[Page, Watch], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that a whole module shares, with a booted toolkit at ``window.elm``."""
    page, watch = booted
    watch.expected = []
    watch.expect(*_expected(request))
    yield page
    assert_no_leaks(page)
    watch.check()


def _expected(request: pytest.FixtureRequest) -> list[str]:
    return [str(mark.args[0]) for mark in request.node.iter_markers("expect_console")]
