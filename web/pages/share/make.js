// Making a link of a model file.
// @ts-check

import { toFragment } from '../../client/share.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { dropzone, guardDrops } from '../../ui/files/dropzone.js';
import { readModelFile } from '../../ui/files/model-file.js';
import { saidOfTaught } from '../../ui/keep/taught.js';
import { galleryFile } from '../../ui/models/gallery-files.js';
import { grouped } from '../../ui/text/format.js';

/** Models of the gallery that a link can hold, by their files. */
const SAMPLES = { 'topics.json': 'News topics', 'digits.json': 'Handwritten digits' };

/** @typedef {{ fragment: string, taught: string } | { error: unknown }} Made a link, or why there is none */
/**
 * Shows a model, and gives what was made of its file for it; undefined where another was asked for
 * meanwhile.
 *
 * @typedef {(read: () => Promise<string>, make: (json: string) => Promise<Made>) => Promise<Made | undefined>} Open
 */

/** @param {Open} open */
export function bindMaking(open) {
  guardDrops();
  byId('drop').append(
    dropzone({
      label: 'Drop a model file (.json)',
      hint: 'as the pages here save it; it stays on your machine',
      accept: '.json,application/json',
      onFile: (file) => make(() => readModelFile(file), open),
    }),
  );
  replace(
    byId('samples'),
    Object.entries(SAMPLES).map(([name, title]) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          onclick: () => make(() => galleryFile(name), open),
        },
        title,
      ),
    ),
  );
}

/** @param {() => Promise<string>} read @param {Open} open */
async function make(read, open) {
  const place = byId('made');
  try {
    // made before the model is shown: the link is of the one that is on the page, whichever comes later
    const made = await open(read, linkOf);
    if (!made) return;
    if ('error' in made) throw made.error;
    history.replaceState(null, '', made.fragment);
    showLink(place, new URL(made.fragment, location.href).href, made.taught);
  } catch (error) {
    history.replaceState(null, '', location.pathname + location.search);
    showError(place, error);
  }
}

/** A model without a link is shown, too: the error is told beside it. @param {string} json @returns {Promise<Made>} */
async function linkOf(json) {
  try {
    return { fragment: await toFragment(json), taught: saidOfTaught(json) };
  } catch (error) {
    return { error };
  }
}

/** @param {HTMLElement} place @param {string} link @param {string} taught */
function showLink(place, link, taught) {
  const field = h('input', { type: 'text', readOnly: true, value: link });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      toast('The link is copied');
    } catch {
      field.select(); // the page may not write to the clipboard: the keyboard may
    }
  };
  replace(
    place,
    h('label', { class: 'field' }, `The link, ${grouped(link.length)} characters`, field),
    taught && h('p', {}, taught),
    h('button', { type: 'button', onclick: copy }, 'Copy link'),
  );
}
