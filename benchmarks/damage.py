"""What the browser keeps is damaged at random: the next start has to work and answer rightly."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from playwright.sync_api import Browser, Error, Page

from tests.browser.conftest import BLANK, SNAPSHOT_IS_THERE
from tests.browser.test_offline import KEPT
from tests.browser.test_supervision import START

#: A start has so long, in milliseconds.
PATIENCE = 90_000

#: `damaged(bytes, kind, at)`: what a disk, a browser or a network makes of a file; `at` is 0 to 1.
DAMAGED = """
const damaged = (sound, kind, at) => {
  const bytes = sound.slice(), place = Math.floor(at * bytes.length);
  if (kind === 'a bit') bytes[place] ^= 1 << (place % 8);
  if (kind === 'many bits') for (let i = place % 997; i < bytes.length; i += 997) bytes[i] ^= 64;
  if (kind === 'zeros') bytes.fill(0, place, place + 4096);
  if (kind === 'cut') return bytes.slice(0, place);
  if (kind === 'empty') return bytes.slice(0, 0);
  if (kind === 'longer') { const more = new Uint8Array(bytes.length + 100); more.set(bytes); return more; }
  if (kind === 'turned') return bytes.reverse();
  if (kind === 'a portal') return new TextEncoder().encode('<!doctype html><title>Wi-Fi</title>');
  return bytes;
};
"""
KINDS = ("a bit", "many bits", "zeros", "cut", "empty", "longer", "turned", "a portal")

ANSWERS = """async () => {
  const model = await elm.create('ELMClassifier', { n_hidden: 100, random_state: 3 });
  await model.fit(rows, labels);
  const texts = await elm.create('TextClassifier', { random_state: 0 });
  await texts.fit(['rain and wind', 'sun and wind', 'goal and win', 'a late goal'], ['w', 'w', 's', 's']);
  return [...(await model.predictProba(rows)).data, ...(await texts.predictProba(['wind'])).data];
}"""

SNAPSHOT = (
    "async () => {"
    + DAMAGED
    + """
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('elm-toolkit-snapshots');
  const entries = [];
  for await (const entry of folder.entries()) entries.push(entry);
  const [, handle] = entries.find(([name]) => name.endsWith('.snapshot'));
  const sound = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  window.damage = async (kind, at) => {
    const again = await folder.getFileHandle(handle.name, { create: true });
    const stream = await again.createWritable();
    await stream.write(damaged(sound, kind, at));
    await stream.close();
  };
}"""
)
FILES = (
    "async ([kind, at, share]) => {"
    + DAMAGED
    + """
  let s = Math.floor(at * 2147483648), n = 0;
  const random = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (random() > share) continue;
      const response = await cache.match(request);
      const body = damaged(new Uint8Array(await response.arrayBuffer()), kind, random());
      await cache.put(request, new Response(body, { headers: response.headers }));
      n++;
    }
  }
  return n;
}"""
)
#: A model is kept, records of it are damaged, and it is opened, learns on, and is opened again.
SHELF = (
    "async ([which, kind, at]) => {"
    + DAMAGED
    + """
  const shelf = await elm.shelf();
  const model = await elm.create('OnlineELMClassifier', { n_hidden: 16, random_state: 0 });
  await model.partialFit(rows, labels);
  await elm.keep(model, 'mine', { replace: true });
  const right = [...(await model.predictProba(rows)).data];
  await model.dispose();
  const request = indexedDB.open('elm-toolkit');
  await new Promise((resolve) => { request.onsuccess = resolve; });
  const transaction = request.result.transaction(['entries', 'files'], 'readwrite');
  const rotten = (file) => damaged(new Uint8Array(file), kind, at).buffer;
  const change = {
    file: ['files', 'mine', rotten],
    copy: ['files', ['mine'], (copy) => ({ ...copy, file: rotten(copy.file) })],
    'no file': ['files', 'mine', () => undefined],
    'no copy': ['files', ['mine'], () => undefined],
    'no entry': ['entries', 'mine', () => null],
    entry: ['entries', 'mine', (entry) => ({ ...entry, sum: 'x', about: at, saved: kind })],
  };
  for (const name of which) {
    const [store, key, made] = change[name];
    const there = transaction.objectStore(store).get(key);
    there.onsuccess = () => transaction.objectStore(store).put(made(there.result), key);
  }
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  request.result.close();
  const opened = async () => {
    try {
      const again = await elm.open('mine');
      const answers = [...(await again.predictProba(rows)).data];
      await again.dispose();
      return answers.every((value, i) => value === right[i]) ? 'right' : 'wrong';
    } catch (error) { return error.code ?? `raw: ${error}`; }
  };
  const found = [await opened(), await opened()];
  if ((await shelf.list()).length !== 1) found.push('not listed');
  await shelf.remove('mine');
  return found.join(', then ');
}"""
)
#: What a page says of its sentence, or why it says nothing.
SETTLED = """() => {
  const state = document.querySelector('#status')?.dataset.state;
  const said = document.querySelector('#verdict')?.textContent;
  if (state === 'ready' && /%/.test(said)) return said;
  const told = [...document.querySelectorAll('[role=alert]')].map((e) => e.textContent).join(' ');
  return state === 'failed' || /could not be loaded/.test(told) ? 'failed: ' + told : false;
}"""


def damages(browser: Browser, url: str, times: int, seed: int) -> int:
    """Print what came of so many damages of each kind, and return how many were not healed."""
    draw = random.Random(seed)
    context = browser.new_context(base_url=url)
    try:
        failed = _snapshots(context.new_page(), context.new_page(), times, draw)
        failed += _files(context.new_page(), context.new_page(), times, draw)
        return failed + _entries(context.new_page(), times, draw)
    finally:
        context.close()


def _snapshots(keeper: Page, page: Page, times: int, draw: random.Random) -> int:
    def start() -> list[float]:
        page.goto(BLANK)
        page.evaluate(START, {})
        return list(page.evaluate(ANSWERS))

    right = start()
    page.evaluate(SNAPSHOT_IS_THERE)
    keeper.goto(BLANK)
    keeper.evaluate(SNAPSHOT)

    def damage() -> str:
        page.goto("about:blank")
        kind = draw.choice(KINDS)
        keeper.evaluate("([kind, at]) => damage(kind, at)", [kind, draw.random()])
        return kind

    return _rounds("snapshots", times, damage, start, right)


def _files(keeper: Page, page: Page, times: int, draw: random.Random) -> int:
    def start() -> str:
        page.goto("/text.html")
        return str(page.wait_for_function(SETTLED, timeout=PATIENCE).json_value())

    right = start()
    page.evaluate(KEPT)
    keeper.goto(BLANK)

    def damage() -> str:
        page.goto("about:blank")
        kind, share = draw.choice(KINDS), draw.choice((0.02, 0.2, 1.0))
        n = keeper.evaluate(FILES, [kind, draw.random(), share])
        return f"{kind} in {n}"

    return _rounds("cached files", times, damage, start, right)


def _entries(page: Page, times: int, draw: random.Random) -> int:
    page.goto(BLANK)
    page.evaluate(START, {})
    got: Counter[str] = Counter()
    wrong = 0
    for _ in range(times):
        many = draw.choice((1, 1, 1, 2))
        which = draw.sample(("file", "copy", "no file", "no copy", "no entry", "entry"), many)
        found = page.evaluate(SHELF, [which, draw.choice(KINDS), draw.random()])
        got[f"{many} damaged: {found}"] += 1
        # one of two is always there; of two damaged ones nothing may be wrong, or without a code
        wrong += found != "right, then right" and (many == 1 or found != "storage, then storage")
    print(f"{times} shelf entries: {dict(got)}; {wrong} not as they should be")
    return wrong


def _rounds(
    what: str, times: int, damage: Callable[[], str], start: Callable[[], object], right: object
) -> int:
    """Damage and start: print and return how often two starts in a row failed, or one was wrong."""
    failed: list[str] = []
    twice = 0
    for _ in range(times):
        how = damage()
        for attempt in range(2):
            try:
                found = start()
                if found == right:
                    break
                failed.append(f"{how}: {str(found)[:200]}")
            except Error as error:
                failed.append(f"{how}: {error.message.splitlines()[0][:100]}")
            twice += attempt
    print(f"{times} {what}: {len(failed)} starts failed {failed[:3]}, {twice} twice in a row")
    return twice
