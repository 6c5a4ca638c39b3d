// Mixed tables to numbers. See elm_core/features/tabular.py and columns.py.
// @ts-check
import { list, number, texts } from './check.js';
import { ensure, isObject } from './decode.js';
import { invalid, LARGEST } from './samples.js';
import { asciiDigits, casefold, strip } from './unicode.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** @typedef {{ name: string, kind: string, marks_missing: boolean, usual: number, values: string[] }} Learned */
/** @typedef {(string | number)[] | Float64Array} Cells */

const MISSING = new Set(['', ...'na n/a #n/a nan null none nil ? - -- .'.split(' ')]);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const PERCENT = /^(.*)%$/s;
const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const [Y, M, D] = [
  '(?<y>\\d{4})',
  '(?<m>1[0-2]|0[1-9]|[1-9])',
  '(?<d>3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])',
];
const [SHORT, NAME] = ['', '?'].map(
  (some) => `(?<n>${MONTHS.map((m) => m.slice(0, 3) + (some && `(?:${m.slice(3)})?`)).join('|')})`,
);
const DATES = [
  `${Y}-${M}-${D}`,
  `${Y}/${M}/${D}`,
  `${D}\\.${M}\\.${Y}`,
  `${Y}${M}${D}`,
  `${D}\\s+${NAME}\\s+${Y}`,
  `${SHORT}\\s+${D},\\s+${Y}`,
].map((form) => new RegExp(`^${form}`, 'iu'));
const DAY = 864e5;

/** @param {string} text @returns {number | null} NaN where it is missing, null where it is no number */
function parseNumber(text) {
  const stripped = asciiDigits(strip(text));
  if (NUMBER.test(stripped)) {
    const value = Number(stripped);
    return Number.isFinite(value) ? value : null;
  }
  if (MISSING.has(stripped.toLowerCase())) return NaN;
  if (GROUPED.test(stripped)) return Number(stripped.replaceAll(',', ''));
  if (DECIMAL_COMMA.test(stripped)) return Number(stripped.replace(',', '.'));
  const share = strip(PERCENT.exec(stripped)?.[1] ?? '');
  return NUMBER.test(share) ? Number(share) / 100 : null;
}

/** @param {string} text */
function parseBoolean(text) {
  const lower = strip(text).toLowerCase();
  if (['true', 'yes', 'y', 't'].includes(lower)) return 1;
  if (['false', 'no', 'n', 'f'].includes(lower)) return 0;
  return MISSING.has(lower) ? NaN : null;
}

/** @param {string} text @returns {number | null} days since 1970-01-01 */
function parseDate(text) {
  const stripped = strip(text);
  if (MISSING.has(stripped.toLowerCase())) return NaN;
  const day = asciiDigits(stripped).split(/[T ]\d{1,2}:/)[0];
  for (const form of DATES) {
    const found = form.exec(day);
    if (!found?.groups || found[0].length < day.length) continue;
    const { y, m, n, d } = found.groups;
    const month = m
      ? Number(m) - 1
      : MONTHS.findIndex((name) => name.startsWith(casefold(n).slice(0, 3)));
    const time = new Date(0).setUTCFullYear(Number(y), month, Number(d));
    if (Number(y) > 0 && new Date(time).getUTCMonth() === month) return time / DAY;
  }
  return null;
}

/** @type {Record<string, (text: string) => number | null>} */
const PARSERS = { number: parseNumber, boolean: parseBoolean, date: parseDate };

/** @param {Stated} model @returns {{ width: number, transform: (X: any) => Rows }} */
export function tableEncoder({ learned }) {
  /** @type {Learned[]} */
  const columns = list(learned, 'columns_');
  const encoders = columns.map((column) => {
    ensure(isObject(column) && typeof column.name === 'string', 'columns_');
    return Object.hasOwn(PARSERS, column.kind) ? ofNumbers(column) : ofTexts(column);
  });
  const widths = columns.map((column, i) => encoders[i].width + Number(column.marks_missing));
  const width = widths.reduce((a, b) => a + b);
  return {
    width,
    transform(/** @type {any} */ X) {
      const table = asTable(
        X,
        columns.map((column) => column.name),
      );
      const rows = table[0].length;
      const data = new Float64Array(rows * width);
      let first = 0;
      columns.forEach((column, i) => {
        if (table[i].length !== rows) invalid('X holds columns of unequal length');
        const encode = encoders[i].of(table[i]);
        for (let row = 0; row < rows; row++) {
          const at = row * width + first;
          const there = encode(row, data.subarray(at, at + encoders[i].width));
          if (column.marks_missing) data[at + widths[i] - 1] = Number(!there);
        }
        first += widths[i];
      });
      return { data, rows, columns: width };
    },
  };
}

