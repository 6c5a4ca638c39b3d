// Files of models, of a bounded size.
// @ts-check

const MOST = 200;

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
