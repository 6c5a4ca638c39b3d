// What is said where there are too few classes to learn from: nothing is wrong, more is to come.
// @ts-check

/** @param {string} noun of a sample @param {boolean} knows whether a model is there, which stays */
export const tooFewClasses = (noun, knows) =>
  `It needs ${noun}s in at least two classes.${knows ? ' What it knew it still knows.' : ''}`;
