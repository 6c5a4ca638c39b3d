// What the worker's modules expect of a browser: they are loaded after this one.
// @ts-check
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';

const { fetch: fetchOfNode } = globalThis;

/** @param {string | URL | Request} input */
const addressOf = (input) => (input instanceof Request ? input.url : String(input));

/** @param {string | URL | Request} input @param {RequestInit} [init] */
async function fetchFile(input, init) {
  const url = addressOf(input);
  if (!url.startsWith('file:')) return fetchOfNode(input, init);
  const content = await readFile(fileURLToPath(url)).catch(() => null);
  return new Response(content, { status: content ? 200 : 404 });
}

/** As much of one as reads a whole file while all else waits. */
class FileRequest {
  responseType = '';
  status = 0;
  /** @type {ArrayBuffer | undefined} */
  response;
  #url = '';

  /** @param {string} _method @param {string} url */
  open(_method, url) {
    const address = new URL(url);
    address.search = ''; // there is no cache to pass by
    this.#url = address.href;
  }

  send() {
    this.response = new Uint8Array(readFileSync(fileURLToPath(this.#url))).buffer;
    this.status = 200;
  }
}

const globals = {
  self: globalThis,
  location: new URL(import.meta.url),
  fetch: fetchFile,
  XMLHttpRequest: FileRequest,
  postMessage: (/** @type {unknown} */ message, /** @type {any} */ { transfer } = {}) =>
    parentPort?.postMessage(message, transfer),
  close: () => process.exit(),
  // files on a disk need not be small, and Node imports no module from memory
  DecompressionStream: undefined,
};
// defined anew: some of them are there already in Deno, and cannot be assigned
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
