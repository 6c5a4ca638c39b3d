"""Links that hold a model, as web/client/share.js writes them."""

from __future__ import annotations

import base64
import zlib


def fragment(data: bytes) -> str:
    """Return what is after the address, such as ``#elm1.7VbNb9s2…``."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return of_packed(squeeze.compress(data) + squeeze.flush())


def bomb(megabytes: int) -> str:
    """Return a link of some kilobytes that unfolds to so many megabytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = squeeze.compress(bytes(2**20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return of_packed(megabyte * megabytes)


def of_packed(packed: bytes) -> str:
    return "#elm1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")
