/** Pre-trained word vectors, as models of texts name them. */
export interface WordVectors {
  readonly width: number;
  readonly sha256: string;
  /** A vector of length 1, or 0 for a text without known words. */
  transform(text: string): Float64Array;
}

/** Reads the file word_vectors.npz of the package elm_vectors. */
export function readVectors(bytes: Uint8Array): WordVectors;
