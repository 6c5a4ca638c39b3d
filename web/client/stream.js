// A fit on blocks that are thrown away once they are used; no more than a few are under way.
// @ts-check
import { STREAM_CREDIT } from '../worker/protocol.js';
import { encodeSamples, encodeTargets } from './encode.js';
import { invalid } from './errors.js';

/** @import { Client } from './client.js' */
/** @import { Block, Blocks, FitResult, Label } from './index.js' */

/** Whether samples come block by block. @param {unknown} X @returns {X is Blocks} */
export const isStream = (X) =>
  typeof X === 'object' &&
  X !== null &&
  !Array.isArray(X) &&
  !ArrayBuffer.isView(X) &&
  (Symbol.asyncIterator in X || Symbol.iterator in X || 'getReader' in X);

/**
 * @param {Client} client
 * @param {number} model
 * @param {Blocks} blocks an (async) iterable of { X, y }, or a ReadableStream of them
 * @param {{ classes?: Label[], onProgress?: (share: undefined, done: { blocks: number }) => void, signal?: AbortSignal, keep?: boolean }} options
 * @returns {Promise<FitResult>}
 */
export async function fitBlocks(client, model, blocks, { classes, onProgress, signal, keep }) {
  if (!Array.isArray(blocks) && !isStream(blocks))
    throw invalid(
      'blocks must be an (async) iterable of { X, y }, or a ReadableStream of them',
      'blocks',
    );
  let credit = STREAM_CREDIT;
  let taken = 0;
  let settled = false;
  /** @type {() => void} */
  let wake = () => {};
  const onReady = () => {
    credit++;
    onProgress?.(undefined, { blocks: ++taken });
    wake();
  };
  const args = { model, X: { stream: true, classes } };
  const request = client.send('fit', args, { onReady, signal, keep });
  const stop = () => {
    settled = true;
    wake();
  };
  const ended = request.then(stop, stop);
  const feed = async () => {
    for await (const block of iterable(blocks)) {
      if (typeof block !== 'object' || block === null)
        throw invalid(`a block must be { X, y }, got ${String(block).slice(0, 60)}`, 'blocks');
      while (!credit && !settled)
        await new Promise((resolve) => {
          wake = () => resolve(undefined);
        });
      if (settled) break;
      credit--;
      client.sendBlock(request.id, { X: encodeSamples(block.X), y: encodeTargets(block.y) });
    }
  };
  try {
    await Promise.race([feed(), ended]); // a source that stalls holds up no error of the request
  } catch (error) {
    client.cancel(request.id); // the source failed: what was learnt from it is dropped
    await request.catch(() => {});
    throw error;
  }
  client.sendBlock(request.id, { end: true });
  return request;
}

/** Streams cannot be iterated in every browser. @param {Blocks} blocks @returns {AsyncGenerator<Block, void>} */
async function* iterable(blocks) {
  if (!('getReader' in blocks)) return yield* blocks;
  const reader = blocks.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
