// Keeps the whole site on the machine, so that it works without a network after one visit.
//
// Folders that are named by their content never change: what is kept of them is what there is, and
// files.json says what that has to be. Whatever else was answered under such an address (the page
// of a Wi-Fi that wants a sign-in, half a file, a damaged disk) is never kept, and taken anew where
// it is found. Pages come from the network as long as there is one, so that nobody is held on an
// old version.
// @ts-check

/** @typedef {{ bytes: number, sha256: string }} Content */
/** @typedef {{ version: string, files: string[], instead?: string[], lasting: Record<string, Content> }} SiteFiles `instead`: for browsers that cannot inflate what is compressed */
/** @typedef {(body: ArrayBuffer) => Promise<boolean>} Check */

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PREFIX = 'elm-toolkit-site-';
const ROOT = new URL('./', location.href);
const LIST = 'files.json';
/** Time a page may take to come from the network before the one that is kept is shown, in ms. */
const PATIENCE = 3000;
/** What is kept for pages of older versions that are still open. */
const VERSIONS = 2;
/** Files fetched at a time while the site is being kept. */
const AT_ONCE = 4;
/** Where the digest of a page is noted when it is kept: no list has one. */
const DIGEST = 'X-Kept-Sha256';

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
  event.respondWith(isLasting(path) ? keptFirst(request, path) : networkFirst(request, path));
});

/** Whether what lies at an address never changes. @param {string} path */
const isLasting = (path) => /^[a-z]+-[\w.-]*[0-9a-f]{12}\//.test(path);

/** What the toolkit checks itself, and compiles while it comes in. @param {string} path */
const isChecked = (path) => /\.(wasm|pack)$/.test(path);

/** @param {Request} request @param {string} path */
async function keptFirst(request, path) {
  const known = await contentOf(path);
  // an older version may hold something else under the same address
  const kept =
    (known && (await keptIn(known.version, request.url))) ??
    (await caches.match(request.url, { ignoreVary: true }));
  if (!known) {
    // nobody says what it has to be
    const fresh = await fetch(request).catch(() => undefined);
    return fresh?.ok || !kept ? (fresh ?? Response.error()) : kept;
  }
  const { content, version } = known;
  const suspected = request.cache === 'reload'; // who asks found it to be wrong
  // each time anew: a file that was right may be damaged meanwhile, and a few 100 kB take a moment
  if (kept && !suspected && (isChecked(path) || (await isRight(kept, content)))) return kept;
  try {
    const fresh = await fetchRight(request.url, holds(content), kept ? 'reload' : 'default');
    await putEverywhere(request.url, fresh, version);
    return fresh;
  } catch {
    return kept ?? fetch(request);
  }
}

/** @param {Request} request @param {string} path */
async function networkFirst(request, path) {
  const kept = await keptPage(path || 'index.html');
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  const fresh = fetch(request).catch(() => kept.clone());
  return Promise.race([fresh, late]);
}

/** That of the newest version, as it was when it was kept. @param {string} path */
async function keptPage(path) {
  for (const name of (await versions()).reverse()) {
    const kept = await keptIn(name, new URL(path, ROOT).href);
    if (kept && (await isAsKept(kept))) return kept;
    if (kept) repair();
  }
  return undefined;
}

let repairing = false;

/** Keeps the site once more, where something is damaged that nobody waits for. */
async function repair() {
  if (repairing) return;
  repairing = true;
  await keepSite().catch(() => {}); // without a network: at another time
  repairing = false;
}

async function keepSite() {
  const listed = await fetchRight(new URL(LIST, ROOT).href, isList, 'no-cache');
  /** @type {SiteFiles} */
  const { version, files, instead, lasting } = await listed.clone().json();
  const name = PREFIX + version;
  const isNew = !(await caches.has(name));
  const cache = await caches.open(name);
  const modules = Object.keys(lasting).find((path) => path.startsWith('assets-'));
  const ofThisVersion = names(modules?.split('/')[0] ?? '');
  const needless = 'DecompressionStream' in self ? instead : undefined;
  const waiting = files.filter((path) => !needless?.includes(path));
  const work = async () => {
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      const url = new URL(path, ROOT).href;
      if (lasting[path]) await keepLasting(cache, url, lasting[path]);
      else await cache.put(url, await fetchRight(url, ofThisVersion, 'no-cache'));
    }
  };
  try {
    await cache.put(new URL(LIST, ROOT).href, listed);
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    if (isNew) await caches.delete(name); // half a site helps nobody
    throw error;
  }
}

