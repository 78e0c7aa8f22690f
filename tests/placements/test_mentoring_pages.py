"""Mentor pages: who opens them, what forms refuse, in how many queries, what is hidden."""

from datetime import timedelta

import pytest
from django.urls import reverse

from citizens.access import pseudonym
from jobcenter.clock import today
from jobcenter.models import AccessLog
from jobcenter.once import new_once
from placements.models import MentorBudget, MentorHours, MentorOrder
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant
from tests.lists import a_file
from tests.placements.mentoring import a_budget, an_order, hours_given

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


def _posted(**over):
    return {
        "kind": "company", "mentor_name": "Lone Lund", "goal": "Kan O'Brien på Ærø",
        "from_on": str(today()), "to_on": str(today() + timedelta(weeks=13, days=-1)),
        "hours": "2", "hours_per": "week", "frequency": "weekly", "rate": "250.50",
        "parallel": "none", "parallel_note": "", "once": new_once(),
    } | over  # fmt: skip


def test_only_the_case_team_reads_and_a_leader_decides_masked(
    kim, nora, bente, tine, mads, sol, client_as
):
    order = hours_given(nora, mads, kim)
    grant(kim, bente, tine)
    urls = [
        reverse("placements:mentors", args=[kim.public_id]),
        reverse("placements:mentor_new", args=[kim.public_id]),
        *(
            reverse(f"placements:mentor_{name}", args=[order.public_id])
            for name in ("order", "cancel", "end", "prolong", "hours")
        ),
    ]
    for who, status in ((bente, 403), (sol, 404), (nora, 200)):
        for url in urls:
            assert client_as(who).get(url).status_code == status, (who.name, url)
    for url in urls[:2] + urls[3:]:
        assert client_as(mads).get(url).status_code == 403, url
    page = client_as(mads).get(urls[2]).content.decode()
    assert pseudonym(kim.public_id) in page
    for word in ("Kim", "Kan selv møde", "Lone Lund", "Fulgtes ad"):
        assert word not in page
    assert "Kan selv møde" in client_as(nora).get(urls[2]).content.decode()
    listed = reverse("placements:mentor_orders")
    assert "Kim" not in client_as(mads).get(listed).content.decode()
    assert pseudonym(kim.public_id) in client_as(mads).get(listed).content.decode()
    assert pseudonym(kim.public_id) not in client_as(bente).get(listed).content.decode()
    assert "Kim" in client_as(nora).get(listed).content.decode()
    assert AccessLog.objects.filter(purpose="citizen.mentor", membership=nora).exists()
    of_kim = client_as(bente).get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Lone Lund" not in of_kim
    assert "Mentor" not in of_kim.replace("Mentorbestillinger", "").split("<main", 1)[1]


