// Reads cells by stored readings, for tests/core/test_table_cells.py: of each column what its cells
// are, null for a missing one, false for one that cannot be read.
import { readFileSync } from 'node:fs';
import { cellReader } from '../../web/client/reading/cell.js';
import { MISSING } from '../../web/client/reading/missing.js';
import { MONTHS } from '../../web/client/reading/months.js';
import { ruleOf } from '../../web/client/reading/rule-of.js';
import { RULES } from '../../web/client/reading/rules.js';
import { MAGNITUDES } from '../../web/client/reading/units.js';

const columns = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const answers = columns.map(({ reading, cells }) => {
  const read = cellReader(reading, RULES[ruleOf(reading.kind, reading)](reading));
  return cells.map((cell) => {
    const value = read(cell);
    if (value === undefined) return null;
    return Number.isNaN(value) ? false : value;
  });
});
const lists = {
  missing: [...MISSING],
  months: Object.fromEntries(MONTHS),
  magnitudes: Object.fromEntries(MAGNITUDES),
};
process.stdout.write(JSON.stringify({ answers, lists }));