/**
 * Writes the numbers of a cell; says whether there is one.
 *
 * @typedef {{ width: number, of: (cells: Cells) => (row: number, out: Float64Array) => boolean }} Encoder
 */

/** @param {Learned} column @returns {Encoder} */
function ofNumbers(column) {
  const { name, kind } = column;
  const usual = number(column, 'usual');
  return {
    width: kind === 'date' ? 5 : 1,
    of: (cells) => (row, out) => {
      const cell = cells[row];
      const value = typeof cell === 'number' ? cell : PARSERS[kind](cell);
      if (value === null || Math.abs(value) > LARGEST) {
        const why = value === null ? `is no ${kind}` : 'lies beyond ±1e100';
        invalid(
          `column '${name}' holds '${String(cell).slice(0, 40)}' in row ${row}, which ${why}`,
          { row, column: name },
        );
      }
      const missing = Number.isNaN(value);
      if (kind === 'date') dateNumbers(missing ? usual : value, out);
      else out[0] = missing ? usual : value;
      return !missing;
    },
  };
}

/** @param {number} days @param {Float64Array} out */
function dateNumbers(days, out) {
  const month = new Date(Math.floor(days) * DAY).getUTCMonth() * ((2 * Math.PI) / 12);
  if (Number.isNaN(month)) invalid(`${days} days are no date`);
  const weekday = ((((days + 3) % 7) + 7) % 7) * ((2 * Math.PI) / 7);
  out.set([days, Math.sin(month), Math.cos(month), Math.sin(weekday), Math.cos(weekday)]);
}

/** @param {Learned} column @returns {Encoder} */
function ofTexts(column) {
  const { kind } = column;
  ensure(kind === 'category' || kind === 'text', 'kind');
  const values = texts(column, 'values');
  const places = new Map(values.map((value, i) => [value, i]));
  return {
    width: values.length,
    of: (cells) => (row, out) => {
      const text = strip(textOf(cells[row]));
      if (MISSING.has(text.toLowerCase())) return false;
      const parts = kind === 'category' ? [text] : casefold(text).split(/[^\p{L}\p{N}]+/u);
      const hits = new Set(
        parts.map((part) => places.get(part)).filter((place) => place !== undefined),
      );
      for (const place of hits) out[place] = 1 / Math.sqrt(hits.size);
      return true;
    },
  };
}

/** @param {string | number} cell numbers as Python's format 'g' shows them */
function textOf(cell) {
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return Number.isNaN(cell) ? '' : cell > 0 ? 'inf' : '-inf';
  const all = cell.toExponential(60);
  const even = all.replace(/(\.\d{4}[02468])50*e/, '$1e'); // halfway Python takes the even digit
  const shown = Number(even === all ? cell.toPrecision(6) : even);
  const size = Math.abs(shown);
  if (size >= 1e-4 && size < 1e6) return String(shown);
  if (!size) return Object.is(cell, -0) ? '-0' : '0';
  return shown.toExponential().replace(/(\D)(\d)$/, '$10$2');
}

/**
 * The cells of the named columns: of rows as objects, or of { columns }.
 *
 * @param {any} X @param {string[]} names @returns {Cells[]}
 */
function asTable(X, names) {
  if (Array.isArray(X) && X.length && X.every((row) => isObject(row))) {
    return names.map((name) => {
      if (!X.some((row) => Object.hasOwn(row, name))) lacks(name);
      return asCells(X.map((row) => (Object.hasOwn(row, name) ? row[name] : null)));
    });
  }
  if (!Array.isArray(X?.columns))
    invalid('X must be an object of cells, an array of them, or a table { columns }');
  return names.map((name) => {
    const { data, values, codes } =
      X.columns.find((/** @type {any} */ c) => c?.name === name) ?? lacks(name);
    const cells = codes ? Array.from(codes, (code) => values[code] ?? '') : (data ?? values);
    return cells?.length
      ? asCells(Array.from(cells))
      : invalid(`column '${name}' has no cells`, { column: name });
  });
}

/** @param {string} name @returns {never} */
const lacks = (name) => invalid(`the table lacks the column '${name}'`, { column: name });

/** @param {any[]} cells @returns {Cells} */
const asCells = (cells) =>
  cells.every((cell) => typeof cell === 'number') ? cells : cells.map((cell) => String(cell ?? ''));

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function tableModel({ learned }, build) {
  ensure(learned.encoder_?.class === 'TableEncoder', 'encoder_');
  const encoder = tableEncoder(learned.encoder_);
  ensure(encoder.width === learned.model_?.learned?.n_features_in_, 'encoder_');
  return build.chained(encoder.transform, build.model(learned.model_));
}
