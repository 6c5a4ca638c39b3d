// A model as the text of one JavaScript function, which needs no library: numbers and all.
// @ts-check
import { ruleOf } from '../reading/rule-of.js';
import { columnsOf } from './column-check.js';
import { decode, refuse } from './decode.js';
import * as elms from './fields/elm.js';
import * as ensembles from './fields/ensemble.js';
import * as kernels from './fields/kernel.js';
import * as online from './fields/online.js';
import * as tables from './fields/table.js';
import { partOf } from './function-model.js';
import { PARTS } from './function-parts.js';
import { limitsOf, logOdds, membersOf } from './head.js';
import { declare } from './specs.js';

/** @import { Held } from './decode.js' */
/** @import { Column } from './column.js' */

declare(elms);
declare(ensembles);
declare(kernels);
declare(online);
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
  const { model } = decode(json);
  const { class: name, learned, params } = model;
  const table = learned.encoder_;
  const whole = table ? learned.model_ : model;
  if (!table && !learned.layer_) refuse(`${name} cannot be made a function`);
  const members = table ? membersOf(whole) : [whole];
  const parts = members.map(partOf);
  const { classes_: classes } = learned;
  const odds = logOdds(table ? members[0].learned : learned, params);
  const numbers = {
    parts: parts.map(({ numbers }) => numbers),
    shares: members.length > 1 ? [...whole.learned.weights_.data] : [1],
    ...(classes && { classes: [...classes.data] }),
    ...(odds && { odds: [...odds] }),
  };
  const cells = table ? cellsOf(columnsOf(table.learned)) : undefined;
  return `function predict(input) {
  const m = (predict.model ??= ${literal(numbers)});
  const row = ${cells ? '(predict.row ??= rowReader())(input)' : 'input'};
  const width = m.parts[0].mean.length;
  if (row.length !== width) throw new Error('expected ' + width + ' numbers');
  const hidden = [${parts.map((part) => part.hidden).join(',\n    ')}];
  const scores = m.parts.map((p, i) => {
    const outputs = hidden[i](p, p.mean.map((mean, k) => (row[k] - mean) / p.scale[k]));
    return p.coef.map((w, j) => {
      let sum = p.intercept[j];
      for (let k = 0; k < w.length; k++) sum += outputs[k] * w[k];
      return sum;
    });
  });
  ${classes ? labelOf(members.length > 1) : numberOf(table ? learned : whole.learned, members[0].learned, params)}${cells ?? ''}
}
`;
}

/** @param {boolean} several models, whose probabilities are averaged */
const labelOf = (several) => `const logarithms = ${
  several
    ? `m.classes.map((_, j) => {
    let sum = 0;
    scores.forEach((own, i) => {
      const most = Math.max(...own);
      const powers = own.map((s) => Math.exp(m.parts[i].factor * (s - most)));
      sum += (m.shares[i] * powers[j]) / powers.reduce((a, b) => a + b);
    });
    return Math.log(sum);
  })`
    : 'scores[0].map((s) => m.parts[0].factor * s)'
};
  const deciding = m.odds ? logarithms.map((v, j) => v + m.odds[j]) : logarithms;
  return m.classes[deciding.indexOf(Math.max(...deciding))];`;

/**
 * @param {Held} learned of the table, or of the model alone @param {Held} inner of a model of numbers
 * @param {Held} params
 */
function numberOf(learned, { target_ndim_: ndim }, params) {
  const mean =
    'scores[0].map((_, j) => scores.reduce((sum, own, i) => sum + m.shares[i] * own[j], 0))';
  if (ndim !== 1) return `return ${mean};`;
  const [low, high] = limitsOf(learned, params);
  const value = learned.log_target_ ? `Math.exp(${mean}[0])` : `${mean}[0]`;
  const top = high < Infinity ? `Math.min(${value}, ${high})` : value;
  return `return ${low > -Infinity ? `Math.max(${top}, ${low})` : top};`;
}

/** As source that may stand in a page, too. @param {unknown} value */
const literal = (value) =>
  JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? refuse('classes_') : v)).replaceAll(
    '<',
    '\\u003c',
  );

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
