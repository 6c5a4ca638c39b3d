// What a saved model carries of what it was taught: whoever gets it can read that.
// @ts-check
import { soundIn } from '../models/stored.js';
import { count } from '../text/format.js';

/** Where pages store it beside a model, by class: its name there, in a class, and of one. */
const KINDS = [
  { all: 'sentences', ofClass: 'sentences', noun: 'sentence' },
  { all: 'drawings', ofClass: 'samples', noun: 'drawing' },
  { all: 'pictures', ofClass: 'samples', noun: 'picture' },
];

/** Models that hold all texts they have read. */
const READERS = ['Autocomplete', 'SearchIndex'];

/** @param {string} json of a saved model @returns {string} a sentence, empty where it carries nothing */
export function saidOfTaught(json) {
  const { className = '', metadata = {} } = soundIn(json) ?? {};
  if (READERS.includes(className))
    return 'It holds the texts that it has read: whoever has it can read them, too.';
  for (const { all, ofClass, noun } of KINDS) {
    const classes = metadata[all];
    if (!Array.isArray(classes)) continue;
    const n = classes.reduce((sum, entry) => sum + (entry?.[ofClass]?.length ?? 0), 0);
    if (n)
      return `It holds the model and the ${count(n, noun)} that it was taught: whoever has it can read them.`;
  }
  return '';
}
