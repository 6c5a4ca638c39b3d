// Work that a reload, a crash or a closed tab does not lose: it is put aside a moment after each
// change, and offered on the next visit.
// @ts-check
import { Shelf } from '../client/shelf.js';
import { thisPage } from './copy-link.js';
import { h } from './dom.js';
import { namesModel } from './model-in-address.js';
import { moment } from './numbers.js';

/** The shelf of work that nobody has asked to keep, one entry a page. */
export const SESSIONS = 'elm-toolkit-sessions';

/** Quiet time after something was done, in milliseconds; more where saving itself takes long. */
const WAIT = 2000;
/** Who is never quiet waits no longer than this. */
const LONGEST = 8000;
const SHARE = 10;
/** More than this is not put aside without being asked. */
const MOST_BYTES = 50 * 2 ** 20;
/** What may change a page's work. */
const DOING = ['pointerdown', 'keydown', 'drop', 'paste', 'change'];

/** @typedef {{ json: string, about: any }} Work */

/**
 * @param {object} page
 * @param {string} page.name
 * @param {() => Promise<Work>} page.save rejects where there is nothing to save
 * @param {(file: File) => Promise<void>} page.open
 * @param {() => string} [page.state] what is there now, where that is known without saving
 * @returns {{ settle: () => Promise<void> }} `settle`: what there is now is not the user's work
 */
export function rememberWork({ name, save, open, state: known }) {
  /** What the page was before anything was done to it. @type {Promise<string | undefined> | undefined} */
  let before;
  /** @type {string | undefined} what is on the shelf */
  let stored;
  /** Since when there is something to put aside. @type {number | undefined} */
  let due;
  let took = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let shelving = Promise.resolve();
  const state = async () => {
    if (known) return known();
    return (await save().catch(() => null))?.json; // nothing may have been learnt yet
  };
  if (known) before = state();

  const store = () => {
    if (due === undefined) return;
    due = undefined;
    shelving = shelving.then(putAside).catch(() => {}); // without storage nothing can be kept
  };
  async function putAside() {
    if (known && known() === (stored ?? (await before))) return;
    const started = performance.now();
    const work = await save().catch(() => null);
    const now = known ? known() : work?.json;
    took = performance.now() - started;
    if (!work || now === undefined || now === stored || work.json.length > MOST_BYTES) return;
    const shelf = await Shelf.open(SESSIONS);
    try {
      if (now !== (await before)) {
        const { json, about } = work;
        await shelf.put(name, json, { about: { ...about, page: thisPage() }, replace: true });
        stored = now;
      } else if (stored !== undefined) {
        await shelf.remove(name); // all was undone
        stored = undefined;
      }
    } finally {
      shelf.close();
    }
  }
  const done = (/** @type {Event} */ event) => {
    const { target } = event;
    if (!event.isTrusted || !(target instanceof Element) || !target.closest('main')) return;
    before ??= state();
    due ??= performance.now();
    const last = due + Math.max(LONGEST, SHARE * took) - performance.now();
    clearTimeout(timer);
    timer = setTimeout(store, Math.min(Math.max(WAIT, SHARE * took), last));
  };
  for (const type of DOING) addEventListener(type, done, { capture: true });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) store();
  });
  if (!namesModel()) offer(name, open).catch(() => {});
  return {
    async settle() {
      before = state();
      await before;
    },
  };
}

/** @param {string} name @param {(file: File) => Promise<void>} open */
async function offer(name, open) {
  const shelf = await Shelf.open(SESSIONS);
  const entry = (await shelf.list()).find((there) => there.name === name);
  if (!entry) return shelf.close();
  const file = await shelf.get(name); // later work takes its place there
  const goOn = () => {
    bar.remove();
    open(new File([file.json], `${name}.json`));
  };
  const discard = async () => {
    bar.remove();
    const { revision } = (await shelf.list()).find((there) => there.name === name) ?? {};
    if (revision === entry.revision) await shelf.remove(name);
  };
  const button = (/** @type {string} */ label, /** @type {() => void} */ onclick, quiet = '') =>
    h('button', { type: 'button', class: `small ${quiet}`, onclick }, label);
  const bar = h(
    'aside',
    { class: 'offer', 'aria-label': 'Earlier work' },
    h('p', {}, `Go on with your work of ${moment(entry.saved)}?`),
    h('div', { class: 'row' }, button('Go on', goOn), button('Discard', discard, 'quiet')),
  );
  document.body.append(bar);
}
