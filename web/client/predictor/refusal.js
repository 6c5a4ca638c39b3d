// What becomes of files that cannot be used.
// @ts-check
import { ElmError } from '../errors.js';

export class ModelFormatError extends ElmError {
  /**
   * @param {string} message
   * @param {'model-format' | 'costly-model'} [code]
   * @param {Record<string, unknown>} [details]
   */
  constructor(message, code = 'model-format', details = {}) {
    super(code, message, details);
    this.name = 'ModelFormatError';
  }
}

/** @param {string} what @returns {never} */
export function refuse(what) {
  throw new ModelFormatError(`this is no model file that can be used here: ${what.slice(0, 200)}`);
}

/** @param {unknown} fine @param {string} what @returns {asserts fine} */
export function ensure(fine, what) {
  if (!fine) refuse(what);
}
