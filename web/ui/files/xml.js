// XML that comes in pieces, as a call for each tag and text.
// @ts-check
import { Parser } from '../../vendor/saxen.js';
import { CsvError } from './table.js';

/** @typedef {Record<string, string>} Attributes */
/**
 * @typedef {object} Listener names come without the prefix of their name space
 * @property {(name: string, attributes: Attributes) => void} open
 * @property {(name: string) => void} [close]
 * @property {(text: string) => void} [text]
 */

/** Characters of a single tag or text: the cells of spreadsheets have at most 32,767. */
const LONGEST = 2 ** 20;

/**
 * @param {AsyncIterable<string>} pieces @param {Listener} listener
 */
export async function readXml(pieces, { open, close, text }) {
  const parser = new Parser();
  let waiting = 0;
  /** @param {string} name */
  const local = (name) => name.slice(name.indexOf(':') + 1);
  parser.on('openTag', (name, attributesOf, decode) => {
    waiting = 0;
    /** @type {Attributes} */
    const attributes = {};
    for (const [key, value] of Object.entries(attributesOf()))
      attributes[local(key)] = value.includes('&') ? decode(value) : value;
    open(local(name), attributes);
  });
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('text', (value, decode) => text?.(value.includes('&') ? decode(value) : value));
  parser.on('cdata', (value) => text?.(value));
  parser.on('attention', () => {
    throw new CsvError('The file declares XML of its own kind, which is not read.');
  });
  parser.on('error', (error) => {
    throw new CsvError(`The file is damaged: ${error.message}. Save it again.`);
  });
  for await (const piece of pieces) {
    waiting += piece.length;
    if (waiting > LONGEST) throw new CsvError('The file holds a cell of a million characters.');
    parser.write(piece);
  }
  parser.end();
}
