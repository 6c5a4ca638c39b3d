// npx --no elm-toolkit copy: a folder of a site is brought up to date, and nothing of others is touched.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

test('a first copy that was interrupted goes on', () => {
  assets('v1', { 'worker-1/worker.js': 'one', 'wheels/a.whl': 'a', 'manifest.json': '1' });
  rmSync(join(root, 'v1/wheels/a.whl')); // it ends in the middle
  assert.throws(() => copy('v1'), /a\.whl/);
  assert.equal(read('worker-1/worker.js'), 'one');
  write('v1', { 'wheels/a.whl': 'a' });
  const { copied, kept, foreign } = copy('v1');
  assert.deepEqual([copied, kept, foreign], [['wheels/a.whl', 'manifest.json'], 1, []]);
  assert.equal(read(LIST), readFileSync(join(root, 'v1', LIST), 'utf8'));
});

test('an update that was interrupted goes on, also from a file that was cut off', () => {
  assets('v1', { 'worker-1/worker.js': 'one', 'manifest.json': '1' });
  copy('v1');
  assets('v2', { 'worker-2/worker.js': 'two', 'wheels/a.whl': 'a', 'manifest.json': '2' });
  rmSync(join(root, 'v2/wheels/a.whl'));
  assert.throws(() => copy('v2'), /a\.whl/);
  write('site/elm', { 'worker-2/worker.js': 'tw' });
  assets('v3', { 'worker-3/worker.js': 'three', 'manifest.json': '3' });
  write('v2', { 'wheels/a.whl': 'a' });
  const { removed, foreign } = copy('v2');
  assert.deepEqual([removed, foreign], [['worker-1/worker.js'], []]);
  assert.equal(read('worker-2/worker.js'), 'two');
  assert.deepEqual(copy('v3').removed, ['worker-2/worker.js', 'wheels/a.whl']);
});

test('what git and the Finder leave in a folder is nobody’s, and stays', () => {
  assets('v1', { 'manifest.json': '1', 'worker-1/worker.js': 'one' });
  const marks = { '.gitkeep': '', '.gitignore': '*', '.DS_Store': 'x', 'worker-1/.DS_Store': 'x' };
  write('site/elm', marks);
  assert.deepEqual(copy('v1').foreign, []);
  write('site/elm', {
    [LIST]: JSON.stringify({ files: [...Object.keys(marks), 'worker-1/worker.js'] }),
  });
  assets('v2', { 'manifest.json': '1' });
  assert.deepEqual(copy('v2').removed, ['worker-1/worker.js']);
  for (const [name, text] of Object.entries(marks)) assert.equal(read(name), text);
});

for (const [where, folder, to] of [
  ['outside of the folder', 'elsewhere', '../../elsewhere'],
  ['inside of the folder', 'site/elm/own', 'own'],
]) {
  test(`nothing is removed or written through a link to a place ${where}`, () => {
    assets('v1', { 'manifest.json': '1', 'engine/a.js': 'one' });
    copy('v1');
    write(folder, { 'a.js': 'mine' });
    rmSync(join(root, 'site/elm/engine'), { recursive: true });
    symlinkSync(to, join(root, 'site/elm/engine'), 'dir');
    assets('v2', { 'manifest.json': '2' });
    assert.deepEqual(copy('v2').removed, []);
    assert.equal(readFileSync(join(root, folder, 'a.js'), 'utf8'), 'mine');
    assert.equal(read('manifest.json'), '2');
    assert.throws(() => copy('v1'), /holds engine, which is not/);
    assert.equal(readFileSync(join(root, folder, 'a.js'), 'utf8'), 'mine');
  });
}

test('a list that names a folder, or a file below a file, removes neither', () => {
  assets('v1', { 'manifest.json': '1' });
  write('site/elm', { [LIST]: JSON.stringify({ files: ['own', 'a/b.js'] }) });
  write('site/elm', { 'own/notes.txt': 'mine', a: 'mine' });
  assert.deepEqual(copy('v1').removed, []);
  assert.deepEqual([read('own/notes.txt'), read('a')], ['mine', 'mine']);
  assert.deepEqual(copy('v1').foreign.sort(), ['a', 'own/notes.txt']);
});

test('a folder that is a link itself is brought up to date', () => {
  assets('v1', { 'manifest.json': '1', 'worker-1/worker.js': 'one' });
  mkdirSync(join(root, 'site'));
  mkdirSync(join(root, 'disk'));
  symlinkSync('../disk', join(root, 'site/elm'), 'dir');
  copy('v1');
  assets('v2', { 'manifest.json': '2' });
  assert.deepEqual(copy('v2').removed, ['worker-1/worker.js']);
  assert.equal(isThere('worker-1'), false);
});

for (const [what, own] of [
  ['file with the name of a new one', 'wheels/a.whl'],
  ['file with the name of a new folder', 'wheels'],
  ['folder with the name of a new file', 'wheels/a.whl/mine.txt'],
]) {
  test(`a user's ${what} is named, and nothing is written`, () => {
    assets('v1', { 'manifest.json': '1' });
    copy('v1');
    const list = read(LIST);
    write('site/elm', { [own]: 'mine' });
    assets('v2', { 'manifest.json': '2', 'wheels/a.whl': 'a' });
    assert.throws(
      () => copy('v2'),
      (error) => error instanceof Refusal && error.message.includes(own),
    );
    assert.deepEqual([read(own), read('manifest.json'), read(LIST)], ['mine', '1', list]);
  });
}
