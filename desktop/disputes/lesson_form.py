"""记入得失: for each ground of the attacked letters what became of it, where it stands, and what the body said."""

from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.dispute_drafts import GroundDraft, LessonDraft
from casework.lessons_views import GroundProposal, LessonProposal, ProposedLetter
from desktop.acts.form_panel import FormPanel
from desktop.components import Caption, Rule, StrongLabel
from desktop.disputes.event_form import DisputeFacts
from desktop.theme import Tone
from law.dispute_terms import GroundFate
from law.errors import UserError

__all__ = ["LessonForm", "ground_key"]

_SHOWN: Final = 46
_LEFT_OUT: Final = "left_out"
_FATES: Final = (
    (GroundFate.STRUCK, GroundFate.STRUCK.label),
    (GroundFate.UPHELD, GroundFate.UPHELD.label),
    (GroundFate.NOT_JUDGED, GroundFate.NOT_JUDGED.label),
    (_LEFT_OUT, "不记"),
)


def ground_key(one: GroundProposal) -> str:
    """Names the fields of a ground, the same whenever the form is opened again."""
    parts = (one.request_id, one.document_id or 0, one.article or "none", one.step or 0, one.source)
    return "_".join(str(part) for part in parts)


class LessonForm(FormPanel):
    """Each ground: its fate side by side, then the paragraph and the reason of those that are recorded."""

    facts: DisputeFacts
    title = "记入得失"
    primary_text = "记入"
    explanation = "逐条记下裁判怎样评价。记入后，引用同一条款的文书在拟稿、审核时提示；再记一次即替换。"

    def __init__(self, facts: DisputeFacts, proposal: LessonProposal, parent: QWidget | None = None) -> None:
        self.proposal = proposal
        self.grounds: dict[str, GroundProposal] = {}
        super().__init__(facts, parent)

    @override
    def act_object(self) -> str:
        said = self.proposal
        day = f"{said.on.month}月{said.on.day}日" if said.on is not None else ""
        return " ".join(one for one in (said.result.label, said.number, day) if one)

    @override
    def build(self) -> None:
        for letter in self.proposal.letters:
            self._letter(letter)
        self.place(
            self.text_field("note", "备注", self.proposal.note, lines=2, hint="如：同类案件另有两件在审，待结果再比较")
        )

    def _letter(self, letter: ProposedLetter) -> None:
        self.body.addWidget(StrongLabel(letter.line, self.inside))
        mine = [
            one
            for one in self.proposal.grounds
            if (one.request_id, one.document_id) == (letter.request_id, letter.document_id)
        ]
        for one in (ground for ground in mine if ground.chosen):
            self._ground(letter, one)
        offered = [ground for ground in mine if not ground.chosen]
        if offered:
            self.body.addWidget(Rule(self.inside))
            self.body.addWidget(Caption("裁判还评价了下列哪一项，也记下", self.inside))
        for one in offered:
            self._ground(letter, one)

    def _ground(self, letter: ProposedLetter, one: GroundProposal) -> None:
        key = ground_key(one)
        while key in self.grounds:  # several items on one provision
            key += "+"
        self.grounds[key] = one
        fate = one.fate if one.chosen else _LEFT_OUT
        field = self.choice_field(f"fate:{key}", f"{one.label}（{one.source}）", _FATES, fate)
        if one.chosen and one.fate is not None and not self.proposal.recorded:
            field.show_hint("按结果预选，请核对")
        self.place(field)
        paragraphs = list(dict.fromkeys((*((one.paragraph,) if one.paragraph else ()), *letter.paragraphs)))
        values = [("", "不指明段落"), *((text, _shown(text)) for text in paragraphs)]
        where = self.combo_field(f"where:{key}", "文书中的段落", values, one.paragraph)
        why = self.text_field(
            f"why:{key}", "裁判理由", one.why, lines=2, hint="如：检索仅限本年度档案，未说明为何不查以前年度"
        )
        self.place(where)
        self.place(why)

    @override
    def arrange(self) -> None:
        for key in self.grounds:
            told = isinstance(self.value(f"fate:{key}"), GroundFate)
            self.fields[f"where:{key}"].setVisible(told)
            self.fields[f"why:{key}"].setVisible(told)
            where = self.controls[f"where:{key}"]
            where.setToolTip(str(self.value(f"where:{key}") or ""))
        struck = sum(self.value(f"fate:{key}") is GroundFate.STRUCK for key in self.grounds)
        words = f"{struck} 项记为被否定：以后引用同一条款的答复，发文前检查时提示。" if struck else ""
        self.consequence.say(words, Tone.SOON)

    @override
    def draft(self) -> LessonDraft:
        grounds = tuple(one for key in self.grounds for one in self._told(key))
        if not grounds:
            first = next(iter(self.grounds), "")
            raise UserError(
                "lesson_nothing_told",
                "没有一项理由记下得失",
                todo="请至少选一项",
                field=f"fate:{first}",
            )
        return LessonDraft(
            dispute_id=self.facts.view.id,
            result_event_id=self.proposal.result_event_id,
            grounds=grounds,
            note=self.text("note"),
        )

    def _told(self, key: str) -> tuple[GroundDraft, ...]:
        fate = self.need_value(f"fate:{key}")
        if not isinstance(fate, GroundFate):
            return ()
        one = self.grounds[key]
        if fate is GroundFate.STRUCK:
            self.need_text(f"why:{key}")  # what is warned of later is the reason
        return (
            GroundDraft(
                request_id=one.request_id,
                document_id=one.document_id,
                fate=fate,
                step=one.step,
                article=one.article,
                paragraph=str(self.value(f"where:{key}") or ""),
                why=self.text(f"why:{key}"),
            ),
        )


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
