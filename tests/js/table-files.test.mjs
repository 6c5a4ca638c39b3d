// Tables in files: the cases of tests/tables, which tests/core/test_table_files.py reads as well and
// explains.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isTableName, TABLE_ENDINGS } from '../../web/ui/files/endings.js';
import { readBytes } from '../../web/ui/files/reading.js';
import { CsvError } from '../../web/ui/files/table.js';
import { cellsOf, columnNamed } from '../../web/ui/tables/cells.js';

const TABLES = new URL('../tables/', import.meta.url);
const CASES = JSON.parse(await readFile(new URL('cases.json', TABLES), 'utf8'));
const USUAL = { delimiter: ',', decimal: null, header: true, units: {}, kinds: {}, target: null };

for (const expected of CASES) {
  test(`${expected.rule}: ${expected.file}`, async () => {
    const bytes = new Uint8Array(await readFile(new URL(`files/${expected.file}`, TABLES)));
    const reading = readBytes(bytes, { name: expected.file, ...expected.options });
    if (expected.refused) {
      await assert.rejects(reading, (error) => {
        assert.ok(error instanceof CsvError);
        assert.match(error.message, new RegExp(expected.refused, 'i'));
        return true;
      });
      return;
    }
    const table = await reading;
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      expected.columns,
    );
    assert.equal(table.rows, expected.rows);
    for (const [name, cells] of Object.entries(expected.cells)) {
      const column = columnNamed(table, name);
      assert.equal(column.codes.length, expected.rows);
      assert.deepEqual(cellsOf(column).slice(0, cells.length), cells);
    }
    const patterns = expected.notes ?? [];
    assert.equal(table.notes.length, patterns.length, table.notes.join('\n'));
    for (const [place, pattern] of patterns.entries())
      assert.match(table.notes[place], new RegExp(pattern));
    for (const [name, usual] of Object.entries(USUAL))
      assert.deepEqual(table[name], name in expected ? expected[name] : usual, name);
  });
}

test('every file that is read can be chosen by its ending', () => {
  const endings = new Set(TABLE_ENDINGS.split(','));
  const read = CASES.filter(({ refused, file }) => !refused && file.includes('.'));
  const missing = read.filter(({ file }) => !endings.has(file.slice(file.lastIndexOf('.'))));
  assert.deepEqual(
    missing.map(({ file }) => file),
    [],
  );
  assert.ok(isTableName('A.XLSX') && isTableName('a.jsonl'));
  assert.ok(!isTableName('a.txt') && !isTableName('a.log'));
});

for (const [shape, said] of [
  ['one line', /delimiters alone/],
  ['many lines', /delimiters alone/],
  ['a line behind a table', /\d{8} columns; at most 2000 can be used/],
]) {
  test(`50 MB of commas are refused within three times their size: ${shape}`, () => {
    const script = fileURLToPath(new URL('large_table.mjs', import.meta.url));
    const paths = new URL('source_paths.mjs', import.meta.url).href;
    const answer = execFileSync(process.execPath, ['--import', paths, script, shape]);
    const found = JSON.parse(answer.toString());
    assert.match(found.said, said);
    assert.ok(found.times <= 3, `${found.times} times its size`);
  });
}
