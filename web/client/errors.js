// What goes wrong, for people and for programs.
// @ts-check
/** @import { ErrorCode } from '../worker/protocol.js' */
/** @import { ErrorDetails } from './types/errors.js' */

/** Every error of the toolkit: a stable `code`, a message for people, details for programs. */
export class ElmError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {ErrorDetails} [details]
   */
  constructor(code, message, details = {}) {
    super(message);
    this.name = 'ElmError';
    this.code = code;
    this.details = details;
  }
}

/**
 * @param {string} message
 * @param {string} parameter
 * @param {Record<string, unknown>} [where]
 */
export function invalid(message, parameter, where = {}) {
  return new ElmError('invalid-input', message, { parameter, ...where });
}
