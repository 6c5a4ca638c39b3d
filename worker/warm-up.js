// What the first fit needs is there before anybody asks for one: modules that it imports, code that
// the browser compiles when it first runs. Otherwise it takes ten times as long as the next.
// @ts-check
import { call } from './marshal.js';

/** @import { PyodideAPI } from 'pyodide' */

/** More rows than units, and fewer: these are solved in two ways. */
const ROWS = [96, 24];
const UNITS = 32;
const COLUMNS = 4;

/**
 * Fits small models and asks them, by a service of its own: what users make is numbered from the
 * first.
 *
 * @param {PyodideAPI} pyodide
 * @param {any} service that nobody else uses
 */
export function warmUp(pyodide, service) {
  const ask = (/** @type {string} */ verb, /** @type {Record<string, unknown>} */ args) => {
    call(pyodide, service, 'begin', [1, verb, args]);
    for (;;) {
      const { done, error, result } = call(pyodide, service, 'step', [1]);
      if (error) throw new Error(error.message);
      if (done) return result;
    }
  };
  const params = { n_hidden: UNITS, random_state: 0 };
  for (const rows of ROWS) {
    const data = Float64Array.from({ length: rows * COLUMNS }, (_, i) => Math.sin(i * i));
    const X = { data, shape: [rows, COLUMNS] };
    const codes = Int32Array.from({ length: rows }, (_, i) => i % 2);
    const { model } = ask('create', { class: 'ELMClassifier', params });
    ask('fit', { model, X, y: { codes, values: ['a', 'b'] } });
    ask('predict', { model, X });
  }
  service.destroy();
}
