"""What the forms of fees ask while they are open: the figures as one types, the files, the measuring of one of them."""

from functools import partial

from PySide6.QtCore import QObject

from casework.fee_drafts import FeeProposalDraft
from casework.fee_proposal import fee_form
from casework.fee_views import FeeFormView, PageCountView
from casework.page_counting import FileMeasure, measure_attachment, page_files
from desktop.acts.fee_proposal import ProposeFeePanel
from desktop.acts.page_counts import CountPagesPanel
from desktop.acts.panel import ActPanel
from desktop.frame.session import Session
from desktop.frame.tasks import Steps, Task
from law.errors import UserError

__all__ = ["FeeQuestions"]


class FeeQuestions(QObject):
    """Serves the one form that is open; answers for a form that was left meanwhile are dropped."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._panel: ActPanel | None = None
        self._measuring: Task | None = None
        self._measured = 0

    def attach(self, panel: ActPanel) -> None:
        """Serve a form, if it is one of a fee."""
        self.leave()
        self._panel = panel
        if isinstance(panel, ProposeFeePanel):
            panel.figures_wanted.connect(self._on_figures_wanted)
            panel.ask()
        elif isinstance(panel, CountPagesPanel):
            panel.measure_wanted.connect(self._on_measure_wanted)
            panel.stop_wanted.connect(self._on_stop_wanted)
            ask = partial(page_files, self._session.office, panel.facts.case.id)
            self._session.ask(ask, self._on_files_read, key="fees:files")

    def leave(self) -> None:
        """The form is left; a measuring under way stops."""
        self._on_stop_wanted()
        self._panel = None

    # ------------------------------------------------------------------ figures

    def _on_figures_wanted(self, draft: FeeProposalDraft) -> None:
        ask = partial(fee_form, self._session.office, draft, today=self._session.today)
        self._session.ask(ask, self._on_figures_read, self._on_figures_refused, key="fees:figures")

    def _on_figures_read(self, form: FeeFormView) -> None:
        if isinstance(self._panel, ProposeFeePanel):
            self._panel.show_figures(form)

    def _on_figures_refused(self, error: BaseException) -> None:
        if isinstance(error, UserError) and self._panel is not None:
            self._panel.show_refusal(error)
        else:
            self._session.shell.show_failure(error)

    # ------------------------------------------------------------------ pages

    def _on_files_read(self, files: tuple[PageCountView, ...]) -> None:
        if isinstance(self._panel, CountPagesPanel):
            self._panel.show_files(files)

    def _on_measure_wanted(self, wanted: tuple[int, str]) -> None:
        panel = self._panel
        if not isinstance(panel, CountPagesPanel):
            return
        attachment_id, password = wanted
        panel.begin_measure(attachment_id)
        self._measured = attachment_id
        work = partial(_measured, self._session, panel.facts.case.id, attachment_id, password)
        self._measuring = self._session.ask_steps(work, self._on_measured, self._on_unmeasured, self._on_advanced)

    def _on_advanced(self, done: int, total: int) -> None:
        if isinstance(self._panel, CountPagesPanel):
            self._panel.progress.advance(done, total)

    def _on_measured(self, found: FileMeasure) -> None:
        self._measuring = None
        if isinstance(self._panel, CountPagesPanel):
            self._panel.show_measure(found)

    def _on_unmeasured(self, error: BaseException) -> None:
        self._measuring = None
        if isinstance(error, UserError) and isinstance(self._panel, CountPagesPanel):
            self._panel.show_unmeasured(self._measured, error)
            return
        if isinstance(self._panel, CountPagesPanel):
            self._panel.end_measure()
        self._session.shell.show_failure(error)

    def _on_stop_wanted(self) -> None:
        if self._measuring is not None:
            self._measuring.cancel()
            self._measuring = None
        if isinstance(self._panel, CountPagesPanel):
            self._panel.end_measure()


def _measured(session: Session, request_id: int, attachment_id: int, password: str, steps: Steps) -> FileMeasure:
    """Measure in the work thread; ``steps`` tells how far it is and stops it."""
    return measure_attachment(session.office, request_id, attachment_id, password=password, progress=steps.advance)
