// Runs lean_program.py in Pyodide, after a start with all packages and the usual requests, so that it sees
// which modules these take: node lean_program.mjs RUNTIME_FOLDER PROGRAM LATER WHEELS_FOLDER OUT_FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [runtime, program, later, wheels, out] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: runtime });
const { packages } = JSON.parse(readFileSync(`${runtime}/pyodide-lock.json`, 'utf-8'));
await pyodide.loadPackage(Object.keys(packages), { messageCallback: () => {} });
for (const folder of ['/in', '/in/wheels', '/out']) pyodide.FS.mkdirTree(folder);
pyodide.FS.writeFile('/in/python_stdlib.zip', readFileSync(`${runtime}/python_stdlib.zip`));
pyodide.FS.writeFile('/in/elm_later.py', readFileSync(later));
for (const name of readdirSync(wheels)) {
  pyodide.FS.writeFile(`/in/wheels/${name}`, readFileSync(`${wheels}/${name}`));
}
try {
  pyodide.runPython(readFileSync(program, 'utf-8'));
} catch (error) {
  console.error(error.message); // uncaught, it comes with a megabyte of Pyodide's code
  process.exit(1);
}
for (const name of pyodide.FS.readdir('/out').filter((name) => !name.startsWith('.'))) {
  writeFileSync(`${out}/${name}`, pyodide.FS.readFile(`/out/${name}`));
}
