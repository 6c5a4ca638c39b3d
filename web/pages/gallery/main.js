// The gallery: cards of ready models, and the one that is open, to be tried without Python.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { bindFrame } from '../../ui/frame/frame.js';
import { galleryAddress, galleryFile } from '../../ui/models/gallery-files.js';
import { factList, figureText } from '../../ui/models/model-facts.js';
import { readModel } from '../../ui/models/read-model.js';
import { tryModel } from '../../ui/models/try-model.js';
import { wayOn } from '../../ui/models/way-on.js';
import { size } from '../../ui/text/format.js';

/** @import { Figure } from '../../ui/models/model-facts.js' */
/** @import { Example } from '../../ui/models/try-model.js' */

/**
 * @typedef {{
 *   id: string, title: string, summary: string, trained_on: string, licence: string,
 *   limits: string, class: string, bytes: number, figures: Figure[], retrain: string,
 *   open_with: string | null, examples: Example[],
 * }} Card
 */

/** @type {Card[]} */
let cards = [];
let newest = 0;

bindFrame();
start();

async function start() {
  try {
    cards = JSON.parse(await galleryFile('cards.json')).models;
    replace(byId('models'), cards.map(cardOf));
    addEventListener('hashchange', () => show(true));
    await show(Boolean(location.hash));
  } catch (error) {
    showError(byId('message'), error, { retry: start });
  }
}

/** @param {Card} card */
function cardOf({ id, title, summary, figures, bytes, licence }) {
  return h(
    'a',
    { class: 'card door', href: `#${id}` },
    h('h3', {}, title),
    h('p', {}, summary),
    h('p', { class: 'muted' }, [figureText(figures[0]), size(bytes), licence].join(' · ')),
    h('span', {}, 'Try it →'),
  );
}

/** The model that the address names, or the first. @param {boolean} asked whether by the reader */
async function show(asked) {
  const mine = ++newest;
  const card = cards.find(({ id }) => `#${id}` === location.hash) ?? cards[0];
  try {
    const json = await galleryFile(`${card.id}.json`);
    const { predictor, input } = await readModel(json);
    const { target } = predictor.metadata;
    const trial = await tryModel(predictor, input, {
      examples: card.examples,
      target: typeof target === 'string' ? target : undefined,
    });
    if (mine !== newest) return; // another was chosen meanwhile
    byId('open-title').textContent = card.title;
    byId('summary').textContent = card.summary;
    replace(byId('trial'), trial);
    replace(byId('facts'), factsOf(card), buttonsOf(card), card.open_with ? '' : wayOn(input.kind));
    replace(byId('message'));
    byId('open').hidden = false;
    byId('page').hidden = false;
    for (const link of byId('models').querySelectorAll('a')) {
      if (link.hash === `#${card.id}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    if (!asked) return;
    byId('open').focus({ preventScroll: true });
    byId('open').scrollIntoView({ block: 'start' });
  } catch (error) {
    byId('page').hidden = false;
    showError(byId('message'), error, { retry: () => show(asked) });
  }
}

/** @param {Card} card */
const factsOf = (card) =>
  factList([
    [
      'Figures',
      h(
        'ul',
        {},
        card.figures.map((figure) => h('li', {}, `${figureText(figure)}: ${figure.how}`)),
      ),
    ],
    ['Trained on', card.trained_on],
    ['Licence', card.licence],
    ['Limits', card.limits],
    ['Kind', `${card.class}, ${size(card.bytes)}`],
    ['Train it again', h('code', {}, card.retrain)],
  ]);

/** @param {Card} card */
const buttonsOf = ({ id, open_with }) =>
  h(
    'div',
    { class: 'row' },
    open_with && h('a', { class: 'button', href: `${open_with}?model=${id}` }, 'Go on training it'),
    h(
      'a',
      { class: 'button quiet', href: galleryAddress(`${id}.json`).href, download: `${id}.json` },
      'Download',
    ),
  );
