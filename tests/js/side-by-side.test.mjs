import assert from 'node:assert/strict';
import test from 'node:test';
import { ColumnChoices } from '../../web/pages/table/column-choices.js';
import { inWords } from '../../web/pages/table/how.js';
import { withNewest } from '../../web/pages/table/side-by-side.js';

const NAMES = ['sepal length', 'sepal width', 'petal length', 'petal width', 'species'];

/** A table as it is open after what `say` says of its columns. */
function opened(say = () => {}, names = NAMES) {
  const choices = new ColumnChoices();
  say(choices);
  const columns = names.map((name) => {
    const kind = choices.chosen(name) ?? 'number';
    return { name, kind, used: kind !== 'ignore', reading: { kind }, hints: [] };
  });
  const table = { columns: columns.map(({ name }) => ({ name })) };
  return { table, columns, choices };
}

const ONE = { n_hidden: 512, activation: 'relu' };
const words = (say, options = ONE, seconds = 0) =>
  inWords(opened(say), 'species', seconds, options);

test('how something was trained names what was left out and what was read otherwise', () => {
  assert.equal(words(), '512 hidden units, relu, 4 columns');
  const without = (...names) =>
    words((choices) => {
      for (const name of names) choices.choose(name, 'ignore');
    });
  assert.equal(without('petal width'), '512 hidden units, relu, 3 columns without petal width');
  assert.equal(without('sepal width'), '512 hidden units, relu, 3 columns without sepal width');
  assert.equal(without('species'), '512 hidden units, relu, 4 columns');
  assert.equal(
    words((choices) => choices.choose('petal width', 'category')),
    '512 hidden units, relu, 4 columns, petal width as category',
  );
  assert.equal(
    words((choices) => {
      choices.decimal = ',';
      choices.press('petal width', { code: 'sentinel', change: { missing: ['-999'] } });
    }),
    '512 hidden units, relu, 4 columns, petal width read as you chose, “,” before decimals',
  );
  assert.equal(
    words(undefined, { ...ONE, decide: 'balanced' }, 30),
    'several models for 30 s, 4 columns, rare classes too',
  );
});

test('of many columns that were left out, three are named', () => {
  const names = Array.from({ length: 9 }, (_, i) => `c${i}`);
  const open = opened((choices) => {
    for (const name of names.slice(1, 7)) choices.choose(name, 'ignore');
  }, names);
  assert.match(inWords(open, 'c8', 0, ONE), /2 columns without c1, c2, c3 and 3 more$/);
});

test('only what was trained in the very same way takes the place of an earlier one', () => {
  const first = { how: '3 columns', same: '{"kinds":{"a":{}}}', figure: 0.9 };
  const other = { ...first, same: '{"kinds":{"b":{}}}', figure: 1 };
  assert.deepEqual(withNewest([first], other), [first, other]);
  assert.deepEqual(withNewest([first, other], { ...first, figure: 0.8 }), [
    other,
    { ...first, figure: 0.8 },
  ]);
  const many = Array.from({ length: 9 }, (_, i) => ({ how: '', same: String(i), figure: i }));
  assert.deepEqual(many.reduce(withNewest, []), many.slice(-6));
});
