// How long a Predictor takes, in Node: node benchmarks/predictor.mjs [rounds]
//
// Medians in µs of one row for the models c1 to c4 (inputs, hidden units, classes), and in ms of
// 1,000 rows of c4, and the quickest run: on a busy machine that is what says most. Models are made here: what they predict does not matter.
import { Predictor } from '../web/client/predictor/index.js';

const CASES = { c1: [16, 64, 4], c2: [64, 256, 10], c3: [64, 512, 10], c4: [64, 1000, 10] };
const rounds = Number(process.argv[2] ?? 2000);

const array = (shape, numbers) => ({
  array: {
    dtype: 'float64',
    shape,
    data: Buffer.from(Float64Array.from(numbers).buffer).toString('base64'),
  },
});
const drawn = (n) => Array.from({ length: n }, () => Math.random() - 0.5);

function modelOf([d, h, c], activation) {
  return {
    format: 'elm-toolkit-model',
    version: 1,
    metadata: {},
    class: 'ELMClassifier',
    params: {},
    learned: {
      n_features_in_: d,
      seed_: 1,
      mean_: array([d], drawn(d)),
      scale_: array([d], new Array(d).fill(1)),
      coef_: array([h, c], drawn(h * c)),
      intercept_: array([c], drawn(c)),
      inverse_temperature_: 3,
      classes_: { array: { dtype: 'object', shape: [c], data: [...Array(c).keys()] } },
      layer_: {
        dict: { n_hidden: h, activation, hidden: 'normal', weight_scale: 1, bias_scale: 0.5 },
      },
    },
  };
}

/** The median of so many runs, and the quickest. */
function timed(run, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    run(i);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return [times[count >> 1], times[0]];
}

const show = (what, [middle, least], unit) =>
  console.log(
    `${what.padEnd(20)} median ${middle.toFixed(2).padStart(7)} ${unit}, least ${least.toFixed(2)}`,
  );

const AT_ONCE = 20; // one row is shorter than a tick of the clock
for (const activation of ['relu', 'tanh']) {
  for (const [name, sizes] of Object.entries(CASES)) {
    const predictor = Predictor.from(modelOf(sizes, activation));
    const rows = Array.from({ length: 100 }, () => drawn(sizes[0]));
    const some = (i) => {
      for (let k = 0; k < AT_ONCE; k++) predictor.predict(rows[(i + k) % 100]);
    };
    timed(some, rounds / 2);
    const us = timed(some, rounds).map((ms) => (1000 * ms) / AT_ONCE);
    show(`${name} ${activation.padEnd(4)} one row`, us, 'µs');
  }
  const predictor = Predictor.from(modelOf(CASES.c4, activation));
  const data = Float64Array.from(drawn(64 * 1000));
  const all = () => predictor.predict({ data, shape: [1000, 64] });
  timed(all, 5);
  show(`c4 ${activation.padEnd(4)} 1,000 rows`, timed(all, 40), 'ms');
}
