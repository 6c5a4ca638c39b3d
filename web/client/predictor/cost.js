// What a model takes beyond its file: a seed of a few characters may stand for a large layer. The
// same counts and limits as in elm_core/memory.py.
// @ts-check
import { lengthOf } from './arrays.js';
import { COSTS } from './fields/words.js';
import { ModelFormatError } from './refusal.js';

/** @import { Stated } from './decode.js' */

/** Counts while a file is read. */
export class Loading {
  #needs = 0;
  #atOnce = 0;
  #limit;
  #mostAtOnce;

  /** @param {string} text @param {number} [maxBytes] what may be taken; else what grows with the file */
  constructor(text, maxBytes) {
    const unasked = COSTS.unasked + COSTS.unasked_per_character * lengthOf(text);
    this.#limit = maxBytes ?? unasked;
    this.#mostAtOnce = Math.max(unasked, this.#limit);
    const [values, lists, objects] = [',', '[', '{'].map((c) => countOf(text, c));
    this.count(COSTS.value * values + COSTS.container * (lists + objects), true);
  }

  /** @param {number} bytes @param {boolean} atOnce taken now; else when all is known to be sound */
  count(bytes, atOnce) {
    this.#needs += bytes;
    if (atOnce) this.#atOnce += bytes;
    if (this.#atOnce > this.#mostAtOnce) this.#refuse();
  }

  require() {
    if (this.#needs > this.#limit) this.#refuse();
  }

  /** @returns {never} */
  #refuse() {
    const needs = Math.ceil(this.#needs);
    const [much, allowed] = [needs, this.#limit].map((n) => Math.round(n / 1e6));
    throw new ModelFormatError(
      `loading this model takes about ${much} MB (or as much in time), more than the ${allowed} MB ` +
        `that are allowed: if you trust where it comes from, allow it with { maxBytes: ${needs} }`,
      'costly-model',
      { needs, limit: Math.min(this.#limit, 2 ** 53) },
    );
  }
}

/** @param {string} text @param {string} character */
function countOf(text, character) {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/**
 * What a trained model, whose parts have been checked, makes of them: bytes, and whether at once.
 *
 * @param {Stated} model
 * @returns {[bytes: number, atOnce: boolean][]}
 */
export function costOf({ class: name, params, learned }) {
  if (name === 'LogMel') return [[filters(params.sample_rate, params.n_mels), true]];
  if (name === 'VoiceCommands') return [[filters(params.sample_rate, 40), true]];
  const layer = learned.layer_;
  if (layer?.hidden === undefined) return [];
  const drawn = layerCost(learned.n_features_in_, layer.n_hidden, layer.hidden);
  const watched = name.startsWith('Online') ? 8 * 512 * learned.intercept_.shape[0] : 0;
  return [
    [drawn, false],
    [watched, true],
  ];
}

/** @param {number} d @param {number} h @param {string} hidden */
function layerCost(d, h, hidden) {
  const weights = 8 * d * h;
  return hidden === 'orthogonal' ? weights * (4 + Math.min(d, h) / 256) : weights;
}

/** @param {number} rate @param {number} mels */
const filters = (rate, mels) => 8 * mels * (2 ** Math.ceil(Math.log2(2 * 0.03 * rate)) / 2 + 1);
