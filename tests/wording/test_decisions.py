"""A check with a consequence is a decision; a mere condition is none."""

from __future__ import annotations

import pytest
from verdicts import codes_of

from sopgen.wording import review


@pytest.mark.parametrize(
    "text",
    [
        "Memeriksa berkas, jika salah dikembalikan",
        "Meneliti draf. Apabila setuju diparaf, apabila tidak setuju dikembalikan",
        "Memeriksa berkas; yang tidak lengkap dikembalikan kepada pemohon",
        "Bila belum benar mengembalikan konsep kepada staf",
        "Memeriksa berkas. Dalam hal berkas tidak lengkap, memberitahukan pemohon",
        "Apakah berkas lengkap?",
    ],
)
def test_decision(text: str) -> None:
    assert "SOP309" in codes_of(review(text))


@pytest.mark.parametrize(
    "text",
    [
        "Melakukan kunjungan lapangan (apabila diperlukan)",
        "Memberikan masukan jika ada",
        "Mengundang narasumber bila dipandang perlu",
        "Memeriksa apakah berkas sudah lengkap",
        "Memperbaiki berkas yang tidak lengkap",
        "Menerima berkas yang dikembalikan",
        "Menyelesaikan berkas yang belum lengkap untuk dikembalikan",
    ],
)
def test_no_decision(text: str) -> None:
    assert "SOP309" not in codes_of(review(text))
