/** Knows no kind of model yet: each comes with its module, which is imported beside. */
export { ElmError, ModelFormatError, Predictor } from './index.js';
