import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../web/client/files/decode.js';
import { sniffDelimiter } from '../../web/client/files/dialect.js';
import { formatRows } from '../../web/ui/export/csv.js';
import { parseTable } from '../../web/ui/files/delimited.js';
import { readText } from '../../web/ui/files/reading.js';
import { CsvError } from '../../web/ui/files/table.js';
import { cellOf, cellsOf } from '../../web/ui/tables/cells.js';

/** Columns as { name: cells }. */
const columnsOf = (table) =>
  Object.fromEntries(table.columns.map((column) => [column.name, cellsOf(column)]));

const refused = (text, pattern) =>
  assert.throws(
    () => parseTable(text),
    (error) => error instanceof CsvError && pattern.test(error.message),
  );

test('each delimiter is found by itself', () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const text = `${['a', 'b', 'c'].join(delimiter)}\n${['1', '2', '3'].join(delimiter)}`;
    assert.equal(sniffDelimiter(text), delimiter);
    assert.deepEqual(columnsOf(parseTable(text)), { a: ['1'], b: ['2'], c: ['3'] });
  }
});

test('commas in decimal numbers and in quotes do not win over the delimiter', () => {
  assert.equal(sniffDelimiter('x;y\n1,5;2,5\n3,5;4,5\n'), ';');
  assert.equal(sniffDelimiter('x;y\n"a,b,c";2\n"d,e,f";4\n'), ';');
  assert.equal(sniffDelimiter('x\ty\nred, green, blue\t1\nred, blue\t2\n'), '\t');
});

test('one column needs no delimiter', () => {
  assert.equal(sniffDelimiter('a\n1\n2\n'), ',');
  assert.deepEqual(columnsOf(parseTable('a\n1\n2\n')), { a: ['1', '2'] });
});

test('the delimiter is found in a head that is cut in the middle of a row', () => {
  const line = `${'x'.repeat(999)};${'y'.repeat(999)}\n`;
  assert.equal(sniffDelimiter(`a;b\n${line.repeat(50)}`), ';');
});

test('quoted cells keep delimiters, newlines and quotes', () => {
  const table = parseTable('name,said\nAda,"one, two\nthree ""four"""\nBob,\n');
  assert.deepEqual(columnsOf(table), {
    name: ['Ada', 'Bob'],
    said: ['one, two\nthree "four"', ''],
  });
});

test('lines may end in any way, the last one in none', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const table = parseTable(['a,b', '1,2', '3,4'].join(end));
    assert.deepEqual(columnsOf(table), { a: ['1', '3'], b: ['2', '4'] });
  }
});

test('blank lines are not rows', () => {
  const table = parseTable('\n\na,b\n1,2\n\n3,4\n\n');
  assert.equal(table.rows, 2);
  assert.deepEqual(table.notes, []);
});

test('cells are codes into the distinct values', () => {
  const [column] = parseTable('a,b\nx,1\ny,2\nx,3\n').columns;
  assert.deepEqual(column, { name: 'a', codes: Int32Array.of(0, 1, 0), values: ['x', 'y'] });
  assert.equal(cellOf(column, 2), 'x');
  assert.equal(cellOf(column, 3), '');
});

test('rows of another length are left out with a note', () => {
  const one = parseTable('a,b\n1,2\n3,3,3\n4,5\n');
  assert.deepEqual(columnsOf(one), { a: ['1', '4'], b: ['2', '5'] });
  assert.equal(one.rows, 2);
  assert.equal(one.notes.length, 1);
  assert.match(one.notes[0], /^1 row was left out.*row 2, with 3 instead of 2/);
  const two = parseTable('a,b,c\n1,2,3,4\n3\n4,5,6\n7,8,9\n');
  assert.match(two.notes[0], /^2 rows were left out.*row 1, with 4 instead of 3/);
});

test('a table whose rows all have another length is refused', () => {
  refused('a,b,c,d,e\n1,2\n4,5\n', /^No row has as many cells as the header \(5\)/);
});

