// What the package exports: the toolkit that trains in a worker, and the Predictor that needs none.
// @ts-check
export { csvBlocks } from './csv-blocks.js';
export { ModelFormatError, Predictor } from './predictor/index.js';
export { ElmError, ElmToolkit, Model, Shelf } from './toolkit.js';
