"""案卷一键包: the bundle of a dispute written out, whole or not at all."""

from dataclasses import replace
from datetime import date

from casework.bundle_build import Building
from casework.bundle_folder import bundle_place
from casework.bundle_plan import plan_view, with_choices
from casework.bundle_views import BuiltBundle, BundleDraft
from casework.dispute_folder import dispute_folder
from casework.office import Office
from casework.page_binding import Converter
from casework.rederiving import Progress
from casework.refusals import refused
from templates.office_conversion import find_office

__all__ = ["Converter", "build"]


def build(
    office: Office,
    draft: BundleDraft,
    *,
    today: date,
    actor: str = "",
    progress: Progress | None = None,
    convert: Converter | None = None,
) -> BuiltBundle:
    """Write the bundle of a dispute into a folder or a .zip; nothing is recorded, it can be built again any time.

    One paged PDF for each volume, the answer and the evidence list as .docx, the sheet of the dates, the originals of
    what could not be bound, and a list of hashes.

    Args:
        office: the office.
        draft: which dispute, where to, and what a person decided about the pieces.
        today: day of the bundle.
        actor: who builds it.
        progress: told how far it is; what it raises stops the work, and nothing is left.
        convert: lays out letters where no LibreOffice is installed.

    Raises:
        UserError: ``dispute_unknown``, ``bundle_item_unknown``, ``bundle_reason_missing``,
            ``bundle_formed_late``, ``bundle_empty``, ``bundle_exists``, ``bundle_not_written``, ``bundle_no_office``,
            ``paper_not_now``.
    """
    if convert is None and find_office() is None:
        raise refused("bundle_no_office")
    with office.reading() as session:
        folder = dispute_folder(office, session, draft.dispute_id, today)
        plan = plan_view(folder)
        items = tuple(one for one in with_choices(plan.items, draft.items) if one.included)
        if not items:
            raise refused("bundle_empty", field="items")
        with bundle_place(draft.target) as place:
            building = Building(folder, plan, items, place, actor, progress, convert)
            built = building.run()
    return replace(built, target=str(draft.target))
