"""Where the parts of a chart stand: upright bars, lying bars, lines; from a view and a size, without painting."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF

from casework.statistics_views import ChartForm, ChartRow, ChartView, Figure, Series
from desktop.charts.picture import Line, Mark, Picture, Swatch, Words, axis_ticks
from desktop.theme import px

__all__ = ["arrange", "height_of", "shown_rows"]

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LYING = (ChartForm.BARS, ChartForm.STACKED)
_BAR = 12
_GHOST = 4
_ROW = 25
_LEAST_HIT = 14
_LABEL_SHARE = 0.38
_FLOORS = ((80.0, 5.0), (50.0, 10.0))  # first value of the axis, step


def shown_rows(view: ChartView, most: int | None) -> tuple[ChartRow, ...]:
    """The rows that are drawn; ``most`` None: all of them."""
    return view.rows if most is None or view.form not in _LYING else view.rows[:most]


def height_of(view: ChartView, metrics: QFontMetricsF, *, most: int | None = None) -> float:
    """The height that a chart needs; upright ones take what they get."""
    legend = metrics.height() + px(8)
    if view.form in _LYING:
        return legend + len(shown_rows(view, most)) * px(_ROW) + px(4)
    return legend + px(150)


def arrange(view: ChartView, size: QSizeF, metrics: QFontMetricsF, *, most: int | None = None) -> Picture:
    """Lay a chart out.

    Args:
        view: the chart.
        size: the room that it has.
        metrics: of the font of its words.
        most: how many lying rows at most; the others stand in the table of numbers.
    """
    picture = Picture()
    top = _legend(picture, view, size.width(), metrics)
    area = QRectF(0, top, size.width(), max(1.0, size.height() - top))
    rows = shown_rows(view, most)
    if not rows:
        return picture
    if view.form in _LYING:
        _lying(picture, view, rows, area, metrics)
    else:
        _upright(picture, view, rows, area, metrics)
    return picture


# -------------------------------------------------------------------------------------------------------------- legend


def _legend(picture: Picture, view: ChartView, width: float, metrics: QFontMetricsF) -> float:
    """The series in words from left to right; a single one without comparison needs none."""
    entries = [(one.label, one, False) for one in view.series]
    if view.compared:
        entries.append(("去年同期", view.series[0], True))
    if len(entries) < 2:
        return 0.0
    x, y, line = 0.0, 0.0, metrics.height()
    for label, series, before in entries:
        wide = metrics.horizontalAdvance(label) + px(18)
        if x and x + wide > width:
            x, y = 0.0, y + line
        side = px(9)
        picture.swatches.append(Swatch(QRectF(x, y + (line - side) / 2, side, side), series.role, before))
        picture.words.append(Words(QRectF(x + px(13), y, wide, line), label, _LEFT))
        x += wide + px(12)
    return y + line + px(8)


# --------------------------------------------------------------------------------------------------------------- marks


def _slots(row: ChartRow, series: Sequence[Series], *, before: bool) -> Iterator[tuple[int, Figure]]:
    for at, one in enumerate(row.before if before else row.figures):
        if one is not None and at < len(series):
            yield at, one


def _mark(view: ChartView, figure: Figure, shape: QRectF, row: int, series: int, *, before: bool) -> Mark:
    wide, high = max(shape.width(), px(_LEAST_HIT)), max(shape.height(), px(_LEAST_HIT))
    centre = shape.center()
    hit = QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)
    role = view.series[series].role
    point = view.form is ChartForm.LINE
    return Mark(figure=figure, shape=shape, hit=hit, role=role, before=before, row=row, series=series, point=point)


# --------------------------------------------------------------------------------------------------------------- lying


def _lying(picture: Picture, view: ChartView, rows: Sequence[ChartRow], area: QRectF, metrics: QFontMetricsF) -> None:
    labels = max(metrics.horizontalAdvance(one.label) for one in rows) + px(8)
    left = min(labels, area.width() * _LABEL_SHARE)
    numbers = max(metrics.horizontalAdvance(_total_text(one)) for one in rows) + px(8)
    most = max((_total(one.figures) for one in rows), default=0.0)
    most = max(most, max((_total(one.before) for one in rows), default=0.0), 1.0)
    room = max(px(20), area.width() - left - numbers)
    high = px(_ROW)
    for at, row in enumerate(rows):
        y = area.top() + at * high
        label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, left - px(8))
        tip = row.label if label != row.label else ""
        picture.words.append(Words(QRectF(0, y, left - px(8), high), label, _LEFT, "text", tip))
        bar = y + (high - px(_BAR) - (px(_GHOST) + px(1) if view.compared else 0)) / 2
        end = _segments(picture, view, row, at, QRectF(left, bar, room, px(_BAR)), most, before=False)
        if view.compared:
            ghost = QRectF(left, bar + px(_BAR) + px(1), room, px(_GHOST))
            end = max(end, _segments(picture, view, row, at, ghost, most, before=True))
        place = QRectF(end + px(6), bar - px(3), numbers, px(_BAR) + px(6))
        picture.words.append(Words(place, _total_text(row), _LEFT, "text"))
    line = QPointF(left, area.top()), QPointF(left, area.top() + len(rows) * high)
    picture.lines.append(Line(line, "line"))


def _segments(
    picture: Picture, view: ChartView, row: ChartRow, at: int, track: QRectF, most: float, *, before: bool
) -> float:
    x = track.left()
    for series, figure in _slots(row, view.series, before=before):
        wide = track.width() * figure.level / most
        shape = QRectF(x, track.top(), max(wide, px(2)) if figure.value else 0.0, track.height())
        picture.marks.append(_mark(view, figure, shape, at, series, before=before))
        x += wide
    return x


def _total(figures: Sequence[Figure | None]) -> float:
    return sum(one.level for one in figures if one is not None)


def _total_text(row: ChartRow) -> str:
    known = [one for one in row.figures if one is not None]
    if len(known) == 1:
        return known[0].text
    return f"{sum(one.value for one in known):,}" if known else "—"


# ------------------------------------------------------------------------------------------------------------- upright


def _upright(picture: Picture, view: ChartView, rows: Sequence[ChartRow], area: QRectF, metrics: QFontMetricsF) -> None:
    line = metrics.height()
    levels = [one.level for row in rows for one in (*row.figures, *row.before) if one is not None]
    ticks = _share_ticks(levels) if view.percent else axis_ticks(max(levels, default=0.0))
    texts = [f"{one:,.0f}%" if view.percent else f"{one:,.0f}" for one in ticks]
    left = max(metrics.horizontalAdvance(one) for one in texts) + px(6)
    plot = QRectF(left, area.top() + line + px(2), area.width() - left, area.height() - 2 * line - px(8))
    lowest, highest = ticks[0], ticks[-1]

    def y_of(level: float) -> float:
        return plot.bottom() - plot.height() * (max(level, lowest) - lowest) / (highest - lowest)

    for tick, text in zip(ticks, texts, strict=True):
        y = y_of(tick)
        picture.lines.append(Line((QPointF(plot.left(), y), QPointF(plot.right(), y)), "line2" if tick else "line"))
        picture.words.append(Words(QRectF(0, y - line / 2, left - px(6), line), text, _RIGHT))
    step = plot.width() / len(rows)
    _labels(picture, rows, plot, metrics)
    for at, row in enumerate(rows):
        middle = plot.left() + step * (at + 0.5)
        for before in (True, False) if view.compared else (False,):
            for series, figure in _slots(row, view.series, before=before):
                y = y_of(figure.level)
                shape = (
                    QRectF(middle - px(4), y - px(4), px(8), px(8))
                    if view.form is ChartForm.LINE
                    else _column(view, series, middle, step, y, plot.bottom(), before=before)
                )
                picture.marks.append(_mark(view, figure, shape, at, series, before=before))
    if view.form is ChartForm.LINE:
        _curves(picture, view)
    _values(picture, view, step, metrics)


def _share_ticks(levels: Sequence[float]) -> tuple[float, ...]:
    """Shares are drawn from a floor that the axis names, so that small changes near 100 % can be seen."""
    least = min(levels, default=0.0)
    floor, step = next((one for one in _FLOORS if least >= one[0] + one[1]), (0.0, 25.0))
    return tuple(floor + step * at for at in range(round((100.0 - floor) / step) + 1))


def _column(view: ChartView, series: int, middle: float, step: float, y: float, base: float, *, before: bool) -> QRectF:
    """A bar; the year before stands behind it, a little to the left."""
    count = len(view.series)
    wide = min(float(px(26 if count == 1 else 16)), step * 0.72 / count)
    x = middle - wide * count / 2 + series * wide
    shift = min(float(px(4)), wide * 0.3) if view.compared else 0.0
    x += -shift / 2 if before else shift / 2
    high = max(base - y, 0.0)
    return QRectF(x + 0.5, base - high, max(wide - shift - 1, 2.0), high)


def _labels(picture: Picture, rows: Sequence[ChartRow], plot: QRectF, metrics: QFontMetricsF) -> None:
    """Words below the axis; where they would touch, every second or third is left out."""
    step = plot.width() / len(rows)
    texts = [one.brief or one.label for one in rows]
    widest = max(metrics.horizontalAdvance(one) for one in texts) + px(4)
    every = 1
    while every < len(rows) and widest > step * every:
        every += 1
    for at in range(0, len(rows), every):
        middle = plot.left() + step * (at + 0.5)
        area = QRectF(middle - step * every / 2, plot.bottom() + px(4), step * every, metrics.height())
        picture.words.append(Words(area, texts[at], _CENTRE, "sub", rows[at].label))


def _values(picture: Picture, view: ChartView, step: float, metrics: QFontMetricsF) -> None:
    """Numbers above the marks of the period, where there is room for them."""
    shown = [one for one in picture.marks if not one.before and one.figure.value]
    pitch = step
    if view.form is not ChartForm.LINE and len(view.series) > 1 and shown:
        pitch = shown[0].shape.width() + 1
    if any(metrics.horizontalAdvance(one.figure.text) > pitch for one in shown):
        return
    line = metrics.height()
    outlines = {(one.row, one.series): one.shape.top() for one in picture.marks if one.before and one.figure.value}
    for one in shown:
        top = one.shape.top()
        if view.form is not ChartForm.LINE:  # the outline behind a bar would strike the number through
            top = min(top, outlines.get((one.row, one.series), top))
        area = QRectF(one.shape.center().x() - step / 2, top - line, step, line)
        picture.words.append(Words(area, one.figure.text, _CENTRE))


def _curves(picture: Picture, view: ChartView) -> None:
    for before in (True, False):
        for series in range(len(view.series)):
            points = tuple(one.shape.center() for one in picture.marks if one.before is before and one.series == series)
            if len(points) > 1:
                picture.lines.append(Line(points, "faint" if before else "accent", dashed=before, wide=True))
