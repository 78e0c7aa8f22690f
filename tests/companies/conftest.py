"""A company with a workplace, and what North knows of it."""

import pytest

from companies.models import Company, Workplace
from tests.companies.factories import make_company, make_workplace


@pytest.fixture
def bakery(db: None) -> Company:
    """A bakery in Nordby."""
    return make_company()


@pytest.fixture
def shop(bakery: Company) -> Workplace:
    """The bakery's workplace."""
    return make_workplace(bakery)
