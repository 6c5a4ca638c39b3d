// What every page has: the start of the toolkit with its progress, and the theme.
// @ts-check
import '../../client/home.js';
import { ElmToolkit } from '../../client/toolkit.js';
import { byId, h, replace } from '../dom/dom.js';
import { bindFrame } from './frame.js';
import { keepSiteOffline } from './offline.js';
import { tellPythonStarted } from './python-started.js';
import { startShare, startText } from './start-progress.js';

/** @import { BootProgress } from '../../client/index.js' */

/** What a page with a toolkit begins with: the frame, and the start. */
export function startShell() {
  bindFrame();
  return startToolkit();
}

/**
 * Starts the toolkit in the background and shows how it goes.
 *
 * @returns {Promise<ElmToolkit>} settles when the toolkit is there, after a retry if need be
 */
export function startToolkit() {
  const status = byId('status');
  return new Promise((resolve) => {
    const attempt = async () => {
      const began = performance.now();
      const show = (/** @type {BootProgress} */ progress) =>
        showProgress(status, progress, (performance.now() - began) / 1000);
      show({ stage: 'download', loaded: 0, total: 0 });
      try {
        const elm = await ElmToolkit.start({ onProgress: show });
        replace(status, h('span', { class: 'dot' }), 'Ready');
        status.dataset.state = 'ready';
        keepSiteOffline();
        tellPythonStarted();
        resolve(elm);
      } catch (error) {
        status.dataset.state = 'failed';
        const why = error instanceof Error ? error.message : String(error);
        const retry = h(
          'button',
          { type: 'button', class: 'small', onclick: attempt },
          'Try again',
        );
        replace(status, h('span', { title: why }, `Could not start: ${why}`), retry);
      }
    };
    attempt();
  });
}

/** @param {HTMLElement} status @param {BootProgress} progress @param {number} seconds since the start */
function showProgress(status, progress, seconds) {
  const whole = Math.round(100 * startShare(progress));
  if (status.dataset.state === 'loading') {
    const [bar, text] = /** @type {[HTMLProgressElement, HTMLElement]} */ ([...status.children]);
    bar.value = whole;
    text.textContent = startText(progress, seconds);
    return;
  }
  status.dataset.state = 'loading';
  replace(
    status,
    h('progress', { max: 100, value: whole, 'aria-label': 'Loading Python' }),
    h('span', {}, startText(progress, seconds)),
  );
}
