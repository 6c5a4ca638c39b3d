// In a worker: answers the questions of WorkerCalls.
// @ts-check

/**
 * @param {(question: any, tell: (part: unknown) => void) => Promise<any>} work `tell` sends parts of
 *   the answer before it
 * @param {(said: any) => Transferable[]} [transferred] what of the answer is handed over, not copied
 */
export function answerCalls(work, transferred = () => []) {
  self.onmessage = async ({ data: { id, question } }) => {
    try {
      const said = await work(question, (part) => self.postMessage({ id, part }));
      self.postMessage({ id, said }, { transfer: transferred(said) });
    } catch (error) {
      const { message = String(error), code, details } = /** @type {any} */ (error) ?? {};
      self.postMessage({ id, error: message, code, details });
    }
  };
}
