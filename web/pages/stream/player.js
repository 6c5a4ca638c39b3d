// Plays: one block after the other, at a pace, until it is paused or there is no more.
// @ts-check

/** Rows learnt in one call: few enough to be learnt in place. */
export const BLOCK = 25;

/**
 * @param {object} options
 * @param {() => Promise<boolean>} options.step learns one block; false at the end; does not reject
 * @param {() => number} options.pace rows a second, 0 for as fast as it goes
 * @param {(playing: boolean) => void} options.onChange
 */
export function player({ step, pace, onChange }) {
  let turn = 0;
  let playing = false;
  /** @type {Promise<boolean>} */
  let last = Promise.resolve(true);
  const next = () => {
    last = last.then(step); // never two at once
    return last;
  };
  async function play() {
    if (playing) return;
    const mine = ++turn;
    playing = true;
    onChange(true);
    let due = performance.now();
    while (mine === turn) {
      if (!(await next())) break;
      const rate = pace();
      const now = performance.now();
      due = rate ? Math.max(due + (1000 * BLOCK) / rate, now - 200) : now;
      if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
    }
    if (mine === turn) stop();
  }
  function stop() {
    turn++;
    if (playing) {
      playing = false;
      onChange(false);
    }
  }
  return {
    play,
    /** One block, while it is paused. */
    next,
    /** Stops, and waits for the block under way. */
    async pause() {
      stop();
      await last;
    },
    get playing() {
      return playing;
    },
  };
}
