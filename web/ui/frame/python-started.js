// Whether Python is there, for what can wait until then.
// @ts-check

/** @type {() => void} */
let tell;

/** Settles when Python has started. @type {Promise<void>} */
export const pythonStarted = new Promise((resolve) => {
  tell = resolve;
});

export const tellPythonStarted = () => tell();
