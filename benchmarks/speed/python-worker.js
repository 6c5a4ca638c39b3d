// A Python in a worker that runs functions of work.py: as the site starts it, or, with other packages
// in it, Pyodide as its npm package has it.

const here = (address) => new URL(address, location.href).href;

async function asOnTheSite(manifest) {
  const { boot } = await import('/bench/worker/runtime.js'); // as it is in the sources
  const assets = new URL('.', here(manifest)).href;
  return (await boot(() => {}, { snapshot: false, assets })).pyodide;
}

async function withPackages(wheels) {
  const { loadPyodide } = await import('/bench/pyodide.mjs');
  const pyodide = await loadPyodide({ indexURL: here('/bench/') });
  for (const wheel of wheels) await pyodide.loadPackage(here(wheel), { messageCallback: () => {} });
  return pyodide;
}

async function boot({ manifest, wheels }) {
  const pyodide = await (wheels.length ? withPackages(wheels) : asOnTheSite(manifest));
  for (const name of ['work.py', 'sklearn_work.py']) {
    pyodide.FS.writeFile(name, await (await fetch(`/bench/${name}`)).text());
  }
  return pyodide;
}

let pyodide;

self.onmessage = async ({ data }) => {
  try {
    pyodide ??= await boot(data.boot);
    const module = pyodide.pyimport(data.module);
    for (const { name, d } of data.samples ?? []) {
      const read = async (part) => (await fetch(`/bench/${name}.${part}`)).bytes();
      pyodide
        .pyimport('work')
        .load(name, pyodide.toPy(await read('x')), pyodide.toPy(await read('y')), d);
    }
    const { call, args = [], options = {} } = data;
    const result = call && module[call].callKwargs(...args, options);
    postMessage({ result: result?.toJs?.() ?? result });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
