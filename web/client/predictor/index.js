// Predictions of saved models in plain JavaScript: no Python, no worker, nothing to wait for.
// @ts-check
export { ElmError } from '../errors.js';
export { Predictor } from './all.js';
export { ModelFormatError } from './decode.js';
