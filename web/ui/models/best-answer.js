// Which of several answers is the best, where one is: two that look alike to a reader are none.
// @ts-check

/** Shares nearer than this look the same as whole percents. */
const NEAR = 0.01;

/** Of the class that a model says which decides for rare ones, too. */
export const LESS_PROBABLE = 'Not the most probable one, but more probable than it usually is.';

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
