// What the chains are trained on: one of our sets, or the user's table and the column to predict.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { dropzone } from '../../ui/files/dropzone.js';
import { TABLE_ENDINGS } from '../../ui/files/endings.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { columnsSaid, ofFile, SETS } from './data.js';

/** @import { ElmToolkit } from '../../client/index.js' */
/** @import { DataSet } from './data.js' */

/** @typedef {(target?: string) => DataSet} Own the user's table, with what is to be predicted */
/** @typedef {{ data: DataSet, own?: Own }} Chosen own: of data that are the user's */

const message = byId('data-message');
const target = byId('target', HTMLSelectElement);

export class DataChoice {
  /** @type {Partial<Chosen>} */
  #now = {};
  /** Of sets asked for in quick succession, the newest counts. */
  #asked = 0;
  #starting;
  #onSet;

  /**
   * @param {object} page
   * @param {Promise<ElmToolkit>} page.starting
   * @param {(chosen: Chosen) => void} page.onSet another set was chosen
   * @param {(chosen: Chosen) => void} page.onTarget another column of the table
   */
  constructor({ starting, onSet, onTarget }) {
    this.#starting = starting;
    this.#onSet = onSet;
    this.#showSets();
    target.addEventListener('change', () => {
      const { own } = this.#now;
      if (own) onTarget({ data: own(target.value), own });
    });
    byId('drop').append(
      dropzone({
        label: 'Or drop a table',
        hint: 'with a column of labels',
        accept: TABLE_ENDINGS,
        onFile: (file) => {
          showNote(message, apart`Reading ${file.name}…`);
          void this.#choose(async () => {
            const own = await ofFile(file);
            return { data: own(), own };
          });
        },
      }),
    );
  }

  /** What is trained on now. */
  get chosen() {
    return this.#now;
  }

  /** @param {string} id of a set of ours; another one is nothing to open */
  async open(id) {
    const set = SETS.find((one) => one.id === id);
    if (set) await this.#open(set);
  }

  /**
   * Shows what is trained on from now on; a set that is still on its way comes no more.
   *
   * @param {Partial<Chosen>} chosen
   */
  use(chosen) {
    this.#asked += 1;
    this.#now = chosen;
    showNote(message);
    this.#showSets();
    if (chosen.data) showAbout(chosen.data);
    if (chosen.own && chosen.data) void this.#tellColumns(chosen.data);
  }

  /** @param {DataSet} data of the user */
  async #tellColumns(data) {
    try {
      const said = await columnsSaid(await this.#starting, data);
      if (this.#now.data === data) byId('about').append(` ${said}`);
    } catch {
      // what is wrong with the table is told where the chains are trained
    }
  }

  /** @param {{ id: string, load?: () => Promise<DataSet> }} set without `load`: it is there */
  async #open({ id, load }) {
    if (!load || id === this.#now.data?.id) {
      this.#asked += 1;
      return;
    }
    await this.#choose(async () => ({ data: await load() }));
  }

  /** @param {() => Promise<Chosen>} load */
  async #choose(load) {
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const chosen = await load();
      if (mine === this.#asked) this.#onSet(chosen);
    } catch (error) {
      if (mine === this.#asked) showError(message, error);
    }
  }

  #showSets() {
    const { data, own } = this.#now;
    const kept = document.activeElement?.id;
    /** @type {{ id: string, name: string, load?: () => Promise<DataSet> }[]} */
    const sets = own && data ? [...SETS, { id: data.id, name: data.name }] : SETS;
    replace(
      byId('sets'),
      sets.map((set) =>
        h(
          'button',
          {
            type: 'button',
            id: `set-${set.id}`,
            class: 'quiet small',
            'aria-pressed': String(set.id === data?.id),
            onclick: () => void this.#open(set),
          },
          set.name,
        ),
      ),
    );
    if (kept?.startsWith('set-')) document.getElementById(kept)?.focus();
  }
}

/** @param {DataSet} set */
function showAbout({ about, y, target: now, targets }) {
  byId('about').textContent = `${about} ${count(new Set(y).size, 'label')}.`;
  byId('target-field').hidden = !targets;
  replace(
    target,
    (targets ?? []).map((name) => h('option', { value: name, selected: name === now }, name)),
  );
}
