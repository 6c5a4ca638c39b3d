import type { Predictor } from './index.js';
import type { WordVectors } from './vectors.js';

/**
 * A Predictor for a model of any kind: modules that only some kinds need are fetched when the file
 * holds such a model.
 *
 * @throws {ModelFormatError}
 */
export function load(
  json: string,
  options?: { vectors?: WordVectors; maxBytes?: number },
): Promise<Predictor>;
