// Files of models, of a bounded size.
// @ts-check

const MOST = 200;
const MARK = /"format"\s*:\s*"elm-toolkit-model"/;

/** @param {File} file @throws {Error} for one that is too large */
export function checkModelFile({ size }) {
  const megabytes = Math.ceil(size / 2 ** 20);
  if (megabytes <= MOST) return;
  throw new Error(`The file has ${megabytes} MB; at most ${MOST} MB can be opened.`);
}

/** @param {File} file */
export async function readModelFile(file) {
  checkModelFile(file);
  return file.text();
}

/** Whether a file says at its beginning that it holds a model. @param {File} file */
export const saysModel = async (file) => MARK.test(await file.slice(0, 4000).text());

/**
 * Whether a page that opens tables, too, opens a file as a model: JSON is one there, but for a list,
 * which is rows.
 *
 * @param {File} file
 */
export async function opensAsModel(file) {
  const isRows = /^\s*\[/.test(await file.slice(0, 100).text());
  return (/\.json$/i.test(file.name) && !isRows) || saysModel(file);
}
