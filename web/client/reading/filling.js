// The block that is being filled with the numbers of rows.
// @ts-check
import { invalid } from '../errors.js';

/** @import { Column, Plan } from './plan.js' */

/** Numbers of one block (32 MB): a table of very many columns has fewer rows in each. */
const LARGEST_BLOCK = 2 ** 22;
const ADVICE = "correct it, leave its column out by columns, or such rows by missing: 'skip'";

export class Filling {
  /** Rows of the blocks before. */
  #before = 0;
  #plan;
  #skip;
  #size;
  #data;
  /** @type {(number | string)[]} */
  #answers = [];
  /** Rows of this block. */
  rows = 0;
  /** Rows that were left out for want of a target, and of a number. */
  left = { target: 0, missing: 0 };
  /** What the first of the latter lacks. */
  #first = '';

  /** @param {Plan} plan @param {number} rows @param {boolean} skip leave rows out that lack a number */
  constructor(plan, rows, skip) {
    this.#plan = plan;
    this.#skip = skip;
    this.#size = Math.max(1, Math.min(rows, Math.floor(LARGEST_BLOCK / plan.inputs.length)));
    this.#data = new Float64Array(this.#size * plan.inputs.length);
  }

  get total() {
    return this.#before + this.rows;
  }

  /** Takes a row; says whether the block is full. @param {string[]} cells @param {number} row its number in the file */
  add(cells, row) {
    const { inputs, answer } = this.#plan;
    const label = answer.read(cells[answer.place]);
    if (label === undefined) {
      this.left.target++;
      return false;
    }
    if (Number.isNaN(label)) return this.#lacks(cells, answer, row);
    let at = this.rows * inputs.length;
    for (const column of inputs) {
      const value = column.read(cells[column.place]);
      if (value === undefined || Number.isNaN(value)) return this.#lacks(cells, column, row);
      this.#data[at++] = /** @type {number} */ (value);
    }
    this.#answers.push(label);
    return ++this.rows === this.#size;
  }

  /** @param {string[]} cells @param {Column} column @param {number} row */
  #lacks(cells, { name, place }, row) {
    const what = `'${cells[place].slice(0, 40)}' is no number (row ${row}, column '${name}')`;
    if (!this.#skip) throw invalid(`${what}: ${ADVICE}`, 'X', { row, column: name });
    this.#first ||= what;
    this.left.missing++;
    return false;
  }

  take() {
    const width = this.#plan.inputs.length;
    const X = { data: this.#data.slice(0, this.rows * width), shape: [this.rows, width] };
    const y = this.#answers;
    this.#before += this.rows;
    this.#answers = [];
    this.rows = 0;
    return { X, y };
  }

  /** What was left out, in sentences. */
  notes() {
    const { target, missing } = this.left;
    const rows = (/** @type {number} */ n) => (n === 1 ? '1 row was' : `${n} rows were`);
    const notes = [];
    if (target) notes.push(`${rows(target)} left out: without “${this.#plan.answer.name}”.`);
    if (missing) notes.push(`${rows(missing)} left out for want of a number: ${this.#first}.`);
    return notes;
  }
}
