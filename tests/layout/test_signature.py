"""What follows the table: boxes, and a room for each who signs."""

from hypothesis import given
from hypothesis import strategies as st
from sheet_checks import make_sop

from sopgen.layout.forms.blocks import MAX_ROW
from sopgen.layout.forms.signature import SIGNATURE_ROOM, closing_strips
from sopgen.model import Butir, Pengesahan, Tampilan
from sopgen.model.sop import Penandatangan, TandaTanganElektronik
from sopgen.scene.document import NO_BORDER, Line
from sopgen.text.metrics import block_height

EDGES = (0, 30, 300, 400, 500, 600, 700, 900)
APPROVAL = Pengesahan(jabatan="SEKRETARIS DAERAH", nama="Ir. Soeko, MT", pangkat="Pembina", nip="1967")
AT_THE_END = Tampilan(tanda_tangan="akhir")


def test_one_who_approves_signs_at_the_right() -> None:
    (strip,) = closing_strips(make_sop(disahkan_oleh=APPROVAL, tampilan=AT_THE_END), EDGES)
    lines = [cell for cell in strip.cells if cell.role == "signature"]
    assert [cell.text for cell in lines] == ["SEKRETARIS DAERAH", "Ir. Soeko, MT", "Pembina", "NIP. 1967"]
    assert [cell.row for cell in lines] == [1, 3, 4, 5]
    assert strip.heights[2] == SIGNATURE_ROOM
    assert len(strip.heights) == 6
    assert {(cell.column, cell.column_span) for cell in strip.cells} == {(5, 2)}
    assert [cell.font.bold for cell in lines] == [True, True, False, False]
    assert all(cell.border == NO_BORDER for cell in strip.cells)
    assert closing_strips(make_sop(disahkan_oleh=APPROVAL), EDGES) == []


def test_others_sign_beside_the_one_who_approves() -> None:
    signers = (
        Penandatangan(peran="Disusun oleh", nama="Budi", tanggal="2022-08-20", penanda="^"),
        Penandatangan(peran="Diperiksa oleh", nama="Siti"),
    )
    look = AT_THE_END.model_copy(
        update={"tanda_tangan_elektronik": TandaTanganElektronik(penanda="#", ukuran=(160, 90))}
    )
    (strip,) = closing_strips(make_sop(penandatangan=signers, disahkan_oleh=APPROVAL, tampilan=look), EDGES)
    roles = [cell.text for cell in strip.cells if cell.row == 1]
    assert roles == ["Disusun oleh", "Diperiksa oleh", "Disahkan oleh"]
    rooms = [cell for cell in strip.cells if cell.role == "signature-room"]
    assert [cell.marker for cell in rooms] == ["^", "", "#"]
    assert [cell.column for cell in rooms] == [0, 2, 5]
    assert max(strip.heights) == 90
    assert "20 Agustus 2022" in [cell.text for cell in strip.cells]


def test_six_sign_in_two_rows() -> None:
    signers = tuple(Penandatangan(nama=f"N{i}") for i in range(6))
    strips = closing_strips(make_sop(penandatangan=signers), EDGES)
    assert [[cell.text for cell in strip.cells if cell.text] for strip in strips] == [
        ["N0", "N1", "N2", "N3"],
        ["N4", "N5"],
    ]


def test_boxes_stand_before_those_who_sign_and_are_closed_all_round() -> None:
    box = ("Catatan", (Butir(text="Satu", children=(Butir(text="Rinci"),)), Butir(text="Dua")))
    strips = closing_strips(make_sop(penutup=(box,), tampilan=AT_THE_END, disahkan_oleh=APPROVAL), EDGES)
    texts = [cell.text for strip in strips for cell in strip.cells if cell.role.startswith("box") and cell.text]
    assert texts == ["Catatan", "1.", "Satu", "a. Rinci", "2.", "Dua"]
    ruled = [cell for strip in strips for cell in strip.cells if cell.role.startswith("box")]
    assert all(cell.border.left for cell in ruled if not cell.column)
    assert all(cell.border.right for cell in ruled if cell.column + cell.column_span == len(EDGES) - 1)
    assert ruled[0].border.top is ruled[-1].border.bottom is Line.THIN


@given(st.builds(Pengesahan, jabatan=st.text(max_size=900), nama=st.text(max_size=300)), st.integers(1, 6))
def test_nothing_clips(official: Pengesahan, columns: int) -> None:
    (strip,) = closing_strips(make_sop(disahkan_oleh=official, tampilan=AT_THE_END), EDGES[: columns + 1])
    assert max(strip.heights) <= MAX_ROW
    for cell in strip.cells:
        height = sum(strip.heights[cell.row : cell.row + cell.row_span])
        assert not cell.text or height >= block_height(len(cell.lines), cell.font.size)
        assert cell.column + cell.column_span == columns
