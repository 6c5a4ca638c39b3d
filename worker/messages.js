// What a page may send: whatever is wrong with it is said, and harms nobody.
// @ts-check
import { INTERRUPT, isCountOfWorkers, isTooDeep, MOST_LEVELS, MOST_WORKERS } from './protocol.js';

/**
 * @param {any} message with an id
 * @returns {string | undefined} what is wrong with it
 */
export function wrongIn({ kind, id, verb, args }) {
  if (!Number.isSafeInteger(id)) return `id must be a whole number, got ${short(id)}`;
  if (kind === 'cancel') return undefined;
  if (kind !== 'request' && kind !== 'block') return `there is no kind of message ${short(kind)}`;
  if (kind === 'request' && typeof verb !== 'string') {
    return `verb must be a text, got ${short(verb)}`;
  }
  if (!isPlain(args)) return `args must be an object, got ${short(args)}`;
  if (isTooDeep(args)) return `args are nested deeper than ${MOST_LEVELS} levels`;
  if (verb === 'flush' && !['number', 'undefined'].includes(typeof args.model)) {
    return `model must be a number, got ${short(args.model)}`;
  }
  return verb === 'start' ? wrongInStart(args) : undefined;
}

/** @param {any} args */
function wrongInStart({ interrupt, lock, assets, memoryBudget, workers }) {
  const isShared = globalThis.SharedArrayBuffer && interrupt instanceof SharedArrayBuffer;
  if (interrupt !== undefined && !(isShared && interrupt.byteLength >= INTERRUPT.bytes)) {
    return `interrupt must be a SharedArrayBuffer of ${INTERRUPT.bytes} bytes`;
  }
  for (const [name, value] of Object.entries({ lock, assets })) {
    if (value !== undefined && typeof value !== 'string') return `${name} must be a text`;
  }
  if (memoryBudget !== undefined && !(typeof memoryBudget === 'number' && memoryBudget > 0)) {
    return `memoryBudget must be a positive number, got ${short(memoryBudget)}`;
  }
  if (workers !== undefined && !isCountOfWorkers(workers)) {
    return `workers must be a whole number from 0 to ${MOST_WORKERS}, got ${short(workers)}`;
  }
  return undefined;
}

/** @param {any} value */
const isPlain = (value) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** @param {unknown} value */
const short = (value) =>
  (typeof value === 'object' ? Object.prototype.toString.call(value) : String(value)).slice(0, 60);
