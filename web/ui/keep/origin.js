// What a page writes into the files of its models: a name for people, and the page that goes on.
// @ts-check
import { thisPage } from '../site.js';

const MOST = 80;

/** @param {string} what a model is, such as “Topics” @param {string[]} [names] of what it tells apart */
export const originOf = (what, names = []) => ({ name: titleOf(what, names), page: thisPage() });

/** @param {string} what @param {string[]} names */
export function titleOf(what, names) {
  if (!names.length) return what;
  const all = `${what}: ${names.join(', ')}`;
  return all.length > MOST ? `${all.slice(0, MOST - 1).trimEnd()}…` : all;
}
