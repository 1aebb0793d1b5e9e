"""The list boxes of an SOP's identity page, in the order of the form: left and right, from the top."""

from __future__ import annotations

BOXES = (
    "dasar_hukum",
    "kualifikasi_pelaksana",
    "keterkaitan",
    "peralatan_perlengkapan",
    "peringatan",
    "pencatatan_pendataan",
)
"""`tambahan` holds further ones, each under its own heading."""
