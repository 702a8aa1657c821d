"""Take the pictures of the manual from ``make screens``: ``python -m tools.manual_images [build/screens]``.

They are made smaller and given 256 colours, so that the manual stays light.
"""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

IMAGES: Final = Path(__file__).parents[1] / "docs" / "manual" / "images"
_SMOOTH: Final = Qt.TransformationMode.SmoothTransformation
WIDTH: Final = 900  # fits the window of the manual
# Name in the manual → name of the screen.
PICTURES: Final = {
    "worklist": "worklist",
    "intake": "intake",
    "intake-form": "intake-form",
    "cases": "cases",
    "case": "case",
    "day-by-day": "day_by_day",
    "letter": "letter-draft",
    "letter-paged": "letter-paged",
    "letters": "letters",
    "mail": "mail",
    "guided": "guided",
    "review": "review",
    "compare": "compare",
    "sign-in": "sign_in",
    "numbers": "settings-numbers",
    "templates": "letter_templates",
    "papers": "case-papers",
    "rules": "rules",
    "rules-policies": "rules-policies",
    "rules-calendar": "rules-calendar",
    "rules-documents": "rules-documents",
    "fees": "fees",
    "disputes": "disputes",
    "disputes-open": "disputes-open",
    "dispute": "dispute",
    "dispute-letter": "dispute-letter",
    "bundle": "bundle",
    "applicant": "applicant",
    "act-propose_fee": "act-propose_fee",
    "act-count_pages": "act-count_pages",
    "ledger_import": "ledger",
    "ledger_prompts": "ledger-prompts",
    "ledger_columns": "ledger-columns",
    "ledger_records": "ledger_records",
    "ledger_export": "ledger_export",
    "key_tasks": "key_tasks",
    "annual_report": "annual_report",
    "settings": "settings",
    "first_start": "first_start",
}


def _with_256_colours(image: QImage) -> QImage:
    """The image in its own most frequent colours: tints stay what they are, which Qt's fixed palette would lose."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(whole.constBits()).cast("I"))
    table = [colour for colour, _ in counted.most_common(256)]
    return whole.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def main(screens: Path) -> int:
    """Convert every picture; the exit code is 1 when one is missing."""
    application = QGuiApplication.instance() or QGuiApplication([])
    missing = []
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, screen in PICTURES.items():
        image = QImage(str(screens / f"{screen}-1366-light.png"))
        if image.isNull():
            missing.append(screen)
            continue
        small = image if image.width() <= WIDTH else image.scaledToWidth(WIDTH, _SMOOTH)  # a dialog is small enough
        _with_256_colours(small).save(str(IMAGES / f"{name}.png"), quality=0)
    del application
    if missing:
        print(f"no picture of {', '.join(missing)} in {screens}; run 'make screens' first", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens")))
