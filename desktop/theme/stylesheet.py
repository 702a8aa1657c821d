"""The one style sheet, generated from the tokens.

Written with ``$token`` and ``{size}`` marks: colours by name, sizes as ``{14}`` in pixels at 100 %. Widgets take part
through their class, through the property ``role`` (what they are) or ``tone`` (what they mean).
"""

import re
from collections.abc import Mapping
from dataclasses import asdict

from desktop.theme.tokens import Palette

__all__ = ["stylesheet"]

_FRAME = """
QMainWindow, QDialog, QWidget[role="page"], QWidget[role="app"], QStackedWidget { background: $app; }
QWidget { color: $text; }
QLabel { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: {6}px; }
QWidget[role="nav"] { background: $nav; border-right: 1px solid $line; }
QPushButton[role="nav"] { background: transparent; border: none; border-left: {3}px solid transparent;
  border-radius: {4}px;
  text-align: left; padding: 0 {8}px 0 {7}px; min-height: {34}px; color: $text; }
QPushButton[role="nav"]:hover { background: $line2; }
QPushButton[role="nav"]:checked { background: $accent_bg; color: $accent; font-weight: 600;
  border-left: {3}px solid $accent; border-top-left-radius: 0; border-bottom-left-radius: 0; }
QPushButton[role="nav"]:focus { border: {2}px solid $accent; border-radius: {4}px; padding: 0 {7}px 0 {8}px;
  min-height: {30}px; }
QPushButton[role="nav"]:checked:focus { border-left: {3}px solid $accent; padding-left: {7}px; }
QPushButton[role="person"] { background: transparent; border: {2}px solid transparent; border-radius: {4}px;
    color: $sub; font-size: {12}px; padding: 0; min-height: {24}px; text-align: left; }
QPushButton[role="person"]:hover { color: $accent; text-decoration: underline; }
QPushButton[role="person"]:focus { border: {2}px solid $accent; }
QPushButton[role="nav"][kind="icon"] { padding: 0; text-align: center; }
QFrame[role="card"], QFrame[role="panel"] { background: $surface; border: 1px solid $line; border-radius: {6}px; }
QFrame[role="rule"] { background: $line2; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="counter_card"] { background: $surface; border: 1px solid $line; border-radius: {6}px; }
QFrame[role="counter_card"]:hover { border-color: $accent; }
QFrame[role="counter_card"]:focus { border: {2}px solid $accent; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: none; }
"""

_TEXT = """
QLabel[role="page_title"] { font-size: {20}px; font-weight: 600; }
QLabel[role="card_title"] { font-size: {16}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="sub"] { color: $sub; }
QLabel[role="caption"] { font-size: {12}px; color: $sub; }
QLabel[role="counter"] { font-size: {26}px; font-weight: 600; }
QLabel[tone="over"] { color: $over; } QLabel[tone="today"] { color: $today; } QLabel[tone="soon"] { color: $soon; }
QLabel[tone="susp"] { color: $susp; } QLabel[tone="prov"] { color: $prov; } QLabel[tone="done"] { color: $done; }
QLabel[tone="accent"] { color: $accent; } QLabel[tone="sub"] { color: $sub; }
QLabel[role="key"] { font-size: {12}px; color: $sub; }
QLabel[role="badge"] { font-size: {12}px; color: $over; background: $over_bg; border-radius: {6}px; padding: {1}px
  {8}px; }
"""

