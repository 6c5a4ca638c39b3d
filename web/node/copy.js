// Brings a folder of a site up to date with the files of a start: npx --no elm-toolkit copy public/elm
// @ts-check
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** In each such folder: what is ours in it. */
export const LIST = 'elm-toolkit-files.json';

/** What git and the Finder leave in a folder: it keeps nobody from using it, and stays. */
const MARKS = ['.gitkeep', '.gitignore', '.DS_Store'];

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
  const foreign = filesBelow(target).filter(
    (name) => name !== LIST && !isMark(name) && !old?.includes(name),
  );
  if (!old && foreign.length) {
    throw new Refusal(
      `${target} holds files that are not the toolkit's, as ${foreign[0]}: name another folder, or empty it`,
    );
  }
  const files = /** @type {string[]} */ (listOf(source));
  const stale = files.filter((name) => !same(join(source, name), join(target, name)));
  // also a link to a folder is a user's own: what lies behind it may be anybody's
  const clash = foreign.find((own) => stale.some((name) => isInTheWay(own, name)));
  if (clash) {
    throw new Refusal(
      `${target} holds ${clash}, which is not the toolkit's, where one of the toolkit's files goes: rename it, or name another folder`,
    );
  }
  // what is ours before and after comes first, so that a copy that was interrupted can go on
  mkdirSync(target, { recursive: true });
  const ours = [...new Set([...(old ?? []), ...files])];
  writeFileSync(join(target, LIST), JSON.stringify({ files: ours }));
  // a page that loads meanwhile finds the old files or the new ones: they go when all are there
  for (const name of stale) copy(source, target, name);
  const gone = (old ?? []).filter((name) => !files.includes(name) && isFileIn(target, name));
  for (const name of gone) remove(target, name);
  copy(source, target, LIST);
  const bytes = stale.reduce((sum, name) => sum + statSync(join(source, name)).size, 0);
  return { copied: stale, bytes, removed: gone, kept: files.length - stale.length, foreign };
}

/** What a folder says is ours in it, and lies in it. @param {string} folder @returns {string[] | undefined} */
function listOf(folder) {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, LIST), 'utf8'));
    return files.filter(
      (/** @type {unknown} */ name) =>
        typeof name === 'string' && isInside(folder, name) && !isMark(name),
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

/** @param {string} name */
const isMark = (name) => MARKS.includes(basename(name));

/** Whether a file of others and one of ours cannot both be. @param {string} own @param {string} name */
const isInTheWay = (own, name) =>
  own === name || name.startsWith(`${own}/`) || own.startsWith(`${name}/`);

/** Whether a file lies there, and not behind a link. @param {string} folder @param {string} name */
function isFileIn(folder, name) {
  const path = join(folder, name);
  if (!existsSync(path) || lstatSync(path).isDirectory()) return false;
  return realpathSync(dirname(path)) === resolve(realpathSync(folder), dirname(name));
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
