// The picture that is there now: from the camera, a file, or painted; what it is, and teaching it.
// @ts-check

import { coalesce } from '../../ui/async/coalesce.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { dropzone } from '../../ui/files/dropzone.js';
import { reserveAnswer, showAnswer, showNoAnswer } from '../../ui/samples/live-answer.js';
import { matrix } from '../../ui/samples/matrix.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { Camera } from './camera.js';
import { paint, pixelsOfFile } from './canvas.js';
import { SIDE, seen } from './pixels.js';
import { another } from './starter.js';

/** @import { Model } from '../../client/index.js' */
/** @import { Picture } from './pixels.js' */

/** Time between two looks of the camera, and between two pictures while a button is held. */
const LOOK = 120;
const message = byId('try-message');

/**
 * @param {object} page
 * @param {() => Model | undefined} page.model once it has learnt
 * @param {() => string[]} page.names of the classes
 * @param {(name: string, picture: Picture) => void} page.teach
 * @param {(pictures: Picture[]) => void} page.take takes them back
 * @param {() => boolean} page.hasPainted whether a class holds what the page paints
 */
export function bindAsking({ model, names, teach, take, hasPainted }) {
  const video = h('video', { muted: true, playsInline: true, hidden: true });
  const still = h('canvas', { width: SIDE, height: SIDE, role: 'img' });
  replace(byId('view'), still, video);
  const camera = new Camera(video);
  /** @type {Uint8Array | undefined} */
  let now;
  let recordings = 0;

  const ask = coalesce(async () => {
    const learnt = model();
    if (!now) return;
    if (!learnt) return showNoAnswer('It answers when it has learnt.');
    try {
      const X = matrix([seen(now)]);
      const { data, classes } = await learnt.predictProba(X);
      showAnswer(classes.map(String), data);
    } catch (error) {
      if (model() === learnt) showError(message, error);
    }
  });

  /** @param {Uint8Array} pixels @param {string} what */
  function show(pixels, what) {
    now = pixels;
    paint(still, pixels);
    still.setAttribute('aria-label', what);
    ask();
  }

  const toggle = byId('camera');
  function stopCamera() {
    camera.stop();
    video.hidden = true;
    still.hidden = false;
    toggle.textContent = 'Use the camera';
    toggle.setAttribute('aria-pressed', 'false');
    describe();
  }
  toggle.addEventListener('click', async () => {
    if (camera.on) return stopCamera();
    try {
      await camera.start(stopCamera);
      video.hidden = false;
      still.hidden = true;
      toggle.textContent = 'Stop the camera';
      toggle.setAttribute('aria-pressed', 'true');
      describe();
      look();
    } catch (error) {
      stopCamera();
      showError(message, error);
    }
  });
  async function look() {
    while (camera.on) {
      const frame = document.hidden ? undefined : camera.frame();
      if (frame) {
        now = frame;
        paint(still, frame);
        await ask();
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }
  addEventListener('pagehide', () => camera.stop());

  /** The painted pattern that is shown. @type {Uint8Array | undefined} */
  let painted;
  const example = () => {
    stopCamera();
    painted = another();
    show(painted, 'A pattern painted by the page');
  };
  /** A pattern of the page is no question to classes of one's own. */
  function offerExample() {
    const fits = hasPainted();
    byId('example').hidden = !fits;
    if (fits || !now || now !== painted) return;
    now = undefined;
    still.getContext('2d')?.clearRect(0, 0, SIDE, SIDE);
    still.removeAttribute('aria-label');
    showNoAnswer('Show it a picture of your own.');
  }
  byId('example').addEventListener('click', example);
  byId('ask-file').append(
    dropzone({
      label: 'Drop or choose a picture',
      hint: 'what is it? It stays on your machine',
      accept: 'image/*',
      onFile: async (file) => {
        try {
          const pixels = await pixelsOfFile(file);
          stopCamera();
          show(pixels, apart`The picture ${file.name}`);
          showNote(message);
        } catch (error) {
          showError(message, error);
        }
      },
    }),
  );

  /** @param {string} name */
  function record(name) {
    const group = `recording ${Date.now()} ${recordings++}`;
    /** @type {Picture[]} */
    const made = [];
    const add = () => {
      const pixels = camera.frame() ?? now;
      if (!pixels) return;
      const picture = { pixels, group };
      made.push(picture);
      teach(name, picture);
    };
    add();
    const timer = camera.on ? setInterval(add, LOOK) : undefined;
    return () => {
      clearInterval(timer);
      if (!made.length) return;
      toast(apart`Added ${count(made.length, 'picture')} to ${name}`, { undo: () => take(made) });
    };
  }

  /** A button that adds one picture when it is pressed, and more while it is held. */
  /** @param {string} name */
  function holdButton(name) {
    const button = h('button', { type: 'button', class: 'quiet hold' }, name);
    /** @type {(() => void) | undefined} */
    let end;
    const begin = () => {
      end ??= record(name);
      button.classList.add('held');
    };
    const stop = () => {
      end?.();
      end = undefined;
      button.classList.remove('held');
    };
    let pointed = false;
    button.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      pointed = true;
      button.setPointerCapture(event.pointerId);
      begin();
    });
    for (const type of ['pointerup', 'pointercancel', 'blur']) button.addEventListener(type, stop);
    button.addEventListener('keydown', (event) => {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      begin();
    });
    button.addEventListener('keyup', stop);
    button.addEventListener('contextmenu', (event) => event.preventDefault());
    button.addEventListener('click', () => {
      if (!pointed) {
        begin(); // of a screen reader, which sends nothing else
        stop();
      }
      pointed = false;
    });
    return button;
  }

  function describe() {
    byId('teach-note').textContent = camera.on
      ? 'Hold a button to record; move a little meanwhile.'
      : 'Press a button to add this picture to a class.';
  }
  describe();
  let offered = '';
  return {
    ask,
    example,
    /** Shows a button for each class. */
    offer() {
      offerExample();
      const wanted = [...new Set(names())];
      if (offered === JSON.stringify(wanted)) return;
      offered = JSON.stringify(wanted);
      reserveAnswer(wanted.length);
      replace(byId('teach-buttons'), wanted.map(holdButton));
    },
  };
}
