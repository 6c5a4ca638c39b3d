// Brings a folder of a site up to date with the files of a start: npx elm-toolkit copy public/elm
// @ts-check
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** In each such folder: what is ours in it. */
export const LIST = 'elm-toolkit-files.json';

/** Why it is not done, for people. */
export class Refusal extends Error {}

/**
 * @param {string} source the package's assets
 * @param {string} target
 * @returns {{ copied: string[], bytes: number, removed: string[], kept: number, foreign: string[] }}
 * @throws {Refusal}
 */
export function copyAssets(source, target) {
  if (existsSync(target) && !statSync(target).isDirectory()) {
    throw new Refusal(`${target} is a file: name a folder`);
  }
  const old = listOf(target);
  const foreign = filesBelow(target).filter((name) => name !== LIST && !old?.includes(name));
  if (!old && foreign.length) {
    throw new Refusal(
      `${target} holds files that are not the toolkit's, as ${foreign[0]}: name another folder, or empty it`,
    );
  }
  const files = /** @type {string[]} */ (listOf(source));
  const stale = files.filter((name) => !same(join(source, name), join(target, name)));
  for (const name of stale) copy(source, target, name);
  // a page that loads meanwhile finds the old files or the new ones: the list comes last, then they go
  copy(source, target, LIST);
  const gone = (old ?? []).filter(
    (name) => !files.includes(name) && existsSync(join(target, name)),
  );
  for (const name of gone) remove(target, name);
  const bytes = stale.reduce((sum, name) => sum + statSync(join(source, name)).size, 0);
  return { copied: stale, bytes, removed: gone, kept: files.length - stale.length, foreign };
}

/** What a folder says is ours in it, and lies in it. @param {string} folder @returns {string[] | undefined} */
function listOf(folder) {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, LIST), 'utf8'));
    return files.filter(
      (/** @type {unknown} */ name) => typeof name === 'string' && isInside(folder, name),
    );
  } catch {
    return undefined;
  }
}

/** A list may have been written by anybody. @param {string} folder @param {string} name */
function isInside(folder, name) {
  const way = relative(resolve(folder), resolve(folder, name));
  return way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesBelow(join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name],
  );
}

/** @param {string} a @param {string} b */
function same(a, b) {
  if (!existsSync(b) || statSync(a).size !== statSync(b).size) return false;
  const digest = (/** @type {string} */ path) =>
    createHash('sha256').update(readFileSync(path)).digest('hex');
  return digest(a) === digest(b);
}

/** @param {string} source @param {string} target @param {string} name */
const copy = (source, target, name) => cpSync(join(source, name), join(target, name));

/** A file of ours, and its folder when nothing is left in it. @param {string} target @param {string} name */
function remove(target, name) {
  rmSync(join(target, name));
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(target, folder)).length) return;
    rmdirSync(join(target, folder));
  }
}
