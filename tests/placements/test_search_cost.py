"""The search box: all kinds of the jobcentre's own in one statement, whatever is found."""

import pytest

from jobcenter import finding
from tests.companies.factories import make_company, make_workplace
from tests.placements.counting import queries_of
from tests.placements.factories import a_place, a_workplace, running

pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.mark.parametrize("query", ["ba", "bageriet", "bageriet nord", "no ba", "99", "xy", "a/s"])
def test_a_search_costs_twelve_queries_at_most_and_no_more_for_more(nora, client_as, query):
    client, url = client_as(nora), f"/soeg/?q={query}"
    queries_of(client, url)
    for number in range(9):
        placement = running(nora, weeks_ago=number % 4, person={"first_name": "Bager"})
        a_place(nora, a_workplace(name=f"Bageriet Nord {number} A/S"))
        make_company(f"Nordbageri {number}")
    assert placement.pk
    assert queries_of(client, url) <= 12


def test_each_kind_stands_in_its_order(nora, client_as):
    running(nora, person={"first_name": "Bager", "last_name": "Bo"})
    page = client_as(nora).get("/soeg/?q=bag").content.decode()
    groups = [part.split("<")[0] for part in page.split('<h2 class="group">')[1:]]
    assert groups[-2:] == ["Pladser", "Forløb"]
    assert {"Kandidater", "Virksomheder", "Arbejdssteder"} <= set(groups[:-2])


@pytest.mark.parametrize(
    "query",
    ["ba", "Ba", "bager bo", "bo bager", "BO BAGER", "nord aabenraa", "Aab", "ba ba", "åb no",
     "pakke lager", "lager pakke", "xy", "bé", "b% o", "a-b", "ba no bo", "990101-1234", "1234"],
)  # fmt: skip
def test_a_statement_composed_once_finds_what_one_of_its_own_does(
    nora, mads, acting, query, monkeypatch
):
    for number, name in enumerate(["Bo", "Bager", "Åben"]):
        company = make_company(f"Bageriet Aabenraa Nord {number} A/S")
        place = a_place(nora, make_workplace(company), title=f"Lager {name}, pakkebordet")
        running(nora, place=place, person={"first_name": name, "last_name": "Bager"})
    for member in (nora, mads):
        with acting(member) as viewer:
            finding.find(viewer, "andre ord", 6)  # whatever was asked before
            found = finding.find(viewer, query, 6)
            with monkeypatch.context() as patched:
                patched.setattr(finding, "_by_plain_words", lambda *_asked: None)
                assert found == finding.find(viewer, query, 6)
