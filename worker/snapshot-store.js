// Snapshots in the origin's private file system: one file each, replaced as a whole or not at all.
//
// A file holds the length of a header (4 bytes), the checksum of all that follows (16 bytes), the
// header (JSON), the interpreter's memory, its own files, and the shared libraries that have to be
// there before the memory comes back.
// @ts-check
import { checksum } from './checksum.js';

/** @import { Files } from './packages.js' */

/** @typedef {{ memory: Uint8Array<ArrayBuffer>, runtime: Files, libraries: Files, files: Files }} Snapshot */
/** @typedef {{ memory: number, runtime: [string, number][], libraries: [string, number][], files: [string, number][] }} Header */

const FOLDER = 'elm-toolkit-snapshots';
const SUFFIX = '.snapshot';

/** Where the header begins. */
const START = 20;

/**
 * @param {string} key names the runtime and everything in it by content
 * @returns {Promise<FileSystemFileHandle | undefined>}
 */
export async function findSnapshot(key) {
  const handle = await handleOf(await openFolder(), key + SUFFIX);
  // it has gone where another tab has removed it by now, and is empty where writing it was cut short
  const file = await handle?.getFile().catch(() => undefined);
  return file?.size ? handle : undefined;
}

/**
 * @param {FileSystemFileHandle} handle
 * @returns {Promise<Snapshot>}
 * @throws {Error} for one that is not as it was written
 */
export async function readSnapshot(handle) {
  const bytes = await bytesOf(handle);
  if (bytes.length < START) throw new Error('the snapshot is cut off');
  const [length, ...noted] = new Uint32Array(bytes.buffer, 0, START / 4);
  const found = checksum(bytes.subarray(START));
  if (noted.some((word, i) => word !== found[i])) throw new Error('the snapshot is damaged');
  /** @type {Header} */
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(START, START + length)));
  let at = START + length;
  const take = (/** @type {number} */ size) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  const memory = take(header.memory);
  const [runtime, libraries, files] = [header.runtime, header.libraries, header.files].map(
    (list) => new Map(list.map(([path, size]) => [path, take(size)])),
  );
  if (at !== bytes.length) throw new Error('the snapshot is damaged');
  return { memory, runtime, libraries, files };
}

/**
 * Read in place, which takes half the time of a copy from the browser's process; as a copy where
 * another tab has it, or the browser cannot.
 *
 * @param {FileSystemFileHandle} handle
 */
async function bytesOf(handle) {
  try {
    const access = await /** @type {any} */ (handle).createSyncAccessHandle({ mode: 'read-only' });
    try {
      const bytes = new Uint8Array(access.getSize());
      access.read(bytes, { at: 0 });
      return bytes;
    } finally {
      access.close();
    }
  } catch {
    return new Uint8Array(await (await handle.getFile()).arrayBuffer());
  }
}

/** @param {string} key @param {Snapshot} snapshot */
export async function writeSnapshot(key, snapshot) {
  const folder = await openFolder();
  if (!folder) return;
  const handle = await folder.getFileHandle(key + SUFFIX, { create: true });
  try {
    const stream = await handle.createWritable(); // takes the file's place when it is closed
    await stream.write(packed(snapshot));
    await stream.close();
  } catch (error) {
    await dropSnapshot(key);
    throw error;
  }
  await removeOthers(folder, key);
}

/** @param {Snapshot} snapshot */
function packed({ memory, runtime, libraries, files }) {
  const lengths = (/** @type {Map<string, Uint8Array>} */ entries) =>
    [...entries].map(([path, bytes]) => [path, bytes.length]);
  const json = JSON.stringify({
    memory: memory.length,
    runtime: lengths(runtime),
    libraries: lengths(libraries),
    files: lengths(files),
  });
  // filled up with spaces, so that the memory begins at a multiple of 8 and can be read in words
  const spaced = new TextEncoder().encode(json + ' '.repeat(8));
  const header = spaced.subarray(0, spaced.length - ((START + spaced.length) % 8));
  const contents = [runtime, libraries, files].flatMap((entries) => [...entries.values()]);
  const parts = [header, memory, ...contents];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, START));
  let at = START;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const noted = Uint32Array.of(header.length, ...checksum(bytes.subarray(START)));
  bytes.set(new Uint8Array(noted.buffer));
  return bytes;
}

/** @param {string} key */
export async function dropSnapshot(key) {
  const folder = await openFolder();
  await folder?.removeEntry(key + SUFFIX).catch(() => {});
}

/**
 * To be told of a snapshot that did not start, or whose worker died. Of a runtime with two of them no
 * other is made.
 *
 * @param {string} key
 */
export async function distrust(key) {
  await dropSnapshot(key);
  const folder = await openFolder();
  const again = await handleOf(folder, `${key}.doubted`);
  const mark = again ? 'distrusted' : 'doubted';
  await folder?.getFileHandle(`${key}.${mark}`, { create: true }).catch(() => {});
}

/** Whether a snapshot for this runtime may be made. @param {string} key */
export async function isWanted(key) {
  const folder = await openFolder();
  if (!folder || !('createWritable' in FileSystemFileHandle.prototype)) return false;
  const made = await findSnapshot(key);
  return !made && !(await handleOf(folder, `${key}.distrusted`));
}

/** @param {FileSystemDirectoryHandle | undefined} folder @param {string} name */
async function handleOf(folder, name) {
  return folder?.getFileHandle(name).catch(() => undefined);
}

/** @param {FileSystemDirectoryHandle} folder @param {string} key */
async function removeOthers(folder, key) {
  for await (const name of /** @type {any} */ (folder).keys()) {
    if (!name.startsWith(key)) await folder.removeEntry(name).catch(() => {});
  }
}

/** The folder, or undefined where there is no such file system (private windows of some browsers). */
async function openFolder() {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return undefined;
  }
}
