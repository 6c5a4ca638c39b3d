// Which of several answers is the best, where one is: two that look alike to a reader are none.
// @ts-check

/** Shares nearer than this look the same as whole percents. */
const NEAR = 0.01;

/** Of the class that a model says which decides for rare ones, too. */
export const LESS_PROBABLE = 'Not the most probable one, but more probable than it usually is.';

/** Below this a page says that it is not sure. */
const SURE = 0.5;

/** Of classes that are all alike to a sample, such as a text of words that it never read. */
export const ANY_OF_THEM = 'Not sure: it may be any of them';

/** @param {ArrayLike<number>} shares @returns {boolean} whether all look the same to a reader */
export function allAlike(shares) {
  const values = Array.from(shares);
  return values.length > 1 && Math.max(...values) - Math.min(...values) < NEAR;
}

/** @param {ArrayLike<number>} shares @returns {boolean} whether the best one is to be called so */
export function isSure(shares) {
  const { best, tied } = bestOf(shares);
  return !tied && shares[best] >= SURE;
}

/**
 * @param {ArrayLike<number>} shares
 * @returns {{ best: number, tied: boolean }} the place of the largest, and whether another is as large
 */
export function bestOf(shares) {
  let best = 0;
  for (let i = 1; i < shares.length; i++) if (shares[i] > shares[best]) best = i;
  let tied = false;
  for (let i = 0; i < shares.length; i++)
    if (i !== best && shares[best] - shares[i] < NEAR) tied = true;
  return { best, tied };
}
