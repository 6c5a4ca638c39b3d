// Runs what the user has typed on this page, and nothing else: no link, file or model brings code
// here. It has no network and ends when it is stopped.
// @ts-check
import { boot } from '../../worker/runtime.js';
import { readableError } from './python-errors.js';

/** Characters of output that are shown. */
const MOST = 20_000;
/** Ways out of the worker: what is typed may be somebody else's. */
const WAYS_OUT = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'importScripts'],
  ...['Worker', 'BroadcastChannel', 'indexedDB', 'caches'],
];

const started = start();
let room = MOST;

self.onmessage = async ({ data: { id, code } }) => {
  try {
    const { pyodide, scope } = await started;
    room = MOST;
    const began = performance.now(); // not before Python was there
    const result = await pyodide.runPythonAsync(code, { globals: scope, filename: 'your code' });
    const took = performance.now() - began;
    const builtins = pyodide.pyimport('builtins');
    if (result !== undefined) say(`${builtins.repr(result)}\n`);
    result?.destroy?.();
    builtins.destroy();
    self.postMessage({ id, kind: 'done', took });
  } catch (error) {
    self.postMessage({ id, kind: 'error', text: readableError(error) });
  }
};

async function start() {
  const { pyodide } = await boot(
    (stage, loaded, total) => self.postMessage({ kind: 'progress', stage, loaded, total }),
    { snapshot: true },
  );
  const write = (/** @type {Uint8Array} */ bytes) => {
    say(new TextDecoder().decode(bytes));
    return bytes.length;
  };
  pyodide.setStdout({ write });
  pyodide.setStderr({ write });
  for (const module of ['js', 'pyodide_js']) pyodide.unregisterJsModule(module);
  for (const name of WAYS_OUT) Object.defineProperty(self, name, { value: closed });
  self.postMessage({ kind: 'started' });
  return { pyodide, scope: pyodide.toPy({ __name__: '__main__' }) };
}

/** In the place of what would lead out of here. */
class closed {
  postMessage() {}
  terminate() {}
}

/** @param {string} text */
function say(text) {
  if (room <= 0) return;
  const shown = text.slice(0, room);
  room -= text.length;
  self.postMessage({ kind: 'output', text: room > 0 ? shown : `${shown}\n… more is not shown.` });
}
