// Where in the rows of a file the table is: its width, its names, its units, its first row.
// @ts-check
import { look } from './cells.js';
import { usualWidth } from './dialect.js';
import { isHeader } from './header.js';
import { columnNames, numbered } from './names.js';
import { declaredOf, ofPrefixes, ofThreeRows } from './orange.js';
import { unitsOf } from './units.js';

/** @import { Roles } from './orange.js' */

/** Rows that are looked at to find the table. */
export const SAMPLE = 1000;

/**
 * What the first rows of a file say about all of them.
 *
 * @typedef {object} Layout
 * @property {string[]} names
 * @property {number} first row of data
 * @property {boolean} header
 * @property {number} widest empty cells up to this place are not worth a word
 * @property {string[]} notes
 * @property {Record<string, string>} units
 * @property {Record<string, string>} kinds
 * @property {string | null} target
 */

/**
 * @param {string[][]} rows the first ones, at most `SAMPLE`
 * @param {boolean} [header] whether there are names, if that is given
 * @param {string[][]} [comments] the fields of each comment line above: one may hold the names
 * @returns {Layout}
 */
export function layoutOf(rows, header, comments = []) {
  const declared = header === false ? null : ofThreeRows(rows);
  if (declared) return withRoles(emptyLayout(3, true, declared.names.length), declared);
  const usual = usualWidth(rows);
  const inner = withoutEmptyEnd(rows, usual);
  const start = startOf(rows, inner);
  const width = widthWithHeader(rows, start, inner);
  const fitted = rows
    .slice(start)
    .map((row) => fit(row, width))
    .filter((row) => row !== null);
  const widest = Math.max(usual, width);
  const found = namesOf(rows, fitted, start, width, header, comments);
  if (!found) {
    const layout = emptyLayout(start, false, widest);
    layout.names = numbered(width);
    layout.notes.push(...passedOver(comments, rows.slice(0, start)));
    if (header === undefined) layout.notes.push(unnamed(width));
    return layout;
  }
  const layout = emptyLayout(found.first, true, widest);
  const others = comments.filter((fields) => fields !== found.names);
  layout.notes.push(...passedOver(others, found.passed));
  layout.notes.push(...fewerNames(found.names, rows[found.first - 1] ?? found.names));
  if (others.length < comments.length)
    layout.notes.push('The names of the columns come from the comment line above the table.');
  const roles = ofPrefixes(found.names);
  if (roles) return withRoles(layout, roles);
  const { names, notes } = columnNames(found.names);
  layout.names = names;
  layout.notes.push(...notes);
  return withUnits(layout, fitted.slice(found.first - start));
}

/** @param {number} first @param {boolean} header @param {number} widest @returns {Layout} */
export const emptyLayout = (first, header, widest) => ({
  names: [],
  first,
  header,
  widest,
  notes: [],
  units: {},
  kinds: {},
  target: null,
});

/**
 * A row in the width of the table, null if it has too few or too many cells.
 *
 * @param {string[]} row @param {number} width
 */
export function fit(row, width) {
  if (row.length === width) return row;
  if (row.length > width)
    return row.slice(width).some((cell) => cell.trim()) ? null : row.slice(0, width);
  return 2 * row.length >= width ? [...row, ...Array(width - row.length).fill('')] : null;
}

/** The width without columns that are empty even in the first line. */
/** @param {string[][]} rows @param {number} width */
function withoutEmptyEnd(rows, width) {
  const reaching = rows.filter((row) => row.length >= width);
  let inner = width;
  while (inner > 1 && !reaching.some((row) => row[inner - 1].trim())) inner--;
  return inner;
}

/** The first row that is as wide as the table: what is above it are titles. */
/** @param {string[][]} rows @param {number} width */
function startOf(rows, width) {
  let start = Math.max(
    0,
    rows.findIndex((row) => row.length >= width),
  );
  if (width > 2) {
    const isTitle = (/** @type {string[]} */ row) => row.filter((cell) => cell.trim()).length < 2;
    while (isTitle(rows[start]) && (rows[start + 1]?.length ?? 0) >= width) start++;
  }
  const longer = rows[start].slice(width).some((cell) => cell.trim());
  if (longer && rows.length > start + 2 && rows[start + 1].length === width) {
    const below = rows.slice(start + 2).filter((row) => row.length === width);
    if (isHeader(rows[start + 1], below)) start++;
  }
  return start;
}

