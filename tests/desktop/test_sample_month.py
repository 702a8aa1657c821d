"""The applicant with 35 pieces in one month, changed in the client: a receipt corrected, a split, a withdrawal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casework.integrity import check
from casework.office import Office
from casework.policy_settings import decide_policy
from desktop.components import ComboInput
from desktop.fees import FeesPage
from desktop.frame.window import MainWindow
from desktop.settings.store import Settings
from law.terms import Act, EventKind
from tests.casework.desk import Desk
from tests.casework.sample_letters import fee_samples, sample_letter
from tests.desktop.case_desk import fill, open_form, seen, send
from tests.desktop.conftest import open_shell, settle
from tests.desktop.test_applicant_page import JUNE, TODAY, cell, enter, new_office


@dataclass(frozen=True)
class Month:
    """The window over the forty letters, and their requests by the id of the sample."""

    window: MainWindow
    office: Office
    desk: Desk
    ids: dict[str, int]

    def act(self, sample: str, act: Act, **values: object) -> None:
        """Do an act in its form."""
        panel = open_form(self.window, self.ids[sample], act)
        fill(panel, **values)
        if act is Act.CORRECT_EVENT:
            control = panel.controls["event"]
            assert isinstance(control, ComboInput)
            control.set_value(next(one.id for one in panel.facts.case.events if one.kind is EventKind.RECEIVED))
        before = seen(self.office, self.ids[sample], TODAY).version
        send(self.window, panel)
        assert seen(self.office, self.ids[sample], TODAY).version > before, panel.banner.label.text()

    def ordinals(self, qtbot: QtBot) -> dict[str, str]:
        """What the page of the applicant shows for June: ordinal and price by number."""
        fee = seen(self.office, self.ids["PF38"], TODAY).fee
        assert fee is not None
        page = enter(qtbot, self.window, (fee.applicant_id, JUNE))
        rows = range(page.view.month.model.rowCount())
        return {cell(page, row, "number"): f"{cell(page, row, 'ordinals')} {cell(page, row, 'price')}" for row in rows}

    def summary(self) -> str:
        page = self.window.page("applicant")
        return str(page.view.month.summary.text())  # type: ignore[attr-defined]

    def flagged(self) -> dict[int, str]:
        """The requests that the list of fees marks, with the amounts that it shows."""
        self.window.open_page("fees")
        settle(self.window)
        page = self.window.page("fees")
        assert isinstance(page, FeesPage)
        for at in range(page.model.rowCount()):
            page.model.row_at(at)
        settle(self.window)
        rows = [page.model.row_at(at) for at in range(page.model.rowCount())]
        return {one.id: one.amount for one in rows if one is not None and one.changed}


@pytest.fixture(params=[True, False], ids=["withdrawn counts", "withdrawn counts not"])
def month(request: pytest.FixtureRequest, tmp_path: Path, settings: Settings) -> Iterator[Month]:
    office = new_office(tmp_path, date(2025, 5, 30))
    desk = Desk(office, date(2025, 5, 30))
    if not request.param:
        values = {"valid_from": desk.today, "reason": "法制机构意见"}
        decide_policy(office, "fee_count_withdrawn", "false", **values, **desk.how)  # type: ignore[arg-type]
    desk.on(7, 1, 2025)
    ids = {one["id"]: desk.register(sample_letter(one))[0] for one in fee_samples()}
    desk.charge(ids["PF14"])
    with open_shell(office, settings, today=TODAY) as window:
        yield Month(window, office, desk, ids)
    office.close()


def test_the_month_follows_a_correction_a_split_and_a_withdrawal(
    qtbot: QtBot, month: Month, request: pytest.FixtureRequest
) -> None:
    counts = "not" not in request.node.callspec.id
    number = {one: seen(month.office, at, TODAY).registration_number for one, at in month.ids.items()}
    before = month.ordinals(qtbot)
    assert (before[number["PF12"]], before[number["PF14"]]) == ("第 11 件 100元", "第 12 件 100元")
    assert month.flagged() == {}
    letter = seen(month.office, month.ids["PF14"], TODAY).documents
    # The receipt of the eleventh piece was in July.
    month.act("PF12", Act.CORRECT_EVENT, on="2025-07-01", reason="签收单上为7月1日")
    after = month.ordinals(qtbot)
    assert number["PF12"] not in after
    assert after[number["PF14"]] == "第 11 件 100元"
    assert month.summary().startswith("已计 34 件，按件计收合计2,800元")
    assert month.flagged() == {month.ids["PF14"]: "100元"}
    # The sixth letter asks for three things.
    month.act("PF07", Act.SPLIT_PIECES, items="征地批复\n补偿方案\n听证笔录", reason="互不相关")
    after = month.ordinals(qtbot)
    assert after[number["PF07"]] == "第 6–8 件 0元"
    assert after[number["PF14"]] == "第 13 件 100元"
    assert month.summary().startswith("已计 36 件，按件计收合计3,200元")
    # Somebody withdraws the one behind it.
    month.act("PF16", Act.WITHDRAW, signed=True, reason="已经取得")
    after = month.ordinals(qtbot)
    assert after[number["PF16"]] == ("第 15 件 0元" if counts else "— 0元")
    assert after[number["PF17"]] == ("第 16 件 100元" if counts else "第 15 件 100元")
    assert month.summary().startswith(f"已计 {36 if counts else 35} 件，按件计收合计{3100 if counts else 3000:,}元")
    # What was issued keeps its amount and its bytes; the difference is told.
    fee = seen(month.office, month.ids["PF14"], TODAY).fee
    assert fee is not None
    assert (fee.amount, "现为2025年6月第 13 件" in fee.changed) == ("100元", True)
    assert [(one.id, one.sha256) for one in letter] == [
        (one.id, one.sha256) for one in seen(month.office, month.ids["PF14"], TODAY).documents
    ]
    assert check(month.office).sound
