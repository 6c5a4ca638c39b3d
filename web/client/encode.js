// What users pass, turned into what crosses the border: flat arrays with a shape, codes with
// labels, columns. Bad shapes are found here; NaN and the like are found in Python.
// @ts-check
import { invalid } from './errors.js';

/** @import { Label, NumberArray } from './index.js' */

/** What of an object is looked at; whether it is what it should be is not known. @typedef {{ [name: string]: unknown }} Given */

/**
 * @param {unknown} X
 * @param {string} [name]
 * @returns {Record<string, unknown>}
 */
export function encodeSamples(X, name = 'X') {
  if (Array.isArray(X)) return samplesFromList(X, name);
  const { clips: sounds, columns, data, shape } = givenIn(X);
  if (Array.isArray(sounds)) return clips(sounds, name);
  if (Array.isArray(columns)) return { columns: columns.map(encodeColumn) };
  if (data && shape) return matrix({ data, shape }, name);
  const single = typeof X === 'string' ? ", got a single text: write ['…']" : '';
  throw invalid(
    `${name} must be { data, shape }, an array of rows, of texts or of clips, or a table${single}`,
    name,
  );
}

/** @param {unknown[]} X @param {string} name */
function samplesFromList(X, name) {
  if (isTexts(X)) return { texts: X };
  if (isRow(X[0]) && isRow(X[0][0])) return stack(X, name);
  const isSound = X.every(isNumeric) && X.some((clip) => clip.length !== X[0].length);
  return isSound ? clips(X, name) : matrixFromRows(X, name);
}

/**
 * Clips of sound, of any lengths, end to end.
 *
 * @param {unknown[]} sounds
 * @param {string} name
 */
function clips(sounds, name) {
  const wrong = sounds.findIndex((sound) => !isNumeric(sound));
  if (wrong >= 0) {
    throw invalid(`${name} must hold typed arrays of samples (clip ${wrong})`, name, {
      row: wrong,
    });
  }
  const heard = /** @type {NumberArray[]} */ (sounds);
  const lengths = Int32Array.from(heard, ({ length }) => length);
  const data = new Float32Array(lengths.reduce((a, b) => a + b, 0));
  let end = 0;
  for (const sound of heard) {
    data.set(sound, end);
    end += sound.length;
  }
  return { clips: { data, lengths } };
}

/**
 * Rows of rows (bars of drums, pictures), all of one shape.
 *
 * @param {unknown[]} items
 * @param {string} name
 * @returns {{ data: Float64Array, shape: number[] }}
 */
function stack(items, name) {
  const parts = items.map((item, row) => {
    if (!Array.isArray(item))
      throw invalid(`${name} is ragged: row ${row} has no rows`, name, { row });
    return isRow(item[0]?.[0]) ? stack(item, name) : matrixFromRows(item, name);
  });
  const [{ data: first, shape }] = parts;
  const data = new Float64Array(parts.length * first.length);
  for (const [row, part] of parts.entries()) {
    if (`${part.shape}` !== `${shape}`) {
      throw invalid(
        `${name} is ragged: row ${row} is ${part.shape.join(' × ')}, row 0 is ${shape.join(' × ')}`,
        name,
        { row },
      );
    }
    data.set(part.data, row * first.length);
  }
  return { data, shape: [parts.length, ...shape] };
}

/**
 * @param {unknown} y
 * @param {string} [name]
 * @returns {Record<string, unknown>}
 */
export function encodeTargets(y, name = 'y') {
  if (isNumeric(y)) return { data: y, shape: [y.length] };
  const { data, shape, codes, values } = givenIn(y);
  if (data && shape) return matrix({ data, shape }, name);
  if (isNumeric(codes) && Array.isArray(values)) return { codes: Int32Array.from(codes), values };
  if (!Array.isArray(y)) throw invalid(`${name} must be an array or a typed array`, name);
  if (y.length && y.every((value) => typeof value === 'number')) {
    return { data: Float64Array.from(y), shape: [y.length] };
  }
  if (y.some((value) => Array.isArray(value))) return matrixFromRows(y, name);
  return encodeLabels(y, name);
}

/**
 * Labels as codes into the list of distinct ones; true, 1 and '1' are three labels, so that Python
 * sees that they are not of one kind.
 *
 * @param {unknown[]} labels
 * @param {string} name
 */
export function encodeLabels(labels, name) {
  for (const [row, label] of labels.entries()) {
    if (!['string', 'number', 'boolean'].includes(typeof label)) {
      const got = typeof label === 'bigint' ? `${label}n, a bigint: use a number` : String(label);
      throw invalid(`${name} holds no label in row ${row}: ${got}`, name, { row });
    }
  }
  return dictionary(labels);
}

