"""Tables, migrations, search index and blobs. The only room besides ``casework`` that knows SQLAlchemy."""

from models.annual import AnnualClosing, AnnualContribution, AnnualFigure
from models.attachments import Attachment
from models.base import Base
from models.blobs import Blob
from models.disputes import Dispute, DisputeEvent, DisputeGround, DisputeTarget
from models.documents import Document, DocumentVersion
from models.events import Event
from models.form_drafts import FormDraft
from models.key_tasks import KeyTask, KeyTaskEntry
from models.ledgers import ImportedRow, LedgerColumns, LedgerImport, LedgerLayout
from models.letters import LetterTemplate, Phrase
from models.numbering import IssuedNumber, NumberPattern, NumberSeries
from models.requests import Request
from models.search_table import SearchText
from models.settings import AgencyProfile, ImportedNotice, LocalHoliday, Person, PolicyDecision
from models.submissions import Agent, Applicant, ApplicantSameness, Submission, SubmissionApplicant

__all__ = [
    "AgencyProfile",
    "Agent",
    "AnnualClosing",
    "AnnualContribution",
    "AnnualFigure",
    "Applicant",
    "ApplicantSameness",
    "Attachment",
    "Base",
    "Blob",
    "Dispute",
    "DisputeEvent",
    "DisputeGround",
    "DisputeTarget",
    "Document",
    "DocumentVersion",
    "Event",
    "FormDraft",
    "ImportedNotice",
    "ImportedRow",
    "IssuedNumber",
    "KeyTask",
    "KeyTaskEntry",
    "LedgerColumns",
    "LedgerImport",
    "LedgerLayout",
    "LetterTemplate",
    "LocalHoliday",
    "NumberPattern",
    "NumberSeries",
    "Person",
    "Phrase",
    "PolicyDecision",
    "Request",
    "SearchText",
    "Submission",
    "SubmissionApplicant",
]
