"""Names of positions, however they are shortened."""

from __future__ import annotations

import pytest

from sopgen.wording import named_positions, position_of


def fits(one: str, other: str) -> bool:
    first, second = position_of(one), position_of(other)
    assert first is not None
    assert second is not None
    return first.fits(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabid", "Kepala Bidang IP"),
        ("Kasubbag TU", "Kepala Sub Bagian Tata Usaha"),
        ("Kasub Bag Umum", "Kasubag Administrasi Umum dan Keuangan"),
        ("Kaban", "Kepala Badan"),
        ("Kepala SKPD", "Kepala Dinas"),
        ("Sekretaris", "Sekrcam"),
        ("Ka. Subbag Umum", "Kasubag Umum"),
        ("Sub Koordinator", "SUBKOORDINATOR"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert fits(one, other)
    assert fits(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Kabid", "Kabag"), ("Kasubag Umum", "Kasubag Program"), ("Camat", "Lurah")]
)
def test_different(one: str, other: str) -> None:
    assert not fits(one, other)


def test_named_in_a_sentence() -> None:
    found = named_positions("Kepala SKPD memerintahkan sekretaris dan masing-masing kepala bidang melalui Kasubag Umum")
    assert [place.text for place in found] == ["Kepala SKPD", "sekretaris", "Kasubag Umum"]
    assert not named_positions("Mengirim berkas kepada Kepala Badan Kepegawaian Daerah dan Sekretaris Daerah")
