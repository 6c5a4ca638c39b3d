// A part of a text that holds the first of its marks.
// @ts-check
import { wordStart } from './word-boundary.js';

/** @typedef {{ start: number, end: number }} Mark */

/**
 * @param {string} text
 * @param {Mark[]} marks in order
 * @returns {{ text: string, marks: Mark[] }} the marks within the part
 */
export function snippet(text, marks, size = 260) {
  if (text.length <= size) return { text, marks };
  const start = wordStart(text, (marks[0]?.start ?? 0) - Math.floor(size / 4));
  const end = wordStart(text, start + size);
  const before = start ? '…' : '';
  const part = text.slice(start, end).trimEnd();
  const shift = before.length - start;
  return {
    text: `${before}${part}${end < text.length ? '…' : ''}`,
    marks: marksIn(marks, start, start + part.length).map((mark) => moved(mark, shift)),
  };
}

/**
 * The marks of a part of a text, counted from its beginning.
 *
 * @param {Mark[]} marks
 * @param {number} start
 * @param {number} end
 */
export const partOf = (marks, start, end) =>
  marksIn(marks, start, end).map((mark) => moved(mark, -start));

/** @param {Mark[]} marks @param {number} from @param {number} to */
const marksIn = (marks, from, to) => marks.filter(({ start, end }) => start >= from && end <= to);

/** @param {Mark} mark @param {number} by @returns {Mark} */
const moved = ({ start, end }, by) => ({ start: start + by, end: end + by });
