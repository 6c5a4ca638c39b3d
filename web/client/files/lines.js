// The lines of a text.
// @ts-check

/**
 * Each line, however it ends, with its number from 1. One at a time: all at once may take more room
 * than there is.
 *
 * @param {string} text @returns {Generator<{ number: number, line: string }>}
 */
export function* linesOf(text) {
  const end = /\r\n|\r|\n/g;
  let at = 0;
  let number = 1;
  for (let found = end.exec(text); found; found = end.exec(text)) {
    yield { number: number++, line: text.slice(at, found.index) };
    at = end.lastIndex;
  }
  yield { number, line: text.slice(at) };
}
