import type { ErrorCode, Stage } from '../worker/protocol.js';

export { ModelFormatError, Predictor } from './predictor/index.js';
export * from './types/csv.js';
export * from './types/data.js';
export * from './types/errors.js';
export * from './types/methods.js';
export * from './types/model.js';
export * from './types/options.js';
export * from './types/parameters.js';
export * from './types/reports.js';
export * from './types/shelf.js';
export * from './types/tables.js';
export * from './types/tasks.js';
export * from './types/toolkit.js';
export type { ErrorCode, Stage };
