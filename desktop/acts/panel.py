"""The form of one act: it asks for the facts of the act alone, shows what follows, and hands out a frozen draft."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.views import WhatIfView
from desktop.acts.form import ActFacts, missing
from desktop.acts.form_panel import FormPanel
from desktop.components import long_date
from desktop.theme import Tone

__all__ = ["ActFacts", "ActPanel", "missing"]


class ActPanel(FormPanel):
    """Base of all forms of acts on a request.

    A subclass fills the form in ``build()``, gives the frozen draft in ``draft()`` and, where a date hangs on it, what
    to suppose in ``supposition()``.
    """

    facts: ActFacts
    consequence_words = "办理后答复截止变为"

    def __init__(self, facts: ActFacts, parent: QWidget | None = None) -> None:
        self.number_uses: dict[str, str] = {}  # what is known of numbers of the post that were typed
        super().__init__(facts, parent)

    def supposition(self) -> Mapping[str, object] | None:
        """Arguments of ``casework.what_if.what_if`` for the form as it stands, None where no date hangs on it."""
        return None

    @override
    def act_object(self) -> str:
        return next(
            (
                f"{one.title} {one.document_number}".strip()
                for one in self.facts.case.documents
                if one.id == self.facts.view.document_id
            ),
            "",
        )

    @override
    def introduction(self) -> str:
        return self.explanation or self.facts.view.line

    def show_consequence(self, view: WhatIfView | None, refused: str = "") -> None:
        """Show what the answer date would become."""
        if view is None or (view.due is None and not view.sentence):
            self.consequence.say(refused, Tone.SOON)
            return
        moved = f"{self.consequence_words} {long_date(view.due)}" if view.due else ""
        doubt = "，暂定" if view.provisional else ""
        text = "。".join(part.rstrip("。") for part in (moved + doubt, view.sentence) if part)
        self.consequence.say(f"{text}。", Tone.PROV if view.provisional else Tone.ACCENT)
