// Of many calls the work runs one at a time, and once more where calls came meanwhile.
// @ts-check

/**
 * `ended` tells when the work has that was asked for.
 *
 * @param {() => Promise<void>} work that does not reject
 */
export function coalesce(work) {
  let running = false;
  let again = false;
  let ending = Promise.resolve();
  const run = async () => {
    while (again) {
      again = false;
      await work();
    }
    running = false;
  };
  const call = async () => {
    again = true;
    if (running) return;
    running = true;
    ending = run();
    await ending;
  };
  return Object.assign(call, { ended: () => ending });
}
