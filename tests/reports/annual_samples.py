"""Reports for the tests of the annual report: tables that hold all relations, and the cases that make a given table."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from law.annual_form import TOTAL, AnnualForm, annual_layout, four_key, three_key
from law.dispute_terms import ResultClass
from law.terms import ApplicantType
from reports.annual_tables import AnnualTables, Figure
from reports.table_three import RequestFact

__all__ = ["AGENCY", "cases_of", "sound_figures", "sound_pair", "sound_tables", "target_table"]

AGENCY: Final = "临江县自然资源局"
Target = Mapping[tuple[str, ApplicantType], tuple[int, int]]
"""By row of block three or ``r4`` and kind of applicant: how many of the year before, how many of the year."""


def target_table(chance: random.Random, largest: int) -> Target:
    """Numbers for each row that ends a request, apart for those carried in and those new."""
    rows = (*annual_layout().part_rows(), "r4")
    return {
        (row, column): (chance.randint(0, largest // 4), chance.randint(0, largest))
        for row in rows
        for column in ApplicantType
    }


def cases_of(target: Target, year: int, chance: random.Random) -> list[RequestFact]:
    """Requests that make the target, mixed with requests of other years that count nowhere."""
    cases = list(_cases(target, year, chance))
    for at in range(len(cases) // 20 + 1):
        received = date(year - 2, 1, 1) + timedelta(days=chance.randint(0, 500))
        closed = min(received + timedelta(days=chance.randint(0, 200)), date(year - 1, 12, 31))
        column = chance.choice(list(ApplicantType))
        cases.append(
            RequestFact(ref=f"old{at}", column=column, received_on=received, closed_on=closed, row="r3_1")
        )  # fmt: skip
        cases.append(RequestFact(ref=f"new{at}", column=column, received_on=date(year + 1, 1, 1 + at % 28)))
    chance.shuffle(cases)
    return cases


def _cases(target: Target, year: int, chance: random.Random) -> Iterator[RequestFact]:
    at = 0
    for (row, column), (carried, new) in target.items():
        for is_new in (*(False,) * carried, *(True,) * new):
            at += 1
            first = date(year, 1, 1) if is_new else date(year - 1, 6, 1)
            last = date(year, 12, 31) if is_new else date(year - 1, 12, 31)
            received = first + timedelta(days=chance.randint(0, (last - first).days))
            if row == "r4":
                later = date(year + 1, 1, 1) + timedelta(days=chance.randint(0, 40))
                closed = chance.choice((None, later))
                yield RequestFact(
                    ref=str(at), column=column, received_on=received, closed_on=closed, row="r3_1" if closed else None
                )  # fmt: skip
                continue
            begin = max(received, date(year, 1, 1))
            closed = begin + timedelta(days=chance.randint(0, (date(year, 12, 31) - begin).days))
            yield RequestFact(ref=str(at), column=column, received_on=received, closed_on=closed, row=row)


def sound_figures(
    chance: random.Random, form: AnnualForm = AnnualForm.CURRENT, largest: int = 300
) -> dict[str, Figure]:
    """Figures of one year that hold R1, R2, R3, R5 and R9."""
    layout = annual_layout(form)
    figures: dict[str, Figure] = {cell: chance.randint(0, largest) for cell in layout.table_two}
    if form is AnnualForm.CURRENT:
        figures["t2.fees.amount"] = Decimal(chance.randint(0, 10**7)).scaleb(-4)
    for column in ApplicantType:
        parts = {row: chance.randint(0, largest) for row in layout.part_rows()}
        closed = sum(parts.values())
        carried_in, carried_on = chance.randint(0, closed), chance.randint(0, largest)
        rows = {**parts, "r3_7": closed, "r2": carried_in, "r4": carried_on, "r1": closed + carried_on - carried_in}
        figures |= {three_key(row, column): number for row, number in rows.items()}
    for row, _ in layout.rows:
        whole = [figures[three_key(row, column)] for column in ApplicantType]
        figures[three_key(row, TOTAL)] = sum(one for one in whole if isinstance(one, int))
    for group, _ in layout.groups:
        cells = {result: chance.randint(0, largest) for result in ResultClass}
        figures |= {four_key(group, result): number for result, number in cells.items()}
        figures[four_key(group, TOTAL)] = sum(cells.values())
    return figures


def sound_tables(
    year: int, chance: random.Random, form: AnnualForm = AnnualForm.CURRENT, largest: int = 300
) -> AnnualTables:
    """A report that holds all relations of one year."""
    figures = sound_figures(chance, form, largest)
    return AnnualTables(year=year, agency=AGENCY, figures=MappingProxyType(figures), form=form)


def sound_pair(
    year: int, chance: random.Random, form_before: AnnualForm = AnnualForm.CURRENT
) -> tuple[AnnualTables, AnnualTables]:
    """A report and that of the year before, which hold all relations across the years too."""
    before = sound_tables(year - 1, chance, form_before)
    now = sound_tables(year, chance)
    changes: dict[str, Figure] = {}
    for column, _ in now.layout.columns:
        # What is carried in is what was carried on; what is new makes up for it, so that R1 holds.
        two, new, four = now.three("r2", column), now.three("r1", column), before.three("r4", column)
        assert isinstance(two, int)
        assert isinstance(new, int)
        assert isinstance(four, int)
        changes[three_key("r2", column)] = four
        changes[three_key("r1", column)] = new + two - four
    negative = [one for one in changes.values() if isinstance(one, int) and one < 0]
    if negative:
        return sound_pair(year, chance, form_before)
    if form_before is AnnualForm.CURRENT:
        for row in ("regulations", "normative_documents"):
            standing, made = before.two(row, "in_force"), now.two(row, "made")
            assert isinstance(standing, int)
            assert isinstance(made, int)
            changes[f"t2.{row}.repealed"] = chance.randint(0, standing + made)
            gone = changes[f"t2.{row}.repealed"]
            assert isinstance(gone, int)
            changes[f"t2.{row}.in_force"] = standing + made - gone
    return now.with_figures(changes), before
