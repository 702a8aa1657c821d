"""The three small decisions of the calendar: add a local day, take a notice back, ask as of a day."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casework.drafts import LocalHolidayDraft
from casework.views import NoticeView
from desktop.components import DateInput, DecisionDialog, LabelledField, LineInput, SegmentedChoice, TextArea
from law.errors import UserError

__all__ = ["KnownOnDialog", "LocalDayDialog", "WithdrawDialog", "Withdrawal"]


class LocalDayDialog(DecisionDialog):
    """Hands out a ``LocalHolidayDraft``."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            "添加本地附加假日",
            "添加",
            parent,
            explanation="只录地方文件明确规定的日子；在办件的期限随之重算，已发文书不变。",
        )
        self.on = DateInput(today, None, "日期", self, ahead=True)
        self.kind = SegmentedChoice(((False, "放假"), (True, "调休上班")), "安排", self, value=False)
        self.name = LineInput("节日名称", self, placeholder="如 开斋节")
        self.document = LineInput("地方文件文号", self)
        self.published = DateInput(today, None, "公布日期", self)
        self.add_field(LabelledField("日期", self.on, self, key="on"))
        self.add_field(LabelledField("安排", self.kind, self, key="working"))
        self.add_field(LabelledField("节日名称", self.name, self, key="name"))
        self.add_field(LabelledField("地方文件文号", self.document, self, key="document_number"))
        self.add_field(LabelledField("公布日期（可不填）", self.published, self, key="published_on"))

    @override
    def draft(self) -> LocalHolidayDraft:
        day = self.on.value()
        if day is None:
            raise UserError("local_day_missing", "没有填写日期", todo="请填写日期", field="on")
        return LocalHolidayDraft(
            on=day,
            name=self.name.text(),
            document_number=self.document.text(),
            working=bool(self.kind.value()),
            published_on=self.published.value(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A notice to be taken back, with the reason."""

    notice_id: int
    reason: str


class WithdrawDialog(DecisionDialog):
    """Hands out a ``Withdrawal``."""

    def __init__(self, view: NoticeView, parent: QWidget | None = None) -> None:
        super().__init__(
            f"撤下 {view.document_number}",
            "撤下",
            parent,
            explanation="用于录错的通知。撤下后在办件的期限重算；这份通知和理由都留存。",
        )
        self._view = view
        self.reason = TextArea("理由", self, lines=3)
        self.add_field(LabelledField("理由", self.reason, self, key="reason"))

    @override
    def draft(self) -> Withdrawal:
        return Withdrawal(notice_id=self._view.id or 0, reason=self.reason.text())


class KnownOnDialog(DecisionDialog):
    """Hands out the day as of which the calendar is asked."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            "按某日已知的日历查询",
            "查询",
            parent,
            explanation="放假安排会在年中修订。这里按当时已经公布的通知显示年历，不改变任何办件。",
        )
        self.day = DateInput(today, None, "已知至", self)
        self.day.set_value(today)
        self.add_field(LabelledField("哪一天已知的日历", self.day, self, key="known_on"))

    @override
    def draft(self) -> date:
        day = self.day.value()
        if day is None:
            raise UserError("known_on_missing", "没有填写日期", todo="请填写日期", field="known_on")
        return day
