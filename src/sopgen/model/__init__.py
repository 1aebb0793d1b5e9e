"""The SOP file as pydantic models: `Sop` and its parts, and the settings of a library.

`values` holds the kinds of values, `sop` the models, `settings` those of a sopgen.yaml, `schema` what editors are told.
"""

from __future__ import annotations

from sopgen.model.sop import (
    BOXES,
    Butir,
    Hubungan,
    Instansi,
    Isi,
    Kertas,
    Lane,
    Langkah,
    Logo,
    MutuBaku,
    Orientasi,
    PanahExcel,
    Penandatangan,
    Pengesahan,
    Sampul,
    Simbol,
    Sop,
    Status,
    Tampilan,
    TandaTangan,
    TandaTanganElektronik,
    Tanggal,
    Terminator,
    keys_of,
    part_at,
)
from sopgen.model.values import END

__all__ = [
    "BOXES",
    "END",
    "Butir",
    "Hubungan",
    "Instansi",
    "Isi",
    "Kertas",
    "Lane",
    "Langkah",
    "Logo",
    "MutuBaku",
    "Orientasi",
    "PanahExcel",
    "Penandatangan",
    "Pengesahan",
    "Sampul",
    "Simbol",
    "Sop",
    "Status",
    "Tampilan",
    "TandaTangan",
    "TandaTanganElektronik",
    "Tanggal",
    "Terminator",
    "keys_of",
    "part_at",
]
