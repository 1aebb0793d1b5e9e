from hypothesis import given
from hypothesis import strategies as st
from sheet_checks import make_sop

from sopgen.layout.forms.blocks import MAX_ROW
from sopgen.layout.forms.signature import SIGNATURE_ROOM, signature_block
from sopgen.model import Pengesahan
from sopgen.scene.document import NO_BORDER
from sopgen.text import block_height

EDGES = (0, 30, 300, 400, 500, 600, 700, 900)
APPROVAL = Pengesahan(jabatan="SEKRETARIS DAERAH", nama="Ir. Soeko, MT", pangkat="Pembina", nip="1967")


def test_block() -> None:
    heights, cells = signature_block(make_sop(disahkan_oleh=APPROVAL), EDGES, 12, 400)
    assert [cell.text for cell in cells] == ["SEKRETARIS DAERAH", "Ir. Soeko, MT", "Pembina", "NIP. 1967"]
    assert [cell.row for cell in cells] == [13, 15, 16, 17]
    assert heights[2] == SIGNATURE_ROOM
    assert len(heights) == 6
    assert {(cell.column, cell.column_span) for cell in cells} == {(5, 2)}
    assert [cell.font.bold for cell in cells] == [True, True, False, False]
    assert all(cell.border == NO_BORDER and cell.role == "signature" for cell in cells)


@given(st.builds(Pengesahan, jabatan=st.text(max_size=900), nama=st.text(max_size=300)), st.integers(1, 6))
def test_nothing_clips(official: Pengesahan, columns: int) -> None:
    heights, cells = signature_block(make_sop(disahkan_oleh=official), EDGES[: columns + 1], 0, 0)
    assert max(heights) <= MAX_ROW
    for cell in cells:
        height = sum(heights[cell.row : cell.row + cell.row_span])
        assert height >= block_height(len(cell.lines), cell.font.size)
        assert cell.column + cell.column_span == columns
    assert len(heights) == cells[-1].row + cells[-1].row_span or not official.nama
