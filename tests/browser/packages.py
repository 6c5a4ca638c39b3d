"""The packages of a site as a start unpacks them, with some of their files changed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

from build_steps.node import node
from build_steps.paths import NODE_MODULES

_INFLATE = """
import {{ decompress }} from {module};
const packed = [];
for await (const piece of process.stdin) packed.push(piece);
process.stdout.write(decompress(Buffer.concat(packed)));
"""
_BLOCK = 1 << 17


def changed(pack: bytes, change: Callable[[str, bytes], bytes]) -> tuple[bytes, int]:
    """Return the pack with other contents, not compressed, and the size of what it holds."""
    module = json.dumps((NODE_MODULES / "fzstd" / "esm" / "index.mjs").as_uri())
    command = [node(), "--input-type=module", "--eval", _INFLATE.format(module=module)]
    whole = subprocess.run(command, input=pack, capture_output=True, check=True).stdout
    header, _, rest = whole.partition(b"\n")
    files = []
    for path, size in json.loads(header):
        files.append((path, change(path, rest[:size])))
        rest = rest[size:]
    first = json.dumps([[path, len(content)] for path, content in files]).encode()
    content = b"".join([first, b"\n", *(content for _, content in files)])
    return frame(content), len(content)


def frame(content: bytes) -> bytes:
    """Return a zstd frame of blocks that are stored as they are (RFC 8878, 3.1.1)."""
    pieces = [content[i : i + _BLOCK] for i in range(0, len(content), _BLOCK)]
    heads = [len(piece) << 3 | (i == len(pieces) - 1) for i, piece in enumerate(pieces)]
    blocks = zip((head.to_bytes(3, "little") for head in heads), pieces, strict=True)
    start = bytes.fromhex("28b52ffd8050") + len(content).to_bytes(4, "little")
    return start + b"".join(head + piece for head, piece in blocks)
