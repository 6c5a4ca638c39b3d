// What Python's str methods do to text, where JavaScript's differ.
// @ts-check

const CHEROKEE = /\p{sc=Cher}/gu;

/**
 * str.casefold(): upper and then lower case, but for three kinds of letters.
 *
 * @param {string} text
 */
export const casefold = (text) =>
  text
    .replaceAll('ẞ', 'ss')
    .replace(/[^\u0131\p{sc=Cher}]+/gu, (run) =>
      run.toUpperCase().toLowerCase().replaceAll('ς', 'σ'),
    )
    .replace(CHEROKEE, (letter) => letter.toUpperCase());

/** What str.isspace() holds for: other control characters, and no byte order mark. */
export const SPACE = String.raw`(?!\ufeff)[\s\u001c-\u001f\u0085]`;

/** In a class of a regular expression with flag u: [^\W\d_] of Python. */
export const LETTER = String.raw`\p{L}\p{Nl}\p{No}`;

const IS_SPACE = new RegExp(`^(?:${SPACE})$`);

/** @param {string} text @param {number} at */
function isSpace(text, at) {
  const code = text.charCodeAt(at);
  return (code <= 32 || code > 126) && IS_SPACE.test(text[at]);
}

/** str.strip(); a pattern takes the square of the length for blanks within. @param {string} text */
export function strip(text) {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text, start)) start++;
  while (start < end && isSpace(text, end - 1)) end--;
  return text.slice(start, end);
}

/**
 * The decimal digits of any script as those of ASCII: they come in runs of ten.
 *
 * @param {string} text
 */
export const asciiDigits = (text) =>
  text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = /** @type {number} */ (digit.codePointAt(0));
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
    return String((code - first) % 10);
  });
