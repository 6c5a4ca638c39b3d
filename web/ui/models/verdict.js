// What is said of an answer: the best class, that none is sure, or that it is none of them.
// @ts-check
import { apart } from '../text/bidi.js';
import { percent } from '../text/format.js';
import { ANY_OF_THEM, allAlike, bestOf, isSure } from './best-answer.js';

/**
 * `none`: the class of what is none of the others; `letters`: all that the model has met, where its
 * file says them.
 *
 * @typedef {{ classes: string[], shares: ArrayLike<number> | null, none?: string, letters?: string }} Said
 */
/**
 * @param {Said} said @param {unknown} sample
 * @returns {{ text: string, bars: boolean }} `bars`: whether the shares say anything
 */
export function verdictOf({ classes, shares, none, letters }, sample) {
  if (!shares) return { text: '', bars: false };
  const strange =
    letters && typeof sample === 'string' ? strangeLetter(sample, letters) : undefined;
  const { best } = bestOf(shares);
  const many = classes.length - (none ? 1 : 0);
  if (strange) return { text: apart`None of the ${many}: they have no “${strange}”`, bars: false };
  if (classes[best] === none) {
    return { text: `None of the ${many} that it knows, ${percent(shares[best])}`, bars: true };
  }
  if (allAlike(shares)) return { text: ANY_OF_THEM, bars: true };
  const unsure = isSure(shares) ? '' : 'Not sure. At best ';
  return { text: apart`${unsure}${classes[best]}, ${percent(shares[best])}`, bars: true };
}

/** A letter that the model has never met. @param {string} text @param {string} letters */
function strangeLetter(text, letters) {
  const known = new Set(letters);
  return [...text.toLowerCase()].find((c) => /\p{L}/u.test(c) && !known.has(c));
}
