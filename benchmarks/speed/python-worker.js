// A bare Pyodide with the packages of the site in a worker: runs functions of work.py.

async function boot({ manifest, wheels }) {
  const { runtime } = await (await fetch(manifest)).json();
  const indexURL = new URL(runtime.indexURL, new URL(manifest, location.href)).href;
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL });
  const quiet = { messageCallback: () => {} };
  for (const wheel of wheels) await pyodide.loadPackage(new URL(wheel, location.href).href, quiet);
  await pyodide.loadPackage(runtime.packages, quiet); // those that are there already are kept
  pyodide.FS.writeFile('work.py', await (await fetch('/bench/work.py')).text());
  pyodide.FS.writeFile('sklearn_work.py', await (await fetch('/bench/sklearn_work.py')).text());
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
