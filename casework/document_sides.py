"""Sides of text documents: laid out by LibreOffice where there is one, then measured like any PDF."""

from casework.page_measuring import MeasuredSide
from casework.pdf_sides import pdf_sides
from casework.rederiving import Progress
from casework.refusals import refused
from templates.office_conversion import ConversionFailed, NoOffice, convert_to_pdf

__all__ = ["document_sides"]


class _Watch:
    """Lets the progress of the caller end a conversion: what it raises is kept and raised again afterwards."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.raised: BaseException | None = None

    def __call__(self) -> bool:
        if self._progress is not None and self.raised is None:
            try:
                self._progress(0, 0)
            except BaseException as stop:  # noqa: BLE001 - raised again by the caller of the conversion
                self.raised = stop
        return self.raised is not None


def document_sides(content: bytes, suffix: str, name: str, progress: Progress | None) -> tuple[MeasuredSide, ...]:
    """The sides of a text document.

    Raises:
        UserError: ``pages_no_office``, ``pages_office_failed``, or as a PDF.
    """
    watch = _Watch(progress)
    try:
        made = convert_to_pdf(content, suffix, cancelled=watch)
    except NoOffice:
        raise refused("pages_no_office", field="pages", name=name) from None
    except ConversionFailed:
        raise refused("pages_office_failed", field="pages", name=name) from None
    finally:
        if watch.raised is not None:
            raise watch.raised
    return pdf_sides(made, name, "", progress)
