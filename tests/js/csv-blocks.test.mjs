import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { csvBlocks } from '../../web/client/csv-blocks.js';
import { isMissing } from '../../web/client/reading/missing.js';
import { readBytes } from '../../web/ui/files/reading.js';
import { cellsOf } from '../../web/ui/tables/cells.js';
import { rejects } from './fake-worker.mjs';

async function collect(source, options) {
  const blocks = [];
  for await (const { X, y } of csvBlocks(source, options))
    blocks.push({ data: [...X.data], shape: X.shape, y });
  return blocks;
}

/** The numbers and labels of a text, and what was seen of it. */
async function read(text, options = {}) {
  let seen;
  const source = typeof text === 'string' ? new Blob([text]) : new Blob([Uint8Array.from(text)]);
  const given = { target: 'y', onSeen: (all) => (seen = all), ...options };
  const blocks = await collect(source, given);
  return { X: blocks.flatMap(({ data }) => data), y: blocks.flatMap(({ y }) => y), seen };
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
  const text = ',"a, b",y\n1,2,"5"" disk, red"\n3,4,5" disk\n5,"6",b\n';
  const blocks = await collect(new Blob([text]), { target: 'y', columns: ['a, b'] });
  assert.deepEqual(blocks[0].data, [2, 4, 6]);
  assert.deepEqual(blocks[0].y, ['5" disk, red', '5" disk', 'b']);
});

test('cells without the unit of the others are told', async () => {
  const { X, seen } = await read('x,y\n5%,a\n12%,b\n0.07,a\n');
  assert.deepEqual(X, [5, 12, 0.07]);
  assert.deepEqual(seen.notes, ['Column “x”: “0.07” is read in %.']);
  const { seen: all } = await read('x,y\n5%,a\n12%,b\n7%,a\n');
  assert.deepEqual(all.notes, []);
});

test('row numbers are not learnt from unless somebody says so', async () => {
  const lines = Array.from({ length: 9 }, (_, i) => `${(i * 7) % 11},${i},${i}.5,a\n`).join('');
  for (const [name, other, left] of [
    ['', 'No.', ['', 'No.']],
    ['Unnamed: 0', 'x', ['Unnamed: 0']],
    ['customer_id', 'step', ['customer_id']],
    ['week', 'year', []],
  ]) {
    const text = `${name},${other},size,y\n${lines}`;
    const { seen } = await read(text);
    const used = [name, other, 'size'].filter((one) => !left.includes(one));
    assert.deepEqual(Object.keys(seen.readings), used);
    const notes = left.map((one) => `Column “${one}” was left out: it names or counts the rows.`);
    assert.deepEqual(seen.notes, notes);
    const all = await read(text, { columns: [name, 'size'] });
    assert.deepEqual(Object.keys(all.seen.readings), [name, 'size']);
  }
});

