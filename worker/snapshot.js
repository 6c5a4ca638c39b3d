// Interpreter snapshots that hold NumPy.
//
// A snapshot is the memory of an interpreter. Shared libraries are not part of it: they have to be
// loaded before the memory is put in place, in the order in which they were when it was taken, so
// that they come to lie at the same addresses. The options of Pyodide used here are undocumented:
// whatever goes wrong, the caller falls back to a plain start.
// @ts-check
import { answerFetches } from './download.js';
import { installPackages, putFiles, SITE_PACKAGES } from './packages.js';

/** @import { PyodideAPI } from 'pyodide' */
/** @import { Snapshot } from './snapshot-store.js' */
/** @import { Modules } from './modules.js' */
/** @import { Files, Packages } from './packages.js' */

/** Changed with what a snapshot holds and with how libraries are loaded: older ones do not fit then. */
export const LAYOUT = 2;

/** Under which the libraries are asked for; nothing is fetched from there. */
const ADDRESS = 'memory:';

// imports whatever a request may come to need (NumPy imports parts of itself at their first use):
// the file system is not part of a snapshot
const WARM_UP = `
import contextlib, importlib, pkgutil, warnings
import elm_core, elm_later, numpy
SEEN_BY_NOBODY = ("tests", "testing", "f2py", "distutils", "conftest", "_pyinstaller", "typing")
def import_all(package):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name.rpartition(".")[2] not in SEEN_BY_NOBODY:
            with contextlib.suppress(ImportError):  # some are tools of NumPy's own build
                inner = importlib.import_module(module.name)
                if module.ispkg:
                    import_all(inner)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # names that NumPy keeps for old code
    import_all(numpy)
    import_all(elm_core)
try:
    import elm_kernels
except ImportError:
    pass
numpy.linalg.solve(numpy.eye(2), numpy.ones(2))
numpy.random.RandomState(0).random_sample(2)
None
`;

// what was drawn when the snapshot was taken must not be drawn again after each start
const RESEED = `
import random, numpy
random.seed()
numpy.random.seed()
None
`;

/**
 * @param {Modules} modules
 * @param {object} settings of Pyodide
 * @param {{ libraries: Files, packages: Packages }} contents
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the memory
 */
export async function takeSnapshot({ loadPyodide, create }, settings, { libraries, packages }) {
  const pyodide = await loadPyodide({
    ...settings,
    _makeSnapshot: true,
    createPyodideModule: withLibraries(create, libraries),
  });
  installPackages(pyodide, packages);
  pyodide.runPython(WARM_UP);
  return /** @type {any} */ (pyodide).makeMemorySnapshot();
}

/**
 * @param {Promise<Modules>} modules
 * @param {{ indexURL: string } & object} settings of Pyodide
 * @param {Snapshot} snapshot
 * @returns {Promise<PyodideAPI>} with NumPy and elm_core imported
 */
export async function restoreSnapshot(modules, settings, snapshot) {
  const { memory, runtime, libraries, files } = snapshot;
  const { loadPyodide, create } = await modules;
  const release = answerFetches(
    new Map([...runtime].map(([name, bytes]) => [settings.indexURL + name, bytes])),
  );
  const pyodide = await loadPyodide({
    ...settings,
    _loadSnapshot: memory,
    createPyodideModule: withLibraries(create, libraries, memory.length),
  }).finally(release);
  putFiles(pyodide, files);
  pyodide.runPython(RESEED);
  return pyodide;
}

/**
 * The files of site-packages that a snapshot needs beside itself.
 *
 * @param {PyodideAPI} pyodide with the packages loaded
 * @returns {{ libraries: Files, files: Files }}
 *   NumPy's extension modules, to be there before the memory; and the kernels, opened after it
 */
export function companions(pyodide) {
  const { FS } = /** @type {any} */ (pyodide);
  const libraries = new Map();
  const files = new Map();
  const walk = (/** @type {string} */ folder) => {
    for (const name of FS.readdir(SITE_PACKAGES + folder).sort()) {
      const path = folder + name;
      if (name === '.' || name === '..') continue;
      if (FS.isDir(FS.stat(SITE_PACKAGES + path).mode)) walk(`${path}/`);
      else if (path.startsWith('numpy/') && name.endsWith('.so'))
        libraries.set(path, FS.readFile(SITE_PACKAGES + path));
      else if (path.startsWith('elm_kernels/') && !/\.pyc?$/.test(name))
        files.set(path, FS.readFile(SITE_PACKAGES + path));
    }
  };
  for (const folder of ['numpy/', 'elm_kernels/']) {
    if (FS.analyzePath(SITE_PACKAGES + folder).exists) walk(folder);
  }
  return { libraries, files };
}

/**
 * A factory of Pyodide's module that loads shared libraries before anything else happens.
 *
 * @param {(settings: any) => Promise<any>} create
 * @param {Files} libraries
 * @param {number} [heap] bytes of memory that are needed
 */
function withLibraries(create, libraries, heap = 0) {
  return (/** @type {any} */ settings) => {
    const locate = settings.locateFile;
    settings.locateFile = (/** @type {string} */ path) =>
      path.startsWith(SITE_PACKAGES) ? ADDRESS + path : locate(path);
    // a library that does not load would leave the module waiting for ever
    return new Promise((resolve, reject) => {
      const hook = (/** @type {any} */ module) => {
        module.addRunDependency('libraries');
        if (heap > module.HEAPU8.length) module.growMemory(heap);
        load(module, libraries).then(() => module.removeRunDependency('libraries'), reject);
      };
      settings.preRun = [...(settings.preRun ?? []), hook];
      create(settings).then(resolve, reject);
    });
  };
}

/** @param {any} module @param {Files} libraries */
async function load(module, libraries) {
  const options = { loadAsync: true, global: false, nodelete: true, allowUndefined: true };
  const bodies = new Map(
    [...libraries].map(([path, bytes]) => [ADDRESS + SITE_PACKAGES + path, bytes]),
  );
  const release = answerFetches(bodies);
  try {
    // one after the other: their order decides where they come to lie
    for (const path of libraries.keys()) {
      await module.loadDynamicLibrary(SITE_PACKAGES + path, options, {});
    }
    module.reportUndefinedSymbols(); // once for all: it goes through some thousand names
  } finally {
    release();
  }
}
