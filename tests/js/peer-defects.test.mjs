// What was found wrong in AsterMind-ELM and concerns JavaScript; the rest is in
// tests/core/test_peer_defects.py.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, formatRows } from '../../web/ui/csv.js';
import { parseTable } from '../../web/ui/files/delimited.js';
import { FakeWorker } from './fake-worker.mjs';

test('the messages of the page are left alone (defect 8)', async () => {
  const taken = [];
  const handlers = ['onmessage', 'onmessageerror', 'onerror'];
  for (const name of handlers) {
    Object.defineProperty(globalThis, name, { configurable: true, set: () => taken.push(name) });
  }
  const listen = globalThis.addEventListener;
  globalThis.addEventListener = (kind) => taken.push(kind);
  const workers = [];
  globalThis.Worker = class extends FakeWorker {
    constructor() {
      super();
      workers.push(this);
    }
  };
  try {
    const { ElmToolkit } = await import('../../web/client/index.js');
    const starting = ElmToolkit.start();
    const [worker] = workers;
    worker.say({ id: worker.sent[0].id, kind: 'result', result: { version: '1' } });
    (await starting).dispose();
    assert.equal(worker.terminated, 1);
    assert.deepEqual(taken, []);
  } finally {
    for (const name of [...handlers, 'Worker']) delete globalThis[name];
    globalThis.addEventListener = listen;
  }
});

test('quoted commas are part of names and cells, there and back (defect 20)', () => {
  const text = '"last, first",said\n"Lovelace, Ada","one, ""two"""\n';
  const table = parseTable(text);
  assert.deepEqual(
    table.columns.map((column) => [column.name, ...cellsOf(column)]),
    [
      ['last, first', 'Lovelace, Ada'],
      ['said', 'one, "two"'],
    ],
  );
  const [first, second] = table.columns;
  const back = formatRows([
    [first.name, second.name],
    [cellsOf(first)[0], cellsOf(second)[0]],
  ]);
  assert.equal(back, text);
});
