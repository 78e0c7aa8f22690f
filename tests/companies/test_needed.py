"""Campaigns that choose by open needs: any, of a kind, none; part of the saved criteria."""

import pytest

from companies.actions.need_moves import close_need
from companies.queries.criteria import Criteria
from companies.queries.selecting import company_ids
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import make_company, url
from tests.companies.needs import make_need


@pytest.fixture
def told(north, south, carl, sol, acting):
    """Companies with a job, a place, and a closed need; one that only the South was told of."""
    made = {
        name: make_company(f"Firma {name}", employees=5, size_class=5)
        for name in ("job", "place", "closed", "south")
    }
    with acting(carl) as viewer:
        make_need(made["job"], viewer)
        make_need(made["place"], viewer, kind="place")
        close_need(make_need(made["closed"], viewer), actor=viewer, reason="withdrawn")
    with acting(sol) as viewer:
        make_need(made["south"], viewer)
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [("behov=any", {"job", "place"}), ("behov=job", {"job"}), ("behov=place", {"place"}),
     ("behov=carved", set()), ("behov=none", {"closed", "south"}),
     ("behov=nonsense", {"job", "place", "closed", "south"})],
)  # fmt: skip
def test_chosen_by_needs(query: str, expected: set[str], told, north: Jobcentre, carl) -> None:
    criteria = Criteria.of(query)
    assert Criteria.of(criteria.query) == criteria  # what a campaign keeps says it all
    with acting_in(north):
        found = company_ids(Viewer.of(carl), criteria)
    assert {name for name, company in told.items() if company.pk in found} == expected


def test_chosen_on_the_page(told, carl, client_as) -> None:
    page = client_as(carl).get(url("campaign_choose", query="?behov=place"))
    assert page.status_code == 200
    assert "mangler en til en plads på særlige vilkår" in page.text
