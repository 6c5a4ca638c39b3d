"""Requests of wrong shape and depth, at random: to the worker itself, and through the client."""

from __future__ import annotations

import json

from elm_core.service import verbs
from scripts import parameter_types

#: `wrong(times, seed)`: messages to the worker behind `elm`, one after the other. How many were
#: answered, with which codes, how many were not, and how often the worker was lost.
RAW = """async ({ times, seed }) => {
  let s = seed;
  const random = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const { verbs, known } = { verbs: [...VERBS, 'start', 'flush', 'nonsense', '', '__proto__'], known: KEYS };
  const nested = (depth) => {
    let value = pick([1, 'x', null]);
    for (let i = 0; i < depth; i++) value = random() < 0.5 ? [value] : { a: value };
    return value;
  };
  const cyclic = () => { const value = { a: [] }; value.a.push(value); return value; };
  const shared = () => { let value = [1]; for (let i = 0; i < 30; i++) value = [value, value]; return value; };
  const plain = [
    () => null, () => undefined, () => true, () => Number.NaN, () => -1, () => 0.5, () => 1e308,
    () => 2 ** 53, () => 7n, () => '', () => 'x'.repeat(pick([1, 1000, 100000])), () => '\\ud800',
    () => '__proto__', () => new Date(), () => /x/, () => new Error('x'), () => new Blob(['x']),
    () => new Map([[1, cyclic()]]), () => new Set([{}]), () => new ArrayBuffer(8), cyclic, shared,
    () => Float64Array.from({ length: 6 }, random), () => new BigInt64Array(3), () => new Uint8Array(0),
    () => ({ data: Float64Array.from({ length: 6 }, random), shape: pick([[3, 2], [2, 2], [-1, 2], [1e9, 1e9], [], null, ['3', 2]]) }),
    () => ({ texts: pick([['a', 'b'], 'a', [1], [null], {}, ['x'.repeat(1e5)]]) }),
    () => ({ codes: Int32Array.of(0, 1, pick([2, -1, 99])), values: pick([['a', 'b'], [], null, [{}]]) }),
    () => ({ columns: pick([[], [null], [{ name: 'a' }], [{ name: 1, data: 3 }], [{ name: 'a', codes: Int32Array.of(5), values: [] }]]) }),
    () => ({ clips: pick([[], null, { data: 3 }, { data: new Float32Array(4), lengths: Int32Array.of(9) }]) }),
    () => ({ stream: true }), () => nested(pick([1, 5, 31, 33, 100, 3000])),
    () => ({ class: pick(['ELMClassifier', 'os.system', 'Chain', 3, null]), params: pick([{}, null, [], { n_hidden: pick([-1, 'x', 1e9, null]) }]) }),
  ];
  const value = () => pick(plain)();
  const args = () => {
    if (random() < 0.15) return value();
    const made = random() < 0.7 ? { model: pick([1, 1, 1, 99, -1, '1', null]) } : {};
    for (let i = Math.floor(random() * 5); i > 0; i--) made[pick(known)] = value();
    return made;
  };
  const worker = workers.at(-1);
  const waiting = new Map();
  let last, nothing = 0;
  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'unread') return nothing > 0 ? nothing-- : waiting.get(last)?.('unread');
    if (!['result', 'error'].includes(data?.kind) || !waiting.has(data.id)) return;
    waiting.get(data.id)(data.kind === 'error' ? data.error.code : 'done');
    waiting.delete(data.id);
  });
  const codes = {}; let unsettled = 0;
  const note = (code) => { codes[code] = (codes[code] ?? 0) + 1; };
  for (let i = 0; i < times && workers.at(-1) === worker; i++) {
    const id = 1_000_000 + i;
    last = id;
    const message = { id, kind: random() < 0.9 ? 'request' : pick(['block', 'cancel', 'x', null]), verb: pick(verbs), args: args() };
    if (random() < 0.05) delete message.args;
    if (message.args && typeof message.args === 'object') delete message.args.memoryBudget;
    const settled = new Promise((resolve) => waiting.set(id, resolve));
    const late = new Promise((resolve) => setTimeout(resolve, 30_000, 'late'));
    try {
      if (random() < 0.1) {
        worker.postMessage(pick([null, undefined, 7, 'x', [], {}, { kind: 'request' }]));
        nothing++;
      }
      worker.postMessage(message);
    } catch { continue; }            // the browser itself refuses it
    if (message.kind === 'cancel' || message.kind === 'block') continue;   // of nothing under way
    if (message.verb === 'fit' && message.args?.X?.stream) worker.postMessage({ id, kind: 'cancel' });
    const code = await Promise.race([settled, late]);
    if (code === 'late') unsettled++;
    note(code);
  }
  const lost = told.filter(({ name }) => name === 'lost').length;
  const { proxies } = await elm.info();
  return { codes, unsettled, lost, proxies, answers: Object.values(codes).reduce((a, b) => a + b, 0) };
}"""
#: All but the one after which there is no model to ask.
VERBS = [verb for verb in verbs.VERBS if verb != "dispose"]
KEYS = [
    "X",
    "y",
    "model",
    "other",
    "params",
    "class",
    "metadata",
    "json",
    "ids",
    "query",
    "clicked",
    "shown",
    "text",
    "word",
    "k",
    "where",
    "diversity",
    "threshold",
    "coverage",
    "target",
    "background",
    "n_orders",
    "seed",
    "holdout",
    "sample_weight",
    "classes",
    "samples",
    "sample_rate",
    "table",
    "columns",
    "kinds",
    "bars",
    "temperature",
    "user",
    "items",
    "ratings",
    "as",
    "statistics",
    "cv",
    "groups",
    "test_rows",
    "labels",
    "max_rows",
    "sample_size",
]
RAW = RAW.replace("VERBS", str(VERBS)).replace("KEYS", str(KEYS))

