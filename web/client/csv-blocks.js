// A large CSV, block by block, for `model.fit`: nothing of it stays.
// @ts-check

/** @import { BlockOptions } from './reading/plan.js' */

/**
 * Blocks { X, y } of the numbers in a CSV, read no faster than they are taken; see index.d.ts.
 *
 * @param {Blob | Response | ReadableStream<Uint8Array>} source a file, an answer of fetch, bytes
 * @param {BlockOptions} options
 */
export async function* csvBlocks(source, options) {
  // what reads files is fetched by those who have one
  const { blocksOf } = await import('./reading/blocks.js');
  return yield* blocksOf(source, options);
}
