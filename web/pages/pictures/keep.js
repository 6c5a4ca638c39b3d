// Saving and opening: the model with its pictures, or the pictures as pixels.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { lackOfClasses, learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { SIDE, SIZE } from './pixels.js';

/** @import { Model } from '../../client/index.js' */
/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Picture } from './pixels.js' */

const MOST = 20_000;

/**
 * @param {object} page
 * @param {() => Model | undefined} page.model
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => SampleClass<Picture>[]} page.classes
 * @param {(classes: SampleClass<Picture>[], name: string) => void} page.onClasses
 * @param {() => void} page.begin shows what the page begins with
 * @param {() => void} page.onReset
 */
export function bindKeeping({ model, learning, classes, onClasses, begin, onReset }) {
  keepBar({
    place: byId('keep'),
    begin,
    name: 'Pictures',
    lesson: {
      ended: learning,
      lacks: () => lackOfClasses(classes().filter(({ samples }) => samples.length).length, onReset),
    },
    label: 'Open a saved model (.json)',
    hint: 'it comes with its pictures',
    accept: '.json,application/json',
    save: async (how) => {
      const learnt = learntModel(model());
      const metadata = {
        ...originOf('Pictures', (learnt.summary.classes ?? []).map(String)),
        ...all(classes()),
      };
      const json = await learnt.save({ metadata, statistics: false, ...how });
      return { json, summary: learnt.summary, about: contents(classes()) };
    },
    open: async (file) => onClasses(picturesIn(await file.text(), file.name), file.name),
    state: () => JSON.stringify(classes().map(marks)),
    inputs: {
      now: () => all(classes()),
      put: (given, called) => onClasses(sure(soundPictures(given)), called),
      holds: () => contents(classes()),
    },
    more: [
      { label: 'Export pictures (CSV)', onclick: () => exportPixels(classes()) },
      { label: 'Start over', onclick: onReset },
    ],
  });
}

/** What tells one set of pictures from another. @param {SampleClass<Picture>} entry */
const marks = ({ name, samples }) => [name, samples.map(({ group, pixels }) => [group, pixels[0]])];

/** @param {SampleClass<Picture>[]} classes */
function exportPixels(classes) {
  const head = [
    'label',
    ...Array.from({ length: SIZE }, (_, i) => `${'rgb'[i % 3]}${Math.floor(i / 3)}`),
  ];
  const rows = classes.flatMap(({ name, samples }) =>
    samples.map(({ pixels }) => [name, ...pixels]),
  );
  downloadRows('pictures.csv', [head, ...rows], { forPages: true });
}

/** @param {SampleClass<Picture>[]} classes */
const all = (classes) => ({ side: SIDE, pictures: classes.map(packed) });

/** @param {{ samples: unknown[] }[]} classes */
const total = (classes) => classes.reduce((sum, { samples }) => sum + samples.length, 0);

/** @param {SampleClass<Picture>[]} classes */
const contents = (classes) => count(total(classes), 'picture');

/** @param {SampleClass<Picture>} entry */
const packed = ({ name, samples }) => ({
  name,
  samples: samples.map(({ pixels, group }) => ({
    group,
    pixels: btoa(String.fromCharCode(...pixels)),
  })),
});

/**
 * The pictures that the page stored beside a model. The model itself is learnt from them anew.
 *
 * @param {string} json @param {string} name @returns {SampleClass<Picture>[]}
 */
function picturesIn(json, name) {
  let found;
  try {
    found = soundPictures(JSON.parse(json).metadata);
  } catch {
    // it is not even JSON
  }
  if (!found) throw new Error(apart`The file ${name} holds no pictures of this page.`);
  return found;
}

/** @param {any} given @returns {SampleClass<Picture>[] | undefined} if it is what it should be */
function soundPictures(given) {
  try {
    const { side, pictures } = given;
    if (side !== SIDE || !pictures.length || pictures.length > 200) return undefined;
    if (total(pictures) > MOST) return undefined;
    const texts = pictures.every((/** @type {any} */ { name }) => typeof name === 'string');
    return texts
      ? pictures.map((/** @type {any} */ { name, samples }) => ({
          name,
          samples: samples.map(unpacked),
        }))
      : undefined;
  } catch {
    return undefined;
  }
}

/** @param {{ group: unknown, pixels: string }} sample @returns {Picture} */
function unpacked({ group, pixels }) {
  const bytes = Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0));
  if (bytes.length !== SIZE) throw new Error('not of this size');
  return { group: String(group), pixels: bytes };
}
