// Cells are read by stored readings as Python reads them: tests/tables/cells.json holds for both.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cellReader } from '../../web/client/reading/cell.js';
import { ruleOf } from '../../web/client/reading/rule-of.js';
import { RULES } from '../../web/client/reading/rules.js';

const cases = JSON.parse(readFileSync(new URL('../tables/cells.json', import.meta.url), 'utf8'));

for (const { about, reading, cells } of cases) {
  test(about, () => {
    const read = cellReader(reading, RULES[ruleOf(reading.kind, reading)](reading));
    for (const [cell, wanted] of cells) {
      const found = read(cell);
      const shown = `${JSON.stringify(cell)} is ${found}, not ${wanted}`;
      if (wanted === null) assert.equal(found, undefined, shown);
      else if (wanted === false) assert.ok(Number.isNaN(found), shown);
      else if (reading.kind === 'category' || reading.kind === 'text')
        assert.equal(found, wanted, shown);
      else {
        const number = typeof wanted === 'string' ? daysOf(wanted) : wanted;
        assert.ok(Math.abs(found - number) <= 1e-12 + 1e-14 * Math.abs(number), shown);
      }
    }
  });
}

/** Days since 1970 of a date in ISO 8601. */
const daysOf = (text) => Date.parse(text.length > 10 ? `${text}Z` : text) / 864e5;
