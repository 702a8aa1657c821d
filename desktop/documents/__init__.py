"""文书: every document by where it stands, the letter beside the list; the day's mail."""

from desktop.documents.mail_page import MailPage
from desktop.documents.page import DocumentsPage

__all__ = ["DocumentsPage", "MailPage"]
