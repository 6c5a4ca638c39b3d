// What the results are narrowed to: a choice for each column of a few values.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';

const place = byId('facets');

/** @returns {Record<string, string>} the columns that are narrowed */
export function filters() {
  const chosen = [...place.querySelectorAll('select')].filter(({ value }) => value);
  return Object.fromEntries(chosen.map(({ name, value }) => [name, JSON.parse(value)]));
}

/** @param {{ name: string, values: [string, number][] }[]} facets @param {() => void} onChange */
export function showFilters(facets, onChange) {
  const before = filters();
  replace(
    place,
    facets.map(({ name, values }) =>
      h(
        'label',
        { class: 'inline' },
        name,
        h(
          'select',
          { name, onchange: onChange },
          h('option', { value: '' }, 'any'),
          values.map(([value, n]) =>
            h(
              'option',
              { value: JSON.stringify(value), selected: before[name] === value },
              apart`${value.slice(0, 40)} (${n})`,
            ),
          ),
        ),
      ),
    ),
  );
}
