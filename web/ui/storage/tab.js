// This tab among the others of the site: its name, which a reload keeps, and who else is open.
// @ts-check
import { forTab } from './web-storage.js';

const NAME = 'elm-toolkit-tab';
/** The page that is being left may still hold the name, on a busy machine, in milliseconds. */
const LATE = 3000;

/** @type {Promise<{ name: string }> | undefined} */
let joined;

/** Where a tab was made from another one that is open, it has a name of its own all the same. */
export function thisTab() {
  joined ??= join();
  return joined;
}

async function join() {
  const before = forTab.get(NAME);
  if (before && (await hold(before))) return { name: before };
  const name = newName();
  forTab.set(NAME, name);
  await hold(name);
  return { name };
}

/** @returns {Promise<Set<string>>} names of the tabs that are open, this one too */
export async function openTabs() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name = '' }) => name.replace(`${NAME} `, '')));
}

export const newName = () => crypto.randomUUID?.() ?? String(Math.random()).slice(2);

/** Holds a tab's name for as long as it is open. @param {string} name @returns {Promise<boolean>} */
async function hold(name) {
  if (!navigator.locks) return true; // not a secure context: nobody can tell
  return new Promise((resolve) => {
    navigator.locks
      .request(`${NAME} ${name}`, { signal: AbortSignal.timeout(LATE) }, () => {
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}
