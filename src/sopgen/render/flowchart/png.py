"""Says in a PNG how large it is on paper (pHYs), and drops what could differ between runs (PNG specification, 11.3)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def with_resolution(data: bytes, dpi: float) -> bytes:
    """The picture with its resolution and only the chunks that carry pixels."""
    per_metre = round(dpi / 0.0254)
    resolution = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    parts = [_SIGNATURE]
    for kind, body in _chunks(data):
        if kind in _KEPT:
            parts.append(_chunk(kind, body))
        if kind == b"IHDR":
            parts.append(resolution)
    return b"".join(parts)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
