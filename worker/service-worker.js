// Keeps the whole site on the machine, so that it works without a network after one visit.
//
// Folders that are named by their content never change: what is kept of them is what there is.
// Pages come from the network as long as there is one, so that nobody is held on an old version.
// @ts-check

/** @typedef {{ version: string, files: string[] }} SiteFiles */

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PREFIX = 'elm-toolkit-site-';
const ROOT = new URL('./', location.href);
/** Time a page may take to come from the network before the one that is kept is shown, in ms. */
const PATIENCE = 3000;
/** What is kept for pages of older versions that are still open. */
const VERSIONS = 2;
/** Files fetched at a time while the site is being kept. */
const AT_ONCE = 4;

scope.addEventListener('install', (event) => {
  scope.skipWaiting();
  event.waitUntil(keepSite());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([scope.clients.claim(), dropOldVersions()]));
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = url.origin === ROOT.origin && url.pathname.startsWith(ROOT.pathname);
  if (request.method !== 'GET' || !isOurs || request.headers.has('range')) return;
  const path = url.pathname.slice(ROOT.pathname.length);
  event.respondWith(isLasting(path) ? keptFirst(request) : networkFirst(request, path));
});

/** Whether what lies at an address never changes. @param {string} path */
const isLasting = (path) => /^[a-z]+-[\w.-]*[0-9a-f]{12}\//.test(path);

/** @param {Request} request */
async function keptFirst(request) {
  const kept = await caches.match(request.url, { ignoreVary: true });
  return kept ?? fetch(request);
}

/** @param {Request} request @param {string} path */
async function networkFirst(request, path) {
  const kept = await keptPage(path);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  const fresh = fetch(request).catch(() => kept.clone());
  return Promise.race([fresh, late]);
}

/** The newest version that is kept. @param {string} path */
async function keptPage(path) {
  const name = (await versions()).at(-1);
  if (!name) return undefined;
  const cache = await caches.open(name);
  return cache.match(new URL(path || 'index.html', ROOT).href, { ignoreVary: true });
}

async function keepSite() {
  const list = await fetch(new URL('files.json', ROOT), { cache: 'no-cache' });
  if (!list.ok) throw new Error(`files.json: ${list.status}`);
  /** @type {SiteFiles} */
  const { version, files } = await list.json();
  const name = PREFIX + version;
  const isNew = !(await caches.has(name));
  const cache = await caches.open(name);
  const waiting = files.map((file) => new URL(file, ROOT).href);
  const work = async () => {
    for (let url = waiting.pop(); url; url = waiting.pop()) await keepFile(cache, url);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    if (isNew) await caches.delete(name); // half a site helps nobody
    throw error;
  }
}

/** @param {Cache} cache @param {string} url */
async function keepFile(cache, url) {
  if (isLasting(url.slice(ROOT.href.length))) {
    const kept = await caches.match(url, { ignoreVary: true });
    if (kept) return cache.put(url, kept); // of an older version, or a try that was cut short
  }
  const response = await fetch(url, { cache: isLasting(url) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await cache.put(url, response);
}

/** Names of caches, the oldest first. */
const versions = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

async function dropOldVersions() {
  const old = (await versions()).slice(0, -VERSIONS);
  await Promise.all(old.map((name) => caches.delete(name)));
}
