"""Use of places, what has stood empty, and who could gain from it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobcenter.clock import today
from placements.queries.usage import UseFilters, empty_places, use
from tests.placements.counting import queries_of
from tests.placements.factories import a_citizen, a_place, a_workplace, agreed, running
from tests.placements.reserving import reserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def test_use_by_workplace_counts_hours(nora, sol, acting):
    half = a_place(nora)
    running(nora, place=half, weeks_ago=13, weekly_hours=Decimal("18.5"))
    a_place(sol)
    reserved(nora, place=a_place(nora, half.workplace), starts_on=today())
    with acting(nora) as viewer:
        filters = UseFilters.of({"fra": str(today() - timedelta(days=20))}, today())
        [row], total = use(viewer, filters)
    assert row.label == half.workplace.name
    assert (total.places, total.percent) == (2, 21)  # 18 of 21 days at half of one of two places


@pytest.mark.parametrize("query", ["", "fra=x&til=y", "fra=2026-11-30&til=2026-01-01",
                                   "fra=1900-01-01", "efter=noget", "efter=branche",
                                   "efter=konsulent"])  # fmt: skip
def test_the_page_answers_anything(nora, client_as, query):
    running(nora)
    page = client_as(nora).get(f"/pladser/brug/?{query}")
    assert page.status_code == 200 and " %" in page.content.decode()


def test_only_what_stood_empty_for_three_weeks_is_told(nora, tine, acting):
    workplace = a_workplace()
    long, lately = a_place(nora, workplace), a_place(nora, workplace, open_from=today())
    agreed(nora, place=a_place(nora, workplace))
    reserved(nora, place=a_place(nora, workplace), starts_on=today())
    with acting(nora) as viewer:
        assert [*empty_places(viewer, today())] == [long]
        assert lately.open_from == today()
    with acting(tine) as viewer:
        assert [*empty_places(viewer, today())] == []  # hers to fill are those she opened


def test_who_could_gain_are_own_candidates_without_anything(nora, tine, client_as):
    place, has = a_place(nora), agreed(nora, person={"first_name": "Optagne"})
    a_citizen(nora, first_name="Uplaceret")
    url = f"/pladser/{place.public_id}/forslag/"
    page = client_as(nora).get(url).content.decode()
    assert "Uplaceret" in page and "Optagne" not in page
    assert "ingen grund" in page or "no reason" in page
    assert "Uplaceret" not in client_as(tine).get(url).content.decode()
    assert has.state == "agreed"


def test_it_costs_no_more_with_more(nora, client_as):
    workplace = a_workplace()
    place = a_place(nora, workplace)
    pages, client = ["/pladser/brug/", f"/pladser/{place.public_id}/forslag/"], client_as(nora)
    for url in pages:
        client.get(url)
    before = [queries_of(client, url) for url in pages]
    for _ in range(3):
        running(nora, place=a_place(nora, workplace))
        a_citizen(nora)
    assert [queries_of(client, url) for url in pages] == before
    assert max(before) <= 12
