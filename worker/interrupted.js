// Interrupts that land outside of a step's own care in Python: such a step can be made again.
// @ts-check

/**
 * Whether an error of Pyodide's is an interrupt. One that lands while an answer is made into a
 * JavaScript object comes as a ConversionError, of which it is the cause.
 *
 * @param {any} error
 */
export function isInterrupt(error) {
  if (error?.type === 'KeyboardInterrupt') return true;
  return error?.type === 'ConversionError' && /^KeyboardInterrupt$/m.test(error.message);
}
