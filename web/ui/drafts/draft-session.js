// Work that a reload, a crash or a closed tab does not lose: it is put aside a moment after each
// change. After a reload it is there again; in another tab it is offered.
// @ts-check

import { noToast, toast } from '../feedback/toast.js';
import { pythonStarted } from '../frame/python-started.js';
import { namesModel, workInAddress } from '../models/model-in-address.js';
import { newName, openTabs, thisTab } from '../storage/tab.js';
import { forTab } from '../storage/web-storage.js';
import { apart } from '../text/bidi.js';
import { moment } from '../text/format.js';
import { offerDrafts } from './draft-offer.js';
import { draftOf, earlierWork } from './draft-store.js';
import { TabDraft } from './tab-draft.js';

/** @import { Shelf } from '../../client/shelf.js' */
/** @import { Draft } from './draft-store.js' */
/** @import { Page } from './tab-draft.js' */

/** Quiet time after something was done, in milliseconds; more where saving itself takes long. */
const WAIT = 2000;
/** The same where all that was given to the page is known without a model. */
const SHORT_WAIT = 300;
/** Who is never quiet waits no longer than so many times that. */
const LONGEST = 4;
const SHARE = 10;
/** What changes by itself, as by a training that ends, is looked for so often, in milliseconds. */
const LOOK = 1000;
/** Looking takes at most one part in so many of the time. */
const LOOK_SHARE = 100;
/** Time that the browser may take to close a tab, in milliseconds. */
const CLOSING = 2000;
/** Loads after which work that did not come back is offered instead. */
const TRIES = 2;
/** What may change a page's work. */
const DOING = ['pointerdown', 'keydown', 'input', 'drop', 'paste', 'change'];

/**
 * @param {Page} page
 * @returns {{ restored: Promise<boolean>, settle: () => Promise<unknown> }} `restored`: whether
 *   earlier work is there again; `settle`: what there is now is not the user's work
 */
export function rememberWork(page) {
  const own = new TabDraft(page);
  let touched = false;
  /** Since when there is something to put aside. @type {number | undefined} */
  let due;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let storing = Promise.resolve();
  const store = () => {
    if (due === undefined) return;
    due = undefined;
    storing = storing.then(() => own.store()).catch(() => {});
  };
  const plan = () => {
    due ??= performance.now();
    const wait = Math.max(own.isGiven ? SHORT_WAIT : WAIT, SHARE * own.took);
    clearTimeout(timer);
    timer = setTimeout(store, Math.min(wait, due + LONGEST * wait - performance.now()));
  };
  const done = (/** @type {Event} */ { type, target }) => {
    if (!(target instanceof Element) || !target.closest('main')) return;
    own.begin();
    if (type === 'focusin') return; // nothing is done yet
    touched = true;
    plan();
  };
  for (const type of ['focusin', ...DOING]) addEventListener(type, done, { capture: true });
  const look = () => {
    const began = performance.now();
    if (touched && due === undefined && !own.isStored) {
      due = began;
      timer = setTimeout(store, SHARE * own.took);
    }
    setTimeout(look, Math.max(LOOK, LOOK_SHARE * (performance.now() - began)));
  };
  setTimeout(look, LOOK);
  const leave = () => {
    if (!touched) return;
    own.storeNow();
    store();
  };
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.hidden && leave());

  /** @param {Draft} draft @param {string} [id] it has from now on */
  async function bring(draft, id) {
    const called = `your work of ${moment(draft.saved)}`;
    try {
      await own.bring(draft, called, id);
      touched = true;
      if (noToast()) toast(apart`Here is ${called} again`, { undo: startAfresh });
      return true;
    } catch (error) {
      toast(`Could not bring back ${called}: ${/** @type {Error} */ (error).message}`);
      return false;
    }
  }
  function startAfresh() {
    own.become(undefined);
    touched = false;
    location.reload();
  }
  /** The work of this tab, as after a reload, or the one that the address names. */
  async function restore() {
    const asked = workInAddress();
    const id = asked ?? own.remembered;
    if (!id || (namesModel() && !isReload())) return false;
    const tries = Number(forTab.get(TRIED));
    forTab.set(TRIED, String(tries + 1));
    if (tries >= TRIES) own.become(undefined);
    const [draft, isCopy] = await found(own.shelving, page.name, id);
    if (!draft || tries >= TRIES || (namesModel() && draft.about.address !== own.address)) {
      return false;
    }
    if (!draft.about.inputs) await pythonStarted;
    if (touched) {
      own.become(undefined); // something else has begun: it is offered
      return false;
    }
    return bring(draft, isCopy ? newName() : id);
  }
  async function offer() {
    if (namesModel()) return;
    // a tab that was closed just now may seem to be open
    for (const wait of [0, CLOSING]) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const drafts = await earlierWork(await own.shelving, page.name, own.id);
      if (drafts.length) return offerDrafts(drafts, { goOn, discard });
    }
  }
  /** What was done here before stays beside it. @param {Draft} draft */
  async function goOn(draft) {
    store();
    await storing;
    await bring(draft);
  }
  /** @param {Draft} draft */
  async function discard({ id }) {
    const shelf = await own.shelving;
    const { json, about, saved } = await shelf.remove(id);
    toast('Discarded the earlier work', {
      undo: () => void shelf.put(id, json, { about, saved }),
    });
  }

  const restored = restore().catch(() => false); // without storage there is nothing
  restored
    .then((there) => {
      forTab.set(TRIED, undefined);
      if (!there) return offer();
    })
    .catch(() => {});
  return { restored, settle: () => own.beginAgain() };
}

const TRIED = 'elm-toolkit-tries';

/**
 * @param {Promise<Shelf>} shelving @param {string} title @param {string} id
 * @returns {Promise<[Draft | undefined, boolean]>} a draft, and whether another tab goes on with it
 */
async function found(shelving, title, id) {
  const [draft, { name }, open] = await Promise.all([
    draftOf(shelving, title, id),
    thisTab(),
    openTabs(),
  ]);
  const tab = draft?.about.tab ?? '';
  return [draft, open.has(tab) && tab !== name];
}

/** Whether the page was loaded again, or is come back to. */
function isReload() {
  const [entry] = performance.getEntriesByType('navigation');
  return /** @type {PerformanceNavigationTiming} */ (entry)?.type !== 'navigate';
}
