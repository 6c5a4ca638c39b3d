// The messages between a page and its worker, and nothing else.
//
// page → worker   { id, kind: 'request', verb, args, keep }
//                                                       settles exactly once: result or error; with
//                                                       `keep` a changed model's file comes first
//                 { id, kind: 'cancel' }                drops the request
//                 { id, kind: 'block', args }           a block for a streamed fit
//                 { kind: 'ping' }                      is answered between two steps of work
// worker → page   { id, kind: 'progress', progress }    0 to 1; while booting
//                 { id, kind: 'progress', stage, loaded, total }
//                 { id, kind: 'ready' }                 a streamed fit took a block
//                 { id, kind: 'result', result }
//                 { id, kind: 'error', error: { code, message, details } }
//                 { kind: 'alive' }                     it holds the lock that 'start' named
//                 { kind: 'pong' }
//                 { kind: 'checkpoint', model, json, complete, summary }
//                                                       the file of a model that changed (a Blob)
//                 { kind: 'idle', heap }                all is done and handed out; bytes in use
//                 { kind: 'fatal', message }            the interpreter is gone, and with it all
//
// Besides the verbs of elm_core.service there are two of the worker itself: 'start'
// ({ interrupt, snapshot, suspect, assets, lock, memoryBudget }) and 'flush' ({ model }), which
// is answered when the file of a model, or of all, that changed is handed out. The error of a start has in its details
// 'asset', a file that could not be loaded, and 'renewed', whether another start would find it.

/** @import { ErrorCode } from './protocol.js' */

/** Stages of a start, in order. */
export const STAGES = Object.freeze(['download', 'runtime', 'packages', 'toolkit', 'ready']);

/** @type {readonly ErrorCode[]} */
export const ERROR_CODES = Object.freeze([
  'invalid-input',
  'not-fitted',
  'model-format',
  'memory',
  'cancelled',
  'not-found',
  'unsupported',
  'worker-lost',
  'boot-failed',
  'disposed',
  'storage',
  'internal',
]);

/** Blocks of a streamed fit that may be under way before the worker has taken them. */
export const STREAM_CREDIT = 2;

/** The two words of the shared interrupt buffer: the signal, and the request it may interrupt. */
export const INTERRUPT = Object.freeze({ bytes: 8, signal: 0, running: 1, keyboard: 2 });
