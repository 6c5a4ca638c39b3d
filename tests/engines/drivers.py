"""Three engines behind one small interface, so that a test is written once for all of them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser

SECONDS = 120  # for one call
_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,nothing",
}


def calling(function: str) -> str:
    """A function around one: arguments and results travel as JSON, the same in every engine."""
    return f"""async (argument) => {{
  const value = await ({function})(JSON.parse(argument));
  return JSON.stringify({{ value }});
}}"""


class Engine(Protocol):
    def goto(self, url: str) -> None: ...

    def run(self, function: str, argument: object = None) -> Any:
        """Call the text of a function in the page and wait for what it returns."""

    def close(self) -> None: ...


class Chromium:
    """By Playwright, as all other browser tests."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context()
        self._page = self._context.new_page()

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def run(self, function: str, argument: object = None) -> Any:
        answer = self._page.evaluate(calling(function), json.dumps(argument))
        return json.loads(answer).get("value")

    def close(self) -> None:
        self._context.close()


class Firefox:
    """By WebDriver BiDi, which Firefox speaks itself: Debian has no geckodriver."""

    def __init__(self, program: str) -> None:
        import websocket

        self._profile = Path(tempfile.mkdtemp(prefix="elm-firefox-"))
        prefs = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        (self._profile / "user.js").write_text("\n".join(prefs))
        self._log = self._profile / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(program, "--headless", "--no-remote", "--remote-debugging-port", "0"),
                    *("--profile", self._profile, "about:blank"),
                ],
                stdout=log,
                stderr=log,
            )
        try:
            address = self._address()
            self._socket = websocket.create_connection(
                f"{address}/session", timeout=SECONDS, suppress_origin=True
            )
            self._last = 0
            self._ask("session.new", capabilities={})
            [tab] = self._ask("browsingContext.getTree", maxDepth=0)["contexts"]
            self._tab = tab["context"]
        except BaseException:
            self.close()
            raise

    def _address(self) -> str:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            if found := re.search(r"BiDi listening on (ws://\S+)", self._log.read_text()):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(f"Firefox does not say where it listens: {self._log.read_text()}")

    def _ask(self, method: str, **params: object) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._last:
                break
        if answer["type"] == "error":
            raise RuntimeError(f"{answer['error']}: {answer['message']}")
        return answer["result"]

    def goto(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def run(self, function: str, argument: object = None) -> Any:
        result = self._ask(
            "script.callFunction",
            functionDeclaration=calling(function),
            awaitPromise=True,
            target={"context": self._tab},
            arguments=[{"type": "string", "value": json.dumps(argument)}],
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"]).get("value")

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


class WebKit:
    """WebKitGTK's MiniBrowser by Selenium, on a screen that nobody sees."""

    def __init__(self, program: str, driver: str) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.service import Service

        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert self._screen.stdout
            display = f":{self._screen.stdout.readline().strip()}"
            options = webdriver.WebKitGTKOptions()
            options.binary_location = program
            options.add_argument("--automation")
            environment = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11"}
            service = Service(executable_path=driver, env=environment)
            self._driver = webdriver.WebKitGTK(options=options, service=service)
            self._driver.set_script_timeout(SECONDS)
        except BaseException:
            self.close()
            raise

    def goto(self, url: str) -> None:
        self._driver.get(url)

    def run(self, function: str, argument: object = None) -> Any:
        script = f"""
const [argument, done] = arguments;
({calling(function)})(argument)
  .then((text) => done({{ text }}), (error) => done({{ error: `${{error}}` }}));
"""
        answer = self._driver.execute_async_script(script, json.dumps(argument))
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return json.loads(answer["text"]).get("value")

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._driver.quit()
        self._screen.terminate()
        self._screen.wait(15)


def mini_browser() -> str | None:
    """Where Debian puts the browser that WebKitWebDriver starts."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
    return str(found[-1]) if found else None
