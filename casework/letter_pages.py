"""Letters as they will stand on their pages: what the paged preview lays out and what is printed."""

from casework.letters import letter_bytes
from casework.office import Office
from templates.printed_letter import PrintedCell, PrintedLetter, PrintedParagraph, PrintedRow, read_printed_letter

__all__ = ["PrintedCell", "PrintedLetter", "PrintedParagraph", "PrintedRow", "printed_letter", "read_letter"]


def printed_letter(office: Office, document_id: int) -> PrintedLetter:
    """An issued letter read back from its frozen bytes, a draft as it would be printed now.

    Raises:
        UserError: ``document_unknown``.
        models.blobs.BlobDamaged: the stored bytes do not match their hash.
    """
    return read_printed_letter(letter_bytes(office, document_id)[1])


def read_letter(content: bytes) -> PrintedLetter:
    """A letter read back from its bytes, for whoever has them already."""
    return read_printed_letter(content)
