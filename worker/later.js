// Modules that no start needs: the archive that has them is fetched when one is first imported.
// @ts-check

/** @import { PyodideAPI } from 'pyodide' */
/** @import { RuntimeFiles } from './download.js' */

// The rest of the standard library stays an archive, with sources, which tracebacks show. Of packages
// what is there already stays: it is what the start has put there.
const FINDER = `
import sys
from importlib import invalidate_caches
from importlib.machinery import PathFinder
from pathlib import Path

STDLIB, REST = "/lib/python314.zip", "/lib/python314-rest.zip"
SITE_PACKAGES = Path("/lib/python3.14/site-packages")

class Later:
    """Asked when a module is not there: finds what is in an archive that no start needs."""

    def __init__(self, fetch, archives):
        self.fetch = fetch
        self.sha256 = {path: about["sha256"] for path, about in archives.items()}
        self.archives = {
            module: path for path, about in archives.items() for module in about["modules"]
        }
        self.there = set()

    def find_spec(self, name, path=None, target=None):
        archive = self.archives.get(name.partition(".")[0])
        if archive is None:
            return None
        if archive not in self.there:
            self.bring(archive, name)
        if path is not None:
            path = [place.replace(STDLIB, REST) for place in path]
        return PathFinder.find_spec(name, path, target)

    def bring(self, archive, name):
        content = self.fetched(archive, name)
        if archive.endswith(".zip"):
            Path(REST).write_bytes(content)
            sys.path.insert(sys.path.index(STDLIB) + 1, REST)
        else:
            unpack(content)
        invalidate_caches()
        self.there.add(archive)

    def fetched(self, archive, name):
        from hashlib import sha256
        why = "it is not what it should be"
        for again in (False, True):
            try:
                content = self.fetch(archive, again).to_bytes()
            except Exception as error:
                why = error
                continue
            if sha256(content).hexdigest() == self.sha256[archive]:
                return content
        raise ImportError(f"could not load {archive}, which has the module {name}: {why}", name=name)

def unpack(content):
    from io import BytesIO
    from zipfile import ZipFile
    with ZipFile(BytesIO(content)) as wheel:
        for entry in wheel.namelist():
            place = SITE_PACKAGES / entry
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(wheel.read(entry))

def find_later(fetch, archives):
    # before those of Pyodide, which say what is missing
    sys.meta_path.insert(sys.meta_path.index(PathFinder) + 1, Later(fetch, archives.to_py()))
find_later
`;

/** Kept, as the worker of How it works takes it away from what is typed there. */
const Asking = globalThis.XMLHttpRequest;

/**
 * @param {PyodideAPI} pyodide
 * @param {RuntimeFiles} runtime
 * @param {string} indexURL
 */
export function findLater(pyodide, { later }, indexURL) {
  const archives = Object.fromEntries(
    later.map(({ path, sha256, modules }) => [path, { sha256, modules }]),
  );
  // an import waits for it, and cannot wait for a promise
  const fetchNow = (/** @type {string} */ path, /** @type {boolean} */ again) => {
    if (!Object.hasOwn(archives, path)) throw new Error(`there is no ${path}`);
    const request = new Asking();
    // another address passes by what caches have of it
    request.open('GET', indexURL + path + (again ? `?again=${Date.now()}` : ''), false);
    request.responseType = 'arraybuffer';
    request.send();
    if (request.status !== 200) throw new Error(`HTTP ${request.status}`);
    return new Uint8Array(request.response);
  };
  const globals = pyodide.toPy({});
  const install = pyodide.runPython(FINDER, { globals });
  install(fetchNow, archives);
  install.destroy();
  globals.destroy();
}
