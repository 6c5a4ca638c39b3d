// A model as the text of one JavaScript function, which needs no library: numbers and all.
// @ts-check
import { ruleOf } from '../reading/rule-of.js';
import { columnsOf } from './column-check.js';
import { decode, refuse } from './decode.js';
import * as elms from './fields/elm.js';
import * as tables from './fields/table.js';
import { FORMULAS, PARTS } from './function-parts.js';
import { decidingOffset, outputs } from './head.js';
import { inputMap } from './input-map.js';
import { ensure } from './refusal.js';
import { declare } from './specs.js';

/** @import { Held } from './decode.js' */
/** @import { Column } from './column.js' */

declare(elms);
declare(tables);

/**
 * The text of a function that predicts for one row: a label of a classifier, a number (or several)
 * of a regressor. It takes an array of numbers; of a table model, an object with a cell for each
 * column (null for a gap), which it reads as the Predictor does. Cells that it cannot read are
 * missing, and listed in `predict.unread`.
 *
 * @param {unknown} json an ELMClassifier or ELMRegressor, one that is online or semi-supervised, a
 *   TableClassifier or TableRegressor
 * @returns {string}
 */
export function toFunction(json) {
  const { class: name, learned, params } = decode(json).model;
  const table = learned.encoder_;
  const inner = table ? learned.model_.learned : learned;
  if (!inner.layer_) refuse(`${name} cannot be made a function`);
  const map = inputMap(inner);
  const { n, coef, intercept } = outputs(inner, 'coef_');
  ensure(n === map.h + (inner.direct_links_ ? map.d : 0), 'coef_');
  const range = table && params.clip ? learned.target_range_?.data : undefined;
  const offset = inner.classes_ && decidingOffset(inner, table ? learned.model_.params : params);
  const model = {
    mean: [...map.mean],
    scale: [...map.scale],
    weights: rowsOf(map.weights, map.d),
    bias: [...map.bias],
    coef: rowsOf(coef, n),
    intercept: Array.from(intercept, (v, j) => v + (offset ? offset[j] : 0)),
    classes: inner.classes_?.data && [...inner.classes_.data],
  };
  const cells = table ? cellsOf(columnsOf(table.learned)) : undefined;
  const rbf = map.activation === 'rbf';
  return `function predict(input) {
  const m = (predict.model ??= ${literal(model)});
  const row = ${cells ? '(predict.row ??= rowReader())(input)' : 'input'};
  if (row.length !== m.mean.length) throw new Error('expected ' + m.mean.length + ' numbers');
  const x = m.mean.map((mean, k) => (row[k] - mean) / m.scale[k]);
  const units = m.weights.map((w, j) => {
    let z = ${rbf ? '0' : 'm.bias[j]'};
    for (let k = 0; k < x.length; k++) z += ${rbf ? 'm.bias[j] * (x[k] - w[k]) ** 2' : 'x[k] * w[k]'};
    return ${FORMULAS[map.activation]};
  });
  const hidden = ${inner.direct_links_ ? 'units.concat(x)' : 'units'};
  const scores = m.coef.map((w, j) => {
    let sum = m.intercept[j];
    for (let k = 0; k < w.length; k++) sum += hidden[k] * w[k];
    return sum;
  });
  ${model.classes ? 'return m.classes[scores.indexOf(Math.max(...scores))];' : answerOf(inner, range)}${cells ?? ''}
}
`;
}

/** @param {Held} inner @param {ArrayLike<number>} [range] */
function answerOf({ target_ndim_: ndim }, range) {
  if (ndim !== 1) return 'return scores;';
  return range
    ? `return Math.min(Math.max(scores[0], ${range[0]}), ${range[1]});`
    : 'return scores[0];';
}

/** As source that may stand in a page, too. @param {unknown} value */
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

/**
 * The source of what makes a row of numbers of a table's cells: the Predictor's own modules, those
 * that the columns need.
 *
 * @param {Column[]} columns
 */
function cellsOf(columns) {
  const rules = columns.map(({ kind, reading = {} }) => ruleOf(kind, reading));
  const wanted = new Set(['column']);
  for (const { name, needs, rules: own } of PARTS.toReversed()) {
    if (own.some((rule) => rules.includes(rule))) wanted.add(name);
    if (wanted.has(name)) for (const needed of needs) wanted.add(needed);
  }
  const sources = PARTS.filter(({ name }) => wanted.has(name)).map(({ source }) => source);
  const known = columns.map(
    ({ name, kind, marks_missing, usual, values, reading = {}, log }, i) =>
      `[${literal({ name, kind, marks_missing, usual, values, reading, log })}, ${rules[i]}]`,
  );
  return `
  function rowReader() {
    ${sources.join('\n    ')}
    const columns = [
      ${known.join(',\n      ')},
    ].map(([column, rule]) => ({ name: column.name, ...columnEncoder(column, rule(column.reading)) }));
    return (cells) => {
      predict.unread = [];
      return columns.flatMap(({ name, width, read, write }) => {
        const [value, out] = [read(cells[name]), new Array(width).fill(0)];
        if (Number.isNaN(value)) predict.unread.push({ column: name, text: String(cells[name]) });
        if (typeof value === 'number' && Math.abs(value) > 1e100)
          throw new Error(name + ' holds ' + value + ', beyond 1e100');
        write(value, out);
        return out;
      });
    };
  }`;
}
