// JSON, or JSON lines, as JavaScript's own lists and objects.
// @ts-check
import { CsvError } from './table.js';

/** Whether a text is JSON or JSON lines, by its first sign; a name of delimited text decides. */
/** @param {string} text @param {string} name */
export function isJson(text, name) {
  if (/\.(json|jsonl|ndjson)$/i.test(name)) return true;
  if (!/^\s*[[{]/.test(text)) return false;
  if (!/\.(csv|tsv|txt|tab|dat|data)$/i.test(name)) return true;
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What JSON holds; JSON lines become a list. @param {string} text @returns {unknown} */
export function parse(text) {
  if (!text.trim()) throw new CsvError('The file is empty.');
  const whole = parsed(text);
  if (!(whole instanceof Error)) return whole;
  const lines = text.split(/\r\n|\r|\n/);
  const full = lines.filter((line) => line.trim());
  const first = full.length > 1 ? parsed(full[0]) : whole;
  if (first instanceof Error || first === null || typeof first !== 'object')
    throw new CsvError(`Not JSON: ${whole.message}`);
  const records = [];
  for (const [place, line] of lines.entries()) {
    if (!line.trim()) continue;
    const record = parsed(line);
    if (record instanceof Error)
      throw new CsvError(`Line ${place + 1} is not JSON: ${record.message}`);
    records.push(record);
  }
  return records;
}

/** @param {string} text @returns {unknown} an error where it is none */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
