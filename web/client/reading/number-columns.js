// How each column of a table writes its numbers, decided together: what one leaves open, the others
// decide. See elm_core/tables/reading.py, read_columns.
// @ts-check
import { isMissing } from './missing.js';
import { decideFormat } from './number-format.js';
import { strip } from './unicode.js';

/** @import { NumberFormat } from './number.js' */
/** @import { Decided } from './number-format.js' */

/**
 * The formats of some columns by their first rows, and what could be read in another way.
 *
 * @param {string[][]} rows @param {{ name: string, place: number }[]} columns
 * @param {string | null} decimal what an open comma or point is
 * @param {string} delimiter where it is a semicolon, an open comma is a decimal comma
 * @returns {{ formats: NumberFormat[], notes: string[] }}
 */
export function formatsOf(rows, columns, decimal, delimiter) {
  const texts = columns.map(({ name, place }) => ({ name, texts: rows.map((row) => row[place]) }));
  return formatsOfTexts(texts, decimal, delimiter);
}

/**
 * The same, by some cells of each column.
 *
 * @param {{ name: string, texts: string[] }[]} columns
 * @param {string | null} decimal @param {string | null} delimiter
 * @returns {{ formats: NumberFormat[], notes: string[] }}
 */
export function formatsOfTexts(columns, decimal, delimiter) {
  const texts = columns.map((column) => distinct(column.texts));
  const decided = texts.map((some) => decideFormat(some, decimal));
  const likely = decimal ?? mostSaid(decided) ?? (delimiter === ';' ? ',' : null);
  /** @type {string[]} */
  const notes = [];
  const formats = decided.map((first, i) => {
    const again = first.open && likely !== null && first.format.decimal !== likely;
    const { format, numbers, bare } = again ? decideFormat(texts[i], likely) : first;
    if (bare !== undefined)
      notes.push(`Column “${columns[i].name}”: “${texts[i][bare]}” is read in ${format.unit}.`);
    if (first.open && decimal === null) {
      const example = texts[i].findIndex((text) => /[.,]/.test(text));
      notes.push(open(columns[i].name, texts[i][example], numbers[example], format));
    }
    return format;
  });
  return { formats, notes };
}

/** @param {string[]} cells */
function distinct(cells) {
  /** @type {Set<string>} */
  const texts = new Set();
  for (const cell of cells) {
    const text = strip(cell);
    if (!isMissing(text)) texts.add(text);
  }
  return [...texts];
}

/** The decimal sign that most columns are sure of. @param {Decided[]} decided */
function mostSaid(decided) {
  const points = decided.filter(({ sure }) => sure === '.').length;
  const commas = decided.filter(({ sure }) => sure === ',').length;
  if (!points && !commas) return null;
  return commas >= points ? ',' : '.';
}

/** @param {string} name @param {string} text @param {number} number @param {NumberFormat} format */
function open(name, text, number, { decimal }) {
  const other = decimal === ',' ? '.' : ',';
  return `Column “${name}”: “${text}” is read as ${number}; decimal: '${other}' reads it otherwise.`;
}
