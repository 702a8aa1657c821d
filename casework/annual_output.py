"""The report as a file: .docx in the official layout, its tables as .xlsx, and as PDF where LibreOffice is there."""

from datetime import date
from typing import Final, NoReturn

from casework.annual_year import YearPicture, picture_of
from casework.letter_frames import layout_of
from casework.office import Office
from casework.rederiving import Progress
from casework.refusals import refused
from law.annual_form import annual_layout
from law.annual_relations import annual_relations
from reports.annual_workbook import annual_xlsx
from templates.annual_report import AnnualReportPaper, annual_report_docx
from templates.layout import Layout
from templates.office_conversion import ConversionFailed, NoOffice, convert_to_pdf

__all__ = ["KINDS", "export_report"]

KINDS: Final = ("docx", "xlsx", "pdf")
_WITHIN: Final = 90  # seconds


def export_report(
    office: Office, year: int, kind: str, *, today: date, as_closed: bool = True, progress: Progress | None = None
) -> tuple[str, bytes]:
    """File name and bytes of the report of a year; a closed year as it was closed.

    Args:
        office: the office.
        year: the year.
        kind: one of ``KINDS``.
        today: day of the question; a year that is not over says so in the name of its file.
        as_closed: False: a closed year as known now.
        progress: asked while a PDF is made; what it raises ends the work.

    Raises:
        UserError: ``annual_export_blocked`` while an error-level relation is broken; ``mail_pdf_no_office``,
            ``mail_pdf_failed``.
        KeyError: another kind.
    """
    with office.reading() as session:
        picture = picture_of(office, session, year, as_closed=as_closed)
        layout = layout_of(office.policies(today, session))
    if picture.check.errors:
        _refuse(picture)
    name = f"{picture.agency}{year}年{annual_layout().title}"
    if year == today.year:
        name += f"（截至{today.isoformat()}）"
    target = f"{name}.{kind}"
    if kind == "xlsx":
        return target, annual_xlsx(picture.tables)
    content = _docx(picture, layout)
    if kind == "docx":
        return target, content
    if kind != "pdf":
        raise KeyError(kind)
    return target, _pdf(target, content, progress)


def _refuse(picture: YearPicture) -> NoReturn:
    errors = picture.check.errors
    relation = annual_relations()[errors[0].relation]
    raise refused(
        "annual_export_blocked",
        field=errors[0].cells[0] if errors[0].cells else None,
        year=picture.year,
        count=len(errors),
        first=errors[0].sentence.rstrip("。"),
        key=relation.key,
        rule=relation.rule,
    )


def _docx(picture: YearPicture, layout: Layout) -> bytes:
    overview, proactive, requests, disputes, problems, other = (text for _, text in picture.texts.parts)
    paper = AnnualReportPaper(
        agency=picture.agency,
        year=picture.year,
        parts=(overview, proactive, requests, disputes, problems, other),
        figures=picture.tables.printed(),
        form=picture.tables.form,
    )
    return annual_report_docx(paper, layout)


def _pdf(target: str, content: bytes, progress: Progress | None) -> bytes:
    def asked() -> bool:
        if progress is not None:
            progress(0, 0)
        return False

    try:
        return convert_to_pdf(content, ".docx", timeout=_WITHIN, cancelled=asked)
    except NoOffice:
        raise refused("mail_pdf_no_office") from None
    except ConversionFailed:
        raise refused("mail_pdf_failed", name=target) from None
