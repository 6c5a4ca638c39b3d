// Of many calls the work runs one at a time, and once more where calls came meanwhile.
// @ts-check

/** @param {() => Promise<void>} work that does not reject */
export function coalesce(work) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work();
    }
    running = false;
  };
}
