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


#: `changed(store, key, change)` puts what `change` makes of a record in its place, unseen by the shelf.
DAMAGE = """async () => {
  const request = indexedDB.open('elm-toolkit');
  await new Promise((resolve) => { request.onsuccess = resolve; });
  window.changed = (store, key, change) => new Promise((resolve, reject) => {
    const transaction = request.result.transaction(store, 'readwrite');
    const there = transaction.objectStore(store).get(key);
    there.onsuccess = () => transaction.objectStore(store).put(change(there.result), key);
    transaction.oncomplete = resolve;
    transaction.onerror = reject;
  });
  window.flipped = (file) => { new Uint8Array(file)[file.byteLength >> 1] ^= 16; return file; };
}"""


@pytest.mark.parametrize(
    ("store", "key", "change"),
    [
        ("files", "'mine'", "flipped"),
        ("files", "'mine'", "(file) => file.slice(0, 10)"),
        ("files", "'mine'", "() => 'no file'"),
        ("files", "['mine']", "(copy) => ({ ...copy, file: flipped(copy.file) })"),
        ("entries", "'mine'", "() => 17"),
        ("entries", "'mine'", "(entry) => ({ ...entry, sum: 'x', about: 3, saved: 'y' })"),
    ],
)
def test_what_is_damaged_is_opened_from_its_copy(
    shelf: Page, store: str, key: str, change: str
) -> None:
    shelf.evaluate(DAMAGE)
    got = run(
        shelf,
        f"""
        await shelf.put('mine', file('right', 3), {{ about: {{ summary: {{}} }} }});
        const text = async () => (await shelf.get('mine')).json.text();
        const before = await text();
        await changed('{store}', {key}, {change});
        const listed = (await shelf.list()).map(({{ name, about }}) => [name, typeof about]);
        const [first, second] = [await text(), await text()];
        await changed('files', ['mine'], () => undefined);  // mended, it needs no copy
        const third = await text();
        await shelf.rename('mine', 'yours');
        return {{ same: [first, second, third].every((it) => it === before), listed,
          gone: await (await shelf.remove('yours')).json.text() === before }};
        """,
    )
    assert got == {"same": True, "listed": [["mine", "object"]], "gone": True}


def test_what_is_damaged_twice_is_said_and_can_be_removed(shelf: Page) -> None:
    shelf.evaluate(DAMAGE)
    got = run(
        shelf,
        """
        await shelf.put('mine', file('right'));
        await changed('files', 'mine', flipped);
        await changed('files', ['mine'], (copy) => ({ ...copy, file: flipped(copy.file) }));
        const opened = await caught(shelf.get('mine'));
        const renamed = await caught(shelf.rename('mine', 'yours'));
        await shelf.remove('mine');
        return { opened, renamed: renamed.code, left: (await shelf.list()).length };
        """,
    )
    assert got["opened"]["code"] == "storage" and "'mine' is damaged" in got["opened"]["message"]
    assert (got["renamed"], got["left"]) == ("storage", 0)


LEARN = """
const model = await elm.create('OnlineELMClassifier', { n_hidden: 16, random_state: 0 });
await model.partialFit(rows.slice(0, 100), labels.slice(0, 100));
await elm.keep(model, 'mine', options);
await model.partialFit(rows.slice(100), labels.slice(100));
"""
SEEN = """
const { summary } = await elm.open('mine');
const [entry] = await (await elm.shelf()).list();
return [summary.n_samples, entry.about.summary.n_samples];
"""


@pytest.mark.parametrize("how", ["closed", "reloaded", "disposed", "model disposed", "lost"])
@pytest.mark.parametrize("wait", [True, False])
def test_what_was_learnt_is_there_whatever_comes_next(
    returning_page: Page, wait: bool, how: str
) -> None:
    if not wait and how in ("closed", "reloaded", "lost"):
        how = f"kept, {how}"
    ends = {
        "disposed": "await elm.dispose();" if not wait else "elm.dispose();",
        "model disposed": "await model.dispose();",
        "lost": "kill(); await restored();",
    }
    page = returning_page
    page.goto(BLANK)
    page.evaluate(START, {})
    kept = "await elm.kept(model);" if how.startswith("kept") else ""
    learn = f"const options = {{ wait: {str(wait).lower()} }}; {LEARN} {kept}"
    run(page, learn + ends.get(how.split(", ")[-1], ""))
    if how.endswith("closed"):
        page.close()
        page = returning_page.context.new_page()
    page.goto(BLANK)
    page.evaluate(START, {})
    assert run(page, SEEN) == [200, 200]


def test_what_is_not_kept_cannot_be_waited_for(returning_page: Page) -> None:
    returning_page.goto(BLANK)
    returning_page.evaluate(START, {})
    got = run(
        returning_page,
        """
        const model = await elm.create('ELMClassifier', { n_hidden: 8 });
        const caught = (promise) => promise.then((it) => it, ({ code, message }) => [code, message]);
        const never = await caught(elm.kept(model));
        await elm.keep(model, 'mine');
        await (await elm.shelf()).remove('mine');
        const removed = await caught(elm.kept(model));
        await model.fit(rows, labels);
        return { never, removed, keptAs: model.keptAs ?? null, left: await (await elm.shelf()).list() };
        """,
    )
    assert got["never"][0] == got["removed"][0] == "invalid-input"
    assert (got["keptAs"], got["left"]) == (None, [])


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
