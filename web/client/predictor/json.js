// The JSON of model files, read so that nothing of it is lost: JSON.parse takes 8.0 for 8 and the
// last of two equal keys. Whole numbers beyond 2⁵³ are BigInts. See
// elm_core/persistence/json_text.py.
// @ts-check
import { ensure, refuse } from './refusal.js';
import { Sha256 } from './sha256.js';

export const MAX_DEPTH = 32;

/** Digits that Python takes for a whole number. */
const MOST_DIGITS = 4300;
/** Characters that are hashed at a time. */
const PIECE = 2 ** 16;

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS = /** @type {const} */ ([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A number with a point or an exponent, of a whole value: 8.0. */
export class Real {
  /** @param {number} value */
  constructor(value) {
    this.value = value;
  }
}

/** @param {string} text @returns {any} objects without a prototype, arrays, texts, numbers, Reals */
export function parse(text) {
  let at = 0;
  const skip = () => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
    return text[at];
  };
  /** @param {string} character */
  const take = (character) => {
    ensure(skip() === character, `no JSON at character ${at}`);
    at++;
  };

  /** @param {number} depth @returns {any} */
  function value(depth) {
    const first = skip();
    if (first === '"') return string();
    if (first === '{' || first === '[') {
      ensure(depth < MAX_DEPTH, `nested more than ${MAX_DEPTH} deep`);
      return first === '{' ? object(depth + 1) : array(depth + 1);
    }
    for (const [word, meant] of WORDS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meant;
      }
    }
    return number();
  }

  function string() {
    let end = at;
    do {
      end = text.indexOf('"', end + 1);
      ensure(end > 0, 'a text that does not end');
    } while (escaped(text, end));
    const inner = text.slice(at + 1, end);
    const quoted = text.slice(at, end + 1);
    at = end + 1;
    if (!inner.includes('\\') && !/[^ -\uffff]/.test(inner)) return inner;
    try {
      return JSON.parse(quoted);
    } catch {
      return refuse('a text that is no JSON');
    }
  }

  function number() {
    NUMBER.lastIndex = at;
    const [token, fraction, exponent] = NUMBER.exec(text) ?? refuse(`no JSON at character ${at}`);
    at += token.length;
    const found = Number(token);
    if (fraction === undefined && exponent === undefined) {
      ensure(token.length <= MOST_DIGITS + Number(found < 0), 'a number of too many digits');
      return Number.isSafeInteger(found) ? found : BigInt(token);
    }
    ensure(Number.isFinite(found), 'a number beyond what 64 bits can hold');
    return Number.isInteger(found) ? new Real(found) : found;
  }

  /** @param {number} depth */
  function array(depth) {
    const out = [];
    at++;
    if (skip() === ']') at++;
    else
      for (;;) {
        out.push(value(depth));
        if (skip() === ']') {
          at++;
          break;
        }
        take(',');
      }
    return out;
  }

  /** @param {number} depth */
  function object(depth) {
    const out = Object.create(null);
    at++;
    if (skip() === '}') at++;
    else
      for (;;) {
        ensure(skip() === '"', `no key at character ${at}`);
        const key = string();
        ensure(!(key in out), 'a key that stands twice in an object');
        take(':');
        out[key] = value(depth);
        if (skip() === '}') {
          at++;
          break;
        }
        take(',');
      }
    return out;
  }

  const found = value(0);
  ensure(skip() === undefined, 'text after its end');
  return found;
}

/** Whether the quote at a place is one of a text's characters. @param {string} text @param {number} at */
function escaped(text, at) {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/**
 * The SHA-256 of what `parse` returned as Python writes it: keys sorted, no spaces, ASCII only.
 *
 * @param {unknown} value
 */
export function digest(value) {
  const found = new Sha256();
  feed(found, value);
  return found.hex();
}

/** @param {Sha256} found @param {unknown} value */
function feed(found, value) {
  if (typeof value === 'string') {
    found.add('"');
    for (let at = 0; at < value.length; at += PIECE) {
      found.add(ascii(value.slice(at, at + PIECE)).slice(1, -1));
    }
    found.add('"');
  } else if (Array.isArray(value)) {
    found.add('[');
    value.forEach((part, i) => {
      if (i) found.add(',');
      feed(found, part);
    });
    found.add(']');
  } else if (value instanceof Real) found.add(realText(value.value));
  else if (typeof value === 'number')
    found.add(Number.isInteger(value) ? String(value) : realText(value));
  else if (typeof value === 'object' && value !== null) {
    found.add('{');
    const parts = /** @type {Record<string, unknown>} */ (value);
    Object.keys(parts)
      .sort(byCodePoint)
      .forEach((key, i) => {
        found.add(`${i ? ',' : ''}${ascii(key)}:`);
        feed(found, parts[key]);
      });
    found.add('}');
  } else found.add(String(value)); // null, true, false, BigInt
}

/** @param {string} text */
const ascii = (text) =>
  JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The order of Python's texts. @param {string} a @param {string} b */
export function byCodePoint(a, b) {
  for (let i = 0; ; i++) {
    const [x, y] = [a.codePointAt(i) ?? -1, b.codePointAt(i) ?? -1];
    if (x !== y) return x - y;
    if (x < 0) return 0;
    if (x > 0xffff) i++;
  }
}

/** A number as Python's repr writes it. @param {number} value */
export function realText(value) {
  const [mantissa, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 16) {
    const text = Object.is(value, -0) ? '-0' : String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
