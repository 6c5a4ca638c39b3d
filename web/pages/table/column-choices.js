// What somebody says of the columns of a table, over what is found in them.
// @ts-check
import { deepEqual } from '../../ui/data/deep-equal.js';

/** @import { ColumnInfo, ColumnKind, Hint, Kinds, Reading } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Origin } from './open.js' */

/** @typedef {ColumnKind | 'ignore'} Chosen */

export class ColumnChoices {
  /** @type {',' | '.' | undefined} what a comma or point is that could be either */
  decimal;
  /** @type {Map<string, Chosen>} */
  #declared;
  /** @type {Map<string, Chosen>} */
  #kinds = new Map();
  /** @type {Map<string, Map<string, Hint>>} the hints that were pressed, by their codes */
  #pressed = new Map();
  /** @type {Map<string, { kind: ColumnInfo['kind'], open: boolean }>} where nobody says what */
  #found = new Map();

  /** @param {Record<string, string>} [declared] kinds that the file itself names */
  constructor(declared = {}) {
    this.#declared = new Map(Object.entries(/** @type {Record<string, Chosen>} */ (declared)));
  }

  /** Takes in what was found. @param {ColumnInfo[]} columns */
  take(columns) {
    for (const column of columns) {
      const { name, kind } = column;
      if (!this.#kinds.has(name)) this.#found.set(name, { kind, open: isOpen(column) });
    }
  }

  /** The kind that was chosen, if one was. @param {string} name */
  chosen(name) {
    return this.#kinds.get(name);
  }

  /** What the column is if nobody says what, and whether training decides. @param {string} name */
  found(name) {
    return this.#found.get(name) ?? { kind: 'empty', open: false };
  }

  /** @param {string} name @param {Chosen | undefined} kind undefined: what is found */
  choose(name, kind) {
    if (kind) this.#kinds.set(name, kind);
    else this.#kinds.delete(name);
    const pressed = this.#pressed.get(name);
    for (const [code, { change }] of pressed ?? []) if (change.kind) pressed?.delete(code);
  }

  /** Whether it is the file that says to leave a column out. @param {string} name */
  isLeftOutByFile(name) {
    return this.#declared.get(name) === 'ignore' && !this.#kinds.has(name);
  }

  /** Whether to learn from a column. @param {ColumnInfo} column @param {boolean} use */
  use({ name, min }, use) {
    if (use && this.#declared.get(name) === 'ignore') this.#declared.delete(name);
    if (!use) this.choose(name, 'ignore');
    else if (isUsed(this.found(name).kind) || this.found(name).kind === 'ignored')
      this.choose(name, undefined);
    else this.choose(name, min === undefined ? 'category' : 'number');
  }

  /** The hints that were pressed. @param {string} name */
  pressed(name) {
    return [...(this.#pressed.get(name)?.values() ?? [])];
  }

  /** Takes a hint, or takes it back. @param {string} name @param {Hint} hint */
  press(name, hint) {
    const mine = this.#pressed.get(name) ?? new Map();
    this.#pressed.set(name, mine);
    const isPressed = deepEqual(mine.get(hint.code)?.change, hint.change);
    const { kind } = hint.change;
    if (kind) this.choose(name, isPressed ? undefined : /** @type {Chosen} */ (kind));
    if (isPressed) mine.delete(hint.code);
    else mine.set(hint.code, hint);
  }

  /** The hints of a column, those that were pressed first. @param {ColumnInfo} column */
  hints({ name, hints }) {
    const pressed = this.pressed(name);
    const others = hints.filter(
      (hint) => hint.code === 'sentinel' || !pressed.some((mine) => mine.code === hint.code),
    );
    return [
      ...pressed.map((hint) => ({ hint, isPressed: true })),
      ...others.map((hint) => ({ hint, isPressed: false })),
    ];
  }

  /** What is not to be decided, for `inspectTable`. @returns {Kinds} */
  kinds() {
    /** @type {Map<string, Reading>} */
    const kinds = new Map();
    const add = (/** @type {string} */ name, /** @type {Reading} */ part) =>
      kinds.set(name, { ...kinds.get(name), ...part });
    for (const [name, kind] of this.#declared) add(name, { kind });
    for (const [name, hints] of this.#pressed) {
      for (const { change } of hints.values()) add(name, change);
    }
    for (const [name, kind] of this.#kinds) add(name, { kind });
    return Object.fromEntries(kinds);
  }
}

const UNUSED = ['identifier', 'constant', 'empty', 'ignored'];

/** @param {string} kind */
const isUsed = (kind) => !UNUSED.includes(kind);

/** Whether it is left to the training to take a column as codes or as amounts. */
/** @param {ColumnInfo} column */
export const isOpen = ({ hints }) => hints.some(({ code }) => code === 'codes');

/** How a column is read, with the unit that a row of units gives it. */
/** @param {ColumnInfo} column @returns {Reading} */
export const readingOf = ({ reading, unit }) =>
  reading.kind === 'number' && unit && !reading.unit ? { ...reading, unit } : reading;

/**
 * How columns are read, for a model: as they are shown. Few whole numbers, of which nobody said
 * what they are, are taken as what predicts better.
 *
 * @param {ColumnInfo[]} columns @returns {Kinds}
 */
export function readings(columns) {
  return Object.fromEntries(
    columns.map((column) => {
      const { kind, ...rest } = readingOf(column);
      if (isOpen(column)) return [column.name, rest];
      return [column.name, kind === 'category' ? { labels: [], kind, ...rest } : { kind, ...rest }];
    }),
  );
}

/** @type {WeakMap<Origin, Map<string, ColumnChoices>>} */
const kept = new WeakMap();

/** What was said of a table, if it was open before: read in the same way from the same place. */
/** @param {Origin} origin @param {ParsedTable} table */
export function choicesFor(origin, { sheet, header, kinds }) {
  const mine = kept.get(origin) ?? new Map();
  kept.set(origin, mine);
  const key = JSON.stringify([sheet, header]);
  if (!mine.has(key)) mine.set(key, new ColumnChoices(kinds));
  return /** @type {ColumnChoices} */ (mine.get(key));
}
