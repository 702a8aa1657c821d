"""``desk``: an empty office on both engines, in the spring of 2026."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from casework.office import create_office
from tests.casework.desk import Desk
from tests.casework.offices import AGENCY, work_alone
from tests.closed_offices import forget_closed_offices


@pytest.fixture(autouse=True)
def nothing_kept_of_closed_offices() -> Iterator[None]:
    yield
    forget_closed_offices()


@pytest.fixture
def desk(migrated_url: str) -> Iterator[Desk]:
    today = date(2026, 3, 2)
    office = create_office(migrated_url, AGENCY, now=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), actor="王敏", today=today)
    yield Desk(work_alone(office), today)
    office.close()


@pytest.fixture
def local_desk(migrated_sqlite_url: str) -> Iterator[Desk]:
    today = date(2026, 3, 2)
    office = create_office(
        migrated_sqlite_url, AGENCY, now=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), actor="王敏", today=today
    )
    yield Desk(work_alone(office), today)
    office.close()
