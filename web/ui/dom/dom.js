// Small tools for building a page. Text is only ever set as text.
// @ts-check
import { quotedApart, turns } from '../text/bidi.js';

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element with properties, attributes, listeners (`onclick`) and children.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props] `class`, `dataset`, `aria-*` and attributes by their names
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  if (tag === 'textarea' || props.type === 'text') element.dir = 'auto'; // as what is typed there
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'dataset') Object.assign(element.dataset, value);
    else if (name in element && !name.includes('-') && name !== 'list')
      Reflect.set(element, name, value);
    else
      element.setAttribute(name === 'class' ? 'class' : name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} parent @param {(Child | Child[])[]} children */
export function append(parent, children) {
  for (const child of children.flat()) {
    if (child === undefined || child === null || child === false) continue;
    parent.append(child instanceof Node ? child : textFor(parent, String(child)));
  }
}

/**
 * A text that may run from right to left has a direction of its own, so that it turns nothing round
 * that stands beside it; but for a part of a text that is marked, which runs as the whole does.
 *
 * @param {Element} parent @param {string} text
 */
function textFor(parent, text) {
  if (!turns(text) || parent.matches('bdi, textarea, mark, [dir=auto]')) return text;
  if (!(parent instanceof HTMLOptionElement)) return h('bdi', {}, quotedApart(text));
  parent.dir = 'auto'; // it holds text alone, which may be its value
  return text;
}

/** A name of others, in an element of its own direction. @param {unknown} name */
export const named = (name) => h('bdi', {}, String(name));

/** @param {Element} parent @param {...(Child | Child[])} children */
export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/**
 * The element of the page with an id, of one of the classes that are named: `byId('go', HTMLButtonElement)`.
 *
 * @template {(new () => HTMLElement)[]} K
 * @param {string} id
 * @param {K} kinds any element where there are none
 * @returns {K extends [] ? HTMLElement : InstanceType<K[number]>}
 * @throws {Error} on a page that has no such element, which is not the one that the module is for
 */
export function byId(id, ...kinds) {
  const element = document.getElementById(id);
  if (element && (!kinds.length || kinds.some((kind) => element instanceof kind))) {
    return /** @type {any} */ (element);
  }
  const wanted = kinds.map(({ name }) => name).join(' or ') || 'element';
  const there = element ? `is a <${element.localName}>` : 'is not there';
  throw new Error(
    `this page needs an ${wanted} with the id “${id}”, which ${there}: load it again`,
  );
}
