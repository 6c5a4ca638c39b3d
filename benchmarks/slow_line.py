"""A first visit over a slow line: files only, or with a snapshot that the build could ship.

Run: python benchmarks/slow_line.py [--rounds 3]

A relay in front of the server lets 10 or 100 Mbit/s through, all connections together. The
shipped snapshot comes gzipped beside the files that a start from it still needs, is unpacked
into the private file system, and the toolkit starts from it. Printed are seconds from the first
request to the first fit, medians over the rounds.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.speed.page import Place, open_place
from tests.browser.conftest import SNAPSHOT_IS_THERE

MEGABITS = (10, 100)
CHUNK = 4096

GZIPPED = """async (name) => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('elm-toolkit-snapshots');
  const file = await (await folder.getFileHandle(name)).getFile();
  const packed = file.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768)
    text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}"""
VISIT = """async ({ shipped, snapshot, name, files }) => {
  const begin = performance.now();
  if (shipped) {
    const unpack = async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('elm-toolkit-snapshots', { create: true });
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      const body = (await fetch(shipped)).body.pipeThrough(new DecompressionStream('gzip'));
      await body.pipeTo(stream);
    };
    const warm = async (url) => (await fetch(url)).arrayBuffer();
    await Promise.all([unpack(), ...files.map(warm)]);
  }
  const { ElmToolkit } = await import('/client/index.js');
  const elm = await ElmToolkit.start({ snapshot });
  const model = await elm.create('ELMClassifier', { random_state: 0 });
  await model.fit([[0], [1], [0], [1]], ['a', 'b', 'a', 'b']);
  const seconds = (performance.now() - begin) / 1000;
  const { start } = await elm.info();
  return { seconds, start };
}"""


class Line:
    """What all connections together may carry, in bytes a second."""

    def __init__(self, rate: float) -> None:
        self._rate, self._free, self._lock = rate, 0.0, threading.Lock()

    def carry(self, n: int) -> None:
        """Wait until `n` more bytes are through."""
        with self._lock:
            self._free = max(self._free, time.monotonic()) + n / self._rate
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


@contextlib.contextmanager
def slow_line(target: str, rate: float) -> Iterator[str]:
    """A relay to the server at `target`; gives its own address."""
    line, there = Line(rate), urlsplit(target)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def pump(source: socket.socket, sink: socket.socket, limited: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if limited:
                    line.carry(len(data))
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((there.hostname or "", there.port or 0))
                for ends in ((near, far, False), (far, near, True)):
                    threading.Thread(target=pump, args=ends, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def make_snapshot(place: Place) -> tuple[str, bytes]:
    """Name and gzipped content of the snapshot that a first visit leaves behind."""
    context = place.visitor()
    page = place.open(context).page
    page.evaluate(VISIT, {"snapshot": True})
    name = page.evaluate(SNAPSHOT_IS_THERE)
    content = base64.b64decode(page.evaluate(GZIPPED, name))
    context.close()
    return name, content


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with open_place() as place:
        name, content = make_snapshot(place)
        address = place.serve("snapshot.gz", content)
        # what a start from a snapshot asks for
        [runtime] = place.site.glob("runtime-*")
        files = [f"/{runtime.name}/{p}" for p in ("pyodide.asm.wasm", "pyodide.asm.mjs")]
        print(f"snapshot: {len(content) / 1e6:.1f} MB gzipped")
        for megabits in MEGABITS:
            taken: dict[str, list[float]] = {"files": [], "shipped": []}
            with slow_line(place.server.url, megabits * 1e6 / 8) as url:
                for _ in range(rounds):
                    for kind, shipped in (("files", None), ("shipped", address)):
                        context = place.browser.new_context(base_url=url)
                        page = context.new_page()
                        page.set_default_timeout(0)
                        page.goto("/bench/bench.html")
                        got = page.evaluate(
                            VISIT,
                            {
                                "shipped": shipped,
                                "snapshot": bool(shipped),
                                "name": name,
                                "files": files,
                            },
                        )
                        if (got["start"] == "snapshot") != bool(shipped):
                            raise RuntimeError(f"{kind}: the page took a {got['start']} start")
                        taken[kind].append(got["seconds"])
                        context.close()
            plain, with_snapshot = median(taken["files"]), median(taken["shipped"])
            print(
                f"{megabits:4} Mbit/s: files {plain:.1f} s, with a shipped snapshot "
                f"{with_snapshot:.1f} s ({with_snapshot / plain:.2f})"
            )


if __name__ == "__main__":
    main()
