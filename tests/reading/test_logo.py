"""Pictures: measured from their own bytes, and refused where they are none."""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import png

from sopgen.model import Logo
from sopgen.reading.logo import LogoProblem, load, measure


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\1\1\x11\0"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def test_png() -> None:
    data = png(30, 20)
    assert measure(data) == Logo(data, "image/png", 30, 20)


def test_jpeg() -> None:
    data = jpeg(640, 480)
    assert measure(data) == Logo(data, "image/jpeg", 640, 480)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="40" height="30px"', (40, 30)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ("viewBox='0 0 200 100'", (200, 100)),
        ('viewBox="0 0 200 100" width="50"', (50, 25)),
        ('viewBox="0,0,200,100" width="100%" height="100%"', (200, 100)),
    ],
)
def test_svg(head: str, size: tuple[int, int]) -> None:
    logo = measure(f'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" {head}></svg>'.encode())
    assert (logo.mime, logo.width, logo.height) == ("image/svg+xml", *size)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bukan gambar",
        png(30, 20)[:40],
        png(0, 20),
        jpeg(0, 1),
        jpeg(9, 9)[:-2],
        b"\xff\xd8\xff",
        b"<svg></svg>",
        b'<svg width="9" height="9">',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg width="9" height="9"></svg>',
        b"\xff\xfe<\0s\0",
    ],
)
def test_no_picture(data: bytes) -> None:
    with pytest.raises(LogoProblem):
        measure(data)


@given(st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"<svg ", b""]), st.binary(max_size=80))
def test_any_bytes(head: bytes, rest: bytes) -> None:
    with suppress(LogoProblem):
        measure(head + rest)


@pytest.mark.parametrize(
    "name", ["http://x/logo.png", "file:///etc/passwd", "../logo.png", "/etc/passwd", "tidak-ada.png", ".", "a\0b"]
)
def test_only_files_of_the_library(name: str, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(3, 3))
    folder = tmp_path / "pustaka"
    folder.mkdir()
    with pytest.raises(LogoProblem):
        load(name, folder, folder)
    assert load("../logo.png", folder, tmp_path).width == 3


def test_a_link_out_of_the_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(3, 3))
    folder = tmp_path / "pustaka"
    folder.mkdir()
    (folder / "logo.png").symlink_to(tmp_path / "logo.png")
    with pytest.raises(LogoProblem):
        load("logo.png", folder, folder)