/** The width of a first row of names, where it is more than that of all others. */
/** @param {string[][]} rows @param {number} start @param {number} width */
function widthWithHeader(rows, start, width) {
  const first = rows[start];
  let end = first.length;
  while (end > width && !first[end - 1].trim()) end--;
  const texts = !first.slice(0, end).some((cell) => /number|measure|date/.test(look(cell)));
  return texts ? Math.max(width, end) : width;
}

/**
 * The names, the first row of data and the lines that were passed over; null without names.
 *
 * @param {string[][]} rows @param {string[][]} table @param {number} start @param {number} width
 * @param {boolean | undefined} header @param {string[][]} comments
 * @returns {{ names: string[], first: number, passed: string[][] } | null}
 */
function namesOf(rows, table, start, width, header, comments) {
  if (header === false || !table.length) return null;
  const says = isHeader(table[0], table.slice(1));
  if (says !== true && isOneShort(rows, start, width))
    return { names: ['', ...rows[0]], first: 1, passed: [] };
  if (header === undefined && says !== true) {
    const fields = comments.findLast((one) => one.length === width && areNames(one));
    if (fields) return { names: fields, first: start, passed: rows.slice(0, start) };
    if (says === false) {
      const above = rows[start - 1] ?? [];
      if (above.length < 2 || above.length >= width || width > 2 * above.length || !areNames(above))
        return null;
      const names = [...above, ...Array(width - above.length).fill('')];
      return { names, first: start, passed: rows.slice(0, start - 1) };
    }
  }
  return { names: table[0], first: start + 1, passed: rows.slice(0, start) };
}

/**
 * Whether the first line has one cell less than all rows, as R writes tables with row names. Where
 * some rows have another width, the first cells of the others have to differ, as names do.
 *
 * @param {string[][]} rows @param {number} start @param {number} width
 */
function isOneShort(rows, start, width) {
  if (start !== 1 || rows[0].length !== width - 1 || !areNames(rows[0])) return false;
  const first = rows.slice(1).flatMap((row) => (row.length === width ? [row[0]] : []));
  const all = rows.length - 1;
  if (first.length === all) return true;
  return new Set(first).size === first.length && first.length > Math.floor(rows.length / 2);
}

/** Says that a line holds fewer names than there are columns. */
/** @param {string[]} names @param {string[]} line @returns {string[]} */
function fewerNames(names, line) {
  if (line.length >= names.length) return [];
  const isIndex = line.every((name, i) => name === names[i + 1]);
  const which = isIndex
    ? 'the first has none, as R writes rows with names'
    : 'they may stand over the wrong ones';
  return [`The line of names has ${line.length} for ${names.length} columns: ${which}.`];
}

/** @param {string[]} fields */
const areNames = (fields) =>
  fields.some((cell) => look(cell) === 'text') &&
  (fields.length > 1 || !fields[0].trim().includes(' '));

/** @param {Layout} layout @param {string[][]} table @returns {Layout} */
function withUnits(layout, table) {
  const units = table.length ? unitsOf(layout.names, table[0], table.slice(1)) : null;
  if (!units) return layout;
  const shown = Object.entries(units)
    .slice(0, 5)
    .map(([name, unit]) => `${name} in ${unit}`)
    .join(', ');
  layout.notes.push(`The row below the names holds units and no data (${shown}).`);
  return { ...layout, units, first: layout.first + 1 };
}

/** @param {Layout} layout @param {Roles} roles @returns {Layout} */
function withRoles(layout, roles) {
  const { names, notes } = columnNames(roles.names);
  return { ...layout, names, notes: [...layout.notes, ...notes], ...declaredOf(roles, names) };
}

/** @param {number} width */
function unnamed(width) {
  const last = width > 1 ? ` to “column ${width}”` : '';
  return `The first line looks like all others: it was read as data, and the columns are called “column 1”${last}.`;
}

/** @param {string[][]} comments @param {string[][]} lines */
function passedOver(comments, lines) {
  /** @type {string[]} */
  const notes = [];
  for (const { what, passed } of [
    { what: 'comment line', passed: comments },
    { what: 'line', passed: lines },
  ]) {
    if (!passed.length) continue;
    const one = passed.length === 1;
    const count = one ? `1 ${what} was` : `${passed.length} ${what}s were`;
    const texts = passed[0].map((cell) => cell.trim()).filter(Boolean);
    const text = texts.join(' ');
    const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
    notes.push(`${count} passed over above the table (${one ? '' : 'the first: '}“${shown}”).`);
  }
  return notes;
}
