// What Python says is wrong with the code that was typed: a plain line, then what Python says itself.
// @ts-check

/** Where the code was, the last one where it went wrong. */
const OWN_LINE = /^ {2}File "your code", line (\d+)/gm;
/** Steps within what was called, which nobody here has typed. */
const OTHER_STEPS = /^ {2}File "(?!your code")[^\n]*\n(?: {4}[^\n]*\n)*/gm;
/** The kind of an error, after its module, and what it says. */
const SAID = /^(?:\w+\.)*(\w+): ([^\n]*)/m;
const MISSING = /^No module named '([\w.]+)'/;

/** @param {unknown} error of Pyodide */
export function readableError(error) {
  const text = String(/** @type {any} */ (error)?.message ?? error).trimEnd();
  const from = text.indexOf('  File "your code"');
  if (from <= 0) return text;
  const own = text.slice(from).replace(OTHER_STEPS, '');
  const lines = [...own.matchAll(OWN_LINE)].map(([, line]) => line);
  const said = SAID.exec(own);
  if (!said) return `Traceback (most recent call last):\n${own}`;
  const [whole, kind, message] = said;
  const module = MISSING.exec(message)?.[1].split('.')[0];
  // Pyodide goes on with how to install a module, which does not work without a network
  const told = module ? own.slice(0, own.indexOf(whole) + whole.length) : own;
  const sentence = module ? whatIsThere(module) : (PLAIN[kind]?.(message) ?? message);
  return `Line ${lines.at(-1)}: ${ended(sentence)}\n\nTraceback (most recent call last):\n${told}`;
}

/** Kinds of errors whose own words say little. @type {Record<string, (message: string) => string | undefined>} */
const PLAIN = {
  OSError: (message) =>
    message.startsWith('[Errno 29]')
      ? 'input() cannot ask on this page: write the value into the code'
      : undefined,
  ValueError: (message) =>
    /mismatch in its core dimension|could not be broadcast/.test(message)
      ? 'the sizes of these two arrays do not fit together: print their .shape'
      : undefined,
};

/** @param {string} name of a module */
const whatIsThere = (name) =>
  `This page has numpy, elm_core and Python's own modules, and no network. For ${name}, run the code in a Python of your own: elm_core works there, too.`;

/** @param {string} text */
const ended = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);
