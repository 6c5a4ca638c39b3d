// The field of a class's name: one that another class has is refused, and the old one stays.
// @ts-check
import { h } from '../dom/dom.js';
import { apart } from '../text/bidi.js';

/** @typedef {{ field: HTMLInputElement, problem: HTMLElement, called: () => string }} ClassName */

/**
 * What a class is called while its name is being typed.
 *
 * @param {string} typed @param {string} before its name when the typing began
 * @param {string[]} others names
 * @returns {{ name: string, problem: string }} the problem is empty where the name is free
 */
export function typedName(typed, before, others) {
  const name = typed.trim();
  if (!others.includes(name)) return { name, problem: '' };
  const still = before ? apart` This one is still called ${before}.` : '';
  return { name: before, problem: `There is a class of that name.${still}` };
}

/**
 * @param {string} name
 * @param {() => string[]} others names of the other classes
 * @returns {ClassName} `called`: the name it has, which is not always what stands in the field
 */
export function classNameField(name, others) {
  let kept = name;
  let before = name;
  const problem = h('p', { class: 'name-problem', role: 'alert', hidden: true });
  const field = h('input', {
    type: 'text',
    value: name,
    'aria-label': 'Name of the class',
    maxLength: 80,
  });
  field.addEventListener('focus', () => {
    before = kept;
  });
  field.addEventListener('input', () => {
    const found = typedName(field.value, before, others());
    kept = found.name;
    problem.textContent = found.problem;
    problem.hidden = !found.problem;
    if (found.problem) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  });
  field.addEventListener('change', () => {
    if (!field.hasAttribute('aria-invalid')) return;
    field.value = before;
    field.removeAttribute('aria-invalid');
  });
  return { field, problem, called: () => kept };
}
