"""What no page of ours may do, whatever a test is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Worker

_REPORT_CSP = """
addEventListener('securitypolicyviolation', (event) => {
  window.__reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
}, true);
"""


class Watch:
    """Collects console errors, uncaught errors, CSP reports and requests to another origin."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.found: list[str] = []
        self.expected: list[re.Pattern[str]] = []
        context.expose_binding("__reportViolation", self._on_violation)
        context.add_init_script(_REPORT_CSP)
        context.on("request", self._on_request)
        context.on("page", self._watch_page)

    def expect(self, *patterns: str) -> None:
        """Console errors that match one of the patterns are part of the test."""
        self.expected += map(re.compile, patterns)

    def check(self) -> None:
        """Fail with everything that was seen since the last check."""
        found, self.found = self.found, []
        unexpected = [text for text in found if not _matches(text, self.expected)]
        assert not unexpected, "the page did what no page may:\n  " + "\n  ".join(unexpected)

    def _watch_page(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.found.append(f"uncaught: {error}"))
        page.on("crash", lambda _: self.found.append("the page crashed"))
        page.on("worker", self._watch_worker)

    def _watch_worker(self, worker: Worker) -> None:
        worker.on("console", self._on_console)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            text = f"console: {message.text}"
            if text not in self.found:  # a worker's message reaches its page too
                self.found.append(text)

    def _on_violation(self, _source: object, report: str) -> None:
        self.found.append(f"content security policy: {report}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        local = address.scheme in ("data", "blob", "about")
        if not local and f"{address.scheme}://{address.netloc}" != self.origin:
            self.found.append(f"request to another origin: {request.url}")


def _matches(text: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def assert_no_leaks(page: Page, name: str = "elm") -> None:
    """The toolkit at ``window[name]`` holds no Pyodide proxy while it has nothing to do."""
    info = page.evaluate("(name) => window[name].info()", name)
    assert info["proxies"] == 0, f"leaked proxies: {info}"
