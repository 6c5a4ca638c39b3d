// Cells of a column by its stored reading. See elm_core/tables/reading.py, apply_reading, and
// elm_core/tables/distinct.py.
// @ts-check
import { isMissing } from './missing.js';
import { casefold, SPACE, strip } from './unicode.js';

/** @typedef {import('../index.js').Reading} Reading */
/** What of a reading concerns all columns, and the numbers among its marks. @typedef {Pick<Reading, 'missing' | 'labels' | 'join_spellings'> & { decimal?: string }} Marks */

/**
 * Makes of a text without blanks around it what it is in a column: NaN where it cannot be read. Of
 * a cell that came as a number, `given` is that number.
 *
 * @typedef {(text: string, given?: number) => number | string} Rule
 * @typedef {(text: string) => string[]} WordsRule of a text its words
 */

const BLANKS = new RegExp(`(?:${SPACE})+`, 'g');

/** What spellings that differ by case or blanks have in common. @param {string} text */
const joinedSpelling = (text) => casefold(text.replace(BLANKS, ' '));

/** A number as programs write it, NaN for anything else. @param {string} text */
const plainNumber = (text) =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;

/**
 * What reads the cells of a column: its number or text, undefined for a missing one, NaN for one
 * that cannot be read.
 *
 * @overload
 * @param {Marks} reading
 * @param {Rule} rule
 * @returns {(cell: unknown) => number | string | undefined}
 *
 * @overload
 * @param {Marks} reading
 * @param {Rule | WordsRule} rule
 * @returns {(cell: unknown) => number | string | string[] | undefined}
 *
 * @param {Marks} reading
 * @param {Rule | WordsRule} rule
 * @returns {(cell: unknown) => number | string | string[] | undefined}
 */
export function cellReader({ missing = [], labels = [], join_spellings: joined, decimal }, rule) {
  const marks = new Set(missing.map(strip));
  const words = new Set(labels.map(strip));
  const numbers = new Set([...marks].map(plainNumber).filter(Number.isFinite));
  return (cell) => {
    const isNumber = typeof cell === 'number';
    const text = strip(String(cell ?? ''));
    if (
      marks.has(text) ||
      (isNumber ? !Number.isFinite(cell) : !words.has(text) && isMissing(text))
    )
      return undefined;
    if (isNumber && numbers.has(cell)) return undefined;
    const value = rule(joined ? joinedSpelling(text) : text, isNumber ? cell : undefined);
    return decimal && numbers.has(/** @type {number} */ (value)) ? undefined : value;
  };
}

/** A category or a text is what it is. @returns {Rule} */
export const textRule = () => (text) => text;
