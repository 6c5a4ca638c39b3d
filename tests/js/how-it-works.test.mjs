// The small ELM behind the pictures: what its formulas claim, checked by doing it the long way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ACTIVATIONS,
  descend,
  dot,
  hidden,
  randomLayer,
  rootMean,
  solve,
} from '../../web/pages/how-it-works/elm.js';
import { readableError } from '../../web/pages/how-it-works/python-errors.js';

const near = (a, b, slack = 1e-6) =>
  assert.ok(Math.abs(a - b) <= slack * (1 + Math.abs(b)), `${a} is not ${b}`);

const x = Array.from({ length: 12 }, (_, i) => -1 + (2 * i) / 11);
const y = x.map((value) => Math.sin(4 * value));
const rows = (settings) => {
  const layer = randomLayer({ units: 8, steep: 3, seed: 5, activation: 'tanh', ...settings });
  return x.map((value) => hidden(layer, value));
};

test('the solution is where the gradient is zero', () => {
  for (const activation of Object.keys(ACTIVATIONS)) {
    const few = rows({ activation });
    const many = rows({ activation, units: 30 });
    for (const [H, alpha] of [few, many].flatMap((one) => [1e-3, 0.1, 10].map((a) => [one, a]))) {
      const { beta, trained } = solve(H, y, alpha);
      const errors = H.map((row, i) => y[i] - dot(row, beta));
      near(trained, rootMean(errors));
      beta.forEach((value, j) => {
        near(
          dot(
            H.map((row) => row[j]),
            errors,
          ),
          alpha * value,
          1e-6,
        );
      });
    }
  }
});

test('the errors left out are those of fits without each point', () => {
  for (const units of [8, 30]) {
    const H = rows({ units });
    const alpha = 0.05;
    const slow = x.map((_, i) => {
      const others = (list) => list.filter((_, k) => k !== i);
      return y[i] - dot(H[i], solve(others(H), others(y), alpha).beta);
    });
    near(solve(H, y, alpha).leftOut, rootMean(slow));
  }
});

test('gradient descent never gets below the solution, and comes to it', () => {
  const H = rows({});
  const alpha = 0.5;
  const cost = (beta) => {
    const errors = H.map((row, i) => y[i] - dot(row, beta));
    return dot(errors, errors) + alpha * dot(beta, beta);
  };
  const least = cost(solve(H, y, alpha).beta);
  const costs = [...descend(H, y, alpha, [0, 1, 10, 100, 20_000])]
    .filter(Boolean)
    .map(({ beta }) => cost(beta));
  costs.reduce((before, now) => {
    assert.ok(now <= before + 1e-12 && now >= least - 1e-9);
    return now;
  });
  near(costs.at(-1), least, 1e-4);
});

test('the same seed draws the same layer', () => {
  assert.deepEqual(rows({ seed: 3 }), rows({ seed: 3 }));
  assert.notDeepEqual(rows({ seed: 3 }), rows({ seed: 4 }));
});

test('what is wrong with the code is said in a plain line before what Python says', () => {
  const said = (...lines) => readableError({ message: ['PythonError', ...lines].join('\n') });
  const within = '  File "/lib/python/elm_core/base.py", line 28, in run';
  const told = said(
    '  File "your code", line 2, in <module>',
    '    ELMClassifier(n_hidden=-3).fit(X, y)',
    within,
    '    step(x)',
    'elm_core.exceptions.InvalidInput: n_hidden must be a whole number >= 1, got -3',
  );
  assert.equal(
    told,
    [
      'Line 2: n_hidden must be a whole number >= 1, got -3.',
      '',
      'Traceback (most recent call last):',
      '  File "your code", line 2, in <module>',
      '    ELMClassifier(n_hidden=-3).fit(X, y)',
      'elm_core.exceptions.InvalidInput: n_hidden must be a whole number >= 1, got -3',
    ].join('\n'),
  );
  const one = '  File "your code", line 1, in <module>';
  assert.match(said(one, 'OSError: [Errno 29] I/O error'), /^Line 1: input\(\) cannot ask/);
  assert.match(
    said(one, "ModuleNotFoundError: No module named 'sklearn'", 'The module can be installed by'),
    /^Line 1: This page has numpy.* For sklearn[\s\S]*No module named 'sklearn'$/,
  );
  assert.match(said(one, 'ValueError: operands could not be broadcast'), /sizes of these two/);
  assert.match(said(one, 'KeyboardInterrupt'), /^Traceback/);
});
