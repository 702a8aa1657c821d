"""Charts painted by ourselves: bars, lines and distributions whose every mark is a link that the keyboard reaches.

``ChartCard`` holds a chart, its numbers as a table, and saves it as a picture. ``arrange`` decides where everything
stands, ``paint_picture`` paints it on a screen, into a file or on paper; neither decides what is counted.
"""

from desktop.charts.arranging import arrange, height_of
from desktop.charts.canvas import ChartCanvas
from desktop.charts.card import ChartCard
from desktop.charts.painting import paint_picture, paper_inks, screen_inks
from desktop.charts.picture import Mark, Picture
from desktop.charts.saving import save_picture
from desktop.charts.table import ChartTable

__all__ = [
    "ChartCanvas",
    "ChartCard",
    "ChartTable",
    "Mark",
    "Picture",
    "arrange",
    "height_of",
    "paint_picture",
    "paper_inks",
    "save_picture",
    "screen_inks",
]
