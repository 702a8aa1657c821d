"""A filled PDF form as lines and tables: words by where they stand, cells by the lines around them.

Words only: what was scanned is a picture, and is said to be one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from casework.pdf_sides import ONE_AT_A_TIME
from casework.pdf_signs import PageSigns, Sign, signs_of
from casework.pdf_words import begins_item, joined, lines_of, text_in
from casework.ruled_cells import RuledCell, RuledTable, ruled_tables
from templates.form_labels import is_label
from templates.form_sheet import FormCell, FormLine, FormSheet, FormTable, UnreadableFormError

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read_pdf"]

_MOST_PAGES: Final = 60
_MOST_BYTES: Final = 50 * 1024 * 1024
_FEWEST_SIGNS: Final = 8
_SAME_EDGE: Final = 4.0


def read_pdf(content: bytes) -> FormSheet:
    """Read a PDF form.

    Raises:
        UnreadableFormError: ``form_damaged``, ``form_encrypted``, ``form_scanned``, ``form_empty``, ``form_too_large``.
    """
    if len(content) > _MOST_BYTES:
        raise UnreadableFormError("form_too_large")
    with ONE_AT_A_TIME:
        pages, pictures = _pages(content)
    if sum(len(one.signs) for one in pages) < _FEWEST_SIGNS:
        raise UnreadableFormError("form_scanned" if pictures else "form_empty")
    parts: list[FormLine | FormTable] = []
    edges: dict[int, tuple[float, ...]] = {}
    for number, page in enumerate(pages, start=1):
        parts = _appended(parts, _page_parts(page, number, parts, edges), edges)
    bare = [number for number, one in enumerate(pages, start=1) if not one.signs]
    remarks = (f"第 {'、'.join(map(str, bare))} 页没有文字（可能是扫描的图像），没有读入",) if bare else ()
    if any(one.struck for one in pages):
        remarks = (*remarks, "有划去的文字，没有读入")
    return FormSheet(parts=tuple(parts), remarks=remarks)


def _pages(content: bytes) -> tuple[list[PageSigns], bool]:
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UnreadableFormError("form_encrypted" if locked else "form_damaged") from problem
    try:
        if not len(document):
            raise UnreadableFormError("form_damaged")
        if len(document) > _MOST_PAGES:
            raise UnreadableFormError("form_too_large")
        document.init_forms()
        pictures = False
        pages = []
        for at in range(len(document)):
            page = _shown(document, at)
            pages.append(signs_of(page))
            pictures = pictures or any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
            page.close()
        return pages, pictures
    except pypdfium2.PdfiumError as problem:
        raise UnreadableFormError("form_damaged") from problem
    finally:
        document.close()


def _shown(document: "pypdfium2.PdfDocument", at: int) -> "pypdfium2.PdfPage":
    """A page with what was typed into its fields and notes as part of it."""
    from pypdfium2 import raw  # noqa: PLC0415

    page = document[at]
    if raw.FPDFPage_GetAnnotCount(page) <= 0:
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[at]


# ------------------------------------------------------------------------------------------------------------ a page


def _page_parts(
    page: PageSigns, number: int, before: Sequence[FormLine | FormTable], edges: dict[int, tuple[float, ...]]
) -> list[FormLine | FormTable]:
    """The lines and tables of a page; ``edges`` takes the upright lines of each table by its number."""
    tables = ruled_tables(page.level, page.upright)
    tables = tuple(one for one in tables if len(one.cells) > 1)
    held: dict[RuledTable, list[Sign]] = {one: [] for one in tables}
    free: list[Sign] = []
    for sign in page.signs:
        x, y = sign.middle
        holder = next((one for one in reversed(tables) if one.box.holds(x, y)), None)  # the smallest comes last
        (free if holder is None else held[holder]).append(sign)
    placed: list[tuple[float, FormLine | FormTable]] = []
    count = sum(1 for one in before if isinstance(one, FormTable))
    lines = sum(1 for one in before if isinstance(one, FormLine))
    drawn: dict[tuple[RuledTable, RuledCell], str] = {}
    outer = [one for one in tables if not _goes_inside(one, tables, held, drawn)]
    for table in sorted(outer, key=lambda one: -one.box.top):
        count += 1
        edges[count] = table.edges
        placed.append((table.box.top, _form_table(table, held[table], count, number, drawn)))
    for line in joined(lines_of(free)):
        lines += 1
        placed.append((line.middle, FormLine(text=line.text, page=number, number=lines)))
    placed.sort(key=lambda one: -one[0])
    return [part for _, part in placed]


def _goes_inside(
    table: RuledTable,
    tables: Sequence[RuledTable],
    held: dict[RuledTable, list[Sign]],
    drawn: dict[tuple[RuledTable, RuledCell], str],
) -> bool:
    """Whether a table is drawn inside a cell of another one and is no form itself; its words go to that cell then."""
    x, y = (table.box.left + table.box.right) / 2, (table.box.bottom + table.box.top) / 2
    for other in tables:
        if other is table or not (other.box.holds(table.box.left, y) and other.box.holds(table.box.right, y)):
            continue
        cell = next((one for one in other.cells if one.box.holds(x, y)), None)
        if cell is None or cell.box.top - cell.box.bottom < table.box.top - table.box.bottom:
            continue
        inner = _form_table(table, held[table], 0, 0, {})
        if any(is_label(one.text) for one in inner.cells):
            return False
        rows: dict[int, list[str]] = {}
        for one in inner.cells:
            rows.setdefault(one.row, []).append(" ".join(one.text.split()))
        drawn[other, cell] = "\n".join("\t".join(row) for _, row in sorted(rows.items()))
        return True
    return False


def _form_table(
    table: RuledTable,
    signs: Sequence[Sign],
    number: int,
    page: int,
    drawn: dict[tuple[RuledTable, RuledCell], str],
) -> FormTable:
    by_cell: dict[RuledCell, list[Sign]] = {one: [] for one in table.cells}
    squares = table.squares()
    for sign in signs:
        by_cell[squares[table.square_at(*sign.middle)]].append(sign)
    cells = tuple(
        FormCell(
            row=one.row,
            column=one.column,
            rows=one.rows,
            columns=one.columns,
            text=text_in(one.box, found),
            drawn=drawn.get((table, one), ""),
            page=page,
        )
        for one, found in by_cell.items()
    )
    return FormTable(number=number, page=page, cells=cells)


# ------------------------------------------------------------------------------------- tables that go on overleaf


def _appended(
    parts: list[FormLine | FormTable], more: list[FormLine | FormTable], edges: dict[int, tuple[float, ...]]
) -> list[FormLine | FormTable]:
    """The parts of another page behind those before; a table that goes on becomes one again."""
    last = next((one for one in reversed(parts) if not _is_foot(one)), None)
    first = next((one for one in more if not _is_foot(one)), None)
    if not isinstance(last, FormTable) or not isinstance(first, FormTable):
        return parts + more
    above, below = edges[last.number], edges[first.number]
    if abs(above[0] - below[0]) > _SAME_EDGE or abs(above[-1] - below[-1]) > _SAME_EDGE:
        return parts + more
    common = _common(above, below)
    cells = _continued(_placed(last.cells, above, common), _placed(first.cells, below, common))
    edges[last.number] = common
    whole = replace(last, cells=cells)
    return [whole if one is last else one for one in parts] + [one for one in more if one is not first]


def _common(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for one in sorted((*first, *second)):
        if not found or one - found[-1] > _SAME_EDGE:
            found.append(one)
    return tuple(found)


def _placed(cells: Sequence[FormCell], own: Sequence[float], common: Sequence[float]) -> list[FormCell]:
    """Cells counted in the columns of a finer grid."""
    place = [min(range(len(common)), key=lambda at: abs(common[at] - edge)) for edge in own]
    return [
        replace(one, column=place[one.column], columns=place[one.column + one.columns] - place[one.column])
        for one in cells
    ]


def _is_foot(part: FormLine | FormTable) -> bool:
    """A page number or the like, which stands between the parts of a table."""
    return isinstance(part, FormLine) and len(part.text.strip(" -—–·第页共/0123456789")) == 0


def _continued(cells: Sequence[FormCell], more: Sequence[FormCell]) -> tuple[FormCell, ...]:
    height = max(one.row + one.rows for one in cells)
    found = list(cells)
    moved = [replace(one, row=one.row + height) for one in more]
    top = sorted((one for one in moved if one.row == height), key=lambda one: one.column)
    for one in top:
        above = _above(found, one, height)
        tall = above is not None and (above.rows > 1 or one.rows > 1)
        if above is None or one.text.strip() or not tall:
            break
        found[found.index(above)] = replace(above, rows=one.row + one.rows - above.row)
        moved.remove(one)
    rest = [one for one in top if one in moved]
    if rest and not rest[0].text.strip() and all(_above(found, one, height) for one in rest):
        for one in rest:
            above = _above(found, one, height)
            if above is not None:
                text = _overleaf(above.text, one.text)
                found[found.index(above)] = replace(above, text=text, rows=one.row + one.rows - above.row)
                moved.remove(one)
    return tuple(found + moved)


def _overleaf(before: str, after: str) -> str:
    """Words of a cell that go on on the next page: a sentence that was broken off is one again."""
    if not before.strip() or not after.strip():
        return before or after
    ended = before.rstrip()[-1] in "。；;！？：:" or begins_item(after)
    return before + ("\n" if ended else "") + after


def _above(cells: Sequence[FormCell], cell: FormCell, height: int) -> FormCell | None:
    return next(
        (
            one
            for one in cells
            if one.row + one.rows == height and one.column == cell.column and one.columns == cell.columns
        ),
        None,
    )
