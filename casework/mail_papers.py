"""Envelopes and the day's list as files: .docx, .xlsx, and .pdf where an office program is installed."""

from collections.abc import Callable, Sequence
from typing import Final

from casework.agency import agency_view, known_profile
from casework.letter_frames import layout_of
from casework.mail_batch import mail_of_day, parcels_of
from casework.mail_drafts import MailPapersDraft
from casework.mail_views import MailParcel
from casework.office import Office
from casework.refusals import refused
from casework.views import AgencyView
from law.terms import Term
from reports.mail_list import MailedEnvelope, mail_table
from reports.tables import xlsx_bytes
from templates.envelopes import Envelope, EnvelopeSize, envelopes_docx
from templates.layout import Layout
from templates.mail_list import MailedLine, MailListSheet, mail_list_docx
from templates.office_conversion import ConversionFailed, NoOffice, convert_to_pdf

__all__ = ["ENVELOPE_SIZES", "PaperFormat", "envelopes", "mail_list"]

ENVELOPE_SIZES: Final = tuple((one.value, one.label) for one in EnvelopeSize)
"""Sizes of envelopes with their names."""


class PaperFormat(Term):
    """Formats in which papers of the mail are written."""

    DOCX = "docx", "Word 文档"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel 工作簿"


def envelopes(
    office: Office,
    draft: MailPapersDraft,
    size: str,
    form: PaperFormat,
    *,
    boxes: bool = True,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[str, bytes]:
    """File name and bytes of the envelopes of a batch, one page for each receiver.

    Raises:
        UserError: ``mail_nothing_chosen``, ``mail_address_missing`` for whom no address is known; a PDF is wanted and
            nothing here makes one: ``mail_pdf_no_office``, ``mail_pdf_failed``.
    """
    parcels, agency, layout = _known(office, draft)
    for one in parcels:
        if not one.address:
            raise refused("mail_address_missing", who=one.receiver)
    made = envelopes_docx([_envelope(one, agency) for one in parcels], EnvelopeSize(size), boxes=boxes, layout=layout)
    name = f"信封 {draft.on.isoformat()}"
    if form is PaperFormat.PDF:
        return f"{name}.pdf", _pdf(made, f"{name}.pdf", cancelled)
    return f"{name}.docx", made


def mail_list(office: Office, draft: MailPapersDraft, form: PaperFormat, *, actor: str) -> tuple[str, bytes]:
    """File name and bytes of the list of what is handed to the post.

    Raises:
        UserError: ``mail_nothing_chosen``; a PDF is wanted: ``mail_pdf_no_office``, ``mail_pdf_failed``.
    """
    parcels, agency, layout = _known(office, draft)
    numbers = draft.numbers or {}
    name = f"邮件交寄清单 {draft.on.isoformat()}"
    if form is PaperFormat.XLSX:
        rows = [_table_row(one, numbers.get(one.key, "")) for one in parcels]
        return f"{name}.xlsx", xlsx_bytes(mail_table(rows, draft.on, agency.name, draft.carrier))
    lines = tuple(_line(one, numbers.get(one.key, "")) for one in parcels)
    sheet = MailListSheet(agency=agency.name, on=draft.on, carrier=draft.carrier, lines=lines, made_by=actor)
    made = mail_list_docx(sheet, layout)
    if form is PaperFormat.PDF:
        return f"{name}.pdf", _pdf(made, f"{name}.pdf")
    return f"{name}.docx", made


def _pdf(made: bytes, name: str, cancelled: Callable[[], bool] | None = None) -> bytes:
    try:
        return convert_to_pdf(made, ".docx", cancelled=cancelled)
    except NoOffice:
        raise refused("mail_pdf_no_office") from None
    except ConversionFailed:
        raise refused("mail_pdf_failed", name=name) from None


def _known(office: Office, draft: MailPapersDraft) -> tuple[Sequence[MailParcel], AgencyView, Layout]:
    if draft.posted:
        chosen = set(draft.document_ids)
        parcels: Sequence[MailParcel] = [one for one in mail_of_day(office, draft.on) if chosen & {*one.document_ids}]
    else:
        parcels = parcels_of(office, draft.document_ids, draft.receivers)
    if not parcels:
        raise refused("mail_nothing_chosen", field="document_ids")
    with office.reading() as session:
        agency = agency_view(known_profile(session))
        return parcels, agency, layout_of(office.policies(draft.on, session))


def _envelope(parcel: MailParcel, agency: AgencyView) -> Envelope:
    return Envelope(
        postcode=parcel.postcode,
        address=parcel.address,
        receiver=parcel.receiver,
        sender_address=agency.contact_address,
        sender=agency.name,
        sender_postcode=agency.postcode,
    )


def _number(parcel: MailParcel, typed: str) -> str:
    return typed or parcel.items[0].mail_number


def _line(parcel: MailParcel, typed: str) -> MailedLine:
    return MailedLine(
        receiver=parcel.receiver,
        place=parcel.address,
        letters=tuple(one.name for one in parcel.items),
        mail_number=_number(parcel, typed),
    )


def _table_row(parcel: MailParcel, typed: str) -> MailedEnvelope:
    return MailedEnvelope(
        receiver=parcel.receiver,
        postcode=parcel.postcode,
        address=parcel.address,
        registration_numbers=tuple(dict.fromkeys(one.registration_number for one in parcel.items)),
        letters=tuple(one.name for one in parcel.items),
        mail_number=_number(parcel, typed),
    )
