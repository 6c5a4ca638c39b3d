"""Starting from a snapshot: as a plain start, only sooner, and never the cause of a failure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from build_steps.paths import WORKER
from build_steps.server import SiteServer
from tests.browser.conftest import BLANK, SNAPSHOT_IS_THERE
from tests.browser.test_supervision import START as LOST
from tests.browser.watch import assert_no_leaks

START = """async (options) => {
  const { ElmToolkit } = await import('/client/index.js');
  window.elm = await ElmToolkit.start(options);
  return (await elm.info()).start;
}"""
FOLDER = "(await navigator.storage.getDirectory()).getDirectoryHandle('elm-toolkit-snapshots')"
LIST = f"async () => {{ const names = []; for await (const n of (await {FOLDER}).keys()) names.push(n); return names; }}"
ANSWERS = """async () => {
  const X = Array.from({ length: 300 }, (_, i) => [Math.sin(i), Math.cos(i * i), (i % 7) / 7]);
  const y = X.map(([a, b]) => (a * b > 0 ? 'same' : 'other'));
  const given = await elm.create('ELMClassifier', { n_hidden: 200, random_state: 3 });
  await given.fit(X, y);
  const drawn = await elm.create('ELMClassifier', { n_hidden: 8 });
  await drawn.fit(X, y);
  const texts = await elm.create('TextClassifier');
  await texts.fit(['rain and wind', 'sun and wind', 'goal and win', 'a late goal'], ['w', 'w', 's', 's']);
  const table = await elm.create('TableRegressor', { random_state: 0 });
  const columns = [
    { name: 'size', values: Array.from({ length: 60 }, (_, i) => String(i % 13)) },
    { name: 'day', values: Array.from({ length: 60 }, (_, i) => `2024-01-${10 + (i % 20)}`) },
  ];
  await table.fit({ columns }, Array.from({ length: 60 }, (_, i) => (i % 13) + (i % 20)));
  return {
    given: [...(await given.predictProba(X)).data],
    drawn: [...(await drawn.predictProba(X)).data],
    text: [...(await texts.predictProba(['wind', 'goal'])).data],
    table: [...(await table.predict({ columns }))],
    inspected: await elm.inspectTable({ columns }),
    saved: JSON.parse(await given.save({ statistics: true })).learned,
    proxies: (await elm.info()).proxies,
  };
}"""


@pytest.fixture
def visitor(returning_page: Page) -> Page:
    returning_page.goto(BLANK)
    return returning_page


def start(page: Page, **options: object) -> str:
    return page.evaluate(START, options)


def test_a_restored_start_answers_bit_for_bit_as_a_plain_one(visitor: Page) -> None:
    assert start(visitor, snapshot=False) == "plain"
    plain = visitor.evaluate(ANSWERS)
    visitor.goto(BLANK)
    assert start(visitor) == "snapshot"
    restored = visitor.evaluate(ANSWERS)
    assert_no_leaks(visitor)
    drawn = [plain.pop("drawn"), restored.pop("drawn")]
    assert restored == plain
    visitor.goto(BLANK)
    assert start(visitor) == "snapshot"
    drawn.append(visitor.evaluate(ANSWERS)["drawn"])
    assert drawn[0] != drawn[1] != drawn[2] != drawn[0], "a random seed came back with the memory"


def test_a_snapshot_holds_all_of_the_runtime_but_its_modules(visitor: Page) -> None:
    asked: list[str] = []
    visitor.context.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))

    assert start(visitor, snapshot=False) == "plain"
    modules = {"pyodide.mjs", "pyodide.asm.mjs.pack"}
    others = {"pyodide.asm.wasm.pack", "python_stdlib.zip.pack", "packages.pack"}
    assert modules | others <= set(asked)
    asked.clear()
    visitor.goto(BLANK)
    assert start(visitor) == "snapshot"
    assert modules <= set(asked)
    assert not others & set(asked)


def test_errors_and_cancelling_work_after_a_restore(visitor: Page) -> None:
    start(visitor)
    got = visitor.evaluate(
        """async () => {
          const X = Array.from({ length: 20000 }, (_, i) => [Math.sin(i), Math.cos(i * i)]);
          const y = X.map(([a, b]) => (a * b > 0 ? 1 : 0));
          const model = await elm.create('ELMClassifier', { n_hidden: 300, random_state: 0 });
          const code = (promise) => promise.then(() => 'done', (error) => error.code);
          const abort = new AbortController();
          setTimeout(() => abort.abort(), 20);
          const cancelled = await code(model.fit(X, y, { signal: abort.signal }));
          const bad = await code(model.fit([[NaN, 1]], ['a']));
          const file = await code(elm.load('{}'));
          return { cancelled, bad, file };
        }"""
    )
    assert got == {"cancelled": "cancelled", "bad": "invalid-input", "file": "model-format"}


#: `given(damage, sealed)` puts a damaged copy of the snapshot in its place; `sealed` with a checksum
#: that fits.
GIVEN = """async () => {
  const { checksum } = await import('/__test__/checksum.js');
  const folder = await (await navigator.storage.getDirectory())
    .getDirectoryHandle('elm-toolkit-snapshots');
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  const handle = await folder.getFileHandle(names.find((name) => name.endsWith('.snapshot')));
  const sound = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  const given = async (damage, sealed) => {
    let bytes = sound.slice();
    bytes = damage(bytes) ?? bytes;
    if (sealed) bytes.set(new Uint8Array(checksum(bytes.subarray(20)).buffer), 4);
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
  };
"""


#: Copies all that lies in one folder of a page's own files to another one, and nothing else is there.
COPY = """async ([from, to]) => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(to, { recursive: true }).catch(() => {});
  const source = await root.getDirectoryHandle(from);
  const target = await root.getDirectoryHandle(to, { create: true });
  for await (const [name, handle] of source.entries()) {
    const file = await target.getFileHandle(name, { create: true });
    await (await handle.getFile()).stream().pipeTo(await file.createWritable());
  }
}"""
SNAPSHOTS, SOUND = "elm-toolkit-snapshots", "sound"


@pytest.fixture
def spoilt(visitor: Page, server: SiteServer) -> Iterator[Page]:
    """A page of a visitor whose snapshot the test may spoil; those after it have the sound one."""
    server.extra["/__test__/checksum.js"] = (WORKER / "checksum.js").read_bytes()
    visitor.evaluate(SNAPSHOT_IS_THERE)
    visitor.evaluate(COPY, [SNAPSHOTS, SOUND])
    yield visitor
    visitor.goto(BLANK)  # nothing of the test runs any more
    visitor.evaluate(COPY, [SOUND, SNAPSHOTS])


@pytest.mark.parametrize(
    "damage",
    [
        "(bytes) => { bytes[30_000_000] ^= 4; }",
        "() => new TextEncoder().encode('<!doctype html><h1>Welcome to our Wi-Fi</h1>')",
    ],
)
def test_a_damaged_snapshot_costs_time_and_nothing_else(spoilt: Page, damage: str) -> None:
    spoilt.evaluate(f"{GIVEN} await given({damage}, false); }}")
    spoilt.goto(BLANK)
    assert start(spoilt) == "plain"
    spoilt.evaluate(SNAPSHOT_IS_THERE)  # another one, which is not to blame
    spoilt.goto(BLANK)
    assert start(spoilt) == "snapshot"
    assert spoilt.evaluate(ANSWERS)["proxies"] == 0


def test_a_snapshot_that_does_not_start_is_tried_twice(spoilt: Page) -> None:
    """Its checksum fits, so it was made as it is."""
    zeros = "(bytes) => { bytes.fill(0, 2_000_000, 6_000_000); }"
    for marks in (["doubted"], ["distrusted", "doubted"]):
        spoilt.evaluate(SNAPSHOT_IS_THERE)
        spoilt.evaluate(f"{GIVEN} await given({zeros}, true); }}")
        spoilt.goto(BLANK)
        assert start(spoilt) == "plain"
        assert sorted(name.split(".")[-1] for name in spoilt.evaluate(LIST)) == marks
    assert spoilt.evaluate(ANSWERS)["proxies"] == 0
    spoilt.wait_for_timeout(7000)
    assert len(spoilt.evaluate(LIST)) == 2, "another one was made"


def test_a_worker_that_fails_after_a_snapshot_makes_it_suspect(spoilt: Page) -> None:
    spoilt.goto(BLANK)
    spoilt.evaluate(LOST, {"patience": 5})
    assert spoilt.evaluate("elm.info().then(({ start }) => start)") == "snapshot"
    got = spoilt.evaluate(
        """async () => {
          const request = elm.create('ELMClassifier');
          workers.at(-1).onerror(new ErrorEvent('error', { message: 'as if it had failed' }));
          const code = await request.then(() => 'done', ({ code }) => code);
          return [code, (await elm.info()).start];
        }"""
    )
    assert got == ["worker-lost", "plain"]
    assert [name.split(".")[-1] for name in spoilt.evaluate(LIST)] == ["doubted"]
