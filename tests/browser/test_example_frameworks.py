"""The project in examples/ of React, Vue, Svelte, an element, a service worker and a Node server.

Its packages take long to install: it is run by ``build.py test --examples all``.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_steps.node import node
from build_steps.server import SiteServer
from elm_core import ELMRegressor, dumps
from tests.browser.conftest import watched_page
from tests.browser.test_examples import ANSWER, BUILDS, RUN, answer, project, script, until_address

ROWS = b"[[5.2, 3.4, 1.5, 0.2], [6.5, 3.0, 4.6, 1.4]]"

if RUN is BUILDS:

    @pytest.fixture(scope="module")
    def app(unpacked: Path) -> Iterator[Path]:
        with project("frameworks", unpacked) as folder:
            script(folder, "assets")
            yield folder

    @pytest.fixture(scope="module")
    def host(app: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """The files of a static host, the app in a folder of its own."""
        script(app, "build")
        root = tmp_path_factory.mktemp("host")
        shutil.copytree(app / "dist", root / "app")
        return root

    @pytest.fixture(scope="module")
    def built(host: Path) -> Iterator[str]:
        """The address of the host."""
        with SiteServer(host) as server:
            yield server.url

    @pytest.mark.parametrize("name", ["react", "vue", "svelte"])
    def test_a_component_learns(browser: Browser, built: str, name: str) -> None:
        with watched_page(browser, built) as (page, watch):
            answer(page, f"/app/{name}.html")
            watch.check()

    def test_pages_at_any_depth_find_the_toolkit(
        browser: Browser, app: Path, tmp_path: Path
    ) -> None:
        """As those of a router do, which all are one file."""
        vite = app / "node_modules" / "vite" / "bin" / "vite.js"
        command = [node(), vite, "build", "--base=/app/", "--outDir", tmp_path / "app"]
        subprocess.run(command, cwd=app, check=True, capture_output=True, timeout=300)
        (tmp_path / "app" / "users").mkdir()
        shutil.copy(tmp_path / "app" / "react.html", tmp_path / "app" / "users" / "1.html")
        with SiteServer(tmp_path) as server, watched_page(browser, server.url) as (page, watch):
            answer(page, "/app/users/1.html")
            watch.check()

    def test_an_element_tells_the_topic_of_what_is_typed(browser: Browser, built: str) -> None:
        with watched_page(browser, built) as (page, watch):
            page.goto("/app/element.html")
            field, output = page.get_by_label("What is it about?"), page.locator("output")
            expect(output).to_have_text("", timeout=60_000)  # it has learnt
            field.fill("the team lost a goal")
            expect(output).to_have_text("sport")
            page.evaluate("""() => {
              window.element = document.querySelector('elm-topics');
              window.element.remove(); // its model goes, the toolkit stays
            }""")
            workers = len(page.workers)
            page.evaluate("document.body.append(window.element)")
            field.fill("shares of the bank")
            expect(output).to_have_text("business", timeout=60_000)
            assert len(page.workers) == workers
            watch.check()

    def test_a_service_worker_answers_by_the_predictor(browser: Browser, built: str) -> None:
        with watched_page(browser, built, service_workers="allow") as (page, watch):
            answer(page, "/app/ask.html")
            assert not page.workers  # no Python anywhere
            watch.check()

    def test_a_service_worker_answers_after_a_reload_past_it(browser: Browser, built: str) -> None:
        """With Shift held: the page has no controller then, and none comes by itself."""
        with watched_page(browser, built, service_workers="allow") as (page, watch):
            answer(page, "/app/ask.html")
            devtools = page.context.new_cdp_session(page)
            with page.expect_event("load"):
                devtools.send("Page.reload", {"ignoreCache": True})
            expect(page.locator("output")).to_have_text(ANSWER)
            watch.check()

    def test_a_service_worker_answers_nothing_but_questions(browser: Browser, built: str) -> None:
        with watched_page(browser, built, service_workers="allow") as (page, watch):
            answer(page, "/app/ask.html")
            statuses = page.evaluate(
                """async () => {
                  const ask = async (...given) => (await fetch(...given)).status;
                  const posted = { method: 'POST', body: '[[5.2, 3.4, 1.5, 0.2]]' };
                  return [
                    await ask('predict', posted),
                    await ask('predict', { ...posted, body: '[[5.2]]' }),
                    await ask('predict'),
                    await ask('other/predict'),
                  ];
                }"""
            )
            assert statuses == [200, 400, 404, 404]
            watch.expect("status of (400|404)")
            watch.check()

    def test_a_service_worker_asks_again_for_a_model_that_did_not_come(
        browser: Browser, built: str, host: Path
    ) -> None:
        with watched_page(browser, built, service_workers="allow") as (page, watch):
            model = host / "app" / "model.json"
            away = model.rename(model.with_suffix(".away"))
            page.goto("/app/ask.html")
            expect(page.locator("output")).to_contain_text("Failed: model.json: 404")
            away.rename(model)
            answer(page, "/app/ask.html")
            watch.expect("status of (404|503)")
            watch.check()

    def test_hot_reload_keeps_the_toolkit(browser: Browser, app: Path) -> None:
        """In StrictMode, which mounts each component twice."""
        vite = app / "node_modules" / "vite" / "bin" / "vite.js"
        command = [node(), vite, "--host", "127.0.0.1", "--port", "0"]
        env = {"NO_COLOR": "1", "PATH": ""}
        server = subprocess.Popen(command, cwd=app, stdout=subprocess.PIPE, text=True, env=env)
        component = app / "src" / "flowers.jsx"
        text = component.read_text()
        try:
            told = re.search(r"http://127\.0\.0\.1:\d+", until_address(server))
            assert told
            with watched_page(browser, told[0]) as (page, watch):
                started = _workers_of(page)
                answer(page, "/react.html")
                before = len(started)
                assert before >= 1
                component.write_text(text.replace("Two flowers", "A pair of flowers"))
                expect(page.locator("p")).to_have_text("A pair of flowers: setosa, versicolor")
                assert len(started) == before
                watch.check()
        finally:
            component.write_text(text)
            server.kill()
            server.wait()

    @contextlib.contextmanager
    def node_server(app: Path) -> Iterator[str]:
        """The address where it answers; it is still running in the end."""
        env = os.environ | {"PORT": "0"}
        server = subprocess.Popen(
            [node(), "server.mjs"], cwd=app, stdout=subprocess.PIPE, text=True, env=env
        )
        try:
            yield until_address(server).strip()
            assert server.poll() is None
        finally:
            server.kill()
            server.wait()

    def asked(address: str, question: bytes | None) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(address, question, timeout=30) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read()

    def test_a_node_server_answers_by_the_predictor(app: Path) -> None:
        with node_server(app) as address:
            assert asked(address, ROWS) == (200, b'["setosa","versicolor"]')
            assert asked(address, b"[[5.2]]")[0] == 400
            assert asked(address, b"[[5.2")[0] == 400
            assert asked(address, None)[0] == 405
            assert asked(address.replace("/predict", "/"), ROWS)[0] == 404
            status, said = asked(address, b"[" * 2_000_000)
            assert status == 413
            assert b"at most 1000000 bytes" in said

    def test_a_node_server_outlives_those_who_go_away(app: Path) -> None:
        with node_server(app) as address:
            port = int(address.rsplit(":", 1)[1].partition("/")[0])
            with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
                client.sendall(b"POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n[[5")
                client.shutdown(socket.SHUT_WR)
                while client.recv(1000):
                    pass  # until the server has noticed
            assert asked(address, ROWS) == (200, b'["setosa","versicolor"]')

    def test_a_node_server_says_numbers_as_a_list(app: Path) -> None:
        model = app / "public" / "model.json"
        text = model.read_text()
        X = [[float(i), 1.0, 2.0, 3.0] for i in range(20)]
        regressor = ELMRegressor(n_hidden=8, random_state=0).fit(X, range(20))
        try:
            model.write_text(dumps(regressor))
            with node_server(app) as address:
                status, said = asked(address, ROWS)
        finally:
            model.write_text(text)
        assert status == 200
        expected = regressor.predict(json.loads(ROWS)).tolist()
        assert json.loads(said) == pytest.approx(expected)


def _workers_of(page: Page) -> list[str]:
    started: list[str] = []
    page.on("worker", lambda worker: started.append(worker.url))
    return started
