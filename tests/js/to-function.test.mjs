// Functions of models as text: of the files of every class, what they say or why there is none.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ElmError } from '../../web/client/errors.js';
import { ACTIVATIONS } from '../../web/client/predictor/activations.js';
import { FORMULAS } from '../../web/client/predictor/function-parts.js';
import { toFunction } from '../../web/client/predictor/to-function.js';

const FOLDER = new URL('../core/golden/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const WITH =
  /^(ELM(Classifier|Regressor)|OnlineELM|SemiSupervisedELMClassifier|Table(Classifier|Regressor))/;

const read = (name) => readFileSync(new URL(name, FOLDER), 'utf8');

/** Rows of a table of columns, or those there are. */
function rowsOf(asked) {
  if (Array.isArray(asked)) return asked;
  const columns = Object.entries(asked);
  return columns[0][1].map((_, i) => Object.fromEntries(columns.map(([k, v]) => [k, v[i]])));
}

for (const name of FILES.filter((name) => WITH.test(name))) {
  test(`the function of ${name} says what the model says`, () => {
    const text = read(name);
    const { asked, says } = JSON.parse(text).metadata;
    const predict = new Function(`return ${toFunction(text)}`)();
    const said = rowsOf(asked).map((row) => predict(row));
    const close = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
    says.predict.forEach((value, i) => {
      assert.ok(typeof value === 'number' ? close(said[i], value) : said[i] === value, `row ${i}`);
    });
  });
}

test('other classes are refused, with a code', () => {
  const others = FILES.filter((name) => !WITH.test(name));
  assert.ok(others.length > 15);
  for (const name of others) {
    assert.throws(
      () => toFunction(read(name)),
      (error) => {
        assert.ok(error instanceof ElmError && error.code === 'model-format', `${name}: ${error}`);
        return true;
      },
    );
  }
});

test('a file of another activation is refused', () => {
  const model = JSON.parse(read('ELMClassifier.json'));
  for (const activation of ['cube', 'constructor', '__proto__', 'undefined']) {
    model.learned.layer_.dict.activation = activation;
    assert.throws(() => toFunction(model), { code: 'model-format' });
  }
});

test('there is a formula for every activation of the Predictor', () => {
  assert.deepEqual(Object.keys(FORMULAS).sort(), Object.keys(ACTIVATIONS).sort());
});
