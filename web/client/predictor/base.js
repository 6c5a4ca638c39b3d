// A Predictor that knows no kind of model yet: each comes with its module, which is imported beside.
// @ts-check
export { ElmError } from '../errors.js';
export { Predictor } from './core.js';
export { ModelFormatError } from './decode.js';
