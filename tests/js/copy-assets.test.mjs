// npx elm-toolkit copy: a folder of a site is brought up to date, and nothing of others is touched.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { copyAssets, LIST, Refusal } from '../../web/node/copy.js';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copy-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param {string} folder @param {Record<string, string>} files */
function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, folder, name)), { recursive: true });
    writeFileSync(join(root, folder, name), text);
  }
}

/** The assets of a version. @param {string} folder @param {Record<string, string>} files */
const assets = (folder, files) =>
  write(folder, { ...files, [LIST]: JSON.stringify({ files: Object.keys(files) }) });

const copy = (from, to = 'site/elm') => copyAssets(join(root, from), join(root, to));
const read = (name) => readFileSync(join(root, 'site/elm', name), 'utf8');
const isThere = (name) => existsSync(join(root, 'site/elm', name));

test('a new folder gets all files, and then those that changed', () => {
  assets('v1', { 'manifest.json': '1', 'worker-1/worker.js': 'one', 'wheels/a.whl': 'a' });
  const first = copy('v1');
  assert.deepEqual([first.copied.length, first.kept, first.removed], [3, 0, []]);
  assert.equal(first.bytes, 5);
  assert.deepEqual(copy('v1').copied, []);
  assets('v2', { 'manifest.json': '2', 'worker-2/worker.js': 'two', 'wheels/a.whl': 'a' });
  const { copied, kept, removed } = copy('v2');
  assert.deepEqual(copied, ['manifest.json', 'worker-2/worker.js']);
  assert.deepEqual([kept, removed], [1, ['worker-1/worker.js']]);
  assert.equal(read('manifest.json'), '2');
  assert.equal(isThere('worker-1'), false); // the folder is gone with its last file
});

test('a file that was changed or cut off is written anew', () => {
  assets('v1', { 'manifest.json': 'one', 'a.js': 'abc' });
  copy('v1');
  write('site/elm', { 'a.js': 'abd' });
  assert.deepEqual(copy('v1').copied, ['a.js']);
  assert.equal(read('a.js'), 'abc');
});

test('files of others stay, beside ours and in our folders', () => {
  assets('v1', { 'manifest.json': '1', 'worker-1/worker.js': 'one' });
  copy('v1');
  write('site/elm', { 'logo.svg': '<svg/>', 'worker-1/notes.txt': 'mine' });
  assets('v2', { 'manifest.json': '2' });
  const { foreign, removed } = copy('v2');
  assert.deepEqual(foreign.sort(), ['logo.svg', 'worker-1/notes.txt']);
  assert.deepEqual(removed, ['worker-1/worker.js']);
  assert.equal(read('worker-1/notes.txt'), 'mine');
});

test('a folder of others is refused and left as it is', () => {
  assets('v1', { 'manifest.json': '1' });
  write('site/elm', { 'index.html': '<p>' });
  assert.throws(() => copy('v1'), Refusal);
  assert.throws(() => copy('v1'), /index.html/);
  assert.equal(isThere('manifest.json'), false);
  assert.throws(() => copy('v1', 'site/elm/index.html'), /is a file/);
  mkdirSync(join(root, 'empty'));
  assert.equal(copy('v1', 'empty').copied.length, 1);
});

test('a list that names files outside of its folder removes none of them', () => {
  assets('v1', { 'manifest.json': '1' });
  write('site', { 'index.html': '<p>' });
  write('site/elm', {
    [LIST]: JSON.stringify({ files: ['../index.html', '..', '', '/etc/x', 7] }),
  });
  assert.deepEqual(copy('v1').removed, []);
  assert.ok(existsSync(join(root, 'site/index.html')));
});
