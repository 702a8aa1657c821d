"""Paint every component in both themes to PNG files, to be looked at: ``python -m tests.desktop.gallery [FOLDER]``."""

import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton, QWidget
from typing_extensions import override

from casework.views import ClockMark, ClockSpan
from desktop import components as ui
from desktop.theme import Tone, apply_theme, install_fonts, install_locale, px, set_role
from law.terms import Channel, Urgency
from tests.desktop.keyboard import children

TODAY = date(2026, 11, 23)
MARKS = (
    ClockMark(on=date(2026, 10, 20), title="收到", caption="10月20日 周二"),
    ClockMark(on=date(2026, 10, 29), title="征求第三方意见", caption="10月29日 发出"),
    ClockMark(on=date(2026, 11, 13), title="收到意见", caption="11月13日 周五"),
    ClockMark(on=TODAY, title="今天　第 13/20 天", caption="11月23日 周一", emphasis="today"),
    ClockMark(on=date(2026, 12, 2), title="答复截止", caption="12月2日 周三", emphasis="due"),
    ClockMark(on=date(2026, 12, 30), title="如延长 20 日", caption="12月30日 周三", emphasis="possible"),
)
SPANS = (
    ClockSpan(kind="counted", start=date(2026, 10, 20), end=date(2026, 10, 29)),
    ClockSpan(kind="paused", start=date(2026, 10, 29), end=date(2026, 11, 13), label="征求第三方意见"),
    ClockSpan(kind="counted", start=date(2026, 11, 13), end=TODAY),
    ClockSpan(kind="open", start=TODAY, end=date(2026, 12, 2)),
    ClockSpan(kind="extension", start=date(2026, 12, 2), end=date(2026, 12, 30)),
)
ROWS: tuple[tuple[Urgency, str, str, str, int, str, str], ...] = (
    (
        Urgency.OVERDUE,
        "依申〔2026〕417号",
        "周长根",
        "青石渡镇白石村三组征地批复",
        22,
        "11月19日 周四",
        "已超 2 个工作日",
    ),
    (
        Urgency.TODAY,
        "依申〔2026〕431号",
        "杜颖",
        "临江大道东延段拆迁补偿安置方案及附件目录",
        20,
        "11月23日 周一",
        "今日",
    ),
    (
        Urgency.SOON,
        "依申〔2026〕438号",
        "马·阿依古丽",
        "2025年度农村低保对象名单",
        17,
        "11月26日 周四",
        "剩 3 个工作日",
    ),
    (Urgency.PAUSED, "依申〔2026〕436号", "陈瓘", "石料厂采矿权出让合同", 0, "—", "等第三方至 12月4日"),
    (Urgency.NORMAL, "依申〔2026〕451号", "刘一鸣", "建设工程规划许可证", 9, "12月8日 周二", "剩 11 个工作日"),
    (
        Urgency.PROVISIONAL,
        "依申〔2026〕458号",
        "澜安市青山环保",
        "饮用水水源地监测数据",
        2,
        "2027-1-4 周一",
        "待2027年放假通知",
    ),
    (Urgency.CLOSED, "依申〔2026〕380号", "王䶮", "招标文件", 18, "11月2日 周一", "予以公开"),
)
COLUMNS = (
    ui.Column(key="urgency", label="紧急程度", width=100, fixed=True),
    ui.Column(key="number", label="编号", width=150, sort_key="number"),
    ui.Column(key="applicant", label="申请人", width=110, sort_key="applicant"),
    ui.Column(key="title", label="申请内容", width=0),
    ui.Column(key="days", label="期限", width=110),
    ui.Column(key="due", label="答复截止", width=120, sort_key="due"),
    ui.Column(key="status", label="状态", width=150),
)
_TONES = {Urgency.OVERDUE: Tone.OVER, Urgency.TODAY: Tone.TODAY, Urgency.SOON: Tone.SOON, Urgency.PAUSED: Tone.SUSP}


class RowsModel(QAbstractTableModel):
    """The rows above."""

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(ROWS)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        return COLUMNS[section].label if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        urgency, number, applicant, title, used, due, status = ROWS[index.row()]
        key = COLUMNS[index.column()].key
        if role == ui.TableRole.CHIP and key == "urgency":
            tones = {**_TONES, Urgency.PROVISIONAL: Tone.PROV, Urgency.CLOSED: Tone.DONE}
            return tones.get(urgency, Tone.PLAIN)
        if role == ui.TableRole.METER and key == "days":
            return ui.DayMeterState(
                used=used, total=20, tone=_TONES.get(urgency, Tone.ACCENT), paused=urgency is Urgency.PAUSED
            )
        if role == Qt.ItemDataRole.DisplayRole:
            texts = {"number": number, "applicant": applicant, "title": title, "due": due, "status": status}
            return urgency.label if key == "urgency" else texts.get(key, "")
        return None


