// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = { Frozen: { learned: {}, params: { estimator: ['part', null] } } };
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {};
