// Samples and targets that the toolkit refuses, in its words.
// @ts-check
import { CLASSES } from '../client/predictor/classes.js';
import { elsewhere, invalid } from './errors.js';

/** @import { Sample } from './samples.js' */

/** Larger magnitudes would overflow when squared and summed. */
const MOST = 1e100;

/** @type {Record<string, (X: any) => void>} by what the samples of a class are */
const CHECKS = { numbers: checkRows, texts: checkTexts, table: checkTable };

/**
 * Before they are read: whether they are there, and what models of the class take. Of sounds, pictures
 * and models of parts no more is asked than that there are some.
 *
 * @param {string} name of the class
 * @param {any} X as the client encodes it
 */
export function checkSamples(name, X) {
  if (!X) throw invalid('the request has no X', 'X');
  CHECKS[CLASSES[name].takes]?.(X);
}

/** @param {any} X */
function checkRows({ data, shape, texts }) {
  const sizes = shape ?? [texts?.length ?? 0];
  if (sizes.length < 2) {
    throw invalid(
      `Expected 2D array, got 1D array instead for X, shape (${sizes[0]},). Reshape your data: array.reshape(-1, 1) for one feature, array.reshape(1, -1) for one sample.`,
      'X',
    );
  }
  const width = data.length / sizes[0];
  if (!data.length) {
    throw invalid(
      `Found array X with ${sizes[0]} sample(s) (shape=(${sizes.join(', ')})) while a minimum of 1 is required.`,
      'X',
    );
  }
  checkNumbers('X', data, width);
}

/** @param {any} X */
function checkTexts({ texts }) {
  if (!texts) throw invalid('X must hold texts, got numbers in row 0', 'X', { row: 0 });
  if (!texts.length) throw invalid('X holds no texts: give at least 1', 'X');
}

/** @param {any} X */
function checkTable({ columns, texts }) {
  if (texts) throw invalid('a table given as a list must hold rows as dicts', 'X');
  if (!columns) {
    throw invalid(
      'expected a table (columns by name, rows as dicts, or a DataFrame), got numbers',
      'X',
    );
  }
  if (!columns.length) throw invalid('the table has no columns', 'X');
  const [{ data, codes }] = columns;
  if (!(data ?? codes).length) throw invalid('the table has no rows', 'X');
}

/** @param {string} name @param {ArrayLike<number>} data @param {number} width of its rows */
function checkNumbers(name, data, width) {
  const place = Array.from(data).findIndex((value) => !(Math.abs(value) <= MOST));
  if (place < 0) return;
  const [row, column] = [Math.floor(place / width), place % width];
  const at = `(row ${row}, column ${column})`;
  const value = data[place];
  const what = Number.isNaN(value)
    ? 'NaN'
    : Number.isFinite(value)
      ? `${value}, beyond ±1e+100: rescale it`
      : "infinity or a value too large for dtype('float64').";
  throw invalid(`Input ${name} contains ${what} ${at}`, name, { row, column });
}

/**
 * Whether samples are like those that a model knows: of the same width, or with the same columns.
 *
 * @param {string} name of the class
 * @param {Sample} known
 * @param {Sample} asked
 */
export function checkLike(name, known, asked) {
  if (CLASSES[name].takes === 'numbers' && ArrayBuffer.isView(known) && ArrayBuffer.isView(asked)) {
    if (known.length !== asked.length) {
      throw invalid(
        `X has ${asked.length} features, but ${name} is expecting ${known.length} features as input.`,
        'X',
      );
    }
  } else if (isCells(known) && isCells(asked)) {
    const missing = Object.keys(known).filter((column) => !Object.hasOwn(asked, column));
    if (missing.length) {
      throw invalid(
        `the table lacks the column(s) ${listed(missing)} that the model was trained on; it has ${listed(Object.keys(asked))}`,
        'X',
        { column: missing[0] },
      );
    }
  }
}

/** @param {Sample} sample @returns {sample is Record<string, string | number>} */
const isCells = (sample) => typeof sample === 'object' && !ArrayBuffer.isView(sample);

/** @param {string[]} names */
const listed = (names) => names.map((name) => `'${name}'`).join(', ');

/**
 * @param {string} name of the class
 * @param {string} kind
 * @param {any} y as the client encodes it
 * @param {number} count of the samples
 * @param {boolean} further samples are learnt beside earlier ones
 */
export function checkTargets(name, kind, y, count, further) {
  if (kind === 'task') return;
  if (!y) throw invalid('requires y to be passed, but the target y is None', 'y');
  const { data, shape, codes, values } = y;
  if (shape?.length > 1) {
    if (kind === 'regressor') throw elsewhere('targets of several columns');
    throw invalid(`y should be a 1d array, got an array of shape (${shape.join(', ')})`, 'y');
  }
  const { length } = codes ?? data;
  if (length !== count) {
    throw invalid(
      `Found input variables with inconsistent numbers of samples: X has ${count} rows, y has ${length}`,
      'y',
    );
  }
  if (data) checkNumbers('y', data, 1);
  if (kind === 'regressor') checkAreNumbers(name, codes, values);
  else checkLabels(name, data ?? codes, data, values, further);
}

/** A table reads the numbers of texts. @param {string} name @param {Int32Array | undefined} codes @param {unknown[]} values */
function checkAreNumbers(name, codes, values) {
  if (!codes) return;
  const isTable = CLASSES[name].takes === 'table';
  const isText = (/** @type {unknown} */ value) =>
    typeof value === 'string' && !(isTable && value.trim() && Number.isFinite(Number(value)));
  const row = codes.findIndex((code) => isText(values[code]));
  if (row < 0) return;
  const got = `'${values[codes[row]]}'`;
  throw isTable
    ? invalid(`y holds ${got}, no number, in row ${row}: leave the row out, or fill it in`, 'y', {
        row,
      })
    : invalid(`y must hold numbers, got ${got} (row ${row}, column 0)`, 'y', { row, column: 0 });
}

/**
 * @param {string} name
 * @param {ArrayLike<number>} found
 * @param {ArrayLike<number> | undefined} data
 * @param {unknown[] | undefined} values
 * @param {boolean} further
 */
function checkLabels(name, found, data, values, further) {
  const row = data ? Array.from(data).findIndex((value) => !Number.isInteger(value)) : -1;
  if (data && row >= 0) {
    throw invalid(
      `Unknown label type: continuous. y holds ${data[row]} in row ${row}: use a regressor for continuous targets.`,
      'y',
      { row },
    );
  }
  const distinct = new Set(Array.from(found));
  if (further || distinct.size > 1 || /^Online/.test(name)) return; // online, others may come
  const [only] = distinct;
  const label = values ? values[only] : only;
  const said = typeof label === 'string' ? `'${label}'` : label;
  throw invalid(
    `${name} needs at least 2 classes in y, got 1 class: ${said}. Add rows of another class.`,
    'y',
  );
}
