"""The room's tests live in one week: Wednesday 18 November 2026."""

from collections.abc import Iterator

import pytest

from jobcenter.clock import clock_at
from tests.placements.factories import NOW


@pytest.fixture
def wednesday() -> Iterator[None]:
    """Freeze the clock."""
    with clock_at(NOW):
        yield