/** @param {Cache} cache @param {string} url @param {Content} content */
async function keepLasting(cache, url, content) {
  const own = await cache.match(url, { ignoreVary: true });
  if (own && (await isRight(own, content))) return;
  const kept = await caches.match(url, { ignoreVary: true });
  // of an older version, or a try that was cut short
  if (kept && (await isRight(kept, content))) return cache.put(url, kept);
  await cache.put(url, await fetchRight(url, holds(content), 'default'));
}

/**
 * @param {string} url
 * @param {Check} check
 * @param {RequestCache} mode of the first try; the second passes by all caches on the way
 */
async function fetchRight(url, check, mode) {
  let why = '';
  for (const cache of new Set([mode, /** @type {const} */ ('reload')])) {
    const response = await fetch(url, { cache });
    const body = await response.arrayBuffer();
    if (response.ok && (await check(body))) return asKept(response, body);
    why = response.ok ? 'it is not what it should be' : `HTTP ${response.status}`;
  }
  throw new Error(`${url}: ${why}`);
}

/** @param {Response} response @param {ArrayBuffer} body */
async function asKept(response, body) {
  const headers = new Headers(response.headers);
  for (const ofTheWay of ['Content-Encoding', 'Content-Length']) headers.delete(ofTheWay);
  headers.set(DIGEST, await sha256(body));
  return new Response(body, { headers }); // without a redirection, which no page may be
}

/** Those that were kept before digests were noted have none. @param {Response} kept */
async function isAsKept(kept) {
  const digest = kept.headers.get(DIGEST);
  return !digest || digest === (await sha256(await kept.clone().arrayBuffer()));
}

/** @param {Response} kept @param {Content} content */
const isRight = async (kept, content) => holds(content)(await kept.clone().arrayBuffer());

/** @param {Content} content @returns {Check} */
const holds = (content) => async (body) =>
  body.byteLength === content.bytes && (await sha256(body)) === content.sha256;

/** Each page and entry names the folder of its version's modules. @param {string} folder @returns {Check} */
const names = (folder) => async (body) => new TextDecoder().decode(body).includes(folder);

/** @type {Check} */
async function isList(body) {
  try {
    const { version, files, lasting } = JSON.parse(new TextDecoder().decode(body));
    return typeof version === 'string' && Array.isArray(files) && typeof lasting === 'object';
  } catch {
    return false;
  }
}

/** @param {ArrayBuffer} body */
async function sha256(body) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @type {Map<string, Record<string, Content>>} by the name of the cache */
const lists = new Map();

/**
 * What a lasting file has to hold, and a version that has it.
 *
 * @param {string} path
 */
async function contentOf(path) {
  for (const version of (await versions()).reverse()) {
    const list = lists.get(version) ?? (await listOf(version));
    if (list) lists.set(version, list);
    if (list?.[path]) return { content: list[path], version };
  }
  return undefined;
}

/** @param {string} version */
async function listOf(version) {
  const listed = await keptIn(version, new URL(LIST, ROOT).href);
  if (!listed) return undefined; // of a service worker that kept none
  if (!(await isAsKept(listed))) {
    repair();
    return undefined;
  }
  /** @type {SiteFiles} */
  const { lasting } = await listed.json();
  return lasting;
}

/** In place of all that is kept of a file. @param {string} url @param {Response} fresh @param {string} version */
async function putEverywhere(url, fresh, version) {
  for (const name of await versions()) {
    if (name !== version && !(await keptIn(name, url))) continue;
    await (await caches.open(name)).put(url, fresh.clone());
  }
}

/** Without making a cache that was given up meanwhile. @param {string} cacheName @param {string} url */
const keptIn = (cacheName, url) => caches.match(url, { cacheName, ignoreVary: true });

/** Names of caches, the oldest first. */
const versions = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

async function dropOldVersions() {
  const old = (await versions()).slice(0, -VERSIONS);
  await Promise.all(old.map((name) => caches.delete(name)));
}
