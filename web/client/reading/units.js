// What may stand before or behind the numbers of a column. See elm_core/tables/units.py.
// @ts-check
import { casefold, LETTER } from './unicode.js';

const MONEY = '$¢£¤¥֏؋৳฿៛₠-₿﷼﹩＄￠￡￥￦';
const CODES = (
  'USD EUR GBP JPY CHF CNY RMB INR AUD CAD NZD SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH ' +
  'BRL MXN ARS CLP COP PEN ZAR NGN KES EGP ILS AED SAR KRW TWD SGD HKD THB IDR MYR PHP VND PKR ' +
  'BDT LKR QAR KWD MAD UGX TZS GHS XOF XAF KZT GEL RSD UYU CRC DOP'
).replaceAll(' ', '|');

/** Before a number only money may stand, and in Turkey a percent sign: P001 and A4 are names. */
export const PREFIX = String.raw`(?:[A-Za-z]{1,3})?[${MONEY}]|(?:${CODES})(?![A-Za-z])|(?:Rs|Fr|kr|Kr|Rp|RM|KSh|Bs)\.?(?![A-Za-z])|R(?= )|S/\.?|%`;

/** Behind it any unit: letters and signs, a 9 standing for the 2 of m2. */
export const SUFFIX =
  `[${LETTER}%‰°"″′'${MONEY}]` +
  String.raw`(?:[${LETTER}%°"″′/^·*.⁻²³${MONEY}]|(?<=[${LETTER}\d_^])-?9(?!9)|[ \-](?=[${LETTER}${MONEY}])){0,20}`;

/** Magnitudes, as money and counts of followers are written. @type {Map<string, number>} */
export const MAGNITUDES = new Map([['', 1]]);
for (const [size, names] of /** @type {[number, string][]} */ ([
  [1e-3, '‰'],
  [1e-2, '%'],
  [1e3, 'k K thousand 千'],
  [1e4, '万 萬 만'],
  [1e5, 'lakh lakhs lac lacs Lac Lacs Lakh Lakhs'],
  [1e6, 'M Mio mn Mn million millions'],
  [1e7, 'Cr crore crores Crore Crores'],
  [1e8, '億 亿 억'],
  [1e9, 'B bn Bn Mrd billion billions'],
  [1e12, 'T tn trillion trillions 兆'],
]))
  for (const name of names.split(' ')) MAGNITUDES.set(name, size);
const MAGNITUDE = new RegExp(
  String.raw`(?:^|(?<=[\s${MONEY}]))(${[...MAGNITUDES.keys()].filter(Boolean).join('|')})\.?(?=\s|$)`,
  'u',
);
const SOME_MONEY = new RegExp(`[${MONEY}]|${PREFIX}`, 'u');

/** Of them those of the whole column: 5 % and 7 are both in percent. @param {string} sign */
export const isShare = (sign) => sign === '%' || sign === '‰';

/** Whether what stands behind a number can be a unit: ½ is a part of it, 5² is none. @param {string} text */
export const isUnit = (text) => !/^[²³¹⁰⁴-⁹]|(?![²³¹⁰⁴-⁹])[\p{No}\p{Nl}]/u.test(text);

/** What two spellings of a unit have in common: case, blanks and the plural aside. @param {string} unit */
export function sameUnit(unit) {
  const key = casefold(unit).replaceAll(' ', '').replace(/\.+$/, '');
  return [...key].length > 3 && /^\p{L}+s$/u.test(key) ? key.slice(0, -1) : key;
}

/** A unit without its magnitude, and the magnitude. @param {string} unit @returns {[string, string]} */
export function splitMagnitude(unit) {
  const found = MAGNITUDE.exec(unit);
  if (!found) return [unit, ''];
  const rest = unit.slice(0, found.index) + unit.slice(found.index + found[0].length);
  return [rest.trim(), found[1]];
}

/** Whether a unit is a sign or a code of money. @param {string | null} unit */
export const isMoney = (unit) => unit !== null && SOME_MONEY.test(unit);
