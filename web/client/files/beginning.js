// What stands above a table in delimited text: a hint for spreadsheets, and comments.
// @ts-check
import { BLANKS, eachRow } from './rows.js';

const HINT = /^"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)/i;
/** Comment lines above the table that may hold its names. */
const NEAR = 50;
const COMMENT = /^[ \t]*(#|%|\/\/)(.*)$/s;

/**
 * The delimiter that the text names itself, the comment lines, and what follows them.
 *
 * @param {string} whole @returns {{ hint: string | undefined, comments: string[], text: string }}
 */
export function beginningOf(whole) {
  const hint = HINT.exec(whole);
  return { hint: hint?.[1], ...withoutComments(hint ? whole.slice(hint[0].length) : whole) };
}

/** The comment lines above a table, and what follows them; all lines if none does. */
/** @param {string} text @returns {{ comments: string[], text: string }} */
function withoutComments(text) {
  const comments = [];
  const end = /\r\n|\r|\n|$/g;
  for (let at = 0; at < text.length; at = end.lastIndex) {
    end.lastIndex = at;
    const line = text.slice(at, end.exec(text)?.index);
    if (COMMENT.test(line)) comments.push(line);
    else if (line.trim()) return { comments, text: text.slice(at) };
    if (end.lastIndex >= text.length) break;
  }
  return { comments: [], text };
}

/** The fields of each comment line. Those that may hold the names are cut: the last ones. */
/** @param {string[]} comments @param {string} delimiter */
export const fieldsOf = (comments, delimiter) =>
  comments.map((line, i) =>
    i === 0 || i >= comments.length - NEAR ? fieldsIn(line, delimiter) : [line],
  );

/** Without the sign of a comment, where that is no name itself. */
/** @param {string} line @param {string} delimiter */
function fieldsIn(line, delimiter) {
  const [, sign, rest] = /** @type {RegExpExecArray} */ (COMMENT.exec(line));
  /** @type {string[]} */
  let fields = [''];
  eachRow(rest, delimiter, (row) => {
    fields = row.map((field) => field.trim());
    return true;
  });
  const alone = !fields[0] || (delimiter !== BLANKS && delimiter && rest.startsWith(delimiter));
  return alone ? [sign, ...fields.slice(1)] : fields;
}
