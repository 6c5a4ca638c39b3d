// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  Autocomplete: {
    learned: {
      texts_: 'list[*] text',
      vectors_: 'null | {vectors}',
      model_: 'null | model ELMClassifier',
      refit_at_: 'count',
    },
    params: {
      n_hidden: ['whole >=0', 256],
      elm_share: ['number >=0 <=1', 0.3],
      vectors: ['vectors', 'auto'],
      random_state: ['random_state', 0],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = { vectors: { package: 'text', version: 'text', sha256: 'text' } };
