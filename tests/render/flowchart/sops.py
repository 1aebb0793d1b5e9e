"""Random SOPs for the flowchart's tests, and the SOPs of the examples."""

from __future__ import annotations

from hypothesis import strategies as st

from sopgen.flow import trace
from sopgen.layout.chart import place_chart
from sopgen.model import END, Lane, Langkah, Sop, Tampilan
from sopgen.scene.chart import Chart

WORDS = (
    "Menerima",
    "surat",
    "dan",
    "memberikan",
    "disposisi",
    "Verifikasi/validasi",
    "DPA",
    "kepada",
    "Bagian",
    "draf",
)


def placed(sop: Sop) -> Chart:
    return place_chart(sop, trace(sop))


def made(texts: list[str], lanes: int = 2, **step: object) -> Sop:
    """One step a text, in turn in each lane."""
    columns = tuple(Lane(id=f"p{i}", nama=f"Pelaksana {i}") for i in range(lanes))
    steps = tuple(
        Langkah(kegiatan=text, pelaksana=(f"p{i % lanes}",), **step)  # type: ignore[arg-type]
        for i, text in enumerate(texts)
    )
    return Sop(judul="Uji", pelaksana=columns, langkah=steps)


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=16).map(" ".join)


@st.composite
def sops(draw: st.DrawFn, rows: int = 40, lanes: int = 10) -> Sop:
    """Any SOP of at most `rows` steps and `lanes` lanes, with all that a flow may have."""
    width = draw(st.integers(1, lanes))
    count = draw(st.integers(1, rows))
    columns = tuple(
        Lane(id=f"p{i}", nama=draw(texts), kelompok=draw(st.sampled_from((None, "Kelompok A", "Kelompok B"))))
        for i in range(width)
    )
    steps = tuple(draw(_step(i, count, width)) for i in range(count))
    shape = Tampilan(terminator=draw(st.sampled_from(("langkah", "terpisah"))))
    return Sop(judul="Acak", pelaksana=columns, langkah=steps, tampilan=shape)


@st.composite
def _step(draw: st.DrawFn, i: int, count: int, width: int) -> Langkah:
    lanes = draw(st.lists(st.integers(0, width - 1), min_size=1, max_size=min(3, width), unique=True))
    values: dict[str, object] = {
        "id": f"l{i}",
        "kegiatan": draw(texts),
        "pelaksana": tuple(f"p{lane}" for lane in lanes),
        "hubungan": draw(st.sampled_from(("berurutan", "bersama", "sejajar"))) if len(lanes) > 1 else "berurutan",
    }
    way = draw(st.sampled_from(("terus", "terus", "putus", "lompat")))
    target = f"l{draw(st.integers(0, count - 1))}"
    if way == "putus" and target != f"l{i}":
        values["hubungan"] = "berurutan"
        values["keputusan"] = (("Ya", None), (draw(st.sampled_from(("Tidak", "Tidak lengkap"))), target))
        values["pertanyaan"] = draw(st.sampled_from((None, "Setuju?")))
    elif way == "lompat" and i < count - 1 and target > f"l{i}":
        values["lanjut"] = (draw(st.sampled_from((target, END))),)
    return Langkah(**values)  # type: ignore[arg-type]
