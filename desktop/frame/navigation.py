"""The navigation at the left: agency, places with counters, calendar horizon and person at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.components.cards import column
from desktop.components.text import Caption, ElidedLabel, Text
from desktop.frame.places import Place
from desktop.theme import Size, colour, icon, px, set_role

__all__ = ["Navigation", "PlaceButton"]


class PlaceButton(QPushButton):
    """One place: words with a counter, or its icon alone when the window is narrow."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place.label, parent)
        self.place = place
        self._compact = False
        self._count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(self, "nav")
        self.badge = Text("", self, wrap=False, role="badge")
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.hide()
        self.toggled.connect(self._on_toggled)
        self._describe()

    def set_compact(self, compact: bool) -> None:
        """Icon alone, or words."""
        self._compact = compact
        self.setText("" if compact else self.place.label)
        set_role(self, "icon" if compact else "", "kind")
        self._paint_icon()
        self.show_count(self._count)

    def show_count(self, count: int) -> None:
        """Show how many wait there; 0 shows nothing."""
        self._count = count
        self.badge.setText(str(count) if count < 1000 else "999+")
        self.badge.setVisible(count > 0 and not self._compact)
        self._describe()
        self._place_badge()

    def _describe(self) -> None:
        waiting = f"，{self._count} 件" if self._count else ""
        self.setAccessibleName(f"{self.place.label}{waiting}")
        self.setToolTip(f"{self.place.label}（{self.place.shortcut}）{waiting}")

    def _paint_icon(self) -> None:
        if not self._compact:
            self.setIcon(QIcon())
            return
        ink = colour("accent" if self.isChecked() else "text")
        self.setIconSize(QSize(px(Size.ICON_LARGE), px(Size.ICON_LARGE)))
        self.setIcon(icon(self.place.icon, ink, px(Size.ICON_LARGE)))

    def _on_toggled(self, _checked: bool) -> None:
        self._paint_icon()

    def _place_badge(self) -> None:
        self.badge.adjustSize()
        self.badge.move(QPoint(self.width() - self.badge.width() - px(8), (self.height() - self.badge.height()) // 2))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_icon()


class PersonButton(QPushButton):
    """Who works here, last in the bar; pressed, somebody else signs in. Long names end in an ellipsis."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._person = ""
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(self, "person")

    def show_person(self, person: str) -> None:
        """Show name and post."""
        self._person = person
        self.setToolTip(f"{person}，按下换人登录" if person else "")
        self.setAccessibleName(f"使用人 {person}，换人登录")
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - px(8), px(40))
        self.setText(self.fontMetrics().elidedText(self._person, Qt.TextElideMode.ElideRight, room))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class Navigation(QWidget):
    """The bar. ``asked(key)`` when a place is wanted, ``person_asked`` when the name at its foot is pressed."""

    asked = Signal(str)
    person_asked = Signal()

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "nav")
        self.setAccessibleName("导航")
        layout = column(self, gap=3)
        layout.setContentsMargins(px(10), px(16), px(10), px(12))
        self.agency = ElidedLabel("", self, role="strong")
        self.program = Caption("依申请公开办理", self, wrap=False)
        layout.addWidget(self.agency)
        layout.addWidget(self.program)
        layout.addSpacing(px(10))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, PlaceButton] = {}
        for place in places:
            button = PlaceButton(place, self)
            button.clicked.connect(self._on_button_clicked)
            self._group.addButton(button)
            self.buttons[place.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.horizon = ElidedLabel("", self, role="caption")
        self.person = PersonButton(self)
        self.person.clicked.connect(self.person_asked)
        self._words: tuple[QWidget, ...] = (self.agency, self.program, self.horizon, self.person)
        layout.addWidget(self.horizon)
        layout.addSpacing(px(4))
        layout.addWidget(self.person)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Icons alone under 1200 px, else words."""
        self.setFixedWidth(px(Size.NAVIGATION_ICONS if compact else Size.NAVIGATION))
        for word in self._words:
            word.setVisible(not compact)
        for button in self.buttons.values():
            button.set_compact(compact)

    def show_place(self, key: str) -> None:
        """Mark the place shown."""
        button = self.buttons.get(key)
        if button is not None:
            button.setChecked(True)

    def show_count(self, key: str, count: int) -> None:
        """Show how many wait at a place."""
        if key in self.buttons:
            self.buttons[key].show_count(count)

    def show_foot(self, agency: str, horizon: str, person: str) -> None:
        """Show whose program this is and how far the calendar reaches."""
        self.agency.setText(agency)
        self.horizon.setText(horizon)
        self.person.show_person(person)

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, PlaceButton):
            self.asked.emit(button.place.key)
