// Bricks in a row: whether they fit, and the model that they come to.
// @ts-check
import { brick, KINDS, specOf } from './bricks.js';

/** @import { Brick, Flow, Role, Spec } from './bricks.js' */

/** @type {Role[]} */
const ORDER = ['encoder', 'combiner', 'classifier', 'refiner'];

const GIVEN = /** @type {Record<Flow, string>} */ ({
  table: 'a table',
  texts: 'texts',
  pictures: 'pictures',
  numbers: 'numbers',
});
const ENCODER = /** @type {Record<Flow, string>} */ ({
  table: 'Table encoder',
  texts: 'Words',
  pictures: 'Pixels',
  numbers: '',
});

/**
 * What is wrong with each brick where it stands, and with the chain as a whole.
 *
 * @param {Brick[]} bricks @param {Flow} given what the data are
 * @returns {{ bricks: (string | undefined)[], whole: string | undefined }}
 */
export function check(bricks, given) {
  let flow = given;
  /** @type {Role} */
  let stage = 'encoder';
  let classifiers = 0;
  let refined = false;
  const found = bricks.map(({ kind }) => {
    const { role, takes, name } = KINDS[kind];
    if (refined) return 'A refiner is the last brick: nothing fits behind it.';
    if (role === 'encoder' || role === 'combiner') {
      if (stage !== 'encoder')
        return `Behind a classifier fits another one, or a refiner; ${name} comes before.`;
      if (!takes.includes(flow)) return misfit(takes, flow);
      flow = 'numbers';
      return undefined;
    }
    if (role === 'classifier') {
      stage = 'classifier';
      classifiers += 1;
      return takes.includes(flow) ? undefined : misfit(takes, flow);
    }
    refined = true;
    if (!classifiers) return 'It refines classifiers: put one before it.';
    if (kind === 'promise' && classifiers > 1)
      return 'It takes one classifier. Stack or Vote join several.';
    return undefined;
  });
  return { bricks: found, whole: wrongAtTheEnd(bricks, classifiers, refined) };
}

/** @param {Flow[]} takes @param {Flow} flow */
function misfit(takes, flow) {
  const wanted = takes.map((one) => GIVEN[one]).join(' or ');
  const advice =
    takes.includes('numbers') && ENCODER[flow] ? `: put “${ENCODER[flow]}” before it` : '';
  return `It takes ${wanted}, and here come ${GIVEN[flow]}${advice}.`.replace(
    'come a table',
    'comes a table',
  );
}

/** @param {Brick[]} bricks @param {number} classifiers @param {boolean} refined */
function wrongAtTheEnd(bricks, classifiers, refined) {
  if (!bricks.length) return 'Empty: add a brick.';
  if (!classifiers) return 'It needs a classifier at the end.';
  if (classifiers > 1 && !refined)
    return 'Several classifiers: a refiner (Stack or Vote) must join them.';
  return undefined;
}

/** Whether a chain can be trained. @param {Brick[]} bricks @param {Flow} given */
export function isSound(bricks, given) {
  const { bricks: each, whole } = check(bricks, given);
  return !whole && each.every((message) => message === undefined);
}

/** Where a new brick belongs: behind all that come before its kind. */
/** @param {Brick[]} bricks @param {string} kind @param {Flow} given */
export function placeOf(bricks, kind, given) {
  const { role, takes } = KINDS[kind];
  if (takes.includes(given) && given !== 'numbers' && role === 'encoder') return 0;
  const rank = ORDER.indexOf(role === 'combiner' ? 'encoder' : role);
  const after = bricks.findLastIndex(
    (one) =>
      ORDER.indexOf(KINDS[one.kind].role === 'combiner' ? 'encoder' : KINDS[one.kind].role) <= rank,
  );
  return after + 1;
}

/**
 * The bricks that fit where they belong, and leave those right that are.
 *
 * @param {Brick[]} bricks @param {Flow} given
 * @returns {string[]} of `KINDS`
 */
export function fitting(bricks, given) {
  const wrong = check(bricks, given).bricks.filter(Boolean).length;
  return Object.keys(KINDS).filter((kind) => {
    const place = placeOf(bricks, kind, given);
    const after = check(bricks.toSpliced(place, 0, brick(kind)), given).bricks;
    return !after[place] && after.filter(Boolean).length <= wrong;
  });
}

/** The model of a chain that fits: classifiers and their refiner are one step. */
/** @param {Brick[]} bricks @returns {Spec} */
export function compile(bricks) {
  const roles = bricks.map(({ kind }) => KINDS[kind].role);
  const encoders = bricks.filter((_, i) => roles[i] === 'encoder' || roles[i] === 'combiner');
  const classifiers = bricks.filter((_, i) => roles[i] === 'classifier').map(specOf);
  const refiner = bricks.find((_, i) => roles[i] === 'refiner');
  return {
    class: 'Chain',
    params: { steps: [...encoders.map(specOf), last(classifiers, refiner)] },
  };
}

/** @param {Spec[]} classifiers @param {Brick | undefined} refiner @returns {Spec} */
function last(classifiers, refiner) {
  if (!refiner) return classifiers[0];
  const spec = specOf(refiner);
  const inner =
    refiner.kind === 'promise' ? { estimator: classifiers[0] } : { estimators: classifiers };
  return { class: spec.class, params: { ...inner, ...spec.params } };
}

/** The step of the model that each brick is in, from 0. @param {Brick[]} bricks */
export function stepsOf(bricks) {
  const first = bricks.findIndex(({ kind }) =>
    ['classifier', 'refiner'].includes(KINDS[kind].role),
  );
  return bricks.map((_, i) => (first < 0 ? i : Math.min(i, first)));
}

/** The same model as Python text, to be read and copied. @param {Spec} spec @param {string} [indent] @returns {string} */
export function python({ class: name, params }, indent = '') {
  const inner = `${indent}    `;
  const given = Object.entries(params).map(([key, value]) => {
    if (!Array.isArray(value)) return `${key}=${literal(value, inner)}`;
    const list = value.map((one) => `${inner}${python(one, inner)},\n`).join('');
    return `${['steps', 'encoders', 'estimators'].includes(key) ? '' : `${key}=`}[\n${list}${indent}]`;
  });
  return `${name}(${given.join(', ')})`;
}

/** @param {any} value @param {string} indent */
function literal(value, indent) {
  if (typeof value === 'object') return python(value, indent);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
