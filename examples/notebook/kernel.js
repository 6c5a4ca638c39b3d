// A notebook's kernel, as JupyterLite's is: a worker whose cells share one namespace.
let python;

async function start(pyodideURL) {
  const { loadPyodide } = await import(`${pyodideURL}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: pyodideURL });
  await pyodide.loadPackage('micropip');
  return pyodide;
}

async function run(code) {
  const pyodide = await python;
  await pyodide.loadPackagesFromImports(code);
  const value = await pyodide.runPythonAsync(code);
  const text = value === undefined ? '' : String(value);
  value?.destroy?.();
  return text;
}

self.onmessage = async ({ data: { id, pyodideURL, code } }) => {
  python ??= start(pyodideURL);
  try {
    self.postMessage({ id, text: await run(code) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
