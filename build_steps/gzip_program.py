"""Compress a file for browsers, as small as gzip can: gzip_program.py FROM TO."""

import sys
from pathlib import Path

import deflate

LEVEL = 12  # the most there is


def main(source: str, target: str) -> None:
    Path(target).write_bytes(deflate.gzip_compress(Path(source).read_bytes(), LEVEL))


if __name__ == "__main__":
    main(*sys.argv[1:])
