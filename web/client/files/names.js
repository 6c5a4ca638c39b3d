// The names of columns.
// @ts-check

const SHOWN = 5;

/**
 * Names that are all different, and what had to be changed. A single unnamed column stays so: it
 * is how R and pandas write the index. Of several each is called by its place.
 *
 * @param {string[]} header
 */
export function columnNames(header) {
  const trimmed = header.map((cell) => cell.trim());
  const unnamed = trimmed.filter((cell) => cell === '').length;
  /** @type {string[]} */
  const notes = [];
  const taken = new Set();
  /** @type {Map<string, number>} the next number to try: a thousand equal names are no thousand² */
  const next = new Map();
  const names = trimmed.map((cell, place) => {
    const wanted = cell || (unnamed === 1 ? '' : `column ${place + 1}`);
    let name = wanted;
    let n = next.get(wanted) ?? 2;
    for (; taken.has(name); n++) name = `${wanted} (${n})`;
    next.set(wanted, n);
    if (name !== cell) notes.push(`Column ${place + 1} is called “${name}” here.`);
    taken.add(name);
    return name;
  });
  return { names, notes: few(notes) };
}

/** The names of columns that have none. @param {number} width */
export const numbered = (width) => Array.from({ length: width }, (_, i) => `column ${i + 1}`);

/** @param {string[]} notes */
function few(notes) {
  const more = notes.length - SHOWN;
  if (more < 2) return notes;
  return [...notes.slice(0, SHOWN), `${more} more columns were given names likewise.`];
}
