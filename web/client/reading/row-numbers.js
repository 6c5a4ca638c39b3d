// Columns that name or count rows: nothing can be learnt from them but the order of the file. See
// elm_core/tables/identifiers.py.
// @ts-check

/** A column of distinct whole numbers called so names its rows. */
const NAMES_ROWS =
  /^(?:(?:.*[\s_.-])?(?:id|ids|uid|uuid|guid|rowid|rownames?|row[\s_.]names?|pk)|(?:id|uid)[\s_.-].*|.*[a-z](?:Id|ID)|[A-Z]+ID)$/;
/** Columns without a name of their own: what a data frame kept to find its rows by. */
const UNNAMED = /^(?:unnamed(?:[: ]+\d+(?:\.\d+)?)?(?:_level_\d+)?|level_0|\.\.\.1|_c0)?$/;
/** Called so it does if it also runs on by one a row; X is what R calls row names it reads. */
const COUNTS_ROWS =
  /^(?:#|(?:.*[\s_.-])?(?:no|nr|num|number|nummer|idx|index|key|record|serial|sno|rn)\.?|(?:.*\s)?(?:n[°ºo]|№|番号|序号|編號|编号|번호)\.?|[a-z]{3,}n[or]|[fo]id|(?:s|sl|sr)\.?[\s_.]?no\.?|rows?|x1|v1|column 1|obs\.?|observation|case|sample|instance|subject|patient|person|respondent|entry)$/;

/**
 * Whether a column names or counts the rows, by its name and its first cells.
 *
 * @param {string} name @param {() => string[]} cells
 */
export function isRowNumber(name, cells) {
  const called = name.trim();
  const lower = called.toLowerCase();
  const names = NAMES_ROWS.test(called) || NAMES_ROWS.test(lower) || UNNAMED.test(lower);
  if (!names && called !== 'X' && !COUNTS_ROWS.test(lower)) return false;
  const texts = cells();
  if (texts.length < 3 || !texts.every((cell) => /^\s*[+-]?\d+\s*$/.test(cell))) return false;
  const numbers = texts.map(Number);
  if (names) return new Set(numbers).size === numbers.length;
  const step = numbers[1] - numbers[0];
  return Math.abs(step) === 1 && numbers.every((n, i) => n === numbers[0] + i * step);
}