def test_from_the_order_to_the_last_hour_by_form(kim, nora, mads, client_as, acting):
    a_budget(mads)
    client = client_as(nora)
    url = reverse("placements:mentor_new", args=[kim.public_id])
    for bad, field in (
        ({"hours": "-1"}, "hours"), ({"to_on": str(today() + timedelta(days=300))}, "to_on"),
        ({"rate": "0"}, "rate"), ({"goal": " "}, "goal"), ({"parallel": "beside"}, "parallel_note"),
        ({"kind": "queen"}, "kind"), ({"goal": "x" * 501}, "goal"),
    ):  # fmt: skip
        response = client.post(url, _posted(**bad))
        assert response.status_code == 422, bad
        assert field in response.context["form"].errors, bad
    posted = _posted()
    assert client.post(url, posted).status_code == 302
    assert client.post(url, posted).status_code == 302, "a double click is no second order"
    with acting(nora):
        order = MentorOrder.objects.get()
        assert order.cost_ore == 26 * 25_050
    page = reverse("placements:mentor_order", args=[order.public_id])
    client.post(reverse("placements:mentor_approve", args=[order.public_id]), {"version": "1"})
    client.post(reverse("placements:mentor_approve", args=[order.public_id]), {"version": "1"})
    assert client.get(page).context["can_enter"]
    hours = {"from_on": str(today()), "to_on": str(today()), "hours": "1.25", "by": "Lone",
             "what": "Talte", "evidence": "told", "once": new_once()}  # fmt: skip
    enter = reverse("placements:mentor_hours", args=[order.public_id])
    assert client.post(enter, hours | {"hours": "99"}).status_code == 422
    assert client.post(enter, hours | {"once": new_once()}).status_code == 302
    with acting(nora):
        entry = MentorHours.objects.get()
    out = reverse("placements:mentor_take_out", args=[order.public_id, entry.public_id])
    assert client.get(out).status_code == 200
    assert client.post(out).status_code == 302
    end = reverse("placements:mentor_end", args=[order.public_id])
    old = {"ended_on": str(today()), "outcome": "reached", "version": "1"}
    assert client.post(end, old).status_code == 422, "a colleague was faster"
    with acting(nora):
        order.refresh_from_db()
    assert client.post(end, old | {"version": str(order.version)}).status_code == 302
    assert client.get(reverse("placements:mentors", args=[kim.public_id])).status_code == 200


def test_budget_by_form_and_small_groups(kim, nora, mads, ole, client_as, acting):
    year = today().year
    url = reverse("placements:mentor_budget_edit", args=[year])
    page = reverse("placements:mentor_budget", args=[year])
    good = {"amount": "100000", "limit": "20000", "full_time_persons": "50", "other": "",
            "version": "0", "persons_3": "12", "hours_3": "400"}  # fmt: skip
    assert client_as(nora).get(page).status_code == 403
    assert client_as(ole).get(url).status_code == 403
    client = client_as(mads)
    assert client.post(url, good | {"amount": "-1"}).status_code == 422
    assert client.post(url, good).status_code == 302
    assert client.post(url, good).status_code == 422, "a colleague was faster"
    with acting(mads):
        assert MentorBudget.objects.get().amount_ore == 10_000_000
    order = an_order(nora, kim)
    client_as(nora).post(
        reverse("placements:mentor_approve", args=[order.public_id]), {"version": "1"}
    )
    shown = client.get(page)
    row = next(each for each in shown.context["page"].rows if each.planned_persons == 12)
    assert row.persons is None, "one person is a small group"
    assert shown.context["page"].persons is None
    assert client.get(reverse("placements:mentor_budget", args=[1700])).status_code == 404
    assert client.get(reverse("placements:mentor_budget", args=[2031])).status_code == 200


def test_the_pages_cost_the_same_with_more_rows(kim, nora, mads, client_as):
    order = hours_given(nora, mads, kim)
    client, leader = client_as(nora), client_as(mads)
    asked = [
        (client, reverse("placements:mentors", args=[kim.public_id])),
        (client, reverse("placements:mentor_order", args=[order.public_id])),
        (client, reverse("placements:mentor_orders")),
        (leader, reverse("placements:mentor_orders")),
        (leader, reverse("placements:mentor_budget", args=[today().year])),
        (client, reverse("citizens:page", args=[kim.public_id])),
    ]
    for who, url in asked:
        who.get(url)
    before = [queries_of(who, url) for who, url in asked]
    for _ in range(5):
        another = make_citizen(nora, first_name="Ane")
        an_order(nora, another)
        an_order(nora, another, kind="external")
    an_order(nora, kim, kind="external")
    assert [queries_of(who, url) for who, url in asked] == before
    assert max(before) <= MOST_QUERIES


def test_the_file_masks_as_the_page_does(kim, nora, mads, client_as):
    hours_given(nora, mads, kim)
    text = a_file(client_as(mads), "mentor_orders", "")
    assert pseudonym(kim.public_id) in text
    assert "Kim" not in text
    assert "Kan selv" not in text
