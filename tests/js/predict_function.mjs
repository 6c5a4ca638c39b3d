// Makes functions of models as text and calls them: for tests/core/test_predictor.py.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { toFunction } from '../../web/client/predictor/to-function.js';

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const answers = cases.map(({ model, rows }) => {
  const text = toFunction(model);
  assert.ok(!text.includes('</'), 'nothing in it ends a script of a page');
  const predict = new Function(`return ${text}`)();
  return rows.map((row) => predict(row));
});
process.stdout.write(JSON.stringify(answers));
