"""Models kept in the browser: a save is whole or has not happened, and none is lost to another."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from build_steps.browser import ensure_browser
from build_steps.server import SiteServer
from tests.browser.test_supervision import START, run
from tests.conftest import FLAGS

OPEN = """async () => {
  const { Shelf } = await import('/client/index.js');
  window.shelf = await Shelf.open();
  window.file = (mark, kilobytes = 1) =>
    JSON.stringify({ mark, filling: mark.repeat(1).padEnd(1024 * kilobytes, '.') });
  window.caught = (promise) => promise.then(() => null, ({ code, message }) => ({ code, message }));
}"""
BLANK = "/__test__/blank.html"


def another(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(BLANK)
    page.evaluate(OPEN)
    return page


@pytest.fixture
def shelf(blank: Page) -> Page:
    blank.evaluate(OPEN)
    return blank


def test_files_are_kept_listed_renamed_and_removed(shelf: Page) -> None:
    got = run(
        shelf,
        """
        const changes = [];
        shelf.addEventListener('change', ({ detail }) => changes.push([detail.type, detail.name]));
        await shelf.put('a', file('1'), { about: { summary: { kind: 'classifier' } } });
        await shelf.put('<b>', new Blob([file('2')]));
        await shelf.rename('a', '__proto__');
        const names = (await shelf.list()).map(({ name }) => name);
        const there = await shelf.get('__proto__');
        const gone = await shelf.remove('<b>');
        const after = (await shelf.list()).map(({ name }) => name);
        await shelf.put(gone.name, gone.json, { about: gone.about });
        const back = JSON.parse(await (await shelf.get('<b>')).json.text()).mark;
        const errors = [await caught(shelf.get('no')), await caught(shelf.rename('no', 'x')),
          await caught(shelf.remove('no')), await caught(shelf.put('no', '{}', { seen: 'x' }))];
        return { changes, names, after, back, about: there.about, bytes: there.bytes,
          errors: errors.map(({ code }) => code) };
        """,
    )
    assert sorted(got["names"]) == ["<b>", "__proto__"]
    assert got["after"] == ["__proto__"]
    assert got["back"] == "2"
    assert got["about"] == {"summary": {"kind": "classifier"}}
    assert got["bytes"] > 1024
    assert got["errors"] == ["not-found"] * 4
    assert got["changes"] == [
        ["put", "a"],
        ["put", "<b>"],
        ["rename", "__proto__"],
        ["remove", "<b>"],
        ["put", "<b>"],
    ]


def test_two_tabs_lose_nothing(shelf: Page) -> None:
    other = another(shelf.context)
    for page, mark in ((shelf, "first"), (other, "second")):
        run(page, f"window.entry = await shelf.put('mine', file('{mark}'))")
    run(other, "window.heard = []; shelf.addEventListener('change', (e) => heard.push(e.detail))")
    again = """
        const { name, revision } = entry;
        window.entry = await shelf.put(name, file('%s again'), { seen: revision });
        return entry.name;
    """
    assert run(shelf, again % "first") == "mine"
    assert run(other, again % "second") == "mine (2)"
    got = run(
        shelf,
        """
        const marks = {};
        for (const { name } of await shelf.list())
          marks[name] = JSON.parse(await (await shelf.get(name)).json.text()).mark;
        return marks;
        """,
    )
    assert got == {"mine": "first again", "mine (2)": "second again"}
    other.wait_for_function("heard.some(({ type, name }) => type === 'put' && name === 'mine')")
    stale = "return caught(shelf.put('mine', file('x'), { seen: 'an old revision' }))"
    assert run(other, stale) is None
    assert run(shelf, "return (await shelf.list()).length") == 3
    other.close()


def test_a_tab_closed_at_any_time_leaves_a_whole_file(shelf: Page) -> None:
    run(shelf, "await shelf.put('mine', file('0', 2000), { replace: true })")
    draw = random.Random(5)
    for i in range(12):
        tab = another(shelf.context)
        tab.evaluate(
            """(i) => {
              (async () => {
                for (let n = 0; ; n++) await shelf.put('mine', file(`${i}-${n}`, 2000), { replace: true });
              })().catch(() => {});
            }""",
            i,
        )
        tab.wait_for_timeout(draw.random() * 80)
        tab.close()
        got = run(
            shelf,
            """
            const { json, bytes } = await shelf.get('mine');
            const text = await json.text();
            return { whole: text.length === bytes, mark: JSON.parse(text).mark };
            """,
        )
        assert got["whole"], got


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 60 MB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_is_said_and_what_was_there_stays(
    browser: Browser, server: SiteServer, small_disk: Path
) -> None:
    context = browser.browser_type.launch_persistent_context(
        small_disk / "profile", executable_path=ensure_browser(), args=FLAGS, base_url=server.url
    )
    try:
        got = run(
            another(context),
            """
            const random = (megabytes) => {
              const bytes = new Uint8Array(megabytes * 2 ** 20);
              for (let i = 0; i < bytes.length; i += 65536)
                crypto.getRandomValues(bytes.subarray(i, i + 65536));
              return new Blob([bytes]);
            };
            await shelf.put('mine', file('old'));
            const large = await caught(shelf.put('mine', random(70), { replace: true }));
            const { mark } = JSON.parse(await (await shelf.get('mine')).json.text());
            const small = await caught(shelf.put('mine', file('new'), { replace: true }));
            return { large, mark, small };
            """,
        )
    finally:
        context.close()
    assert got["large"]["code"] == "storage" and "no room" in got["large"]["message"]
    assert (got["mark"], got["small"]) == ("old", None)


def test_where_nothing_can_be_kept_it_is_said(blank: Page) -> None:
    got = run(
        blank,
        """
        indexedDB.open = () => { throw new DOMException('forbidden here', 'SecurityError'); };
        const { Shelf } = await import('/client/index.js');
        return Shelf.open().catch(({ code, message }) => [code, message]);
        """,
    )
    assert got[0] == "storage" and "forbidden here" in got[1]


def test_a_kept_model_is_there_after_the_tab_is_gone(returning_page: Page) -> None:
    page = returning_page
    page.goto(BLANK)
    page.evaluate(START, {})
    first = run(
        page,
        """
        const errors = [];
        elm.addEventListener('kept', ({ detail }) => detail.error && errors.push(detail.error));
        const shelf = await elm.shelf();
        const saved = async (name) => {
          const json = await model.save({ statistics: true });
          const kept = async () => (await shelf.get(name)).json.text();
          for (let i = 0; i < 200 && (await kept()) !== json; i++) await pause(50);
          if ((await kept()) !== json) throw new Error('the last change is not kept');
        };
        const model = await elm.create('OnlineELMClassifier', { n_hidden: 16, random_state: 0 });
        await model.partialFit(rows.slice(0, 100), labels.slice(0, 100));
        const name = await elm.keep(model, 'moons');
        await model.partialFit(rows.slice(100), labels.slice(100));
        await saved('moons');
        await shelf.rename('moons', 'two moons');
        await model.partialFit(rows.slice(0, 10), labels.slice(0, 10));
        await saved('two moons');
        const taken = await elm.keep(await elm.create('ELMClassifier'), 'two moons');
        return { name, now: model.keptAs, taken, errors,
          json: await model.save({ statistics: true }) };
        """,
    )
    assert (first["name"], first["now"], first["taken"]) == ("moons", "two moons", "two moons (2)")
    assert first["errors"] == []
    page.goto("about:blank")
    page.goto(BLANK)
    page.evaluate(START, {})
    second = run(
        page,
        """
        const model = await elm.open('two moons');
        const json = await model.save({ statistics: true });
        await model.partialFit(rows.slice(0, 5), labels.slice(0, 5));
        const shelf = await elm.shelf();
        const seen = model.summary.n_samples;
        const summary = async () =>
          (await shelf.list()).find(({ name }) => name === 'two moons').about.summary;
        for (let i = 0; i < 200 && (await summary()).n_samples !== seen; i++) await pause(50);
        await shelf.remove('two moons');
        await model.partialFit(rows.slice(0, 5), labels.slice(0, 5));
        await pause(600);   // a model that was removed is not kept again
        const names = (await shelf.list()).map(({ name }) => name);
        for (const name of names) await shelf.remove(name);
        return { json, seen, names };
        """,
    )
    assert second["json"] == first["json"]
    assert second["seen"] == 215
    assert second["names"] == ["two moons (2)"]