test('duplicate and empty header names are made unique and said so', () => {
  const table = parseTable('a,a,,a (2), b \n1,2,3,4,5\n');
  assert.deepEqual(
    table.columns.map((column) => column.name),
    ['a', 'a (2)', '', 'a (2) (2)', 'b'],
  );
  assert.deepEqual(table.notes, [
    'Column 2 is called “a (2)” here.',
    'Column 4 is called “a (2) (2)” here.',
  ]);
});

test('names of an object of JavaScript are names like others', () => {
  const table = parseTable('__proto__,constructor\ntoString,valueOf\n');
  assert.deepEqual(
    table.columns.map((column) => [column.name, ...cellsOf(column)]),
    [
      ['__proto__', 'toString'],
      ['constructor', 'valueOf'],
    ],
  );
});

test('a header alone, nothing and zero bytes are refused', () => {
  refused('a,b\n', /header but no row/);
  refused('', /empty/);
  refused('\ufeff \r\n\t\n', /empty/);
  assert.throws(() => readText('a,b\n1,\0\n'), /zero bytes/);
});

test('2,000 columns are read, 5,000 are refused', () => {
  const wide = (n) => Array.from({ length: n }, (_, place) => `c${place}`).join(',');
  assert.equal(parseTable(`${wide(2000)}\n${wide(2000)}\n`).columns.length, 2000);
  refused(`${wide(5000)}\n${wide(5000)}\n`, /5000 columns; at most 2000/);
});

test('a byte order mark is no part of the first name', () => {
  assert.equal(parseTable('\ufeffa,b\n1,2\n').columns[0].name, 'a');
  const { text, note } = decode(new TextEncoder().encode('\ufeffa,b\n1,é\n'));
  assert.deepEqual([text, note], ['a,b\n1,é\n', null]);
});

test('UTF-16 is read by its byte order mark', () => {
  const little = Buffer.from('\ufeffa,b\n1,Ω😀\n', 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big]) {
    assert.deepEqual(decode(bytes), { text: 'a,b\n1,Ω😀\n', note: null });
  }
});

test('what is not UTF-8 is read as Windows-1252 with a note', () => {
  const { text, note } = decode(Uint8Array.of(0x63, 0x61, 0x66, 0xe9)); // Node has no € there
  assert.equal(text, 'café');
  assert.match(note, /Windows-1252/);
});

test('no bytes are no text', () => {
  assert.deepEqual(decode(new Uint8Array()), { text: '', note: null });
});

test('formatRows quotes what must be quoted and ends with a newline', () => {
  const rows = [
    ['a', 'b'],
    [1.5, 'x,y'],
    ['"', '\n'],
    ['', ' '],
  ];
  assert.equal(formatRows(rows), 'a,b\n1.5,"x,y"\n"""","\n"\n, \n');
});

/** A generator of numbers from 0 to 1; the high bits of a linear congruence. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

test('what was formatted is read back cell by cell', () => {
  const pieces = [...'aB7 ,;\t|"\n\réΩ漢😀\u2028'];
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomFrom(seed);
    const below = (limit) => Math.floor(random() * limit);
    const cell = () =>
      Array.from({ length: below(6) }, () => pieces[below(pieces.length)]).join('');
    const width = 2 + below(5);
    const names = Array.from({ length: width }, (_, place) => `name ${place}`);
    const rows = Array.from({ length: 1 + below(20) }, () => names.map(cell));
    const text = formatRows([names, ...rows]);
    const table = parseTable(decode(new TextEncoder().encode(text)).text);
    const back = rows.map((_, row) => table.columns.map((column) => cellOf(column, row)));
    assert.deepEqual(back, rows, `seed ${seed}`);
    assert.deepEqual([table.rows, table.notes], [rows.length, []], `seed ${seed}`);
  }
});

test('quoted commas are part of names and cells, there and back', () => {
  const text = '"last, first",said\n"Lovelace, Ada","one, ""two"""\n';
  const table = parseTable(text);
  assert.deepEqual(
    table.columns.map((column) => [column.name, ...cellsOf(column)]),
    [
      ['last, first', 'Lovelace, Ada'],
      ['said', 'one, "two"'],
    ],
  );
  const [first, second] = table.columns;
  const back = formatRows([
    [first.name, second.name],
    [cellsOf(first)[0], cellsOf(second)[0]],
  ]);
  assert.equal(back, text);
});
