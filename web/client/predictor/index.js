// Predictions of saved models in plain JavaScript: no Python, no worker, nothing to wait for.
// @ts-check
import './all.js';

export { ElmError } from '../errors.js';
export { Predictor } from './core.js';
export { ModelFormatError } from './decode.js';
