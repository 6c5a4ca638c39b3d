// What the stand-in refuses, as the toolkit says it.
// @ts-check

export class StandInError extends Error {
  /** @param {string} code @param {string} message @param {object} [details] */
  constructor(code, message, details = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** @param {string} what */
export const elsewhere = (what) =>
  new StandInError(
    'unsupported',
    `the stand-in of elm-toolkit/testing does no ${what}: take elm-toolkit/node for it`,
  );

/** @param {string} message @param {string} parameter @param {object} [where] */
export const invalid = (message, parameter, where = {}) =>
  new StandInError('invalid-input', message, { parameter, ...where });
