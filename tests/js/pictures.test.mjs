import assert from 'node:assert/strict';
import test from 'node:test';
import { joinedWith } from '../../web/pages/pictures/folder.js';
import { picturesIn } from '../../web/pages/pictures/from-files.js';

const files = (...names) => names.map((name) => new File(['x'], name));
const read = async ({ name }) => {
  if (name.startsWith('bad')) throw new Error(`The file ${name} is no picture.`);
  return Uint8Array.of(1, 2, 3);
};

/** Of these classes, with the shares of progress. */
async function readAll(classes, { signal = new AbortController().signal, each = () => {} } = {}) {
  const shares = [];
  const onProgress = (share) => {
    shares.push(share);
    each();
  };
  return { ...(await picturesIn(classes, { read, signal, onProgress })), shares };
}

test('what cannot be read of a folder is told, whichever class it is in', async () => {
  const { found, said, shares } = await readAll([
    ['a', files('bad1.png', 'good.png')],
    ['b', files('good.png', 'fine.png')],
  ]);
  assert.deepEqual(
    found.map(({ name, samples }) => [name, samples.length]),
    [
      ['a', 1],
      ['b', 2],
    ],
  );
  assert.equal(said, '1 of these 4 pictures was left out. The file bad1.png is no picture.');
  assert.deepEqual(shares, [0.25, 0.5, 0.75, 1]);
});

test('a folder of damaged pictures is no folder without pictures', async () => {
  const { found, said } = await readAll([['a', files('bad1.png', 'bad2.png')]]);
  assert.deepEqual(found, []);
  assert.equal(said, 'None of these 2 pictures can be read. The file bad1.png is no picture.');
  const one = await readAll([['a', files('bad1.png')]]);
  assert.equal(one.said, 'The file bad1.png is no picture.');
  const good = await readAll([['a', files('1.png')]]);
  assert.equal(good.said, '');
});

test('reading ends where it is cancelled, and takes no more than it can learn from', async () => {
  const control = new AbortController();
  let done = 0;
  const each = () => {
    if (++done === 2) control.abort();
  };
  const some = files('1.png', '2.png', '3.png', '4.png');
  await assert.rejects(readAll([['a', some]], { signal: control.signal, each }), {
    code: 'cancelled',
  });
  assert.equal(done, 2);
  const many = Array.from({ length: 2001 }, () => some[0]);
  await assert.rejects(readAll([['a', many]]), /2,001 pictures, and at most 2,000/);
});

test('a folder takes the place of painted patterns, and leaves own classes, empty ones too', () => {
  const painted = { pixels: Uint8Array.of(1), group: 'painted 3' };
  const own = { pixels: Uint8Array.of(2), group: 'file x 1' };
  const found = [{ name: 'cat', samples: [own] }];
  const names = (classes) => joinedWith(classes, found).map(({ name }) => name);
  assert.deepEqual(names([{ name: 'Stripes', samples: [painted] }]), ['cat']);
  assert.deepEqual(
    names([
      { name: 'dog', samples: [] },
      { name: 'mine', samples: [own] },
    ]),
    ['dog', 'mine', 'cat'],
  );
  assert.deepEqual(names([{ name: 'Class 1', samples: [] }]), ['cat']); // nobody named it
  assert.equal(joinedWith([{ name: 'cat', samples: [own] }], found)[0].samples.length, 2);
});
