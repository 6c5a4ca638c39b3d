// What stands in a place is of before the last change, until what is being worked out comes there.
// @ts-check

/** @param {Element | undefined} place @param {boolean} old */
export function markOld(place, old) {
  place?.toggleAttribute('data-old', old); // styles/app/figures.css says it
}
