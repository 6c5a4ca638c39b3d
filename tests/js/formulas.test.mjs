// Cells that spreadsheets would run are found, and others stay as they are; the same in Python.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formulasIn, harmless, isFormula } from '../../web/ui/export/formulas.js';

const { formulas, plain } = JSON.parse(
  readFileSync(new URL('../tables/formulas.json', import.meta.url), 'utf8'),
);

test('what a spreadsheet runs becomes a text', () => {
  for (const cell of formulas) {
    assert.ok(isFormula(cell), cell);
    assert.equal(harmless(cell), `'${cell}`);
    assert.equal(harmless(harmless(cell)), harmless(cell));
  }
});

test('numbers and other texts stay', () => {
  for (const cell of [...plain, -3.5, -Infinity]) {
    assert.ok(!isFormula(cell), cell);
    assert.equal(harmless(cell), cell);
  }
  assert.equal(formulasIn([formulas, plain, [-1, '=']]), formulas.length + 1);
});
