// The word vectors that a model was trained with, among those it is given.
// @ts-check
import { ensure } from './refusal.js';

/** @import { WordVectors } from './vectors.js' */

/**
 * @template {WordVectors} T
 * @param {{ package: string, version: string, sha256: string } | null | undefined} named in its file
 * @param {T | undefined} given
 * @returns {T | undefined} none where it was trained without
 */
export function vectorsNamed(named, given) {
  if (!named) return undefined;
  ensure(
    given?.sha256 === named.sha256,
    `it needs the word vectors of ${named.package} ${named.version}: give { vectors: readVectors(bytes) }, or train it with { vectors: null }`,
  );
  return given;
}
