import assert from 'node:assert/strict';
import test from 'node:test';
import { contents, pressText, remarks, unitOf } from '../../web/pages/table/column-words.js';
import { inFile, warningText } from '../../web/ui/tables/unreadable-cells.js';

const told = (details) => ({ code: 'unreadable-cells', message: '', details });

test('cells that cannot be read are told in terms of the file', () => {
  const three = told({ column: 'size', kind: 'number', cells: 3, text: 'unknown', row: 1 });
  assert.equal(
    warningText(inFile([three], Int32Array.of(0, 4, 5))[0]),
    '3 cells of size are no numbers and were taken as missing, such as “unknown” in row 5.',
  );
  const one = told({
    column: '',
    kind: 'time',
    cells: 1,
    text: 'x'.repeat(90),
    row: 0,
    target: true,
  });
  assert.match(
    warningText(one),
    /^1 cell of \(no name\) is no time of day and its row is left out, such as “x{23}…” in row 1\.$/,
  );
  assert.equal(warningText({ code: 'scarce-data', message: 'too few', details: {} }), 'too few');
  assert.deepEqual(inFile([{ code: 'warning', message: 'm', details: {} }], new Int32Array(1)), [
    { code: 'warning', message: 'm', details: { row: undefined } },
  ]);
});

test('a column is described in few words', () => {
  const size = { kind: 'number', min: 0.5, max: 12345, mean: 3, unique: 90, examples: ['1'] };
  assert.equal(contents(size), '0.5 to 12,350, mean 3');
  const time = { kind: 'number', min: 1700000000, max: 1700000159, mean: 1700000100, examples: [] };
  assert.equal(contents(time), '1700000000 to 1700000159, mean 1700000100');
  const way = { kind: 'category', unique: 2, examples: ['up', 'down'] };
  assert.equal(contents(way), 'up, down');
  const note = { kind: 'text', unique: 70, examples: ['a'.repeat(90), 'b'.repeat(90), 'c'] };
  assert.match(contents(note), /^70 values: a{23}…, b{23}…, …$/);
  assert.equal(unitOf({ name: 'area (m²)', unit: 'm²' }), null);
  assert.equal(unitOf({ name: 'area', unit: 'm²' }), 'm²');
});

test('what is missing, unread and left out is said of a column', () => {
  const column = {
    ...{ kind: 'number', missing: 5, unread: 3, missing_texts: ['', '?'], why: null },
    unread_example: { text: 'unknown', row: 4 },
  };
  assert.deepEqual(remarks(column), [
    '2 cells missing (“?”)',
    '3 cells are no numbers and taken as missing, such as “unknown” in row 5',
  ]);
  const counted = { ...column, unread: 0, missing: 0, why: 'it names or counts the rows' };
  assert.deepEqual(remarks(counted), ['Left out: it names or counts the rows']);
  assert.deepEqual(remarks({ ...counted, kind: 'ignored' }, true), ['Left out: the file says so']);
});

test('a button says what pressing it makes of the column', () => {
  const hints = [
    ['decimal', { decimal: ',', group: '' }, 'Decimal comma'],
    ['decimal', { decimal: ',', group: '.' }, 'Point groups thousands'],
    ['date-order', { order: 'mdy' }, 'Month first'],
    ['sentinel', { missing: ['-999', '9999'] }, '-999, 9999 are missing'],
    ['spellings', { join_spellings: true }, 'Join spellings'],
    ['label', { labels: ['None'] }, '“None” is a label'],
    ['label', { labels: [], missing: ['None'] }, '“None” is missing'],
    ['codes', { kind: 'category' }, 'They are codes'],
  ];
  for (const [code, change, text] of hints) assert.equal(pressText({ code, change }), text);
});
