const output = document.querySelector('output');
const kernel = new Worker(new URL('kernel.js', import.meta.url), { type: 'module' });
const pyodideURL = new URL('pyodide/', document.baseURI).href; // or that of a CDN

let last = 0;
const run = (code) =>
  new Promise((resolve, reject) => {
    const id = ++last;
    kernel.addEventListener('message', function settle({ data }) {
      if (data.id !== id) return;
      kernel.removeEventListener('message', settle);
      if (data.error) reject(new Error(data.error));
      else resolve(data.text);
    });
    kernel.postMessage({ id, pyodideURL, code });
  });

const { cells } = await (await fetch('flowers.ipynb')).json();
try {
  for (const { cell_type: kind, source } of cells) {
    if (kind === 'code') output.textContent = await run(source.join(''));
  }
  output.dataset.state = 'done';
} catch (error) {
  output.textContent = error.message;
  output.dataset.state = 'failed';
}
