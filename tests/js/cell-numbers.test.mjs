// Numbers in the cells of a table, as people of several countries write them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTable } from '../../web/ui/files/delimited.js';
import { numberReaders } from '../../web/ui/tables/cell-numbers.js';

/** The cells of each column as they are read. */
function readings(text) {
  const table = parseTable(text);
  const readers = numberReaders(table);
  return table.columns.map(({ codes, values }, i) =>
    Array.from(codes, (code) => readers[i](values[code])),
  );
}

test('decimal commas, groups and units are read, texts are not', () => {
  const table =
    'width;height;price;kind\n71,8;29,4;1.249,50 €;dog\n60;30,25;14,90 €;cat\n;1e3;k.a.;dog\n';
  assert.deepEqual(readings(table), [
    [71.8, 60, undefined],
    [29.4, 30.25, 1000],
    [1249.5, 14.9, undefined],
    [Number.NaN, Number.NaN, Number.NaN],
  ]);
});

test('what one column leaves open, the delimiter and the other columns decide', () => {
  assert.deepEqual(readings('a;b\n1,234;x\n2,345;y\n')[0], [1.234, 2.345]);
  assert.deepEqual(readings('a,b\n"1,234",1.5\n"2,345",2.5\n')[0], [1234, 2345]);
});
