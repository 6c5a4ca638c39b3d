// What Python says is wrong, as far as it is about the code that was typed.
// @ts-check

const MISSING = /^(ModuleNotFoundError: No module named '([\w.]+)').*$/ms;

/** @param {unknown} error of Pyodide */
export function readableError(error) {
  const text = String(/** @type {any} */ (error)?.message ?? error).trimEnd();
  const from = text.indexOf('  File "your code"');
  const told = from > 0 ? `Traceback (most recent call last):\n${text.slice(from)}` : text;
  // Pyodide goes on with how to install it, which does not work without a network
  return told.replace(MISSING, (_, said, name) => `${said}\n${whatIsThere(name.split('.')[0])}`);
}

/** @param {string} name of a module */
const whatIsThere = (name) =>
  `This page has numpy, elm_core and Python's own modules, and no network. For ${name}, run the code in a Python of your own: elm_core works there, too.`;
