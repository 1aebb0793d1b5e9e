"""What follows the table: boxes, and a room for each who signs."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_checks import make_sop

from sopgen.layout.forms.blocks import MAX_ROW, SheetFlow
from sopgen.layout.forms.identity import identity_sheet
from sopgen.layout.forms.signature import GAP, SIGNATURE_ROOM, closing_bands
from sopgen.layout.paper import paper
from sopgen.model import Butir, Pengesahan, Sop, Tampilan
from sopgen.model.sop import Penandatangan, TandaTanganElektronik
from sopgen.scene.document import NO_BORDER, Cell, Line, Sheet
from sopgen.text.metrics import block_height

EDGES = (0, 30, 300, 400, 500, 600, 700, 900)
APPROVAL = Pengesahan(jabatan="SEKRETARIS DAERAH", nama="Ir. Soeko, MT", pangkat="Pembina", nip="1967")
AT_THE_END = Tampilan(tanda_tangan="akhir")


def closing(sop: Sop, column_edges: Sequence[int] = EDGES, page: int = 2000) -> Sheet:
    """What follows the table, on a sheet of its own."""
    flow = SheetFlow(column_edges, page)
    for band in closing_bands(sop, column_edges):
        flow.add(band, GAP)
    return flow.sheet("Penutup")


def heights(sheet: Sheet) -> list[int]:
    return [b - a for a, b in pairwise(sheet.row_edges)]


def signatures(sheet: Sheet) -> list[Cell]:
    return [cell for cell in sheet.cells if cell.role == "signature"]


def test_one_who_approves_signs_at_the_right() -> None:
    sheet = closing(make_sop(disahkan_oleh=APPROVAL, tampilan=AT_THE_END))
    lines = signatures(sheet)
    assert [cell.text for cell in lines] == ["SEKRETARIS DAERAH", "Ir. Soeko, MT", "Pembina", "NIP. 1967"]
    assert [cell.row for cell in lines] == [1, 3, 4, 5]
    assert heights(sheet)[2] == SIGNATURE_ROOM
    assert len(heights(sheet)) == 6
    assert {(cell.column, cell.column_span) for cell in sheet.cells} == {(5, 2)}
    assert [cell.font.bold for cell in lines] == [True, True, False, False]
    assert all(cell.border == NO_BORDER for cell in sheet.cells)
    assert closing_bands(make_sop(disahkan_oleh=APPROVAL), EDGES) == []


def test_others_sign_beside_the_one_who_approves() -> None:
    signers = (
        Penandatangan(peran="Disusun oleh", nama="Budi", tanggal="2022-08-20", penanda="^"),
        Penandatangan(peran="Diperiksa oleh", nama="Siti"),
    )
    look = AT_THE_END.model_copy(
        update={"tanda_tangan_elektronik": TandaTanganElektronik(penanda="#", ukuran=(160, 90))}
    )
    sheet = closing(make_sop(penandatangan=signers, disahkan_oleh=APPROVAL, tampilan=look))
    roles = [cell.text for cell in sheet.cells if cell.row == 1]
    assert roles == ["Disusun oleh", "Diperiksa oleh", "Disahkan oleh"]
    rooms = [cell for cell in sheet.cells if cell.role == "signature-room"]
    assert [cell.marker for cell in rooms] == ["^", "", "#"]
    assert [cell.column for cell in rooms] == [0, 2, 5]
    assert max(heights(sheet)) == 90
    assert "20 Agustus 2022" in [cell.text for cell in sheet.cells]


@pytest.mark.parametrize("wide", [160, 350, 600])
def test_the_room_for_an_electronic_signature_is_as_wide_as_asked_for(wide: int) -> None:
    signers = tuple(Penandatangan(nama=f"N{i}") for i in range(3))
    electronic = TandaTanganElektronik(penanda="#", ukuran=(wide, 70))
    for beside in (signers, ()):
        look = AT_THE_END.model_copy(update={"tanda_tangan_elektronik": electronic})
        sheet = closing(make_sop(penandatangan=beside, disahkan_oleh=APPROVAL, tampilan=look))
        rooms = [cell for cell in sheet.cells if cell.role == "signature-room"]
        assert len(rooms) == len(beside) + 1
        assert all(EDGES[room.columns.stop] - EDGES[room.columns.start] >= wide for room in rooms)
    sop = make_sop(disahkan_oleh=APPROVAL, tampilan=Tampilan(tanda_tangan_elektronik=electronic))
    sheet, _ = identity_sheet(sop, paper("a4", "lanskap", None), None)
    (room,) = (cell for cell in sheet.cells if cell.role == "signature-room")
    assert sheet.column_edges[room.columns.stop] - sheet.column_edges[room.columns.start] >= wide


def test_six_sign_in_two_rows_that_stay_whole() -> None:
    """Where a page ends between them too."""
    sop = make_sop(penandatangan=tuple(Penandatangan(nama=f"N{i}") for i in range(6)))
    lines = signatures(closing(sop))
    assert [[cell.text for cell in lines if cell.row == row] for row in sorted({cell.row for cell in lines})] == [
        ["N0", "N1", "N2", "N3"],
        ["N4", "N5"],
    ]
    whole = closing(sop).row_edges[-1]
    assert [len(closing(sop, page=page).pages) for page in (whole, whole - 1)] == [1, 2]


def test_boxes_stand_before_those_who_sign_and_are_closed_all_round() -> None:
    box = ("Catatan", (Butir(text="Satu", children=(Butir(text="Rinci"),)), Butir(text="Dua")))
    cells = closing(make_sop(penutup=(box,), tampilan=AT_THE_END, disahkan_oleh=APPROVAL)).cells
    ruled = [cell for cell in cells if cell.role.startswith("box")]
    assert [cell.text for cell in ruled if cell.text] == ["Catatan", "1.", "Satu", "a. Rinci", "2.", "Dua"]
    assert all(cell.border.left for cell in ruled if not cell.column)
    assert all(cell.border.right for cell in ruled if cell.column + cell.column_span == len(EDGES) - 1)
    assert ruled[0].border.top is ruled[-1].border.bottom is Line.THIN


def test_a_box_higher_than_a_page_goes_on_over_pages_and_no_number_is_broken() -> None:
    box = ("Catatan", tuple(Butir(text=f"Catatan {i}") for i in range(40)))
    sheet = closing(make_sop(penutup=(box,)), page=300)
    assert len(sheet.pages) == 3
    ends = {page.last_row for page in sheet.pages}
    assert all(cell.border.bottom for cell in sheet.cells if cell.row + cell.row_span in ends)
    assert {len(cell.lines) for cell in sheet.cells} == {1}


@given(st.builds(Pengesahan, jabatan=st.text(max_size=900), nama=st.text(max_size=300)), st.integers(1, 6))
def test_nothing_clips(official: Pengesahan, columns: int) -> None:
    sheet = closing(make_sop(disahkan_oleh=official, tampilan=AT_THE_END), EDGES[: columns + 1], page=600)
    assert max(heights(sheet)) <= MAX_ROW
    for cell in sheet.cells:
        height = sheet.row_edges[cell.row + cell.row_span] - sheet.row_edges[cell.row]
        assert not cell.text or height >= block_height(len(cell.lines), cell.font.size)
        assert cell.column + cell.column_span == columns
