/** The part of the package that trains; without the Predictor's modules. */
export { ElmError, ElmToolkit, Model, Shelf } from './index.js';
