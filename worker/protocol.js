// The messages between a page and its worker, and nothing else.
//
// page → worker   { id, kind: 'request', verb, args, keep }
//                                                       settles exactly once: result or error; with
//                                                       `keep` a changed model's file comes first
//                 { id, kind: 'cancel' }                drops the request
//                 { id, kind: 'block', args }           a block for a streamed fit
//                 { kind: 'ping' }                      is answered between two steps of work
// worker → page   { id, kind: 'progress', progress, warnings }
//                                                       0 to 1; while booting
//                 { id, kind: 'progress', stage, loaded, total }
//                 { id, kind: 'ready' }                 a streamed fit took a block
//                 { id, kind: 'result', result }
//                 { id, kind: 'error', error: { code, message, details } }
//                 { kind: 'alive' }                     it holds the lock that 'start' named
//                 { kind: 'pong' }
//                 { kind: 'checkpoint', model, json, complete, summary }
//                                                       the file of a model that changed (a Blob)
//                 { kind: 'unread' }                    what came has no id, or the browser could not read it
//                 { kind: 'idle', heap }                all is done and handed out; bytes in use
//                 { kind: 'fatal', message }            the interpreter is gone, and with it all
//
// Besides the verbs of elm_core.service there are two of the worker itself: 'start'
// ({ interrupt, snapshot, suspect, assets, lock, memoryBudget, workers }) and 'flush' ({ model }), which
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
  'costly-model',
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

/** Workers that large fits may have beside the one with Python, at most. */
export const MOST_WORKERS = 64;

/** @param {unknown} value */
export const isCountOfWorkers = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_WORKERS;

/** Levels that the data of a request may be nested, its arguments among them. */
export const MOST_LEVELS = 32;

/**
 * Whether data are nested deeper than a request may be; those that hold themselves are.
 *
 * @param {unknown} value
 * @param {number} [levels] that are left
 * @param {Map<object, number>} [seen] levels that were left where a part was looked at before
 * @returns {boolean}
 */
export function isTooDeep(value, levels = MOST_LEVELS, seen = new Map()) {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (levels === 0) return true;
  if ((seen.get(value) ?? Infinity) <= levels) return false; // what two parts share is looked at once
  seen.set(value, levels);
  return partsOf(value).some((inner) => isTooDeep(inner, levels - 1, seen));
}

/** @param {object} value @returns {unknown[]} */
function partsOf(value) {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  return value instanceof Set ? [...value] : Object.values(value);
}
