// Snapshots in the origin's private file system: one file each, replaced as a whole or not at all.
//
// A file holds the length of a header (4 bytes), the header (JSON), the interpreter's memory, and
// the shared libraries that have to be there before the memory comes back.
// @ts-check

/** @typedef {{ memory: Uint8Array<ArrayBuffer>, libraries: Map<string, Uint8Array<ArrayBuffer>>, files: Map<string, Uint8Array<ArrayBuffer>> }} Snapshot */
/** @typedef {{ memory: number, libraries: [string, number][], files: [string, number][] }} Header */

const FOLDER = 'elm-toolkit-snapshots';
const SUFFIX = '.snapshot';

/**
 * @param {string} key names the runtime and everything in it by content
 * @returns {Promise<Snapshot | undefined>}
 */
export async function readSnapshot(key) {
  const file = await fileOf(await openFolder(), key + SUFFIX);
  if (!file?.size) return undefined; // it is empty where writing it was cut short
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = 4 + new DataView(bytes.buffer).getUint32(0, true);
  /** @type {Header} */
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  let at = start;
  const take = (/** @type {number} */ length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const memory = take(header.memory);
  const libraries = new Map(header.libraries.map(([path, length]) => [path, take(length)]));
  const files = new Map(header.files.map(([path, length]) => [path, take(length)]));
  if (at !== bytes.length) throw new Error('the snapshot is damaged');
  return { memory, libraries, files };
}

/** @param {string} key @param {Snapshot} snapshot */
export async function writeSnapshot(key, { memory, libraries, files }) {
  const folder = await openFolder();
  if (!folder) return;
  const handle = await folder.getFileHandle(key + SUFFIX, { create: true });
  const lengths = (/** @type {Map<string, Uint8Array>} */ entries) =>
    [...entries].map(([path, bytes]) => [path, bytes.length]);
  const json = JSON.stringify({
    memory: memory.length,
    libraries: lengths(libraries),
    files: lengths(files),
  });
  // filled up with spaces, so that the memory begins at a multiple of 8 and can be read in words
  const header = new TextEncoder().encode(json + ' '.repeat(12));
  const kept = header.subarray(0, header.length - ((header.length + 4) % 8));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, kept.length, true);
  try {
    const stream = await handle.createWritable(); // takes the file's place when it is closed
    for (const part of [length, kept, memory, ...libraries.values(), ...files.values()]) {
      await stream.write(part);
    }
    await stream.close();
  } catch (error) {
    await dropSnapshot(key);
    throw error;
  }
  await removeOthers(folder, key);
}

/** @param {string} key */
export async function dropSnapshot(key) {
  const folder = await openFolder();
  await folder?.removeEntry(key + SUFFIX).catch(() => {});
}

/** Of a runtime whose snapshot did not start, no other one is made. @param {string} key */
export async function distrust(key) {
  await dropSnapshot(key);
  const folder = await openFolder();
  await folder?.getFileHandle(`${key}.distrusted`, { create: true }).catch(() => {});
}

/** Whether a snapshot for this runtime may be made. @param {string} key */
export async function isWanted(key) {
  const folder = await openFolder();
  if (!folder || !('createWritable' in FileSystemFileHandle.prototype)) return false;
  const made = await fileOf(folder, key + SUFFIX);
  return !made?.size && !(await fileOf(folder, `${key}.distrusted`));
}

/** @param {FileSystemDirectoryHandle | undefined} folder @param {string} name */
async function fileOf(folder, name) {
  const handle = await folder?.getFileHandle(name).catch(() => undefined);
  return handle?.getFile();
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