def describe_day(day: date) -> str:
    """Words about a few days, as the casework calendar would give them."""
    return {date(2026, 9, 20): "周日，调休上班", date(2026, 10, 1): "国庆节，放假"}.get(day, "")


def _intake_card(parent: QWidget) -> ui.Card:
    card = ui.Card("收件登记", parent)
    choice = ui.SegmentedChoice(
        [(one, one.label) for one in list(Channel)[:7]], "渠道", card, value=Channel.MAIL_SIGNED
    )
    card.body.addWidget(choice)
    fields = ui.FieldRow(card)
    signed = ui.DateInput(TODAY, describe_day, "单位签收日期", fields)
    signed.set_value(date(2026, 10, 1))
    fields.add(ui.LabelledField("单位签收日期", signed, fields, key="signed"))
    wrong = ui.LabelledField("到达公开办日期", ui.DateInput(TODAY, describe_day, "", fields), fields, key="arrived")
    wrong.control.setProperty("text", "13.40")
    wrong.show_error("“13.40”不是日期。可写 11.26、1126、26、昨天或 2026-11-26。")
    fields.add(wrong)
    number = ui.LabelledField("证件号码", ui.LineInput("证件号码"), fields)
    number.control.setProperty("text", "99010119850612003X")
    number.show_good("校验位正确")
    fields.add(number, 1)
    card.body.addWidget(fields)
    area = ui.TextArea("申请内容", limit=3000, lines=3)
    card.body.addWidget(ui.LabelledField("申请内容", area, card))
    area.set_text(
        "一、临江大道东延段（青石渡—白石村）征地补偿安置方案及听证记录；\n二、该项目用地的省政府征地批复文件。"
    )
    card.body.addWidget(ui.AttachmentDrop(card))
    foot = ui.row(gap=12)
    combo = ui.ComboInput([("id", "居民身份证"), ("passport", "护照")], "证件", card)
    buttons = [QPushButton(text, card) for text in ("存为待补", "登记并打印回执　Ctrl+Enter", "启用（先改正 1 处）")]
    set_role(buttons[1], "primary")
    set_role(buttons[2], "primary")
    buttons[2].setEnabled(False)
    foot.addWidget(ui.Caption("草稿已保存 14:32:05", card, wrap=False))
    foot.addWidget(combo)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    card.body.addLayout(foot)
    return card


def _acts_card(parent: QWidget) -> ui.Card:
    card = ui.Card("现在可以做", parent)
    card.body.addWidget(
        ui.ActCard("确定处理结果", "第三方不同意公开；须区分处理（第三十七条）", card, shortcut="F6", recommended=True)
    )
    card.body.addWidget(ui.ActCard("录入检索记录", "已记 1 次；如答复“不存在”，须两个系统以上", card, shortcut="F7"))
    card.body.addWidget(ui.ActCard("要求补正", "已过 7 个工作日（10月29日），且补正只能一次", card, allowed=False))
    card.body.addStretch(1)
    return card


def _findings_card(parent: QWidget) -> ui.Card:
    card = ui.Card("发文前检查", parent, note="64 项：2 拦截 2 提示")
    card.body.addWidget(
        ui.FindingCard("block", "第二项没有列明遮盖部分的清单。", "条例第三十七条", card, code="C23", link="填清单")
    )
    card.body.addWidget(ui.FindingCard("hint", "与依申〔2025〕127号结论不同。", "相同信息须说明", card, link="写说明"))
    chips = ui.row(gap=6)
    for urgency in Urgency:
        chips.addWidget(ui.UrgencyChip(urgency))
    chips.addStretch(1)
    card.body.addLayout(chips)
    card.body.addWidget(ui.Banner("第 6 行：2027年9月15日是周三，原文写“周四”。", Tone.OVER, card, link="到第 6 行"))
    card.body.addWidget(ui.Banner("2027年放假通知尚未公布，日期为暂定。", Tone.PROV, card))
    card.body.addStretch(1)
    return card


