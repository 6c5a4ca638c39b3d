// My models: what this browser keeps, followed as it changes here and in other tabs.
// @ts-check
import { Shelf } from '../../client/shelf.js';
import { byId, replace } from '../../ui/dom/dom.js';
import { DRAFTS, draftsOn } from '../../ui/drafts/draft-store.js';
import { showError } from '../../ui/feedback/notice.js';
import { bindFrame } from '../../ui/frame/frame.js';
import { keepSiteOffline } from '../../ui/frame/offline.js';
import { draftItem } from './draft-list.js';
import { ModelList } from './list.js';
import { showStorageUse } from './storage-use.js';

bindFrame();
keepSiteOffline();
start();

async function start() {
  try {
    const [shelf, work] = await Promise.all([Shelf.open(), Shelf.open(DRAFTS)]);
    const models = new ModelList(shelf);
    await follow(shelf, () => models.show());
    await follow(work, () => showSessions(work));
    byId('page').hidden = false; // at once as it stays: nothing moves
  } catch (error) {
    showError(byId('message'), error, { retry: start });
  }
}

/** @param {Shelf} shelf @param {() => Promise<void>} show */
async function follow(shelf, show) {
  shelf.addEventListener('change', async () => {
    try {
      await show();
      await showStorageUse();
    } catch (error) {
      showError(byId('message'), error);
    }
  });
  await show();
  await showStorageUse();
}

/** @param {Shelf} shelf */
async function showSessions(shelf) {
  const drafts = await draftsOn(shelf);
  replace(
    byId('sessions'),
    drafts.map((draft) => draftItem(shelf, draft)),
  );
  byId('work').hidden = !drafts.length;
}
