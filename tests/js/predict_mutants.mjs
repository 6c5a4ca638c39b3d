// Loads files that were changed at random and predicts with those that load: for
// tests/core/test_predictor.py. Prints how many were refused, and every failure of another kind.
import { readFileSync } from 'node:fs';
import '../../web/client/predictor/audio.js';
import '../../web/client/predictor/conv.js';
import '../../web/client/predictor/ensemble.js';
import '../../web/client/predictor/table.js';
import { ElmError, ModelFormatError, Predictor } from '../../web/client/predictor/index.js';

const { models, count, seed } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

let state = seed;
/** A whole number below n: a small generator, the same in every run. */
function below(n) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
}

const odd = [null, true, -1, 0, 0.5, 1e308, 2 ** 31, 2 ** 53, '', 'rbf', '__proto__', [], {}, [[]]];
const oddValues = [
  ...odd,
  { dict: {} },
  { array: { dtype: 'float64', shape: [2 ** 40], data: '' } },
];

/** Everything within a value: its holder and its key. */
function* places(holder) {
  for (const key of Object.keys(holder ?? {})) {
    yield [holder, key];
    if (typeof holder[key] === 'object') yield* places(holder[key]);
  }
}

function mutate(body) {
  for (let times = 1 + below(3); times > 0; times--) {
    const all = [...places(body)];
    const [holder, key] = all[below(all.length)];
    const kind = below(4);
    if (kind === 0) delete holder[key];
    else if (kind === 1) holder[key] = structuredClone(all[below(all.length)][0]);
    else if (kind === 2 && typeof holder[key] === 'string' && holder[key]) {
      const at = below(holder[key].length);
      holder[key] = `${holder[key].slice(0, at)}${below(2) ? 'A' : ''}${holder[key].slice(at + 1)}`;
    } else holder[key] = structuredClone(oddValues[below(oddValues.length)]);
  }
}

const failures = [];
let [refused, slowest] = [0, 0];
for (let number = 0; number < count; number++) {
  const { json, X } = models[number % models.length];
  const body = JSON.parse(json);
  mutate(body);
  const started = performance.now();
  let predictor;
  try {
    predictor = Predictor.from(below(2) ? body : JSON.stringify(body));
  } catch (error) {
    if (!(error instanceof ModelFormatError)) failures.push(`load: ${error.stack}`);
    refused++;
  }
  try {
    predictor?.predict(X);
  } catch (error) {
    if (!(error instanceof ElmError)) failures.push(`predict: ${error.stack}`);
  }
  slowest = Math.max(slowest, performance.now() - started);
}
process.stdout.write(JSON.stringify({ refused, slowest, failures: failures.slice(0, 5) }));