def gallery(width: int = 1366) -> QWidget:
    """All components on one sheet."""
    sheet = QWidget()
    set_role(sheet, "page")
    outer = ui.column(sheet, gap=12, margin=20)
    outer.addWidget(ui.PageTitle("依申〔2026〕440号", sheet))
    counters = ui.row(gap=12)
    for count, label, tone in ((1, "已超期", Tone.OVER), (5, "五个工作日内", Tone.SOON), (0, "停算中", Tone.SUSP)):
        card = ui.CounterCard(sheet)
        card.show_count(count, label, "最长 2 个工作日", tone)
        counters.addWidget(card)
    outer.addLayout(counters)
    clock_card = ui.Card("北京衡正律师事务所（代理人 林晓岚）", sheet)
    clock_card.head.insertWidget(1, ui.UrgencyChip(Urgency.SOON, "剩 7 个工作日", clock_card))
    clock_card.add_to_head(ui.LinkLabel("逐日说明", clock_card))
    clock_card.add_to_head(ui.LinkLabel("如果…", clock_card))
    bar = ui.ClockBar(clock_card)
    bar.show_clock(MARKS, SPANS)
    clock_card.body.addWidget(bar)
    outer.addWidget(clock_card)
    outer.addWidget(_intake_card(sheet))
    pair = ui.row(gap=12)
    pair.addWidget(_acts_card(sheet), 1)
    pair.addWidget(_findings_card(sheet), 1)
    outer.addLayout(pair)
    table = ui.TableView(COLUMNS, "我的在办", sheet)
    table.setModel(RowsModel(table))
    table.selectRow(1)
    table.setMinimumHeight(px(330))
    holder = ui.Card("我的在办", sheet, note="7 件，按实际余量排序")
    holder.body.addWidget(table)
    outer.addWidget(holder, 1)
    sheet.resize(width, sheet.sizeHint().height())
    return sheet


class _ExtensionDialog(ui.DecisionDialog):
    """A decision with every kind of answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "延长答复期限", "批准并生成延期告知书", parent, explanation="须在 12月2日前批准并告知，最多 20 个工作日。"
        )
        days = ui.LabelledField("延长天数", ui.LineInput("延长天数"), self, key="days", hint="延至 12月30日（周三）")
        self.add_field(days)
        self.add_field(ui.LabelledField("批准日期", ui.DateInput(TODAY, describe_day, "批准日期"), self, key="on"))
        method = ui.SegmentedChoice([("post", "邮寄"), ("direct", "直接送达"), ("email", "电子送达")], "寄送方式")
        self.add_field(ui.LabelledField("寄送方式", method, self, key="method"))
        self.add_field(ui.LabelledField("理由", ui.TextArea("理由", lines=3), self, key="reason"))
        agreed = QCheckBox("申请人同意以电子邮件送达", self)
        agreed.setChecked(True)
        self.body.addWidget(agreed)
        chosen = QRadioButton("现在寄出", self)
        chosen.setChecked(True)
        self.body.addWidget(chosen)
        self.body.addWidget(QRadioButton("本次不寄出", self))
        self.note.setText("草稿已保存 14:32:05")
        self.banner.say("已过告知期限。延长须在期限届满前告知（第三十三条）。不能再延。", Tone.OVER)

    @override
    def draft(self) -> object:
        return None


def states_sheet() -> QWidget:
    """Dialogs, waiting and empty states on one sheet."""
    sheet = QWidget()
    set_role(sheet, "page")
    outer = ui.row(sheet, gap=12, margin=20)
    dialog = _ExtensionDialog(sheet)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    outer.addWidget(dialog)
    right = ui.column(gap=12)
    for state in ("empty", "skeleton"):
        card = ui.Card("办件", sheet)
        table = ui.TableView(COLUMNS, "办件", card)
        table.setModel(RowsModel(table))
        table.show_sort("number", True)
        if state == "empty":
            table.show_empty("还没有办件。登记后在这里按紧急程度排列。", "登记一份申请")
        else:
            table.skeleton.show()
        card.body.addWidget(table)
        right.addWidget(card, 1)
    progress = ui.ProgressPanel(sheet)
    progress.begin("正在重算期限")
    progress.advance(1200, 5000)
    progress.show()
    right.addWidget(progress)
    drop = ui.AttachmentDrop(sheet)
    drop.add_paths([Path(__file__), Path(__file__).with_name("conftest.py")])
    right.addWidget(drop)
    outer.addLayout(right, 1)
    sheet.resize(1366, 768)
    return sheet


def main() -> None:
    """Write the sheets."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/gallery")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_fonts(app)
    install_locale(app)
    for theme in ("light", "dark"):
        for percent in (100, 150):
            apply_theme(app, theme, percent)
            sheet = gallery(1366 if percent == 100 else 1920)
            sheet.show()
            app.processEvents()
            children(sheet, QLineEdit)[0].setFocus()
            app.processEvents()
            sheet.grab().save(str(folder / f"components-{theme}-{percent}.png"))
            states = states_sheet()
            states.show()
            app.processEvents()
            states.grab().save(str(folder / f"states-{theme}-{percent}.png"))
            for one in (sheet, states):
                one.close()
                one.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    main()
