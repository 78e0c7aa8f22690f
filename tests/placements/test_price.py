"""The price of a place: figures that are never overwritten, who changes them, the pages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.once import new_once
from placements.actions import price as acts
from placements.models import PlaceCost
from placements.rules import price as rules
from tests.citizens.test_pages import MOST_QUERIES, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
FROM = date(2026, 1, 1)


def entered(who, acting, what=rules.MENTOR, value=1_700, day=FROM, seen=0):
    with acting(who) as viewer:
        return acts.enter_cost(
            what, actor=viewer, value=Decimal(value), valid_from=day, source="Budget", seen=seen
        )


def test_a_change_is_a_new_row_and_nothing_is_overwritten(mads, acting):
    first = entered(mads, acting)
    again = entered(mads, acting, value=1_800, seen=1)
    assert (first.edition, again.edition) == (0, 1)
    with acting(mads):
        for write in (
            lambda: PlaceCost.objects.filter(pk=first.pk).update(value=1),
            lambda: PlaceCost.objects.filter(pk=first.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                write()
        assert PlaceCost.objects.count() == 2


def test_who_may_and_what_is_refused(mads, tine, nora, carl, sol, acting):
    for who in (nora, carl, sol):
        with pytest.raises(PermissionDenied):
            entered(who, acting)
    entered(tine, acting)
    with pytest.raises(Stale):
        entered(mads, acting)
    with pytest.raises(Refused):
        entered(mads, acting, what=rules.PLACES, value=0)
    with acting(mads) as viewer, pytest.raises(Refused):
        acts.enter_cost(
            rules.MENTOR, actor=viewer, value=Decimal(1), valid_from=FROM, source=" ", seen=1
        )
    with acting(sol):
        assert not PlaceCost.objects.exists()


def test_the_page_reckons_with_own_figures_and_says_whose(mads, carl, sol, client_as, acting):
    url = reverse("placements:price")
    page = client_as(carl).get(url)
    assert page.context["total"] == "579,67"
    assert "Skives tal" in page.content.decode()
    entered(mads, acting, value=1_630)
    assert client_as(carl).get(url).context["total"] == "609,67"
    assert client_as(carl).get(url, {"dag": "2025-12-31"}).context["total"] == "579,67"
    assert client_as(sol).get(url).context["total"] == "579,67", "another jobcentre's figures"
    for nonsense in ("x", "0001-01-01", "2026-02-30", "9999-12-31"):
        assert client_as(carl).get(url, {"dag": nonsense}).context["is_today"]


def test_the_page_asks_as_much_with_many_figures(mads, client_as, acting):
    url = reverse("placements:price")
    entered(mads, acting)
    few = queries_of(client_as(mads), url)
    for number in range(5):
        entered(mads, acting, day=FROM + timedelta(days=number + 1), seen=number + 1)
    assert queries_of(client_as(mads), url) == few <= MOST_QUERIES


def test_by_form_what_it_changes_is_shown_first(mads, carl, client_as, acting):
    url = reverse("placements:price_edit", args=[rules.MENTOR])
    assert client_as(carl).get(url).status_code == 403
    client = client_as(mads)
    assert client.get(reverse("placements:price_edit", args=["queen"])).status_code == 404
    assert client.get(url).status_code == 200
    good = {"value": "1630", "valid_from": str(today() - timedelta(days=7)), "source": "Kontrakt",
            "seen": "0", "once": new_once()}  # fmt: skip
    for bad, field in (
        ({"value": "-1"}, "value"), ({"value": "x"}, "value"), ({"valid_from": ""}, "valid_from"),
        ({"valid_from": "1999-01-01"}, "valid_from"), ({"source": " "}, "source"),
    ):  # fmt: skip
        response = client.post(url, good | bad | {"save": "1"})
        assert response.status_code == 422, bad
        assert field in response.context["form"].errors, bad
    shown = client.post(url, good)
    assert [each.after - each.before for each in shown.context["changes"]] == [Decimal("30.00")]
    assert shown.context["difference"] == Decimal("1200.00"), "8 days, 35 places"
    with acting(mads):
        assert not PlaceCost.objects.exists()
    assert client.post(url, good | {"save": "1"}).status_code == 302
    assert client.post(url, good | {"save": "1"}).status_code == 302, "a double click"
    with acting(mads):
        assert PlaceCost.objects.count() == 1
    late = client.post(url, good | {"save": "1", "once": new_once()})
    assert late.status_code == 422, "a colleague was faster"
    assert client.get(reverse("placements:price")).context["total"] == "609,67"
