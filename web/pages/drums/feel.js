// Tempo and swing of what is opened, within those that the page has.
// @ts-check
import { count } from '../../ui/text/format.js';

/** @import { Groove } from './midi-reading.js' */

/** In beats a minute, and in percent: where in its pair the second sixteenth comes. */
const TEMPO = /** @type {const} */ ([40, 240]);
const SWING = /** @type {const} */ ([50, 75]);

/** As a saved model tells it, which may be anything. @param {{ tempo: unknown, swing: unknown }} given */
export const feelIn = ({ tempo, swing }) => ({
  tempo: isWithin(tempo, TEMPO) ? tempo : 112,
  swing: isWithin(swing, SWING) ? swing : 50,
});

/** The nearest that can be played. @param {{ tempo: number, swing: number }} found */
export const nearestFeel = ({ tempo, swing }) => ({
  tempo: nearest(tempo, TEMPO),
  swing: nearest(swing, SWING),
});

/**
 * In words, in what way a song of the page is not the file.
 *
 * @param {Groove} groove @param {string} name of the file @returns {string} empty where it is the same
 */
export function leftOut({ bars, tempo, swing, late, other }, name) {
  const gone = [
    late && `${count(late, 'bar')} beyond ${bars.length}`,
    other && `${count(other, 'hit')} of other instruments`,
  ].filter(Boolean);
  const [has, plays] = [Math.round(tempo), Math.round(nearestFeel({ tempo, swing }).tempo)];
  return [
    gone.length && `Left out of ${name}: ${gone.join(', ')}.`,
    has !== plays && `${name} has ${has} beats a minute: it plays at ${plays}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** @param {unknown} value @param {readonly [number, number]} range @returns {value is number} */
const isWithin = (value, [low, high]) => typeof value === 'number' && value >= low && value <= high;

/** @param {number} value @param {readonly [number, number]} range */
const nearest = (value, [low, high]) => Math.min(high, Math.max(low, value));
