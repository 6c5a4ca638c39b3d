// Runs trim_wheel.py in Pyodide: node trim_wheel.mjs PYODIDE_FOLDER PROGRAM IN OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, program, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: folder });
pyodide.FS.mkdirTree('/wheel');
pyodide.FS.writeFile('/wheel/in.whl', readFileSync(from));
pyodide.runPython(readFileSync(program, 'utf-8'));
writeFileSync(to, pyodide.FS.readFile('/wheel/out.whl'));
