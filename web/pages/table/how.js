// By what a model was trained, in words: options, and what was said of the columns.
// @ts-check
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { KINDS, shown } from './column-words.js';
import { learntFrom } from './opened.js';

/** @import { Opened } from './opened.js' */

/** Columns that are named; of more, how many there are. */
const MOST = 3;

/**
 * @param {Opened} opened @param {string} target
 * @param {number} seconds in which several models were tried; 0: one model
 * @param {Record<string, any>} params
 */
export function inWords(opened, target, seconds, { n_hidden: units, activation, decide }) {
  const kind = seconds
    ? `several models for ${seconds} s`
    : `${count(units, 'hidden unit')}, ${activation}`;
  return [kind, columnsInWords(opened, target), decide && 'rare classes too']
    .filter(Boolean)
    .join(', ');
}

/** @param {Opened} opened @param {string} target */
function columnsInWords(opened, target) {
  const { choices } = opened;
  const { columns: used } = learntFrom(opened, target);
  const out = opened.columns.filter(
    ({ name, used: is }) => name !== target && !is && choices.chosen(name) === 'ignore',
  );
  const read = used.flatMap(({ name }) => {
    const kind = choices.chosen(name);
    if (kind) return [apart`${shown(name)} as ${KINDS[kind]}`];
    return choices.pressed(name).length ? [apart`${shown(name)} read as you chose`] : [];
  });
  const without = some(out.map(({ name }) => apart`${shown(name)}`));
  return [
    count(used.length, 'column') + (without && ` without ${without}`),
    some(read),
    choices.decimal && `“${choices.decimal}” before decimals`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** @param {string[]} names */
const some = (names) =>
  names.slice(0, MOST).join(', ') + (names.length > MOST ? ` and ${names.length - MOST} more` : '');
