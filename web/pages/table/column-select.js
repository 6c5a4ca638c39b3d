// A choice among the columns of the table.
// @ts-check
import { h, replace } from '../../ui/dom/dom.js';
import { shown } from './column-words.js';

/** @import { ColumnInfo } from '../../client/index.js' */

/**
 * @param {HTMLSelectElement} select
 * @param {ColumnInfo[]} columns
 * @param {{ none?: string, chosen?: string }} options `none`: what stands for no column
 */
export function offerColumns(select, columns, { none, chosen }) {
  replace(
    select,
    none !== undefined && h('option', { value: '' }, `(${none})`),
    columns
      .filter(({ kind }) => kind !== 'empty')
      .map(({ name }) => h('option', { value: name, selected: name === chosen }, shown(name))),
  );
}
