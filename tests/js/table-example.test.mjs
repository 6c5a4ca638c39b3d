import assert from 'node:assert/strict';
import test from 'node:test';
import { inWords } from '../../web/pages/table/example.js';

test('of the example it is told what was learnt, a class or a number', () => {
  assert.equal(
    inWords({ task: 'classification', accuracy: 0.97, n: 38 }),
    'Learnt from it just now: 97\u00a0% right of 38 rows that it had not seen.',
  );
  assert.equal(
    inWords({ task: 'regression', mae: 0.3791234, n: 38 }),
    'Learnt from it just now: 0.3791 off on average, of 38 rows that it had not seen.',
  );
});
