// Writes an example letter by letter, so that one sees the answer change; at once where motion is
// not wanted.
// @ts-check

/** Between two letters, in milliseconds. */
const PAUSE = 45;

/** @param {HTMLTextAreaElement} field @param {() => void} onWritten after each letter */
export function typist(field, onWritten) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => clearTimeout(timer);
  /** @param {string} text @param {number} [letters] */
  function write(text, letters = 1) {
    stop();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    field.value = still ? text : text.slice(0, letters);
    onWritten();
    if (field.value.length < text.length) timer = setTimeout(write, PAUSE, text, letters + 1);
  }
  return { write, stop };
}
