// Whether somebody wanted it to end: that is no error to tell of.
// @ts-check

/** @param {unknown} error */
export const isCancelled = (error) =>
  /** @type {{ code?: string }} */ (error)?.code === 'cancelled';
