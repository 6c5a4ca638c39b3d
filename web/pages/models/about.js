// What is said of a kept model, and the page that opens it. All of it may come from a file: text.
// @ts-check

import { pageFor } from '../../ui/models/model-facts.js';
import { isolated } from '../../ui/text/bidi.js';
import { grouped } from '../../ui/text/format.js';

/** @import { ShelfEntry } from '../../client/index.js' */

/** @param {ShelfEntry} entry @returns {string | null} */
export function pageOf({ about }) {
  const file = about?.metadata?.file;
  if (typeof file === 'string' && /^[\w-]+\.html$/.test(file)) return file;
  return pageFor(String(about?.summary?.class));
}

/** @param {ShelfEntry} entry */
export function describe({ about }) {
  const { page, holds } = about?.metadata ?? {};
  const { class: name, n_samples: n, classes } = about?.summary ?? {};
  const learnt = !holds && n !== undefined && `learnt from ${grouped(Number(n))}`;
  const kinds = !holds && Array.isArray(classes) && classes.slice(0, 6).join(', ');
  return [page, holds, kinds, name, learnt]
    .filter(Boolean)
    .map((part) => isolated(short(part)))
    .join(' · ');
}

/** @param {unknown} text */
const short = (text) => String(text).slice(0, 120);
