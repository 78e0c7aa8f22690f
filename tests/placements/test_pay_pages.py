"""Pages of mentor pay: who opens them, what forms refuse, names, files, in how many queries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from citizens.access import pseudonym
from jobcenter.once import new_once
from placements.models import CentrePay, PayList
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.placements.paying import SEPTEMBER, a_centre, listed, priced

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.fixture
def bakery(nora, carl, mads):
    return a_centre(nora, carl, mads)


def _urls(bakery, made):
    return [
        reverse("placements:pay"),
        reverse("placements:pay_contract", args=[bakery.agreement.public_id]),
        *(reverse(f"placements:pay_{n}", args=[made.public_id]) for n in ("list", "csv", "pdf")),
    ]


def test_who_opens_them_and_whose_names(bakery, nora, carl, mads, bente, sol, client_as):
    priced(carl, bakery.agreement)
    made = listed(carl, bakery.agreement)
    citizen = bakery.placement.citizen
    for who, statuses in (
        (carl, {200}), (mads, {200}), (nora, {403}), (bente, {403}), (sol, {403}),
    ):  # fmt: skip
        for url in _urls(bakery, made):
            assert client_as(who).get(url).status_code in statuses, (who.name, url)
    page = client_as(carl).get(_urls(bakery, made)[2]).content.decode()
    assert pseudonym(citizen.public_id) in page
    assert "Kim" not in page
    file = client_as(carl).get(_urls(bakery, made)[3]).content.decode()
    assert "46/2026" in file
    assert pseudonym(citizen.public_id) in file
    assert "Kim" not in file
    assert client_as(carl).get(_urls(bakery, made)[4]).content.startswith(b"%PDF")


def test_another_jobcentres_are_not_there(bakery, carl, stine, client_as):
    priced(carl, bakery.agreement)
    made = listed(carl, bakery.agreement)
    urls = _urls(bakery, made)
    assert client_as(stine).get(urls[0]).status_code == 200
    assert bakery.company.name not in client_as(stine).get(urls[0]).content.decode()
    for url in urls[1:]:
        assert client_as(stine).get(url).status_code == 404, url


def test_from_the_prices_to_the_approved_list_by_form(bakery, carl, mads, client_as, acting):
    terms = reverse("placements:pay_terms", args=[bakery.agreement.public_id])
    page = reverse("placements:pay_contract", args=[bakery.agreement.public_id])
    client = client_as(carl)
    assert client.get(page).status_code == client.get(terms).status_code == 200
    good = {"valid_from": str(SEPTEMBER), "week": "350.50", "training": "none", "source": "§ 7",
            "seen": "0", "once": new_once()}  # fmt: skip
    for bad, field in (
        ({"week": "-1"}, "week"), ({"week": ""}, "week"), ({"source": " "}, "source"),
        ({"valid_from": str(SEPTEMBER + timedelta(days=2))}, "valid_from"),
        ({"first_places": "4"}, "first_hours"), ({"hour": "200"}, "hour"),
        ({"training": "queen"}, "training"),
        ({"hour": "200", "first_places": "4", "first_hours": "10", "more_places": "8",
          "more_hours": "5"}, "more_places"),
    ):  # fmt: skip
        response = client.post(terms, good | bad)
        assert response.status_code == 422, bad
        assert field in response.context["form"].errors, bad
    assert client.post(terms, good).status_code == 302
    assert client.post(terms, good).status_code == 302, "a double click"
    assert client.post(terms, good | {"once": new_once()}).status_code == 422, "a colleague"
    with acting(carl):
        assert CentrePay.objects.get().week_ore == 35_050
    make = reverse("placements:pay_make", args=[bakery.agreement.public_id])
    assert client.post(make, {"maaned": "2026-11"}).status_code == 302
    assert client.post(make, {"maaned": "2026-11"}).url.startswith(page), "nothing twice"
    with acting(carl):
        made = PayList.objects.get()
    approve = reverse("placements:pay_approve", args=[made.public_id])
    back = reverse("placements:pay_send_back", args=[made.public_id])
    assert client.post(approve).status_code == client.post(back).status_code == 403
    leader = client_as(mads)
    assert leader.post(back, {"reason": ""}).status_code == 422
    assert leader.post(approve).status_code == 302
    assert leader.post(approve).status_code == 302, "twice is told"
    assert leader.post(back, {"reason": "For sent"}).status_code == 422
    with acting(carl):
        made.refresh_from_db()
    assert (made.state, made.total_ore) == ("approved", 70_100)


def test_pages_ask_little_also_with_the_mentors_status(bakery, carl, client_as):
    priced(carl, bakery.agreement, by_attendance=True, hour_ore=20_000, steps=((1, 3),))
    made = listed(carl, bakery.agreement)
    client = client_as(carl)
    client.get(_urls(bakery, made)[0])  # signed in, the jobcentre chosen
    for url in (*_urls(bakery, made)[:3], reverse("placements:pay") + "?maaned=2026-12"):
        assert queries_of(client, url) <= MOST_QUERIES, url
    for nonsense in ("x", "2026-13", "0001-01", "9999-12"):
        assert client.get(_urls(bakery, made)[0], {"maaned": nonsense}).status_code == 200
