// What a model file says beside its model, which needs neither Python nor the model itself.
// @ts-check
import { isObject, plain } from '../../client/predictor/decode.js';
import { digest, parse } from '../../client/predictor/json.js';
import { ensure } from '../../client/predictor/refusal.js';

/**
 * @param {string} json
 * @returns {{ className: string, metadata: Record<string, unknown> }}
 * @throws {Error} for what is no model file, or a damaged one
 */
export function storedIn(json) {
  const body = parse(json);
  ensure(isObject(body) && body.format === 'elm-toolkit-model', 'its format');
  const { sha256, ...rest } = body;
  ensure(sha256 === digest(rest), 'it is damaged: its sha256 is of something else');
  const { class: className, metadata } = rest;
  ensure(typeof className === 'string', 'a class');
  ensure(isObject(metadata), 'metadata');
  return { className, metadata: /** @type {Record<string, unknown>} */ (plain(metadata)) };
}

/** The same where there is nothing to complain of: whoever loads the model says what is wrong. */
/** @param {string} json */
export function soundIn(json) {
  try {
    return storedIn(json);
  } catch {
    return undefined;
  }
}
