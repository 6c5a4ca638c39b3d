// The page of shared links: a model from the fragment of the address, or from a file, to be tried
// at once. Python is loaded nowhere here.
// @ts-check

import { CLASSES } from '../../client/predictor/classes.js';
import { fromFragment } from '../../client/share.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { download } from '../../ui/export/download.js';
import { showError } from '../../ui/feedback/notice.js';
import { bindFrame } from '../../ui/frame/frame.js';
import { factList, pageFor } from '../../ui/models/model-facts.js';
import { openModel } from '../../ui/models/open-model.js';
import { storedIn } from '../../ui/models/stored.js';
import { tryModel } from '../../ui/models/try-model.js';
import { wayOn } from '../../ui/models/way-on.js';
import { apart } from '../../ui/text/bidi.js';
import { size } from '../../ui/text/format.js';
import { examplesIn } from './own-examples.js';

/** The model that was asked for last is shown, whichever is there later. */
let newest = 0;

bindFrame();
addEventListener('hashchange', openLink);
openLink().then(async () => {
  const { bindMaking } = await import('./make.js');
  bindMaking(open);
});

/** The model in the address, if there is one. */
async function openLink() {
  if (!location.hash.startsWith('#elm')) return; // such as the link past the menu
  try {
    await open(async () => (await fromFragment(location.hash)) ?? '');
  } catch (error) {
    byId('model').hidden = true;
    showError(byId('message'), error);
  }
}

/**
 * @template [T=void]
 * @param {() => Promise<string>} read
 * @param {(json: string) => Promise<T>} [make] of the file, before the model is shown
 * @returns {Promise<T | undefined>} what was made of it; undefined where another was asked for meanwhile
 */
async function open(read, make) {
  const mine = ++newest;
  try {
    const json = await read();
    const said = storedIn(json);
    const page = pageFor(said.className, said.metadata.page);
    const module = Object.hasOwn(CLASSES, said.className) && CLASSES[said.className].module;
    // what answers in Python alone is shown by its page
    const trial = mine === newest && (module || !page) ? await trialOf(json) : undefined;
    const made = mine === newest ? await make?.(json) : undefined;
    if (mine !== newest) return undefined;
    show(json, said, page, trial);
    return made;
  } catch (error) {
    if (mine === newest) throw error;
    return undefined;
  }
}

/**
 * @param {string} json @param {ReturnType<typeof storedIn>} said @param {string | null} page
 * @param {Awaited<ReturnType<typeof trialOf>>} [trial]
 */
function show(json, { className, metadata }, page, trial) {
  const { name, target, trained_on, licence } = textsIn(metadata);
  replace(byId('model-title'), name ?? (target ? apart`Predicts ${target}` : 'A model'));
  replace(byId('trial'), trial?.element ?? h('p', {}, 'This model works on its own page.'));
  replace(
    byId('facts'),
    factList([
      ['Kind', className],
      ['Size', size(json.length)],
      ['Says', trial?.decide && 'rare classes, too, where they are more probable than usual'],
      ['Trained on', trained_on],
      ['Licence', licence],
    ]),
    h(
      'div',
      { class: 'row' },
      page && h('a', { href: page, class: 'button', onclick: goOn }, 'Go on training'),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          onclick: () => download('model.json', json, 'application/json'),
        },
        'Download the model',
      ),
    ),
    !page && trial && wayOn(trial.kind),
  );
  replace(byId('message'));
  replace(byId('made')); // the link of the model before
  byId('model').hidden = false;
  byId('intro').textContent =
    'Try it here: nothing is sent anywhere. A link may come from anyone, so ask who trained it, and on what.';
}

/** @param {string} json */
async function trialOf(json) {
  const { predictor, input } = await openModel(json);
  const { target } = textsIn(predictor.metadata);
  const examples = examplesIn(predictor.metadata, input);
  const element = await tryModel(predictor, input, { target, examples });
  return { element, ...input };
}

/** The link leads on with the fragment that is in the address now. @param {MouseEvent} event */
function goOn(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  link.hash = location.hash;
}

/** What is text in the metadata, cut to a length that a page can show. @param {Record<string, unknown>} metadata */
function textsIn(metadata) {
  /** @type {Record<string, string | undefined>} */
  const out = {};
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value === 'string' && value) out[key] = value.slice(0, 200);
  }
  return out;
}
