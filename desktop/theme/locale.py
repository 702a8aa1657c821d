"""Chinese for Qt's own texts: dates, numbers, buttons of standard dialogs and menus of text fields."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

__all__ = ["install_locale"]


def install_locale(app: QApplication) -> bool:
    """Set zh_CN and load Qt's Chinese texts; returns whether the texts were found."""
    QLocale.setDefault(QLocale("zh_CN"))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    loaded = translator.load("qtbase_zh_CN", folder)
    if loaded:
        app.installTranslator(translator)
    return bool(loaded)