_CONTROLS = """
QPushButton { background: $surface; border: 1px solid $line; border-radius: {4}px; padding: 0 {15}px;
  min-height: {32}px; color: $text; }
QPushButton:hover { border-color: $sub; }
QPushButton:pressed { background: $line2; }
QPushButton:focus { border: {2}px solid $accent; padding: 0 {14}px; min-height: {30}px; }
QPushButton:disabled { color: $faint; background: $line2; border-color: $line; }
QPushButton[role="primary"] { background: $accent; color: $accent_on; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { border: 1px solid $text; }
QPushButton[role="primary"]:focus { border: {2}px solid $text; }
QPushButton[role="primary"]:disabled { background: $line2; color: $faint; border-color: $line; font-weight: 400; }
QPushButton[role="danger"] { color: $over; border-color: $over; }
QPushButton[role="link"], QPushButton[role="link"]:hover, QPushButton[role="link"]:disabled { background: transparent;
  border: {2}px solid transparent; border-radius: {4}px; padding: 0 {2}px; min-height: {24}px; color: $accent;
  text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: {2}px solid $accent; }
QPushButton[role="link"]:disabled { color: $faint; }
QPushButton[role="link"][tone="over"] { color: $over; } QPushButton[role="link"][tone="today"] { color: $today; }
QPushButton[role="link"][tone="soon"] { color: $soon; } QPushButton[role="link"][tone="susp"] { color: $susp; }
QPushButton[role="chip"] { padding: 0 {9}px; min-height: {26}px; border-radius: {13}px; color: $sub; }
QPushButton[role="chip"]:focus { padding: 0 {8}px; min-height: {24}px; }
QPushButton[role="chip"][state="on"] { background: $accent_bg; border-color: $accent; color: $accent;
  font-weight: 600; }
QPushButton[role="icon"] { border: {2}px solid transparent; background: transparent; padding: 0; min-width: {28}px;
  min-height: {28}px; }
QPushButton[role="icon"]:hover { background: $line2; }
QPushButton[role="icon"]:focus { border: {2}px solid $accent; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: $surface; color: $text; border: 1px solid
  $line;
  border-radius: {4}px; padding: {5}px {10}px; selection-background-color: $accent; selection-color: $accent_on; }
QLineEdit, QComboBox, QSpinBox { min-height: {22}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: {2}px solid $accent;
  padding: {4}px {9}px; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] { border: 1px solid $over; }
QLineEdit[state="error"]:focus, QPlainTextEdit[state="error"]:focus { border: {2}px solid $over; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $faint; background: $line2; }
QLineEdit[readOnly="true"] { background: $line2; }
QComboBox::drop-down { border: none; width: {24}px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; selection-background-color: $accent_bg;
  selection-color: $text; outline: 0; }
QCheckBox, QRadioButton { spacing: {8}px; min-height: {28}px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: {16}px; height: {16}px; border: 1px solid $sub;
  background: $surface; border-radius: {3}px; }
QRadioButton::indicator { border-radius: {8}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: {2}px solid $accent; width: {14}px;
  height: {14}px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("@check"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("@dot"); }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $line2; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QProgressBar { background: $line2; border: none; border-radius: {3}px; max-height: {6}px; min-height: {6}px; }
QProgressBar::chunk { background: $accent; border-radius: {3}px; }
"""

