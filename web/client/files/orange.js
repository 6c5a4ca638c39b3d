// The headers of Orange: three rows (names, kinds, roles), or kinds before the names, `cD#name`.
// @ts-check

/** @type {Record<string, string>} */
const KINDS = {
  continuous: 'number',
  c: 'number',
  discrete: 'category',
  d: 'category',
  string: 'text',
  s: 'text',
  text: 'text',
  time: 'date',
  t: 'date',
};
const LONG = ['continuous', 'discrete', 'string', 'text', 'time'];
/** @type {Record<string, string>} */
const ROLES = {
  class: 'target',
  c: 'target',
  meta: 'ignore',
  m: 'ignore',
  ignore: 'ignore',
  i: 'ignore',
  weight: 'ignore',
  w: 'ignore',
};

/** What a header declares of its columns. @typedef {{ names: string[], kinds: (string | null)[], roles: string[] }} Roles */

/** @param {Record<string, string>} of @param {string} word */
const get = (of, word) => (Object.hasOwn(of, word) ? of[word] : undefined);

/**
 * What the first three rows declare, null if they are none of Orange's.
 *
 * @param {string[][]} rows @returns {Roles | null}
 */
export function ofThreeRows(rows) {
  const width = rows[0].length;
  if (rows.length < 4 || rows.slice(0, 3).some((row) => row.length !== width)) return null;
  const [names, kinds, roles] = rows.slice(0, 3).map((row) => row.map((cell) => cell.trim()));
  const words = kinds.map((kind) => kind.toLowerCase());
  if (!names.every(Boolean) || !roles.every(isRole)) return null;
  if (!roles.some(Boolean) && !words.some((kind) => LONG.includes(kind))) return null;
  if (!words.some((kind) => get(KINDS, kind))) return null;
  const body = rows.slice(3).filter((row) => row.length === width);
  const known = kinds.every(
    (kind, place) =>
      !kind ||
      get(KINDS, words[place]) ||
      lists(
        kind,
        body.map((r) => r[place]),
      ),
  );
  if (!known) return null;
  return {
    names,
    kinds: words.map((kind) => get(KINDS, kind) ?? (kind ? 'category' : null)),
    roles: roles.map(roleOf),
  };
}

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** @param {string} text */
const isRole = (text) => wordsOf(text).every((word) => get(ROLES, word) || word.includes('='));

/** @param {string} text */
const roleOf = (text) => get(ROLES, wordsOf(text).find((word) => get(ROLES, word)) ?? '') ?? '';

/** Whether `kind` lists the values of a column, set apart by blanks. */
/** @param {string} kind @param {string[]} cells */
function lists(kind, cells) {
  const values = new Set(kind.split(/(?<!\\) /).map((value) => value.replaceAll('\\ ', ' ')));
  const given = new Set(cells.map((cell) => cell.trim()));
  for (const missing of ['', '?', '.', '*', 'NA']) given.delete(missing);
  return given.size > 0 && [...given].every((cell) => values.has(cell));
}

/**
 * What is declared before the names, `C#width` or `cD#kind`; null without any.
 *
 * @param {string[]} header @returns {Roles | null}
 */
export function ofPrefixes(header) {
  const found = header.map((cell) => /^([micw]?)([CDST]?)#(.+)$/s.exec(cell.trim()));
  if (!found.some((match) => match && (match[1] || match[2]))) return null;
  if (header.some((cell, place) => cell.includes('#') && !found[place])) return null;
  /** @type {Record<string, string>} */
  const kinds = { C: 'number', D: 'category', T: 'date', S: 'text' };
  return {
    names: found.map((match, place) => match?.[3].trim() ?? header[place]),
    kinds: found.map((match) => kinds[match?.[2] ?? ''] ?? null),
    roles: found.map((match) => get(ROLES, match?.[1] ?? '') ?? ''),
  };
}

/**
 * The kinds of the columns by the names they got, and the target.
 *
 * @param {Roles} declared @param {string[]} names
 */
export function declaredOf({ kinds, roles }, names) {
  /** @type {[string, string][]} */
  const found = [];
  for (const [place, name] of names.entries()) {
    const kind = roles[place] === 'ignore' ? 'ignore' : kinds[place];
    if (kind) found.push([name, kind]);
  }
  const target = roles.indexOf('target');
  return { kinds: Object.fromEntries(found), target: target < 0 ? null : names[target] };
}
