"""Times as officials write them, in working minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.reading.durations import Duration, parse


@pytest.mark.parametrize(
    ("text", "low", "high", "per"),
    [
        ("15 detik", 0.25, 0.25, None),
        ("5 menit", 5, 5, None),
        ("5 Menit", 5, 5, None),
        ("2 jam", 120, 120, None),
        ("1 hari", 450, 450, None),
        ("3 hari kerja", 1350, 1350, None),
        ("1 minggu", 2250, 2250, None),
        ("2 bulan", 18_000, 18_000, None),
        ("1 tahun", 108_000, 108_000, None),
        ("1-3 hari", 450, 1350, None),
        ("1 – 3 hari", 450, 1350, None),
        ("1 s.d. 3 hari", 450, 1350, None),
        ("30 menit - 1 jam", 30, 60, None),
        ("1 jam 30 menit", 90, 90, None),
        ("1,5 jam", 90, 90, None),
        ("1.000 menit", 1000, 1000, None),
        ("10 menit per berkas", 10, 10, "berkas"),
        ("10 menit/berkas", 10, 10, "berkas"),
        ("maksimal 2 jam", 120, 120, None),
        ("paling lama 3 hari kerja", 1350, 1350, None),
        ("1 (satu) hari", 450, 450, None),
        ("0 menit", 0, 0, None),
    ],
)
def test_measurable(text: str, low: float, high: float, per: str | None) -> None:
    assert parse(text) == Duration(low, high, per)


@pytest.mark.parametrize("text", ["", "-", "Sesuai kebutuhan", "5", "menit", "5 menitan", "5 menit lebih", "1 jam -"])
def test_not_measurable(text: str) -> None:
    assert parse(text) is None


def test_hours_per_day() -> None:
    assert parse("1 hari", hours_per_day=8) == Duration(480, 480)
    assert parse("2 jam", hours_per_day=8) == Duration(120, 120)


@given(st.text(alphabet="0123456789.,/-–½ amnitjhrks()"))
def test_any_text(text: str) -> None:
    found = parse(text)
    assert found is None or 0 <= found.low_minutes <= found.high_minutes
