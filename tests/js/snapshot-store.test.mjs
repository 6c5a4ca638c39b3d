// Snapshots of a folder that other tabs write, too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSnapshot, isWanted } from '../../worker/snapshot-store.js';

/** The origin's files: one that is found, and is what `getFile` says. */
function keep(getFile) {
  const none = () => Promise.reject(new DOMException('none', 'NotFoundError'));
  const found = { getFile };
  const folder = {
    getFileHandle: async (name) => (name === 'k.snapshot' ? found : none()),
    getDirectoryHandle: async () => folder,
  };
  Object.defineProperty(globalThis, 'navigator', {
    value: { storage: { getDirectory: async () => folder } },
    configurable: true,
  });
  globalThis.FileSystemFileHandle = class {
    createWritable() {}
  };
  return found;
}

test('a snapshot that another tab removes as it is found is none', async () => {
  keep(() => Promise.reject(new DOMException('it has gone', 'NotFoundError')));
  assert.equal(await findSnapshot('k'), undefined);
  assert.equal(await isWanted('k'), true);
});

test('one that is empty is none, and one that is there is given', async () => {
  const whole = keep(async () => ({ size: 100 }));
  assert.equal(await findSnapshot('k'), whole);
  assert.equal(await isWanted('k'), false);
  keep(async () => ({ size: 0 }));
  assert.equal(await findSnapshot('k'), undefined);
});
