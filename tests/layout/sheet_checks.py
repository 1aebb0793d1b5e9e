"""What must hold for every sheet, whatever is on it."""

from itertools import pairwise

from sopgen.layout.forms.blocks import MAX_ROW
from sopgen.layout.paper import body_height, body_width
from sopgen.model import Lane, Langkah, Sop
from sopgen.scene.document import Cell, Paper, Sheet
from sopgen.text.metrics import block_height

REQUIRED = {"judul": "Judul", "pelaksana": (Lane(id="a", nama="A"),)}
STEPS = (Langkah(kegiatan="Menerima", pelaksana=("a",)),)


def make_sop(**fields: object) -> Sop:
    """An SOP of one row with these fields."""
    return Sop(**{**REQUIRED, "langkah": STEPS, **fields})


def cell_height(sheet: Sheet, cell: Cell) -> int:
    return sheet.row_edges[cell.row + cell.row_span] - sheet.row_edges[cell.row]


def assert_cells_do_not_overlap(sheet: Sheet, *, full: bool) -> None:
    """No grid cell is covered twice; with `full`, every one is covered."""
    covered: set[tuple[int, int]] = set()
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                assert (row, column) not in covered
                covered.add((row, column))
    rows, columns = len(sheet.row_edges) - 1, len(sheet.column_edges) - 1
    assert all(0 <= row < rows and 0 <= column < columns for row, column in covered)
    if full:
        assert len(covered) == rows * columns


def assert_well_formed(sheet: Sheet, paper: Paper, *, full: bool) -> None:
    """Edges, rows, cells and pages are as the scene demands, nothing clips, every page fits the paper."""
    for edges in (sheet.column_edges, sheet.row_edges):
        assert edges[0] == 0
        assert all(isinstance(edge, int) for edge in edges)
        assert all(a < b for a, b in pairwise(edges))
    assert sheet.column_edges[-1] == body_width(paper)
    assert all(b - a <= MAX_ROW for a, b in pairwise(sheet.row_edges))
    assert_cells_do_not_overlap(sheet, full=full)
    for cell in sheet.cells:
        assert block_height(len(cell.lines), cell.font.size) <= cell_height(sheet, cell)
        assert "".join("".join(cell.lines).split()) == "".join(cell.text.split())
    assert_pages(sheet, paper)


def assert_pages(sheet: Sheet, paper: Paper) -> None:
    assert [page.first_row for page in sheet.pages] == [0, *(page.last_row for page in sheet.pages[:-1])]
    assert sheet.pages[-1].last_row == len(sheet.row_edges) - 1
    for page in sheet.pages:
        assert 0 < sheet.row_edges[page.last_row] - sheet.row_edges[page.first_row] <= body_height(paper)
    ends = {page.last_row for page in sheet.pages}
    for cell in sheet.cells:
        assert not any(cell.row < end < cell.row + cell.row_span for end in ends)


def written(sheet: Sheet) -> str:
    """All text of the sheet without white space, in the cells' order column by column within a role."""
    return "".join("".join(cell.text.split()) for cell in sheet.cells)
