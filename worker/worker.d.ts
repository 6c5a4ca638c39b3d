// Nothing is exported: start it by new Worker(url, { type: 'module' }) and post it messages.
export type { ErrorCode, PageMessage, Stage, WireError, WorkerMessage } from './protocol.js';
