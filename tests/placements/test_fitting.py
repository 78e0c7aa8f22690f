"""Free places that fit a candidate: the table of cases, and the page of the case team."""

from decimal import Decimal

import pytest
from django.urls import reverse

from citizens.actions.profile import add_profile_line
from citizens.range_sources import fitting_for, places_for
from companies.models import WorkplaceProfile
from jobcenter.clock import today
from placements.models import CatalogueProfile
from placements.rules.fitting import Offered, Wanted, fit
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant as let_in
from tests.companies.factories import make_company, make_workplace
from tests.placements.factories import a_place, running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

STORE = Offered("Lager, pakkebordet", "", "49-53", 15)
KITCHEN = Offered("Kantine, formiddag", "", "55-56", 20, frozenset({"calm", "few_hours"}))
CASES = [
    # what the candidate has said, the place, field, how, arranged, hours
    (Wanted(("lager",), 20), STORE, "lager", 3, (), True),
    (Wanted(("lager",), 10), STORE, "lager", 3, (), False),
    (Wanted(("lager",)), Offered("Opgaver ved disken", "", "49-53"), "lager", 1, (), False),
    (Wanted(("butik", "lager")), Offered("Lager", "Hjælp i butikken"), "lager", 3, (), False),
    (Wanted(("butik",)), Offered("Genbrug", "Hjælp i butikken"), "butik", 2, (), False),
    (Wanted(("butik", "koekken")), KITCHEN, "koekken", 3, (), False),
    (Wanted(("butik",)), KITCHEN, "", 0, (), False),
    (Wanted(matters=frozenset({"ro", "ikke-loeft"})), KITCHEN, "", 0, ("calm",), False),
    (Wanted(matters=frozenset({"korte-dage", "ro"})), KITCHEN, "", 0, ("few_hours", "calm"), False),
    (Wanted(hours=20), KITCHEN, "", 0, (), True),
    (Wanted(), KITCHEN, "", 0, (), False),
]


@pytest.mark.parametrize(("wanted", "place", "field", "how", "arranged", "hours"), CASES)
def test_what_fits(wanted, place, field, how, arranged, hours):
    found = fit(wanted, place)
    assert (found.field, found.how, found.arranged, found.hours) == (field, how, arranged, hours)
    assert bool(found) is bool(field or arranged or hours)


def test_the_field_comes_before_what_is_arranged_and_before_hours():
    wanted = Wanted(("lager",), 37, frozenset({"ro", "korte-dage"}))
    by_words, by_industry = Offered("Lager"), Offered("Disken", "", "49-53", 37, KITCHEN.arranges)
    ranks = [fit(wanted, each).rank for each in (by_words, by_industry, KITCHEN, Offered("It"))]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "known"),
    [
        (Wanted(), False), (Wanted(("it",)), True), (Wanted(hours=10), True),
        (Wanted(matters=frozenset({"ro"})), True),
        (Wanted(matters=frozenset({"fast-person"})), False),  # no workplace says it
    ],
)  # fmt: skip
def test_whether_anything_is_known(wanted, known):
    assert bool(wanted) is known


def says(citizen, member, acting, kind, word):
    with acting(member) as viewer:
        add_profile_line(citizen, actor=viewer, kind=kind, word=word)


def page_of(client, citizen):
    return client.get(reverse("citizens:support", args=[citizen.public_id]))


def test_the_page_names_places_and_why(kim, nora, bente, tine, client_as, acting):
    calm = make_workplace(make_company())
    store = a_place(nora, title="Lager, pakkebordet", weekly_hours=Decimal(15))
    a_place(nora, title="Reception")
    quiet = a_place(nora, calm, title="Reception, stille")
    running(nora, place=a_place(nora, title="Lager, optaget"))
    says(kim, nora, acting, "work", "lager")
    says(kim, nora, acting, "consideration", "ro")
    with acting(nora):
        WorkplaceProfile.objects.create(
            jobcentre_id=nora.jobcentre_id, workplace=calm, number=1, considerations=["calm"],
            written_on=today(), written_by=nora,
        )  # fmt: skip
        CatalogueProfile.objects.create(
            jobcentre_id=nora.jobcentre_id, citizen=kim, area="kbh", field="lager", hours="20",
            written_by=nora,
        )  # fmt: skip
    page = page_of(client_as(nora), kim)
    fitting = page.context["fitting"]
    assert [each.title for each in fitting] == [store.title, quiet.title]
    assert reverse("placements:plan", args=[kim.public_id, store.public_id]) in [
        each.url for each in fitting
    ]
    assert "Passer: Lager og transport, 15 timer om ugen" in page.content.decode()
    assert fitting[1].why == "ro omkring sig"
    let_in(kim, bente, tine)
    assert page_of(client_as(bente), kim).status_code == 403


def test_nothing_known_says_what_to_write(kim, nora, client_as):
    a_place(nora)
    page = page_of(client_as(nora), kim)
    assert page.context["fitting"] == []
    assert not page.context["knows_what_fits"]


def test_another_jobcentre_has_its_own(kim, nora, sol, acting):
    a_place(sol, title="Lager i Sønderby")
    says(kim, nora, acting, "work", "lager")
    with acting(nora) as viewer:
        found = places_for(viewer, kim, today())
        assert found.wanted.fields == ("lager",)
        assert fitting_for(viewer, kim, today(), found) == (True, [])


def test_no_more_queries_however_many(kim, nora, client_as, acting):
    says(kim, nora, acting, "work", "lager")
    client, url = client_as(nora), reverse("citizens:support", args=[kim.public_id])
    a_place(nora)
    queries_of(client, url)
    one = queries_of(client, url)
    for _ in range(5):
        a_place(nora)
    assert queries_of(client, url) == one
    assert one <= MOST_QUERIES
