// The model that is asked and goes on learning, and how far off its numbers may be.
// @ts-check
import { readable } from '../../ui/text/format.js';

/** @import { Model, Reading, Summary, Table } from '../../client/index.js' */
/** @import { Intervals } from './intervals.js' */
/** @import { Task } from './targets.js' */

/**
 * @typedef {{
 *   model: Model, summary: Summary, target: string, task: Task, reading?: Reading,
 *   typicalError?: number, margin?: number, intervals?: Promise<Intervals | undefined>,
 * }} ActiveModel `reading`: of the target; `margin`, or `intervals`: what holds the truth 9 times in 10
 */

/**
 * @param {ActiveModel} use @param {Table} table @param {Float64Array} predicted @param {AbortSignal} [signal]
 * @returns {Promise<[number, number][] | undefined>}
 */
export async function rangesOf({ margin, intervals }, table, predicted, signal) {
  if (margin !== undefined) return Array.from(predicted, (v) => [v - margin, v + margin]);
  return (await intervals)?.of(table, signal);
}

/** A predicted number in the unit of its column. @param {Pick<ActiveModel, 'target' | 'reading'>} use @param {number} value */
export const inUnit = ({ reading, target }, value) =>
  reading?.unit && !target.includes(reading.unit)
    ? `${readable(value)} ${reading.unit}`
    : readable(value);
