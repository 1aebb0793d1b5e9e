"""Turns a picture file (PNG, JPEG, SVG) into a measured `Logo`."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import imagesize  # type: ignore[import-untyped]

from sopgen.model import Logo

MAX_BYTES = 5_000_000
MAX_SIDE = 20_000
"""px; nothing sensible is larger"""
_SVG_HEAD = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*(<svg\b[^>]*>)", re.DOTALL)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, None: 1.0}


class LogoProblem(Exception):
    """The logo cannot be used. The message is for the user."""


def load(name: str, folder: Path, root: Path) -> Logo:
    """Read the logo an SOP in `folder` names. Only files below `root`, the library, are read."""
    if "://" in name or name.startswith("//"):
        raise LogoProblem("Logo harus berkas di dalam pustaka, bukan alamat internet.")
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise LogoProblem(f"Berkas logo berada di luar pustaka ({root}).")
        if not path.is_file():
            raise LogoProblem(f"Berkas logo tidak ada: {path}")
        status = path.stat()
        if status.st_size > MAX_BYTES:
            raise LogoProblem(f"Berkas logo lebih dari {MAX_BYTES // 1_000_000} MB.")
        return _load(path, status.st_mtime_ns)
    except (OSError, ValueError, RuntimeError):
        raise LogoProblem("Berkas logo tidak dapat dibaca.") from None


@lru_cache(maxsize=32)
def _load(path: Path, changed: int) -> Logo:
    """One reading for all SOPs of a library; a file that changes is read again."""
    return measure(path.read_bytes())


def measure(data: bytes) -> Logo:
    """The picture's type and size, from its own bytes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        mime, size = "image/png", _raster(data, whole=b"IEND" in data[-64:])
    elif data.startswith(b"\xff\xd8"):
        mime, size = "image/jpeg", _raster(data, whole=b"\xff\xd9" in data)
    else:
        mime, size = "image/svg+xml", _svg(data)
    if size is None or not all(0 < side <= MAX_SIDE for side in size):
        raise LogoProblem("Berkas logo bukan gambar PNG, JPEG, atau SVG yang utuh.")
    return Logo(data, mime, *(max(1, round(side)) for side in size))


def _raster(data: bytes, *, whole: bool) -> tuple[float, float] | None:
    return imagesize.get(BytesIO(data), exif_rotation=False) if whole else None


def _svg(data: bytes) -> tuple[float, float] | None:
    """The size that the root element gives, or its viewBox, which `imagesize` does not read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    head = _SVG_HEAD.match(text)
    if not head or "<!ENTITY" in text or "</svg>" not in text + ("</svg>" if head[1].endswith("/>") else ""):
        return None
    width, height = _length(_attribute(head[1], "width")), _length(_attribute(head[1], "height"))
    box = [float(n) for n in re.findall(r"[-+]?[0-9]*\.?[0-9]+", _attribute(head[1], "viewBox"))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width and not height:
            width, height = box[2], box[3]
    return (width, height) if width and height else None


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return (match[1] or match[2] or "") if match else ""


def _length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PX[match[2]] if match else None
