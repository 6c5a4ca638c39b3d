// Rows of cells as delimited text.
// @ts-check
import { dsvFormat } from '../../vendor/d3-dsv.js';

/** @param {(string | number)[][]} rows */
export const formatRows = (rows) =>
  `${dsvFormat(',').formatRows(rows.map((row) => row.map(String)))}\n`;
