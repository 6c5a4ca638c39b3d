import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import {
  AssetError,
  downloadFile,
  downloadRuntime,
  fetchManifest,
  inManifest,
  renew,
} from '../../worker/download.js';

/** What the server has, by path; a function answers by itself. */
let served = {};
/** Paths asked for, in order. */
let asked = [];
let base;

const server = createServer((request, response) => {
  asked.push(request.url);
  const body = served[request.url];
  if (typeof body === 'function') body(request, response);
  else if (body === undefined) response.writeHead(404).end('nothing here');
  else response.end(body);
});

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}/`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  served = { '/packages': Buffer.alloc(0) };
  asked = [];
});

const fileOf = (path, body) => ({
  path,
  bytes: body.length,
  sha256: createHash('sha256').update(body).digest('hex'),
});
const NOTHING = { path: 'packages', holds: 0, ...fileOf('packages', Buffer.alloc(0)) };
const manifestOf = (...files) => ({
  ...{ version: '1', vectors: [] },
  runtime: {
    ...{ indexURL: './', plain: [], later: [], lock: { packages: {} } },
    ...{ files, packages: NOTHING },
  },
});

/** Serves the bodies and gives the manifest of them. */
function serve(bodies) {
  for (const [path, body] of Object.entries(bodies)) served[`/${path}`] = body;
  return manifestOf(...Object.entries(bodies).map(([path, body]) => fileOf(path, body)));
}

const failsOn = (promise, asset, pattern) =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof AssetError, String(error));
    assert.equal(error.asset, asset);
    assert.match(error.message, pattern);
    return true;
  });

const ignore = () => {};

async function downloaded(manifest, onBytes = ignore) {
  const { done, release } = downloadRuntime(manifest.runtime.files, base, onBytes);
  await done.finally(release);
}

test('the manifest is read', async () => {
  served['/manifest.json'] = JSON.stringify(manifestOf());
  assert.deepEqual(await fetchManifest(`${base}manifest.json`), manifestOf());
});

test('a manifest that is missing, damaged or out of reach is named', async () => {
  await failsOn(fetchManifest(`${base}manifest.json`), 'manifest.json', /HTTP 404/);
  served['/manifest.json'] = '<!doctype html>';
  await failsOn(fetchManifest(`${base}manifest.json`), 'manifest.json', /not JSON/);
  served['/manifest.json'] = JSON.stringify({ ...manifestOf(), vectors: [{ pat8: 'a' }] });
  await failsOn(fetchManifest(`${base}manifest.json`), 'manifest.json', /it is no manifest/);
  served['/manifest.json'] = (request) => request.destroy();
  await failsOn(fetchManifest(`${base}manifest.json`), 'manifest.json', /could not load/);
});

test('fetch is answered with what was downloaded, and asks the server once', async () => {
  const manifest = serve({ 'a.wasm': Buffer.from('\0asm'), 'b.zip': Buffer.from('two') });
  const real = globalThis.fetch;
  const { done, release } = downloadRuntime(manifest.runtime.files, base, ignore);
  try {
    await done;
    assert.deepEqual(asked.toSorted(), ['/a.wasm', '/b.zip']);
    const a = await fetch(`${base}a.wasm`);
    assert.equal(a.headers.get('Content-Type'), 'application/wasm');
    assert.equal(await a.text(), '\0asm');
    const b = await fetch(new URL(`${base}b.zip`));
    assert.equal(b.headers.get('Content-Type'), 'application/octet-stream');
    assert.equal(await b.text(), 'two');
    assert.equal(await (await fetch(new Request(`${base}b.zip`))).text(), 'two');
    assert.equal(asked.length, 2);
    served['/other'] = 'other';
    assert.equal(await (await fetch(`${base}other`)).text(), 'other');
  } finally {
    release();
  }
  assert.equal(globalThis.fetch, real);
});

test('what can be compiled as it streams is handed on before it is complete', async () => {
  const manifest = serve({ 'a.wasm': Buffer.from('\0asm and more') });
  let finish;
  served['/a.wasm'] = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/wasm' });
    response.write('\0asm');
    finish = () => response.end(' and more');
  };
  const { done, release } = downloadRuntime(manifest.runtime.files, base, ignore);
  const response = await fetch(`${base}a.wasm`);
  finish();
  assert.equal(await response.text(), '\0asm and more');
  await done;
  release();
});

test('bytes are counted as they come, up to the total', async () => {
  const parts = [Buffer.alloc(1000, 1), Buffer.alloc(2000, 2)];
  const manifest = serve({ a: Buffer.concat(parts), b: Buffer.from('four') });
  const seen = [];
  let goOn;
  const firstCounted = new Promise((resolve) => {
    goOn = resolve;
  });
  served['/a'] = async (_request, response) => {
    response.write(parts[0]);
    await firstCounted;
    response.end(parts[1]);
  };
  await downloaded(manifest, (loaded, total) => {
    seen.push([loaded, total]);
    if (loaded >= 1000) goOn();
  });
  const loaded = seen.map(([bytes]) => bytes);
  assert.ok(seen.length >= 3, String(loaded));
  assert.deepEqual(
    loaded,
    loaded.toSorted((a, b) => a - b),
  );
  assert.deepEqual(seen.at(-1), [3004, 3004]);
});

test('modules are left to import', async () => {
  const manifest = serve({ 'a.mjs': Buffer.from('export {}'), b: Buffer.from('b') });
  const totals = new Set();
  await downloaded(manifest, (_loaded, total) => totals.add(total));
  assert.deepEqual(asked, ['/b']);
  assert.deepEqual([...totals], [1]);
});

const DAMAGES = {
  'is missing': [undefined, /HTTP 404/],
  'is too short': [Buffer.from('hell'), /ends after 4 of 5 bytes/],
  'is too long': [Buffer.from('hello!'), /longer than it should be/],
  'has other bytes': [Buffer.from('hellO'), /sha256/],
  'breaks off': [
    (_request, response) => {
      response.writeHead(200, { 'Content-Length': 5 });
      response.write('he', () => response.destroy());
    },
    /could not load a/,
  ],
};

for (const [what, [body, pattern]] of Object.entries(DAMAGES)) {
  test(`a file that ${what} is named, and fetch stays as it was`, async () => {
    const manifest = serve({ a: Buffer.from('hello'), b: Buffer.from('b') });
    served['/a'] = body;
    const real = globalThis.fetch;
    await failsOn(downloaded(manifest), 'a', pattern);
    assert.equal(globalThis.fetch, real);
  });
}

test('when a file fails, the downloads of the others are ended', async () => {
  const manifest = serve({ a: Buffer.from('hello'), b: Buffer.from('b') });
  let ended;
  const closed = new Promise((resolve) => {
    ended = resolve;
  });
  served['/b'] = (_request, response) => response.on('close', ended); // never answers
  served['/a'] = undefined;
  await failsOn(downloaded(manifest), 'a', /HTTP 404/);
  await closed;
});

test('a file of no bytes is a file', async () => {
  const { done, release } = downloadRuntime(
    serve({ a: Buffer.alloc(0) }).runtime.files,
    base,
    ignore,
  );
  await done;
  assert.equal((await (await fetch(`${base}a`)).arrayBuffer()).byteLength, 0);
  release();
});

/** Serves a wrong answer, which caches may keep for ever, until it is asked for past them. */
function serveWrongAtFirst(path, body) {
  served[path] = (request, response) =>
    response.end(/no-cache/.test(request.headers['cache-control']) ? body : '<h1>Sign in</h1>');
}

test('what came in the place of a file is fetched anew, past all caches', async () => {
  const body = Buffer.from('hello');
  const file = fileOf('a', body);
  serveWrongAtFirst('/a', body);
  await failsOn(downloaded(manifestOf(file)), 'a', /longer than it should be/);
  assert.equal(await renew(`${base}manifest.json`, manifestOf(file), base), true);
  assert.deepEqual(await downloadFile(`${base}manifest.json`, file), new Uint8Array(body));
  served['/a'] = '<h1>Sign in</h1>';
  served['/manifest.json'] = '<h1>Sign in</h1>';
  assert.equal(await renew(`${base}manifest.json`, manifestOf(file), base), false);
  await failsOn(downloadFile(`${base}manifest.json`, file), 'a', /longer than it should be/);
  serveWrongAtFirst('/manifest.json', JSON.stringify(manifestOf()));
  assert.deepEqual(await fetchManifest(`${base}manifest.json`), manifestOf());
});

test('a manifest that says what no file can be is fetched anew', async () => {
  const body = Buffer.from('hello');
  const file = fileOf('a', body);
  served['/a'] = body;
  const right = manifestOf(file);
  const wrong = manifestOf({ ...file, sha256: file.sha256.replace(/./, 'x') });
  await failsOn(downloaded(wrong), 'a', /sha256/);
  serveWrongAtFirst('/manifest.json', JSON.stringify(right));
  assert.equal(await renew(`${base}manifest.json`, wrong, base), true);
  const failed = await inManifest(`${base}manifest.json`, wrong, new Error('no package nunpy'));
  assert.match(failed.message, /manifest.json: no package nunpy/);
  served['/manifest.json'] = JSON.stringify(wrong);
  assert.equal(await renew(`${base}manifest.json`, wrong, base), false);
  assert.equal(await inManifest(`${base}manifest.json`, wrong, new Error()), undefined);
});

test('of a broken file Pyodide asks nobody, while it is fetched anew', async () => {
  const manifest = serve({ 'lock.json': Buffer.from('{"a": 1}') });
  const right = served['/lock.json'];
  served['/lock.json'] = Buffer.from('{"a": x}');
  const { done, release } = downloadRuntime(manifest.runtime.files, base, ignore);
  try {
    await assert.rejects(done, AssetError);
    let settled = false;
    fetch(`${base}lock.json`).finally(() => {
      settled = true;
    });
    served['/lock.json'] = right;
    const [file] = manifest.runtime.files;
    assert.equal(Buffer.from(await downloadFile(base, file)).toString(), '{"a": 1}');
    assert.equal(settled, false);
  } finally {
    release();
  }
});
