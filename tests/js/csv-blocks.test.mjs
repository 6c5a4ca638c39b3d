import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvBlocks } from '../../web/client/csv-blocks.js';
import { rejects } from './fake-worker.mjs';

async function collect(source, options) {
  const blocks = [];
  for await (const { X, y } of csvBlocks(source, options))
    blocks.push({ data: [...X.data], shape: X.shape, y });
  return blocks;
}

/** Bytes in pieces of a few, so that rows and characters are cut anywhere. */
function pieces(text, length) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const source = { pulled: 0 };
  source.stream = new ReadableStream(
    {
      pull(controller) {
        source.pulled++;
        controller.enqueue(bytes.slice(at, at + length));
        at += length;
        if (at >= bytes.length) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return source;
}

const TEXT = '\uFEFFa,label,b\r\n1,"x, ""y""",2\r\n\r\n3,é,4\n5,"two\nlines",6';
const ROWS = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const LABELS = ['x, "y"', 'é', 'two\nlines'];

for (const length of [1, 2, 3, 7, 1000]) {
  test(`rows are the same however the bytes are cut: ${length}`, async () => {
    const blocks = await collect(pieces(TEXT, length).stream, { target: 'label', rows: 2 });
    assert.deepEqual(blocks, [
      { data: ROWS.slice(0, 2).flat(), shape: [2, 2], y: LABELS.slice(0, 2) },
      { data: ROWS[2], shape: [1, 2], y: LABELS.slice(2) },
    ]);
  });
}

test('a file and a response are read alike', async () => {
  for (const source of [new Blob([TEXT]), new Response(TEXT)]) {
    const blocks = await collect(source, { target: 'label', columns: ['b'] });
    assert.deepEqual(blocks, [{ data: [2, 4, 6], shape: [3, 1], y: LABELS }]);
  }
});

test('quoted cells behind an empty one, and quotes within plain ones', async () => {
  const text = ',"a, b",y\n1,2,"5"" disk, red"\n3,4,5" disk\n5,"6",""\n';
  const blocks = await collect(new Blob([text]), { target: 'y', columns: ['a, b'] });
  assert.deepEqual(blocks[0].data, [2, 4, 6]);
  assert.deepEqual(blocks[0].y, ['5" disk, red', '5" disk', '']);
});

test('a table of very many columns comes in blocks of fewer rows', async () => {
  const width = 2 ** 18;
  const line = Array(width).fill('1').join(',');
  const names = Array.from({ length: width }, (_, i) => `c${i}`).join(',');
  const source = new Blob([`${names}\n`, `${line}\n`.repeat(20)]);
  const shapes = [];
  for await (const { X } of csvBlocks(source, { target: 'c0' })) shapes.push(X.shape);
  assert.deepEqual(shapes, [
    [16, width - 1],
    [4, width - 1],
  ]);
});

test('a target of numbers', async () => {
  const blocks = await collect(new Blob(['a,b\n1,2\n3,4\n']), { target: 'b', numeric: true });
  assert.deepEqual(blocks, [{ data: [1, 3], shape: [2, 1], y: [2, 4] }]);
});

test('what is wrong is named with its place', async () => {
  const wrong = async (text, options, pattern) =>
    rejects(collect(new Blob([text]), { target: 'y', ...options }), 'invalid-input', pattern);
  await wrong('', {}, /empty/);
  await wrong('a,b\n1,2', {}, /no column 'y'/);
  await wrong('a,y\n1,2', { columns: ['z'] }, /no column 'z'/);
  await wrong('a,y\n1,2\nx,2', {}, /'x' is no number \(row 1, column 'a'\)/);
  await wrong('a,y\n,2', {}, /'' is no number/);
  await wrong('a,y\n1,2\n3,"4\n5,6\n', {}, /quote .* never closed in the row that begins "3,/);
  await wrong('a,y\n1,2,3', {}, /row 0 has 3 cells, the header 2/);
  await rejects(collect('text', { target: 'y' }), 'invalid-input', /ReadableStream/);
});

test('a row without end is refused, and soon', async () => {
  const source = pieces(`a,y\n"${'x'.repeat(6 * 2 ** 20)}`, 65536);
  await rejects(collect(source.stream, { target: 'y' }), 'invalid-input', /4 million/);
  assert.ok(source.pulled < 80);
});

test('no more is read than is taken', async () => {
  const text = `a,y\n${'1,2\n'.repeat(1000)}`;
  const source = pieces(text, 40);
  const blocks = csvBlocks(source.stream, { target: 'y', rows: 10 });
  await blocks.next();
  const once = source.pulled;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(source.pulled, once);
  assert.ok(once < 10, `${once} pieces were read`);
  await blocks.return();
  assert.ok(source.pulled < 10);
});