#: `{ times, seed }`: the same values to the methods of a model; errors that are no `ElmError`.
METHODS = """async ({ times, seed }) => {
  let s = seed;
  const random = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const deep = () => { let value = 1; for (let i = 0; i < 3000; i++) value = [value]; return value; };
  const values = [
    () => null, () => undefined, () => 3, () => 'x', () => [], () => [[1, 2]], () => [[1], [2, 3]],
    () => [['a']], () => [null], () => [{}], () => ({}), () => ({ data: [1], shape: [1, 1] }),
    () => ({ data: new Float64Array(3), shape: [2, 2] }), () => ({ columns: 3 }),
    () => ({ columns: [{ name: 'a', values: [1] }] }), () => ({ clips: 3 }), () => new Map(),
    () => [[NaN]], () => [Symbol.iterator], () => 10n, () => [10n], deep, () => () => 1,
    () => new Float32Array(3), () => ['a', 'b'], () => ({ codes: 3, values: 3 }),
  ];
  const methods = [...METHODS, 'save'];
  const models = [];
  for (const name of ['ELMClassifier', 'TextClassifier', 'SearchIndex', 'OnlineELMClassifier'])
    models.push(await elm.create(name));
  const raw = {}, codes = {};
  const ofToolkit = {
    create: () => elm.create(pick(values)(), pick(values)()),
    load: () => elm.load(pick(values)()),
    inspectTable: () => elm.inspectTable(pick(values)(), pick(values)()),
    readTargets: () => elm.readTargets(pick(values)(), pick(values)()),
    embed: () => elm.embed(pick(values)(), pick(values)()),
    silhouette: () => elm.silhouette(pick(values)(), pick(values)(), pick(values)()),
    keep: () => elm.keep(pick(values)(), pick(values)(), pick(values)()),
    kept: () => elm.kept(pick(values)()),
    open: () => elm.open(pick(values)()),
  };
  for (let i = 0; i < times; i++) {
    const method = pick(random() < 0.8 ? methods : Object.keys(ofToolkit));
    const given = Array.from({ length: Math.floor(random() * 4) }, () => pick(values)());
    try {
      if (method === 'save' && random() < 0.8) given[0] = { metadata: pick(values)() };
      await (ofToolkit[method]?.() ?? pick(models)[method](...given));
      codes.done = (codes.done ?? 0) + 1;
    } catch (error) {
      if (error?.name === 'ElmError') codes[error.code] = (codes[error.code] ?? 0) + 1;
      else raw[`${method}: ${error}`.slice(0, 120)] = (raw[`${method}: ${error}`.slice(0, 120)] ?? 0) + 1;
    }
  }
  return { codes, raw, lost: told.filter(({ name }) => name === 'lost').length };
}""".replace("METHODS", json.dumps(parameter_types.METHODS))
