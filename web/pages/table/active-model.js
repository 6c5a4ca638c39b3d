// The model that is asked and goes on learning, and how far off its numbers may be.
// @ts-check
import { readable } from '../../ui/text/format.js';

/** @import { Label, Model, Reading, Summary, Table, Told } from '../../client/index.js' */
/** @import { Around, Intervals } from './intervals.js' */
/** @import { Learnt } from '../../ui/tables/outside.js' */
/** @import { Task } from './targets.js' */

/**
 * @typedef {{
 *   model: Model, summary: Summary, target: string, task: Task, reading?: Reading,
 *   learnt?: Learnt[], typicalError?: number, around?: Around, intervals?: Promise<Intervals | undefined>,
 * }} ActiveModel `reading`: of the target; `learnt`: the columns of its table; `around`, or `intervals`: what holds the truth 9 times in 10
 */

/**
 * @param {ActiveModel} use @param {Table} table @param {Float64Array} predicted @param {AbortSignal} [signal]
 * @returns {Promise<[number, number][] | undefined>}
 */
export async function rangesOf({ around, intervals }, table, predicted, signal) {
  if (around) return Array.from(predicted, around);
  return (await intervals)?.of(table, signal);
}

/**
 * The class of each row: the most probable one, or what a model says that decides otherwise.
 *
 * @param {Pick<ActiveModel, 'model' | 'summary'>} use @param {Table} table
 * @param {{ data: Float64Array, classes: Label[] }} proba @param {{ signal?: AbortSignal, onWarnings?: (told: Told[]) => void }} options
 * @returns {Promise<Label[]>}
 */
export async function classesOf({ model, summary }, table, { data, classes }, options) {
  if (summary.decide) return /** @type {Promise<Label[]>} */ (model.predict(table, options));
  const k = classes.length;
  return Array.from({ length: data.length / k }, (_, row) => {
    const shares = data.subarray(row * k, (row + 1) * k);
    return classes[shares.indexOf(Math.max(...shares))];
  });
}

/** A predicted number in the unit of its column. @param {Pick<ActiveModel, 'target' | 'reading'>} use @param {number} value */
export const inUnit = ({ reading, target }, value) =>
  reading?.unit && !target.includes(reading.unit)
    ? `${readable(value)} ${reading.unit}`
    : readable(value);
