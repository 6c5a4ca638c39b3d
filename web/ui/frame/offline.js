// Works without a network after the first visit; says when there is a newer version than this one.
// @ts-check

import { toast } from '../feedback/toast.js';
import { ASSETS, SITE } from '../site.js';

/** Quiet time after the page is ready before the site is kept, in milliseconds. */
const SETTLE = 3000;
/** A tab that comes back to the front asks for a newer version at most so often, in milliseconds. */
const ASK_AGAIN = 15 * 60_000;

/** To be called when a page has all that it needs for now. */
export function keepSiteOffline() {
  const serviceWorker = ofBrowser();
  // somebody may pay for each megabyte
  if (!serviceWorker || /** @type {any} */ (navigator).connection?.saveData) return;
  serviceWorker.addEventListener('controllerchange', lookForNews);
  setTimeout(async () => {
    try {
      const registration = await serviceWorker.register(new URL('service-worker.js', SITE));
      askAgain(registration);
    } catch (error) {
      console.warn(
        `this page needs the network: ${error instanceof Error ? error.message : error}`,
      );
    }
  }, SETTLE);
}

function ofBrowser() {
  try {
    return navigator.serviceWorker; // nothing where the context is not secure, or it is switched off
  } catch {
    return undefined; // a page without an origin
  }
}

/** @param {ServiceWorkerRegistration} registration */
function askAgain(registration) {
  let asked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() < asked + ASK_AGAIN) return;
    asked = performance.now();
    registration.update().catch(() => {}); // without a network there is none to be had
  });
}

/** Another service worker has taken over: perhaps of another version than this page. */
async function lookForNews() {
  try {
    const response = await fetch(new URL('files.json', SITE), { cache: 'no-cache' });
    const { files } = await response.json();
    const ours = ASSETS.href.slice(SITE.href.length);
    if (files.some((/** @type {string} */ file) => file.startsWith(ours))) return;
  } catch {
    return; // without a network nothing is new
  }
  toast('There is a new version of this page.', {
    action: { label: 'Reload', run: () => location.reload() },
    stay: true,
  });
}
