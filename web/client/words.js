// Words of a text where they stand in it, counted as JavaScript does and as Python does.
// @ts-check

/** @typedef {{ start: number, end: number }} Place in units of 16 bits, as `text.slice` takes them */

/** Scripts written without blanks between words: Python knows no words there. */
const UNSPACED =
  /[\p{scx=Thai}\p{scx=Lao}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Hira}\p{scx=Kana}\p{sc=Han}]/u;
const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u;

/**
 * The words of a text as the platform's dictionaries cut them; undefined where all words have blanks
 * between them, or there are no dictionaries.
 *
 * @param {string} text
 * @returns {Place[] | undefined}
 */
export function wordPlaces(text) {
  if (!UNSPACED.test(text) || typeof Intl.Segmenter !== 'function') return undefined;
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
  return Array.from(segments)
    .filter(({ segment }) => SAYS_SOMETHING.test(segment))
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

/**
 * Python counts characters, JavaScript units of 16 bits.
 *
 * @template {Place} T
 * @param {T[]} places counted in characters
 * @param {string} text
 * @returns {T[]}
 */
export function inUnits(places, text) {
  if (!places.length || !/[\ud800-\udfff]/.test(text)) return places;
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return places.map((place) => ({ ...place, start: units[place.start], end: units[place.end] }));
}

/**
 * @param {Place[]} places
 * @param {string} text
 * @returns {[start: number, end: number][]} counted in characters
 */
export function inCharacters(places, text) {
  /** @type {number[]} */
  const characters = [];
  let n = 0;
  for (const character of text) {
    for (let i = 0; i < character.length; i++) characters.push(n);
    n++;
  }
  characters.push(n);
  return places.map(({ start, end }) => [characters[start], characters[end]]);
}
