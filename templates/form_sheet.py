"""A filled form as plain words in their places, whatever file they came from: lines and ruled tables, page by page.

Ticks of every kind stand in the words as ``☑`` (ticked) and ``☐`` (not ticked); what is not shown to a reader of the
file is not in it.
"""

from dataclasses import dataclass

__all__ = ["FormCell", "FormLine", "FormSheet", "FormTable", "UnreadableFormError"]


class UnreadableFormError(Exception):
    """The file cannot be read as a form.

    Args:
        code: name of the refusal (``casework/data/form_refusals.toml``).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A paragraph outside tables, or a line of a PDF or of pasted words.

    Attributes:
        text: its words.
        page: the page, from 1; 0 for pasted words.
        number: its place among the lines, from 1.
        where: what carries it where that is not the page itself (页眉, 文本框); empty otherwise.
    """

    text: str
    page: int
    number: int
    where: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in Chinese."""
        if not self.page:
            return f"粘贴文字第 {self.number} 行"
        return f"第 {self.page} 页{self.where}" if self.where else f"第 {self.page} 页第 {self.number} 段"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """One cell with its place in the grid; a merged cell stands once and says how far it reaches.

    Attributes:
        row: first row, from 0.
        column: first column of the grid, from 0.
        rows: rows it covers.
        columns: columns it covers.
        text: its words, paragraphs as lines.
        drawn: words of a table inside it that is no part of the form (rows as lines, cells by tabs); empty if none.
        page: the page on which it begins.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    drawn: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A ruled table.

    Attributes:
        number: its place among the tables, from 1.
        page: the page on which it begins.
        cells: by row, then column.
    """

    number: int
    page: int
    cells: tuple[FormCell, ...]

    def row_place(self, cell: FormCell) -> str:
        """Where a cell stands, in Chinese, without its label."""
        return f"第 {cell.page} 页 表 {self.number} 第 {cell.row + 1} 行"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """A whole form.

    Attributes:
        parts: lines and tables in their order.
        remarks: what a reader of the file should know, in Chinese (修订, 隐藏文字 …).
    """

    parts: tuple[FormLine | FormTable, ...]
    remarks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no word at all."""
        lines = (one.text for one in self.parts if isinstance(one, FormLine))
        cells = (cell.text + cell.drawn for one in self.parts if isinstance(one, FormTable) for cell in one.cells)
        return not any(text.strip() for text in (*lines, *cells))
