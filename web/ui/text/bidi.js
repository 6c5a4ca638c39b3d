// Names and texts of others beside words of ours: one that runs from right to left turns round the
// numbers, colons and names beside it, unless it stands apart.
// Unicode Standard Annex #9, "Unicode Bidirectional Algorithm": isolates.
// @ts-check

/** Letters that run from right to left, and marks that set a direction. */
const TURNING =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATES = /[\u2066-\u2069]/g;
const [APART, AGAIN] = ['\u2068', '\u2069'];
/** What is quoted, as messages quote names; not what stands apart already. */
const QUOTED = /“([^“”\u2068\u2069]+)”|'([^'\u2068\u2069]+)'|"([^"\u2068\u2069]+)"/g;

/** Whether a text may turn round what stands beside it. @param {string} text */
export const turns = (text) => TURNING.test(text);

/**
 * A name within a sentence, where only text can stand (a title, a message, a choice of a list):
 * between isolates, if it needs them. Other names stay as they are, to be copied and looked for.
 *
 * @param {unknown} name
 */
export function isolated(name) {
  const text = String(name);
  if (!turns(text)) return text;
  return APART + (isWhole(text) ? text : text.replace(ISOLATES, '')) + AGAIN;
}

/** Whether all that a text sets apart ends within it. @param {string} text */
function isWhole(text) {
  let depth = 0;
  for (const [mark] of text.matchAll(ISOLATES)) {
    depth += mark === AGAIN ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * A sentence in which every name stands apart: apart`Removed ${name}`.
 *
 * @param {TemplateStringsArray} words @param {...unknown} names
 */
export const apart = (words, ...names) => String.raw({ raw: words }, ...names.map(isolated));

/** A message in which every name that is quoted stands apart. @param {string} text */
export const quotedApart = (text) =>
  turns(text)
    ? text.replace(QUOTED, (all, ...found) => {
        const name = found.slice(0, 3).find((one) => one !== undefined);
        return all[0] + isolated(name) + all[all.length - 1];
      })
    : text;