test('quotes behind a backslash, wherever the bytes are cut', async () => {
  const text = `x,y\n${'1,"a \\"b, c\\""\n'.repeat(20_000)}`;
  let n = 0;
  for await (const { y } of csvBlocks(pieces(text, 997).stream, { target: 'y' })) {
    assert.deepEqual(new Set(y), new Set(['a "b, c"']));
    n += y.length;
  }
  assert.equal(n, 20_000);
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
  await wrong(
    'a,y\n1,2\nx,2',
    {},
    /'x' is no number \(row 1, column 'a'\): correct it, .* or such rows by missing: 'skip'$/,
  );
  await wrong('a,y\n,2', {}, /'' is no number/);
  await wrong('a,y\n1,2\n3,"4\n5,6\n', {}, /quote .* never closed in the row that begins "3,/);
  await wrong('a,y\n1,2\n3,4\n1,2,3', { strict: true }, /row 2 has 3 cells, there are 2 columns/);
  await wrong('a,y\n1,2', { decimal: ';' }, /decimal must be '.' or ',', got ";"/);
  await wrong('a,y\n1,2', { missing: 'drop' }, /missing must be 'error' or 'skip', got "drop"/);
  await wrong('a,y\n1,2', { rows: 0 }, /rows must be a whole number from 1, got 0/);
  await wrong('a,y\n1,2', { target: undefined }, /target must be the name of a column/);
  await wrong('a,y\n1,2', { encoding: 'klingon' }, /encoding 'klingon' is not known/);
  await wrong('a,y\n1,2\0', {}, /no text file: it holds zero bytes/);
  await rejects(collect('text', { target: 'y' }), 'invalid-input', /ReadableStream/);
});

test('a row without end is refused, and soon', async () => {
  const source = pieces(`a,y\n"${'x'.repeat(6 * 2 ** 20)}`, 65536);
  await rejects(collect(source.stream, { target: 'y' }), 'invalid-input', /4 million/);
  assert.ok(source.pulled < 80);
  const commas = pieces(','.repeat(6 * 2 ** 20), 65536);
  await rejects(collect(commas.stream, { target: 'y' }), 'invalid-input', /half a million cells/);
  assert.ok(commas.pulled < 20, `${commas.pulled}`);
});

test('delimiter, names, units, comments and encoding are found', async () => {
  const german = 'Messung;;\nWert in €;Temp.;y\n1.234,5;−3,25;a\n98,25;7;b\n1.000,00;1,5;a\n';
  const { X, y, seen } = await read(german);
  assert.deepEqual(X, [1234.5, -3.25, 98.25, 7, 1000, 1.5]);
  assert.deepEqual(y, ['a', 'b', 'a']);
  assert.equal(seen.delimiter, ';');
  assert.deepEqual(seen.readings['Wert in €'], { decimal: ',', group: '.', unit: null });
  assert.deepEqual(seen.notes, ['1 line was passed over above the table (“Messung”).']);

  const plain = await read('# a logger\nsep=\n', {}).catch(() => null);
  assert.equal(plain, null);
  const units = 'sep=|\r# station 7\r\n t |v|y\ns|m/s|\n0|1.5|up\n1|2.5|down\n2|3|up\n3|4|down\n';
  const found = await read(units);
  assert.deepEqual(found.X, [0, 1.5, 1, 2.5, 2, 3, 3, 4]);
  assert.deepEqual(found.seen.names, ['t', 'v', 'y']);
  assert.deepEqual(found.seen.units, { t: 's', v: 'm/s' });

  const spaces = await read('1.5   2 "a b"\n2.5   3 c\n3.5   4 "a b"\n', { target: 'column 3' });
  assert.deepEqual(spaces.X, [1.5, 2, 2.5, 3, 3.5, 4]);
  assert.deepEqual(spaces.y, ['a b', 'c', 'a b']);
  assert.equal(spaces.seen.header, false);
  assert.match(spaces.seen.notes[0], /The first line looks like all others/);
  const given = await read('1;2\n3;4\n', { target: '2', delimiter: ';', header: true });
  assert.deepEqual([given.X, given.y], [[3], ['4']]);
});

test('a byte order mark within the text stays, as in whole files', async () => {
  const text = 'x,y\n1,a\n2,\ufeffb\n';
  const { y } = await read(text);
  assert.deepEqual(y, ['a', '\ufeffb']);
  const { columns } = await readBytes(new TextEncoder().encode(text));
  assert.deepEqual(cellsOf(columns[1]), y);
});

test('all characters of Windows-1252, in files and in streams', async () => {
  const bytes = [
    ...Buffer.from('x,y\n5 '),
    0x80,
    ...Buffer.from(',a '),
    0x93,
    0xe9,
    0x94,
    0x81,
    10,
  ];
  const { y, seen } = await read(bytes);
  assert.deepEqual([seen.readings.x.unit, y], ['€', ['a “é”\x81']]);
  const { columns } = await readBytes(Uint8Array.from(bytes));
  assert.deepEqual(columns.map(cellsOf), [['5 €'], y]);
});

test('bytes of every encoding, and none that changes within', async () => {
  const text = 'größe,y\n1,ä\n2,ö\n';
  const wide = [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const latin = [...text].map((letter) => letter.charCodeAt(0));
  const late = [...latin.slice(0, 4).map(() => 97), 44, 121, 10];
  for (const [bytes, note] of [
    [[...new TextEncoder().encode(`\ufeff${text}`)], undefined],
    [[255, 254, ...wide], undefined],
    [wide, 'The file was read as UTF-16.'],
    [latin, 'The file is not UTF-8; it was read as Windows-1252.'],
  ]) {
    const { X, y, seen } = await read(bytes, { columns: ['größe'] });
    assert.deepEqual([X, y, seen.notes[0]], [[1, 2], ['ä', 'ö'], note]);
  }
  const rows = [...'1,a\n'.repeat(50_000)].map((letter) => letter.charCodeAt(0));
  const behind = await read([...late, ...rows, 50, 44, 0xe4]);
  assert.deepEqual(behind.y.slice(-1), ['ä']);
  const mixed = [...late, 49, 44, 0xc3, 0xa4, 10, ...rows, 50, 44, 0xe4, 10];
  await rejects(read(mixed), 'invalid-input', /begins as UTF-8 .* encoding: 'windows-1252'/);
  assert.equal((await read(mixed, { encoding: 'windows-1252' })).y[0], 'Ã¤');
});

test('numbers are read by the format of their column', async () => {
  const text = 'price,share,mass,big,y\n"$1,200",5 %,3 kg,1e3,a\n($300),12.5 %,4.5 kg,2.5M,b\n';
  const { X, seen } = await read(text, { columns: ['price', 'share', 'mass'] });
  assert.deepEqual(X, [1200, 5, 3, -300, 12.5, 4.5]);
  assert.equal(seen.readings.mass.unit, 'kg');
  const open = 'a,y\n"1,234",p\n"5,678",q\n';
  const [grouped, comma] = [await read(open), await read(open, { decimal: ',' })];
  assert.deepEqual(
    [grouped.X, comma.X],
    [
      [1234, 5678],
      [1.234, 5.678],
    ],
  );
  assert.match(grouped.seen.notes[0], /“a”: “1,234” is read as 1234; decimal: ',' reads it/);
  assert.deepEqual(comma.seen.notes, []);
  const other = await read('a;b;y\n1,234;0,5;p\n5,678;0,25;q\n');
  assert.deepEqual(other.X, [1.234, 0.5, 5.678, 0.25], 'b decides for a');
  const numeric = await read('a;y\n1,5;2,25\n3;1.000,5\n', { numeric: true });
  assert.deepEqual(numeric.y, [2.25, 1000.5]);
});

test('rows that lack something are counted, or refused', async () => {
  const text =
    'a,b,y\n1,2,p\n3,?,q\n5,6,\n7,oops,p\n8,9,NA\n10,11\n12,13,q,\n14,15,p,16\n17,18,q\n';
  await rejects(read(text), 'invalid-input', /'\?' is no number \(row 1, column 'b'\)/);
  const { X, y, seen } = await read(text, { missing: 'skip' });
  assert.deepEqual(X, [1, 2, 12, 13, 17, 18]);
  assert.deepEqual(y, ['p', 'q', 'q']);
  assert.deepEqual([seen.rows, seen.left], [3, { target: 3, missing: 2, width: 1 }]);
  assert.deepEqual(seen.notes.slice(-2), [
    '3 rows were left out: without “y”.',
    "2 rows were left out for want of a number: '?' is no number (row 1, column 'b').",
  ]);
  const none = 'a,y\n'.concat('1,None\n2,Minor\n3,None\n4,Severe\n'.repeat(3));
  assert.deepEqual((await read(none)).y.slice(0, 4), ['None', 'Minor', 'None', 'Severe']);
});

test('what was seen is told when the first rows are known, and returned', async () => {
  const told = [];
  const options = { target: 'y', rows: 2, onSeen: ({ rows, names }) => told.push([rows, names]) };
  const blocks = csvBlocks(new Blob(['a,y\n1,p\n2,q\n3,p\n']), options);
  await blocks.next();
  assert.deepEqual(told, [[0, ['a', 'y']]]);
  await blocks.next();
  const { done, value } = await blocks.next();
  assert.deepEqual([done, value.rows, told.length], [true, 3, 2]);
});

test('the delimited texts that pages read are streamed likewise', async () => {
  const tables = new URL('../tables/', import.meta.url);
  let compared = 0;
  for (const { file, options } of JSON.parse(await readFile(new URL('cases.json', tables)))) {
    const bytes = new Uint8Array(await readFile(new URL(`files/${file}`, tables)));
    const table = await readBytes(bytes, { name: file, ...options }).catch(() => null);
    if (!table || table.delimiter === null) continue;
    const [{ name }] = table.columns;
    const { y, seen } = await read(bytes, { target: name, columns: [], ...options });
    const cells = cellsOf(table.columns[0]).map((cell) => cell.trim());
    assert.deepEqual(
      y,
      cells.filter((cell) => !isMissing(cell)),
      file,
    );
    assert.deepEqual(
      seen.names,
      table.columns.map((column) => column.name),
      file,
    );
    for (const key of ['header', 'delimiter', 'units'])
      assert.deepEqual(seen[key], table[key], file);
    const notes = seen.notes.filter((note) => !note.includes('left out: without'));
    assert.deepEqual(notes, table.notes, file);
    compared++;
  }
  assert.ok(compared > 60, `${compared}`);
});

test('no more is read than is taken', async () => {
  const text = `a,y\n${'1,2\n'.repeat(200_000)}`;
  const source = pieces(text, 40);
  const blocks = csvBlocks(source.stream, { target: 'y', rows: 1000 });
  for (let i = 0; i < 70; i++) await blocks.next();
  const once = source.pulled;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(source.pulled, once);
  assert.ok(40 * once < 4 * 75_000, `${once} pieces were read`);
  await blocks.return();
  assert.ok(source.pulled <= once + 1);
});