/** @template T @param {T[]} items */
function dictionary(items) {
  const places = new Map();
  const codes = Int32Array.from(items, (item) => {
    const known = places.get(item) ?? places.size;
    if (known === places.size) places.set(item, known);
    return known;
  });
  return { codes, values: [...places.keys()] };
}

/**
 * Labels by their codes; null for −1, no answer.
 *
 * @param {{ codes: Int32Array, values: Label[] }} labels
 */
export const decodeLabels = ({ codes, values }) =>
  Array.from(codes, (code) => (code < 0 ? null : values[code]));

/** A table, a column a turn: a large one does not hold up the page. @param {unknown} table */
export async function encodeTable(table) {
  const { columns: given } = givenIn(table);
  if (!Array.isArray(given)) {
    throw invalid('a table needs columns: [{ name, values } or { name, data }]', 'table');
  }
  const columns = [];
  for (const column of given) {
    const encoded = encodeColumn(column);
    columns.push(encoded);
    if ('text' in encoded) await new Promise((resolve) => setTimeout(resolve));
  }
  return { columns };
}

/** @param {unknown} column */
function encodeColumn(column) {
  const { name, data, codes, values } = givenIn(column);
  if (typeof name !== 'string') throw invalid(`a column has no name, but ${name}`, 'X');
  if (isNumeric(data)) return { name, data: Float64Array.from(data) };
  if (!Array.isArray(values)) {
    throw invalid(`column '${name}' needs values (texts) or data (numbers)`, 'X', { column: name });
  }
  if (isNumeric(codes)) {
    return {
      name,
      codes: new Int32Array(codes),
      ...(packed(values) ?? { values: values.map(String) }),
    };
  }
  if (values.every((value) => typeof value === 'number')) {
    return { name, data: Float64Array.from(values) };
  }
  const { codes: places, values: texts } = dictionary(values.map(cellOf));
  return { name, codes: places, ...(packed(texts) ?? { values: texts }) };
}

/** Fewer texts cross the border as quickly one by one. */
const MANY = 1000;

/**
 * Many texts as one, with zeros between them: a million texts take the border seconds, one does
 * not. Null where they are few, or one of them is no text or holds a zero itself.
 *
 * @param {unknown[]} values
 */
function packed(values) {
  if (values.length < MANY || values.some((value) => typeof value !== 'string')) return null;
  const text = values.join('\0');
  let zeros = 0;
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at + 1)) zeros++;
  return zeros === values.length - 1 ? { text } : null;
}

/** A number stays one: it is no text that a column's decimal sign could change. @param {unknown} value */
const cellOf = (value) => (Number.isFinite(value) ? value : String(value ?? ''));

/** @param {Given} X @param {string} name */
function matrix({ data, shape }, name) {
  const size =
    Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0)
      ? shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1)
      : Number.NaN;
  if (!isNumeric(data)) throw invalid(`${name}.data must be a typed array of numbers`, name);
  if (size !== data.length) {
    throw invalid(
      `${name} holds ${data.length} numbers, which do not fill the shape [${shape}]`,
      name,
    );
  }
  return { data, shape };
}

/** @param {unknown[]} rows @param {string} name */
function matrixFromRows(rows, name) {
  const width = Number(givenIn(rows[0]).length ?? 0);
  const data = new Float64Array(rows.length * width);
  for (const [row, cells] of rows.entries()) {
    if (!isRow(cells) && Object(cells) === cells) {
      throw invalid(
        `${name} holds an object in row ${row}: give texts and labels as two arrays, rows as arrays of numbers, a table as { columns }`,
        name,
        { row },
      );
    }
    if (!isRow(cells) || cells.length !== width) {
      const got = isRow(cells) ? `${cells.length} values` : String(cells);
      throw invalid(`${name} is ragged: row ${row} has ${got}, row 0 has ${width}`, name, { row });
    }
    for (let column = 0; column < width; column++) {
      const value = cells[column];
      if (typeof value !== 'number') {
        const shown = typeof value === 'string' ? `'${value.slice(0, 40)}'` : String(value);
        throw invalid(
          `${name} must hold numbers, got ${shown} (row ${row}, column ${column})`,
          name,
          { row, column },
        );
      }
      data[row * width + column] = value;
    }
  }
  return { data, shape: [rows.length, width] };
}

/** @param {unknown[]} X */
const isTexts = (X) =>
  X.length > 0 && typeof X[0] === 'string' && X.every((t) => typeof t === 'string');

/** @param {unknown} value @returns {value is unknown[] | NumberArray} */
const isRow = (value) => Array.isArray(value) || isNumeric(value);

/** @param {unknown} value @returns {value is NumberArray} */
const isNumeric = (value) =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) && !/^Big/.test(value.constructor.name);

/** @param {unknown} value @returns {Given} none of which is there, if it is no object */
const givenIn = (value) => /** @type {Given} */ (typeof value === 'object' ? (value ?? {}) : {});
