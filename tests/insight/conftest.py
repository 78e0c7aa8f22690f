"""A frozen Monday and a world in North."""

from datetime import date

import pytest

from jobcenter.clock import clock_at
from jobcenter.tenancy import acting_in
from tests.insight.factories import World, noon

# Tuesday of week 48, so that week 47's check-ins are decided.
TODAY = date(2026, 11, 24)


@pytest.fixture
def tuesday():
    """The clock stands at midday of 24 November 2026."""
    with clock_at(noon(TODAY)):
        yield TODAY


@pytest.fixture
def world(north, tuesday):
    """A world in North, acting there."""
    with acting_in(north):
        yield World(north)
