// The microphone, from the button that opens it until it is closed or lost.
// @ts-check
import { byId } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { openMicrophone } from './microphone.js';

/** @import { Microphone } from './microphone.js' */

const button = byId('listen', HTMLButtonElement);
const message = byId('listen-message');

export class Listening {
  /** @type {Microphone | undefined} */
  #microphone;
  #page;

  /**
   * @param {object} page
   * @param {(samples: Float32Array, rate: number) => void} page.onSamples
   * @param {(microphone: Microphone) => void} page.onBegin
   * @param {() => void} page.onEnd
   */
  constructor(page) {
    this.#page = page;
    button.addEventListener('click', () => (this.#microphone ? this.end() : this.begin()));
  }

  /** @returns {Promise<boolean>} whether there is a microphone */
  async begin() {
    if (this.#microphone) return true;
    button.disabled = true;
    const retry = () => void this.begin();
    try {
      this.#microphone = await openMicrophone({
        onSamples: (samples, rate) => {
          if (!document.hidden) this.#page.onSamples(samples, rate);
        },
        onLost: (error) => {
          this.end();
          showError(message, error, { retry });
        },
      });
      this.#page.onBegin(this.#microphone);
      button.textContent = 'Stop listening';
      showNote(message);
      return true;
    } catch (error) {
      showError(message, error, { retry });
      return false;
    } finally {
      button.disabled = false;
    }
  }

  end() {
    this.#microphone?.close();
    this.#microphone = undefined;
    button.textContent = 'Listen to the microphone';
    this.#page.onEnd();
  }
}
