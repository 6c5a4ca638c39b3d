// A table played back as a stream.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ordersOf, playback, targetsOf } from '../../web/pages/stream/playback.js';
import { parseTable } from '../../web/ui/files/delimited.js';

const ROWS = 7001;
/** Rows in disorder: 3001 has no factor in common with their number. */
const shuffled = parseTable(
  `when,x,note,label\n${Array.from({ length: ROWS }, (_, i) => {
    const at = (i * 3001) % ROWS;
    return `${new Date(1e12 + 1000 * at).toISOString()},${at},n${at},${at % 2 ? 'odd' : 'even'}`;
  }).join('\n')}\n`,
);

test('what can be predicted, and what rows can be put in order by', async () => {
  assert.deepEqual(targetsOf(shuffled), ['label']);
  assert.deepEqual(await ordersOf(shuffled), ['when', 'x']);
});

test('rows come in the order of a column, the file, and from the start each time', async () => {
  for (const order of ['when', undefined]) {
    const { open, leftOut } = await playback(shuffled, 'a.csv', 'label', order);
    assert.deepEqual(leftOut, order ? ['note'] : ['when', 'note']);
    for (const stream of [open(), open()]) {
      const first = stream.take(ROWS - 1);
      const last = stream.take(10);
      assert.equal(stream.take(10), undefined);
      const x = [...first.X.data, ...last.X.data];
      assert.deepEqual(
        x,
        x.map((_, i) => (order ? i : (i * 3001) % ROWS)),
      );
      assert.deepEqual(first.y.slice(0, 2), ['even', 'odd']);
    }
  }
});

test('a gap is filled with what came before, not with what another playing left', async () => {
  const table = parseTable('x,colour,label\n,red,a\n5,blue,b\n,red,a\n7,,\n');
  const { open } = await playback(table, 'b.csv', 'label', undefined);
  for (const stream of [open(), open()]) {
    assert.equal(stream.total, 3); // the last row has no label
    assert.deepEqual(stream.columns, ['x', 'colour = red', 'colour = blue', 'colour = ']);
    assert.deepEqual([...stream.take(3).X.data], [0, 1, 0, 0, 5, 0, 1, 0, 5, 1, 0, 0]);
  }
});

test('numbers are read as the Table page reads them', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `7${i % 10},${i};12.${i + 100},50 €;a${i % 2}`);
  const table = parseTable(`mass;price;label\n${rows.join('\n')}\n80,5;k.a.;a0\n`);
  const { open, leftOut } = await playback(table, 'comma.csv', 'label', undefined);
  assert.deepEqual(leftOut, []);
  const stream = open();
  assert.deepEqual(stream.columns, ['mass', 'price']);
  const { data } = stream.take(61).X;
  assert.deepEqual([...data.slice(0, 4)], [70, 12_100.5, 71.1, 12_101.5]);
  assert.deepEqual([...data.slice(-2)], [80.5, 12_159.5]);
  assert.deepEqual(await ordersOf(table), ['mass']);
});
