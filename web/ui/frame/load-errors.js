// Runs before everything else of a page, and only matters where its module or its sheet does not
// come: fetches what came in its place anew, once, and says in the page what is wrong otherwise.
// No module, because modules are what may be missing.
// @ts-check
{
  /** Names of what the service worker keeps begin so. */
  const KEPT = 'elm-toolkit-site-';
  const noted = (/** @type {string} */ address) => `elm-toolkit-renewed ${address}`;

  /** @param {string} address @returns {Promise<boolean>} whether the page is about to load again */
  const renew = async (address) => {
    const again = sessionStorage.getItem(noted(address));
    sessionStorage.removeItem(noted(address)); // whoever loads the page once more may have luck
    if (again) return false;
    for (const name of (await globalThis.caches?.keys()) ?? []) {
      if (name.startsWith(KEPT)) await (await caches.open(name)).delete(address);
    }
    const response = await fetch(address, { cache: 'reload' });
    const type = response.headers.get('Content-Type') ?? '';
    if (!response.ok || !/javascript|css/.test(type)) return false;
    await response.arrayBuffer(); // all of it is in the cache now
    sessionStorage.setItem(noted(address), 'yes');
    location.reload();
    return true;
  };

  /** @param {string} address */
  const say = (address) => {
    const main = document.querySelector('main');
    if (!main || document.getElementById('not-loaded')) return;
    const note = document.createElement('p');
    note.id = 'not-loaded';
    note.className = 'notice error';
    note.setAttribute('role', 'alert');
    note.textContent =
      self.origin === 'null'
        ? 'This page is in a frame that takes its origin away, so the browser does not load its programs. Open the page by itself, or give the frame “allow-same-origin”.'
        : `A part of this page could not be loaded (${address.split('/').pop()}). Perhaps the network wants a sign-in, or is gone: look there, then load the page again.`;
    main.querySelector('.lead, h1')?.after(note);
  };

  /** @param {string} address */
  const failed = async (address) => {
    const again = await renew(address).catch(() => false); // without storage, or a network
    if (again) return;
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => say(address));
    else say(address);
  };

  /** Whether the page's module runs, which is what comes last. */
  const runs = () => 'runs' in document.documentElement.dataset;

  addEventListener(
    'error',
    (event) => {
      const { target } = event;
      if (target instanceof HTMLScriptElement) failed(target.src);
      else if (target instanceof HTMLLinkElement && target.rel === 'stylesheet')
        failed(target.href);
      else if (event instanceof ErrorEvent && event.error instanceof SyntaxError && !runs())
        failed(event.filename);
    },
    true,
  );
  addEventListener('load', () => {
    if (!runs()) return;
    try {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(noted(''))) sessionStorage.removeItem(key);
      }
    } catch {} // it has none
  });
}
