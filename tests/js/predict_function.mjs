// Makes functions of models as text and calls them: for tests/core/test_predictor*.py. Says what
// they say of the rows, which cells they cannot read, and how long the part is that reads cells.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { toFunction } from '../../web/client/predictor/to-function.js';

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const answers = cases.map(({ model, rows }) => {
  const text = toFunction(model);
  assert.ok(!text.includes('</'), 'nothing in it ends a script of a page');
  const predict = new Function(`return ${text}`)();
  const unread = [];
  const said = rows.map((row) => {
    const answer = predict(row);
    unread.push(...(predict.unread ?? []).map(({ column, text }) => [column, text]));
    return answer;
  });
  return { said, unread, cells: text.length - text.lastIndexOf('function rowReader') };
});
process.stdout.write(JSON.stringify(answers));
