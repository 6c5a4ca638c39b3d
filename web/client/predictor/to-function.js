// A model as the text of one JavaScript function, which needs no library: numbers and all.
// @ts-check
import { list, numbers } from './check.js';
import { decode, refuse } from './decode.js';
import { inputMap } from './elm.js';
import { transpose } from './linear.js';

/** @type {Record<string, string>} */
const ACTIVATIONS = {
  linear: 'z',
  relu: 'Math.max(z, 0)',
  leaky_relu: 'Math.max(z, 0.01 * z)',
  tanh: 'Math.tanh(z)',
  sigmoid: '(Math.tanh(z / 2) + 1) / 2',
  gelu: 'z / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)))',
  sine: 'Math.sin(z)',
};

/**
 * The text of a function that predicts for one row: a label of a classifier, a number (or several)
 * of a regressor. It takes an array of numbers; of a table model, an object with a cell for each
 * column: numbers, true or false, dates as 'YYYY-MM-DD', texts; null for a gap.
 *
 * @param {unknown} json an ELMClassifier, ELMRegressor, TableClassifier or TableRegressor
 * @returns {string}
 */
export function toFunction(json) {
  const { class: name, learned } = decode(json).model;
  const table = /^Table(Classifier|Regressor)$/.test(name);
  const inner = table ? learned.model_?.learned : learned;
  if (!inner || !/^(Online|Table)?(ELM)?(Classifier|Regressor)$/.test(name)) {
    refuse(`${name} cannot be made a function`);
  }
  const map = inputMap(inner, {
    model: () => refuse(name),
    take: () => {},
    chained: (_, run) => run,
  });
  const intercept = numbers(inner, 'intercept_');
  const c = intercept.length;
  const coef = transpose(numbers(inner, 'coef_', [map.h, c]), map.h, c);
  const model = {
    mean: [...map.mean],
    scale: [...map.scale],
    weights: rowsOf(map.weights, map.d),
    bias: [...map.bias],
    coef: rowsOf(coef, map.h),
    intercept: [...intercept],
    classes: inner.classes_?.data && [...inner.classes_.data],
    columns: table
      ? list(learned.encoder_?.learned ?? {}, 'columns_').map(
          ({ name, kind, marks_missing, usual, values }) => ({
            name,
            kind,
            marks_missing,
            usual,
            values,
          }),
        )
      : undefined,
  };
  const rbf = map.activation === 'rbf';
  return `function predict(input) {
  const m = (predict.model ??= ${literal(model)});
  const row = ${table ? `(${encode})(input, m.columns)` : 'input'};
  if (row.length !== m.mean.length) throw new Error('expected ' + m.mean.length + ' numbers');
  const x = m.mean.map((mean, k) => (row[k] - mean) / m.scale[k]);
  const hidden = m.weights.map((w, j) => {
    let z = ${rbf ? '0' : 'm.bias[j]'};
    for (let k = 0; k < x.length; k++) z += ${rbf ? '(x[k] - w[k]) ** 2' : 'x[k] * w[k]'};
    return ${rbf ? 'Math.exp(-m.bias[j] * z)' : ACTIVATIONS[map.activation]};
  });
  const scores = m.coef.map((w, j) => {
    let sum = m.intercept[j];
    for (let k = 0; k < w.length; k++) sum += hidden[k] * w[k];
    return sum;
  });
  ${model.classes ? 'return m.classes[scores.indexOf(Math.max(...scores))];' : `return ${inner.target_ndim_ === 1 ? 'scores[0]' : 'scores'};`}
}
`;
}

/** As source that may stand in a page, too. @param {any} value */
const literal = (value) =>
  JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? refuse('classes_') : v)).replaceAll(
    '<',
    '\\u003c',
  );

/** @param {Float64Array} data @param {number} width */
const rowsOf = (data, width) =>
  Array.from({ length: data.length / width }, (_, i) => [
    ...data.subarray(i * width, (i + 1) * width),
  ]);

/** The source of a function of a table's cells: text, so that nothing renames what it uses. */
const encode = `(cells, columns) => columns.flatMap((c) => {
    const cell = cells[c.name] ?? '';
    const text = String(cell).trim();
    const missing = text === '' || text === 'NaN';
    const marks = c.marks_missing ? [Number(missing)] : [];
    if (c.kind === 'category') return [...c.values.map((v) => Number(v === text)), ...marks];
    if (c.kind === 'text') {
      const words = text.toLowerCase().split(/[^\\p{L}\\p{N}]+/u);
      const hits = c.values.map((v) => Number(words.includes(v)));
      const length = Math.sqrt(hits.reduce((a, b) => a + b, 0)) || 1;
      return [...hits.map((hit) => hit / length), ...marks];
    }
    let value = Number(text);
    if (c.kind === 'boolean' && typeof cell !== 'number') {
      value = ['true', 'yes', 'y', 't'].includes(text.toLowerCase()) ? 1 : ['false', 'no', 'n', 'f'].includes(text.toLowerCase()) ? 0 : NaN;
    }
    if (c.kind === 'date' && typeof cell !== 'number') value = Date.parse(text.slice(0, 10)) / 864e5;
    if (missing) value = c.usual;
    else if (Number.isNaN(value)) throw new Error(c.name + ' holds ' + text + ', which is no ' + c.kind);
    if (c.kind !== 'date') return [value, ...marks];
    const month = new Date(Math.floor(value) * 864e5).getUTCMonth() * Math.PI / 6;
    const weekday = ((value + 3) % 7 + 7) % 7 * 2 * Math.PI / 7;
    return [value, Math.sin(month), Math.cos(month), Math.sin(weekday), Math.cos(weekday), ...marks];
  })`;
