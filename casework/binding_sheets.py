"""Pages as the binder keeps them: what a page shows is one form drawn by one operator, so that a stamp can stand above.

A form has its own graphics state. Whatever a page leaves open (a clip, a scale, an unbalanced ``q``) ends with it.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

__all__ = ["A4", "Sheet", "add_sheet", "carry_layers", "gathered", "opened_prepared"]

A4: Final = (595.276, 841.89)
"""Points."""

_AT_ONCE: Final = 50  # files open at a time
_DRAW: Final = b"q /P Do Q\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page.

    Attributes:
        content: operators.
        resources: dictionary of the target document, or None.
        box: media box in points, left, bottom, right, top.
        crop: crop box; None if it is the media box.
        turned: degrees clockwise, 0, 90, 180 or 270.
        unit: user unit, in 1/72 inch.
        group: transparency group of the target document, or None.
    """

    content: bytes
    resources: "pikepdf.Object | None" = None
    box: tuple[float, float, float, float] = (0, 0, *A4)
    crop: tuple[float, float, float, float] | None = None
    turned: int = 0
    unit: float = 1.0
    group: "pikepdf.Object | None" = None


def add_sheet(target: "pikepdf.Pdf", sheet: Sheet) -> None:
    """Append a page that draws one form."""
    import pikepdf  # noqa: PLC0415

    name = pikepdf.Name
    form = target.make_stream(sheet.content)
    form[name.Type], form[name.Subtype] = name.XObject, name.Form
    form[name.BBox] = pikepdf.Array(map(_short, sheet.box))
    form[name.Resources] = pikepdf.Dictionary() if sheet.resources is None else sheet.resources
    if sheet.group is not None:
        form[name.Group] = sheet.group
    page = pikepdf.Dictionary(
        Type=name.Page,
        MediaBox=pikepdf.Array(map(_short, sheet.box)),
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form)),
        Contents=target.make_stream(_DRAW),
    )
    if sheet.crop is not None:
        page[name.CropBox] = pikepdf.Array(map(_short, sheet.crop))
    if sheet.turned:
        page[name.Rotate] = sheet.turned
    if sheet.unit != 1.0:
        page[name.UserUnit] = _short(sheet.unit)
    target.pages.append(pikepdf.Page(target.make_indirect(page)))


def _short(number: float) -> int | float:
    return int(number) if number == int(number) else round(number, 4)


def carry_layers(target: "pikepdf.Pdf", source: "pikepdf.Pdf") -> None:
    """What layers the source hides, so that they stay hidden when its pages are copied; call after copying.

    Copying a page takes its layers along but not the list of those that are switched off.
    """
    import pikepdf  # noqa: PLC0415

    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return
    groups = properties.get("/OCGs")
    if not isinstance(groups, pikepdf.Array):
        return
    said = properties.get("/D")
    said = said if isinstance(said, pikepdf.Dictionary) else pikepdf.Dictionary()
    shown = {one.objgen for one in _listed(said, "/ON")}
    off = {one.objgen for one in _listed(said, "/OFF")}
    all_off = said.get("/BaseState") == pikepdf.Name.OFF
    kept = target.Root.get("/OCProperties")
    if kept is None:
        layers = pikepdf.Dictionary(OCGs=pikepdf.Array(), D=pikepdf.Dictionary(OFF=pikepdf.Array()))
        kept = target.Root[pikepdf.Name.OCProperties] = target.make_indirect(layers)
    for one in groups:
        if not getattr(one, "is_indirect", False):
            continue
        copied = target.copy_foreign(one)
        kept.OCGs.append(copied)
        if one.objgen in off or (all_off and one.objgen not in shown):
            kept.D.OFF.append(copied)


def _listed(said: "pikepdf.Object", name: str) -> "list[pikepdf.Object]":
    import pikepdf  # noqa: PLC0415

    found = said.get(name)
    return [one for one in found if getattr(one, "is_indirect", False)] if isinstance(found, pikepdf.Array) else []


def opened_prepared(file: Path) -> "pikepdf.Pdf":
    """A file of sheets, read as it is needed and not kept in memory."""
    import pikepdf  # noqa: PLC0415

    return pikepdf.open(file, access_mode=pikepdf.AccessMode.stream)


def gathered(files: list[Path], folder: Path) -> list[Path]:
    """The same pages in at most fifty files: a system lets a program keep only so many open."""
    import pikepdf  # noqa: PLC0415

    stage = 0
    while len(files) > _AT_ONCE:
        stage += 1
        fewer = []
        for start in range(0, len(files), _AT_ONCE):
            file = folder / f"gathered-{stage}-{start}.pdf"
            with ExitStack() as sources, pikepdf.new() as target:
                for one in files[start : start + _AT_ONCE]:
                    source = sources.enter_context(opened_prepared(one))
                    target.pages.extend(source.pages)
                    carry_layers(target, source)
                target.save(file, static_id=True)
            for done in files[start : start + _AT_ONCE]:
                done.unlink()
            fewer.append(file)
        files = fewer
    return files
