// Pyodide makes a module of WebAssembly for each function of its own that Python's libraries may call,
// some 250 at a start, of about 60 kinds: one a kind is enough, and takes a fifth of the time.
// @ts-check

/** Bytes up to which a module is one of these. */
const SMALL = 256;

/** @returns {() => void} gives `WebAssembly.Module` back */
export function shareSmallModules() {
  const { Module } = WebAssembly;
  /** @type {Map<string, WebAssembly.Module>} */
  const known = new Map();
  WebAssembly.Module = new Proxy(Module, {
    construct(_, [bytes]) {
      const key = bytes.length <= SMALL ? bytes.join() : '';
      const module = known.get(key) ?? new Module(bytes);
      if (key) known.set(key, module);
      return module;
    },
  });
  return () => {
    WebAssembly.Module = Module;
  };
}
