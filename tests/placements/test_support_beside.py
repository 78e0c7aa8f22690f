"""Support beside a placement: on its page for the case team alone, and on my day when it ends."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from citizens.actions import add_team_member
from citizens.actions.support import end_support, write_use
from jobcenter.clock import today
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.queries.beside import ending_too_soon
from placements.queue.beside import find
from placements.rules import beside as rules
from tests.citizens.test_profile import grant as let_in
from tests.placements.counting import queries_of
from tests.placements.factories import running
from tests.placements.test_mentor_beside import section_85

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


@pytest.mark.parametrize(
    ("last", "too_soon"),
    [
        (date(2026, 10, 31), False),  # before the placement began
        (date(2026, 11, 1), True),
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),  # on its last day
        (date(2027, 1, 1), False),
    ],
)
def test_what_ends_too_soon(last, too_soon):
    assert rules.ends_too_soon(last, date(2026, 11, 1), date(2026, 12, 31)) is too_soon


def page_of(client, placement):
    return client.get(reverse("placements:placement", args=[placement.public_id]))


def test_the_page_tells_the_case_team_alone(nora, bente, tine, sol, carl, client_as, acting):
    placement = running(nora)
    grant = section_85(nora, placement.citizen, acting, days=10, purpose="Hemmeligt")
    with acting(nora) as viewer:
        write_use(grant, actor=viewer, version=1, used_on=today(), number=2)
    shown = page_of(client_as(nora), placement)
    [support] = shown.context["support"]
    assert (support.granted, support.used, support.ends_too_soon) == (5, 2, True)
    assert "Hemmeligt" not in shown.content.decode()
    let_in(placement.citizen, bente, tine)
    granted = page_of(client_as(bente), placement)
    assert granted.status_code == 200
    assert granted.context["support"] is None
    assert "Støtte ved siden af" not in granted.content.decode()
    assert "Støtte ved siden af" not in page_of(client_as(carl), placement).content.decode()
    assert page_of(client_as(sol), placement).status_code == 404


def test_who_follows_it_outside_the_case_team_sees_none(nora, bente, client_as, acting):
    placement = running(nora)
    section_85(nora, placement.citizen, acting)
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        type(placement).objects.filter(pk=placement.pk).update(consultant=bente)
    assert page_of(client_as(bente), placement).context["support"] is None


def test_one_query_however_much(nora, client_as, acting):
    placement = running(nora)
    client, url = client_as(nora), f"/forloeb/{placement.public_id}/"
    section_85(nora, placement.citizen, acting)
    queries_of(client, url)
    one = queries_of(client, url)
    for name in ("debt", "family", "exercise"):
        section_85(nora, placement.citizen, acting, help_=name)
    assert queries_of(client, url) == one
    assert one <= 12


def test_my_day_of_who_sees_to_it_and_who_follows(nora, bente, tine, mads, sol, acting):
    placement = running(nora)
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        for member, function in ((bente, "case_worker"), (tine, "case_worker")):
            add_team_member(
                placement.citizen, actor=Viewer.of(nora), membership=member, function=function
            )
    section_85(bente, placement.citizen, acting, days=10, purpose="Hemmeligt")
    section_85(bente, placement.citizen, acting, days=30, help_="debt")
    section_85(bente, placement.citizen, acting, days=14, help_="exercise")
    seen = {}
    for who in (nora, bente, tine, mads, sol):
        with acting(who) as viewer:
            seen[who.name] = len(find(viewer, today(), 9))
    assert seen == {nora.name: 2, bente.name: 2, tine.name: 0, mads.name: 0, sol.name: 0}
    with acting(nora) as viewer:
        row = find(viewer, today(), 9)[0]
        assert "Hemmeligt" not in f"{row.title} {row.why}"
        assert placement.place.workplace.name in row.why


def test_ended_support_and_one_that_lasts_are_not_told(nora, acting):
    placement = running(nora, weeks_ago=12)  # it ends within the week
    grant = section_85(nora, placement.citizen, acting, days=10)
    with acting(nora) as viewer:
        assert not ending_too_soon(viewer, today()).exists()
        placement = running(nora)
    grant = section_85(nora, placement.citizen, acting, days=10)
    with acting(nora) as viewer:
        assert ending_too_soon(viewer, today()).exists()
        assert not ending_too_soon(viewer, today() + timedelta(days=11)).exists()
        end_support(grant, actor=viewer, version=1, effect="some", ended_on=today())
        assert not ending_too_soon(viewer, today()).exists()


def test_my_day_shows_it(nora, client_as, acting):
    placement = running(nora)
    section_85(nora, placement.citizen, acting, days=10)
    assert "støtten slutter" in client_as(nora).get("/").content.decode()