_SEGMENTS = """
QPushButton[role="segment"] { border: 1px solid $line; border-radius: 0; padding: 0 {12}px; margin: 0; min-height:
  {32}px;
  background: $surface; font-weight: 400; }
QPushButton[role="segment"][edge="first"] { border-top-left-radius: {4}px; border-bottom-left-radius: {4}px; }
QPushButton[role="segment"][edge="last"] { border-top-right-radius: {4}px; border-bottom-right-radius: {4}px; }
QPushButton[role="segment"]:checked { background: $accent_bg; color: $accent; border: 1px solid $accent;
  font-weight: 600; }
QPushButton[role="segment"]:focus { border: {2}px solid $accent; padding: 0 {11}px; min-height: {30}px; }
QPushButton[role="segment"][fit="tight"] { padding: 0 {8}px; }
QPushButton[role="segment"][fit="tight"]:focus { padding: 0 {7}px; }
QPushButton[role="segment"]:disabled { color: $faint; }
QFrame[role="act"] { background: $surface; border: 1px solid $line2; border-radius: {4}px; }
QFrame[role="act"]:hover { border-color: $sub; }
QFrame[role="act"][kind="recommended"] { background: $accent_bg; border-color: $accent; }
QFrame[role="act"]:focus { border: {2}px solid $accent; }
QFrame[role="act"][kind="forbidden"]:hover { border-color: $line2; }
QLabel[role="act_title"] { font-weight: 600; }
QLabel[role="act_title"][kind="forbidden"] { font-weight: 400; color: $faint; }
QFrame[role="finding"] { background: $surface; border: 1px solid $line; border-left: {4}px solid $soon;
  border-radius: {4}px; }
QFrame[role="finding"][kind="block"] { border-left-color: $over; }
QFrame[role="finding"][kind="done"] { border-left-color: $done; }
QFrame[role="banner"] { border: none; border-radius: {4}px; background: $prov_bg; }
QFrame[role="banner"][tone="over"] { background: $over_bg; } QFrame[role="banner"][tone="today"] { background:
  $today_bg; }
QFrame[role="banner"][tone="soon"] { background: $soon_bg; } QFrame[role="banner"][tone="susp"] { background:
  $susp_bg; }
QFrame[role="banner"][tone="done"] { background: $done_bg; } QFrame[role="banner"][tone="accent"] { background:
  $accent_bg; }
QFrame[role="toast"] { background: $text; border-radius: {6}px; }
QFrame[role="toast"] QLabel { color: $surface; }
QFrame[role="toast"] QPushButton[role="link"] { color: $surface; text-decoration: underline; font-weight: 600; }
QFrame[role="toast"] QPushButton[role="link"]:focus { border: {2}px solid $surface; }
QFrame[role="drop"] { border: 1px dashed $faint; border-radius: {4}px; background: transparent; }
QFrame[role="drop"][kind="over"] { border: {2}px dashed $accent; background: $accent_bg; }
"""

_TABLES = """
QTableView, QListView, QTreeView { background: $surface; border: none; outline: 0; gridline-color: transparent;
  selection-background-color: $accent_bg; selection-color: $text; alternate-background-color: $surface; }
QTableView::item, QListView::item { border: none; padding: 0 {8}px; color: $text; }
QTableView::item:selected, QListView::item:selected { background: $accent_bg; color: $text; }
QListView::item:disabled { color: $sub; }
QListView[role="boxed"] { border: 1px solid $line; border-radius: {4}px; padding: {1}px; }
QListView[role="boxed"]:focus { border: {2}px solid $accent; padding: 0; }
QListView[role="boxed"]::item { min-height: {28}px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $sub; border: none; border-bottom: 1px solid $line; padding: 0
  {8}px;
  min-height: {34}px; font-weight: 400; text-align: left; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: none; }
QMenu { background: $surface; border: 1px solid $line; padding: {4}px; }
QMenu::item { padding: {6}px {24}px {6}px {12}px; border-radius: {4}px; }
QMenu::item:selected { background: $accent_bg; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line2; margin: {4}px 0; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: {10}px; } QScrollBar:horizontal { height: {10}px; }
QScrollBar::handle { background: $line; border-radius: {3}px; margin: 1px; }
QScrollBar::handle:vertical { min-height: {32}px; } QScrollBar::handle:horizontal { min-width: {32}px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QWidget[role="empty"] { background: $surface; }
QSplitter::handle { background: transparent; }
QTextBrowser { background: $surface; border: none; padding: {16}px; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; }
QCalendarWidget QToolButton { background: $surface; color: $text; border: none; padding: {6}px; }
"""

_PARTS = (_FRAME, _TEXT, _CONTROLS, _SEGMENTS, _TABLES)


def stylesheet(palette: Palette, scale: float, images: Mapping[str, str] | None = None) -> str:
    """The style sheet of a palette at a scale (1.0 = 100 %).

    Args:
        palette: the colours.
        scale: size of fonts and distances.
        images: files for the marks ``@check`` and ``@dot`` (see ``indicators``).
    """
    colours = asdict(palette)
    text = "".join(_PARTS)
    text = re.sub(r"\{(\d+)\}", lambda hit: str(max(1, round(int(hit[1]) * scale))), text)
    text = re.sub(r"\$(\w+)", lambda hit: str(colours[hit[1]]), text)
    found = images or {}
    return re.sub(r"@(check|dot)", lambda hit: found.get(hit[1], ""), text)
