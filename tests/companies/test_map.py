"""The map of workplaces: what the filters leave, in fields that lead to their companies."""

import re

import pytest

from companies.demo.places import place_of
from companies.models import Workplace
from companies.queries.filters import Filters
from companies.queries.map import map_of
from tests.companies.factories import make_company, make_workplace, url


@pytest.fixture
def placed(db: None) -> list[Workplace]:
    """Twelve workplaces in two towns, one without coordinates, one in another municipality."""
    rows = []
    for number in range(12):
        town = ("Nordby", "Vigen")[number % 2]
        company = make_company(f"Firma {number}", city=town, size_class=number % 2 * 10)
        place = place_of(town, str(number))
        rows.append(make_workplace(company, latitude=place[0], longitude=place[1]))
    make_workplace(make_company("Uden sted"))
    far = make_company("Langt væk", municipality_code="0903")
    make_workplace(far, latitude=55.0, longitude=9.0)
    return rows


def test_every_workplace_lies_in_one_field(placed, carl, acting) -> None:
    with acting(carl) as viewer:
        drawn = map_of(viewer, Filters(area="here"))
        assert drawn.number == 12
        assert sum(field.number for field in drawn.fields) == 12
        for field in drawn.fields:
            assert 0 < field.x < drawn.width
            assert 0 < field.y < drawn.height
        few = map_of(viewer, Filters(area="here", size="10"))
        assert few.number == 6
        assert map_of(viewer, Filters(area="here", query="findes ikke")).fields == []


def test_a_field_leads_to_its_companies(placed, carl, client_as) -> None:
    client = client_as(carl)
    body = client.get(url("map"), {"fra": "10"}).content.decode()
    links = set(re.findall(r'href="(/virksomheder/\?[^"]*felt=[^"]+)"', body))
    assert links
    found = set()
    for link in links:
        assert "fra=10" in link
        page = client.get(link.replace("&amp;", "&")).content.decode()
        found |= set(re.findall(r">(Firma \d+)</a>", page))
    assert found == {f"Firma {number}" for number in range(1, 12, 2)}
    assert body.count("<circle") == body.count("<tr><td>")


@pytest.mark.parametrize("box", ["x", "1,2,3", "9,9,1,1", "nan,nan,nan,nan", "999,0,1,1", "\x00"])
def test_hostile_fields(carl, client_as, db, box) -> None:
    for page in ("list", "map"):
        assert client_as(carl).get(url(page), {"felt": box}).status_code == 200
