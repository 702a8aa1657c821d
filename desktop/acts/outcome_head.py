"""What an outcome brings, above the facts it asks for: question seven, 怎么答."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casework.views import OutcomeForm
from desktop.acts.seven_questions import NumberDisc
from desktop.components import Caption, StrongLabel, Text, column, row
from desktop.theme import Tone, px
from law.outcomes import SEVEN_QUESTIONS, outcome_rules
from law.terms import Outcome

__all__ = ["OutcomeHead"]


class OutcomeHead(QWidget):
    """The outcome with its letter, its articles, its remedy and its row of the annual report."""

    def __init__(self, form: OutcomeForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told: dict[str, Text] = {}
        down = column(self, gap=4)
        head = row(gap=8)
        head.addWidget(NumberDisc(len(SEVEN_QUESTIONS), Tone.ACCENT, self, filled=True))
        head.addWidget(StrongLabel(SEVEN_QUESTIONS[-1], self, wrap=False))
        variant = dict(form.variants).get(form.variant, "")
        self.title = StrongLabel(f"{form.label}（{variant}）" if variant else form.label, self)
        self.title.setMinimumWidth(px(60))
        head.addWidget(self.title, 1)
        down.addLayout(head)
        when = Caption(form.when, self)
        when.setMinimumWidth(px(60))
        down.addWidget(when)
        brings = (
            ("文书", f"《{form.letter_title}》"),
            ("条款", form.basis),
            ("救济", form.remedy),
            ("年报", form.annual_row),
        )
        for name, words in brings:
            line = row(gap=8)
            label = Caption(name, self, wrap=False)
            label.setFixedWidth(px(32))
            self.told[name] = Text(words, self)
            self.told[name].setMinimumWidth(px(60))
            line.addWidget(label)
            line.addWidget(self.told[name], 1)
            down.addLayout(line)

    def show_grounds(self, form: OutcomeForm, grounds: Sequence[Outcome]) -> None:
        """Name the articles of the grounds to withhold by, as far as they are ticked (条例第三十七条)."""
        cited = outcome_rules()[form.outcome].citations_for(form.variant or None, grounds)
        self.told["条款"].setText("、".join(one.told for one in cited) or form.basis)
