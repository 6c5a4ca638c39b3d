// Classes and parameters that the toolkit refuses, by the tables made of elm_core/specs.
// @ts-check
import { fits } from '../client/predictor/specs.js';
import { invalid, StandInError } from './errors.js';
import { PARAMETERS, SAID } from './parameters.js';

/** Parameters that hold no models, though a column may be called "class". */
const PLAIN = ['kinds'];

/**
 * When a model is made: its class, the names of its parameters, and those of the models in it.
 *
 * @param {unknown} name
 * @param {Record<string, unknown>} [params]
 */
export function checkNames(name, params) {
  if (typeof name !== 'string' || !Object.hasOwn(PARAMETERS, name)) {
    const known = Object.keys(PARAMETERS).join(', ');
    throw new StandInError('unsupported', `unknown class '${name}'; known: ${known}`);
  }
  for (const [key, value] of Object.entries(params ?? {})) {
    const [own] = key.split('__');
    if (!Object.hasOwn(PARAMETERS[name], own)) {
      const valid = Object.keys(PARAMETERS[name]).map((one) => `'${one}'`);
      throw invalid(
        `invalid parameter '${own}' for estimator ${name}(); valid: [${valid.join(', ')}]`,
        own,
      );
    }
    if (!PLAIN.includes(key)) checkParts(value);
  }
}

/** @param {any} value */
function checkParts(value) {
  if (Array.isArray(value)) value.forEach(checkParts);
  else if (typeof value?.class === 'string') checkNames(value.class, value.params);
}

/**
 * When it is fitted: numbers, texts and truth values. Lists and what else holds others are not looked at.
 *
 * @param {string} name
 * @param {Record<string, unknown>} params
 */
export function checkValues(name, params) {
  /** @type {Record<string, number>} what the letters in bounds stand for */
  const sizes = {};
  for (const [parameter, [spec, usual]] of Object.entries(PARAMETERS[name])) {
    const value = params[parameter] ?? (parameter in params ? null : usual);
    if (typeof value === 'object' && value !== null) continue;
    if (!fits(spec, value, sizes)) {
      const got = typeof value === 'string' ? `'${value}'` : value;
      const said = SAID[spec].replace(/= ([a-z])$/, (_, letter) => `= ${sizes[letter]}`);
      throw invalid(`${parameter} must be ${said}, got ${got}`, parameter);
    }
  }
}
