"""Every colour and size of the client, once per theme. Nothing else names a colour or a pixel.

Values are those of the design language; ``tests/desktop/test_theme.py`` proves a contrast of 4.5:1 for every text on
its ground in both themes.
"""

from dataclasses import dataclass
from enum import StrEnum

from law.terms import Urgency

__all__ = ["DARK", "LIGHT", "Palette", "Size", "ThemeName", "Tone", "tone_of"]


class ThemeName(StrEnum):
    """The two themes that a person can choose."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """The meaning that a colour carries; each tone also has an icon, so that colour is never the only sign."""

    PLAIN = "plain"
    ACCENT = "accent"
    OVER = "over"
    TODAY = "today"
    SOON = "soon"
    SUSP = "susp"
    PROV = "prov"
    DONE = "done"


class Size:
    """Sizes in pixels at 100 %; always passed through ``desktop.theme.px``."""

    BASE = 14
    CAPTION = 12
    CARD_TITLE = 16
    PAGE_TITLE = 20
    COUNTER = 26
    GRID = 4
    CARD_GAP = 12
    CARD_PADDING = 16
    PAGE_MARGIN = 20
    CARD_RADIUS = 6
    CONTROL_RADIUS = 4
    CONTROL_HEIGHT = 34
    HIT_AREA = 32
    ROW = 40
    ROW_DENSE = 32
    NAVIGATION = 168
    NAVIGATION_ICONS = 52
    SIDE_PANEL = 330
    SIDE_PANEL_WIDE = 380
    CONTENT_MAXIMUM = 1760
    ICON = 16
    ICON_LARGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme as ``#RRGGBB``."""

    name: ThemeName
    app: str
    surface: str
    nav: str
    text: str
    sub: str
    faint: str
    line: str
    line2: str
    accent: str
    accent_bg: str
    accent_on: str
    over: str
    over_bg: str
    today: str
    today_bg: str
    soon: str
    soon_bg: str
    susp: str
    susp_bg: str
    prov: str
    prov_bg: str
    done: str
    done_bg: str

    def ink(self, tone: Tone) -> str:
        """Colour of text and icons of a tone."""
        return self.text if tone is Tone.PLAIN else str(getattr(self, tone.value))

    def ground(self, tone: Tone) -> str:
        """Tinted ground of a tone; the card surface for the plain tone."""
        return self.surface if tone is Tone.PLAIN else str(getattr(self, f"{tone.value}_bg"))


LIGHT = Palette(
    name=ThemeName.LIGHT,
    app="#F3F5F7",
    surface="#FFFFFF",
    nav="#E9EDF1",
    text="#1B2430",
    sub="#566170",
    faint="#7A8593",
    line="#D8DEE5",
    line2="#E8ECF0",
    accent="#1E5AA8",
    accent_bg="#E4EDF8",
    accent_on="#FFFFFF",
    over="#B3261E",
    over_bg="#FBE9E7",
    today="#A6460B",
    today_bg="#FDEEDD",
    soon="#7A5A00",
    soon_bg="#FFF5D1",
    susp="#5A489E",
    susp_bg="#EFECFA",
    prov="#566170",
    prov_bg="#F0F2F4",
    done="#1B6E46",
    done_bg="#E3F3EA",
)

DARK = Palette(
    name=ThemeName.DARK,
    app="#171B20",
    surface="#20252C",
    nav="#1B2026",
    text="#E6EAEF",
    sub="#A7B1BD",
    faint="#808B98",
    line="#343C46",
    line2="#2A3139",
    accent="#7FB0EE",
    accent_bg="#26384F",
    accent_on="#0F1720",
    over="#F2938A",
    over_bg="#43211E",
    today="#F0A868",
    today_bg="#40291A",
    soon="#E3C566",
    soon_bg="#38301A",
    susp="#B6A8F0",
    susp_bg="#2C2745",
    prov="#A7B1BD",
    prov_bg="#2A3038",
    done="#7CCBA0",
    done_bg="#1B3528",
)

_TONE_OF_URGENCY = {
    Urgency.OVERDUE: Tone.OVER,
    Urgency.TODAY: Tone.TODAY,
    Urgency.SOON: Tone.SOON,
    Urgency.PAUSED: Tone.SUSP,
    Urgency.PROVISIONAL: Tone.PROV,
    Urgency.NORMAL: Tone.PLAIN,
    Urgency.WAITING: Tone.SUSP,
    Urgency.CLOSED: Tone.DONE,
}


def tone_of(urgency: Urgency) -> Tone:
    """The tone in which an urgency is shown."""
    return _TONE_OF_URGENCY[urgency]
