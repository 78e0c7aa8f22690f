"""The room's pages: who sees what, how it is filtered, what it costs, what it survives."""

from datetime import timedelta

import pytest
from django.test import Client

from jobcenter.models import AccessLog
from jobcenter.tenancy import acting_in
from placements import actions
from placements.models import Place, Placement
from tests.lists import a_file
from tests.placements.counting import queries_of
from tests.placements.factories import (
    MONDAY,
    a_citizen,
    a_mentor,
    a_place,
    a_workplace,
    agreed,
    answered,
    planned,
    running,
)

pytestmark = pytest.mark.usefixtures("wednesday")
LAST = MONDAY - timedelta(weeks=1)
NAME = {"first_name": "Kim", "last_name": "Kjærsgaard"}


def test_names_are_masked_outside_the_case_team(nora, tine, carl, bente, client_as):
    placement = running(nora, person=NAME)
    answered(placement, LAST, rating="could_be_better", note="Mellem os to")
    pages = ["/forloeb/?hvem=alle", f"/forloeb/{placement.public_id}/", "/pladser/?vis=used",
             f"/pladser/{placement.place.public_id}/"]  # fmt: skip
    for url in pages:
        assert "Kim" in client_as(nora).get(url).content.decode(), url
        for member in (tine, carl, bente):
            text = client_as(member).get(url).content.decode()
            assert "Kjærsgaard" not in text and "Kim" not in text, (url, member.name)
            assert "Mellem os to" not in text
    file = a_file(client_as(tine), "placements", "hvem=alle")
    assert "Kjærsgaard" not in file
    assert "Kjærsgaard" in a_file(client_as(nora), "placements", "hvem=mine")


def test_a_look_leaves_a_trace_and_a_masked_one_does_not(nora, tine, client_as):
    placement = running(nora)
    client_as(tine).get(f"/forloeb/{placement.public_id}/")
    client_as(nora).get(f"/forloeb/{placement.public_id}/")
    a_file(client_as(nora), "placements", "hvem=mine")
    with acting_in(nora.jobcentre_id):
        looks = AccessLog.objects.filter(citizen=placement.citizen.public_id).order_by("id")
        assert [look.purpose for look in looks if look.purpose.startswith("placement")] == [
            "placement.page",
            "placement.file",
        ]


def test_south_gets_404_and_nothing_in_lists(nora, sol, client_as):
    placement = running(nora, person=NAME)
    check_in = answered(placement, LAST, rating="needs_action")
    client = client_as(sol)
    for url in (
        f"/forloeb/{placement.public_id}/",
        f"/pladser/{placement.place.public_id}/",
        f"/forloeb/{placement.public_id}/ugestatus/2026-W46/",
        f"/forloeb/{placement.public_id}/afbryd/",
        f"/forloeb/nyt/{placement.citizen.public_id}/{placement.place.public_id}/",
    ):
        assert client.get(url).status_code == 404, url
    assert client.post(f"/ugestatus/{check_in.public_id}/gjort/", {"what": "x"}).status_code == 404
    assert client.post(f"/forloeb/{placement.public_id}/slut/").status_code == 404
    for url in ("/forloeb/?hvem=alle&vis=all", "/pladser/?vis=open", "/pladser/?vis=used"):
        text = client.get(url).content.decode()
        assert placement.place.workplace.name not in text


@pytest.mark.parametrize("move", ["start", "slut", "aftal", "afbryd", "aflys", "forlaeng"])
def test_moves_of_somebody_elses_candidate_are_refused(nora, tine, client_as, move):
    placement = running(nora)
    url = f"/forloeb/{placement.public_id}/{move}/"
    assert client_as(tine).post(url, {"reason": "moved"}).status_code == 403


def test_the_whole_path_by_forms(nora, client_as):
    """Open a place, plan too long (refused with the paragraph), plan, agree, name, start."""
    client, workplace, citizen = client_as(nora), a_workplace(), a_citizen(nora)
    page = client.post(
        f"/pladser/ny/{workplace.public_id}/",
        {"title": "Pakkebordet", "weekly_hours": "37", "open_from": "2026-11-01"},
    )
    assert page.status_code == 302
    with acting_in(nora.jobcentre_id):
        place = Place.objects.get()
    url = f"/forloeb/nyt/{citizen.public_id}/{place.public_id}/"
    said = {
        "starts_on": "2026-11-18", "weeks": "0", "ends_on": "2027-02-17", "weekly_hours": "25",
        "workdays": ["1", "2", "3"], "purpose": "training",
    }  # fmt: skip
    check = client.post(url, said, HTTP_HX_REQUEST="true")
    assert check.status_code == 200 and "§ 61" in check.content.decode()
    refused = client.post(url, said)
    assert refused.status_code == 422 and "§ 61" in refused.content.decode()
    assert client.post(url, said | {"ends_on": "2027-02-16"}).status_code == 302
    with acting_in(nora.jobcentre_id):
        placement = Placement.objects.get()
    page = f"/forloeb/{placement.public_id}/"
    assert client.post(page + "aftal/", {"version": placement.version}).status_code == 302
    client.post(page + "start/")
    mette = a_mentor(nora, workplace)
    text = client.get(page).content.decode()
    assert "opfoelgning" in text
    client.post(page + "opfoelgning/", {"mentor": mette.pk, "version": placement.version + 1})
    client.post(page + "start/")
    with acting_in(nora.jobcentre_id):
        placement.refresh_from_db()
    assert placement.state == "running"


def test_weeks_count_the_last_day(nora, client_as):
    client, place, citizen = client_as(nora), a_place(nora), a_citizen(nora)
    client.post(
        f"/forloeb/nyt/{citizen.public_id}/{place.public_id}/",
        {"starts_on": "2026-11-23", "weeks": "13", "weekly_hours": "25", "workdays": ["1"],
         "purpose": "training"},
    )  # fmt: skip
    with acting_in(nora.jobcentre_id):
        assert Placement.objects.get().ends_on.isoformat() == "2027-02-21"


def test_a_double_click_plans_once(nora, client_as):
    from jobcenter.once import new_once

    client, place, citizen = client_as(nora), a_place(nora), a_citizen(nora)
    said = {
        "starts_on": "2026-11-23", "weeks": "4", "weekly_hours": "25", "workdays": ["1"],
        "purpose": "training", "once": new_once(),
    }  # fmt: skip
    for _ in range(2):
        assert (
            client.post(f"/forloeb/nyt/{citizen.public_id}/{place.public_id}/", said).status_code
            == 302
        )
    with acting_in(nora.jobcentre_id):
        assert Placement.objects.count() == 1


def test_a_stale_version_says_so(nora, client_as):
    placement = planned(nora)
    client = client_as(nora)
    client.post(f"/forloeb/{placement.public_id}/aftal/", {"version": "1"})
    page = client.post(
        f"/forloeb/{placement.public_id}/aflys/", {"version": "1", "reason": "company_withdrew"}
    )
    assert page.status_code == 409


@pytest.mark.parametrize(
    "url",
    [
        "/forloeb/?vis=x&hvem=y&side=zzz",
        "/forloeb/?side=W10",
        "/forloeb/?side=WyIyMDI2LTAxLTAxIiwgImEiXQ",
        "/pladser/?side=WzEsMl0&timer=9999&ord=%00%27%22",
        "/pladser/?ord=%25%25%25&vis=used",
        "/forloeb/nyt/?kandidat=x&plads=y",
        "/besoeg/?f=x",
        "/forloeb/?vis=%00&ord=%00&konsulent=x&fra=1&til=9999-99-99&sorter=name&kol=x,;",
        "/forloeb/?sorter=workplace&vis=all&hvem=alle&ord=a%27",
        "/pladser/?sorter=-hours&kol=who,open_from&side=0198",
    ],
)
def test_hostile_addresses_never_break(nora, client_as, url):
    assert client_as(nora).get(url).status_code in {200, 404}


@pytest.mark.parametrize(
    "over",
    [
        {"starts_on": "9999-12-31"},
        {"starts_on": "0001-01-01"},
        {"ends_on": "x"},
        {"weekly_hours": "NaN"},
        {"weekly_hours": "1e9"},
        {"purpose": "<script>"},
        {"workdays": ["9"]},
        {"mentor": "99999999999999999999"},
        {"weeks": "-5"},
    ],
)
def test_hostile_plans_are_refused(nora, client_as, over):
    place, citizen = a_place(nora), a_citizen(nora)
    said = {
        "starts_on": "2026-11-23", "weeks": "4", "weekly_hours": "25", "workdays": ["1"],
        "purpose": "training",
    }  # fmt: skip
    client, url = client_as(nora), f"/forloeb/nyt/{citizen.public_id}/{place.public_id}/"
    assert client.post(url, said | over).status_code == 422
    assert client.post(url, said | over, HTTP_HX_REQUEST="true").status_code == 200


def test_the_file_is_no_formula(nora, client_as):
    place = a_place(nora, title="=cmd()")
    running(nora, place=place)
    text = a_file(client_as(nora), "placements", "")
    assert "'=cmd()" in text and ";=cmd" not in text


def test_pages_of_the_list_follow_the_key(nora):
    from placements.queries import placement_list as lists

    found = [running(nora, weeks_ago=week) for week in (1, 2, 3)]
    from jobcenter.viewer import Viewer

    with acting_in(nora.jobcentre_id):
        filters = lists.PlacementFilters(mine=True)
        today = MONDAY + timedelta(days=2)
        first, cursor, _first = lists.page_of_placements(Viewer.of(nora), filters, today, "", 2)
        second, end, _first = lists.page_of_placements(Viewer.of(nora), filters, today, cursor, 2)
    assert [row.placement.pk for row in first + second] == [p.pk for p in reversed(found)]
    assert end == ""


def test_free_from_follows_who_holds_the_place(nora, client_as):
    placement = running(nora)
    agreed(nora, place=placement.place, starts_on=placement.ends_on + timedelta(days=1))
    from jobcenter.viewer import Viewer
    from placements.queries.place_list import with_use

    with acting_in(nora.jobcentre_id):
        [row] = with_use(Viewer.of(nora), [placement.place], MONDAY)
    assert row.free_from == placement.ends_on + timedelta(weeks=13, days=1)
    assert "Pakkebordet" not in client_as(nora).get("/pladser/").content.decode()


def test_slots_on_the_pages_below(nora, mads, client_as):
    placement = running(nora)
    workplace = placement.place.workplace
    client = client_as(nora)
    text = client.get(f"/virksomheder/arbejdssted/{workplace.public_id}/").content.decode()
    assert placement.place.title in text and f"/pladser/ny/{workplace.public_id}/" in text
    company = client.get(f"/virksomheder/{workplace.company.public_id}/").content.decode()
    assert "1 af 1" in company or "1 of 1" in company
    citizen = client.get(f"/borgere/{placement.citizen.public_id}/").content.decode()
    assert f"/forloeb/{placement.public_id}/" in citizen
    other = client_as(mads).get(f"/virksomheder/{workplace.company.public_id}/").content.decode()
    assert "Kim" not in other


@pytest.mark.parametrize(
    "page",
    [
        "/forloeb/?hvem=alle",
        "/pladser/?vis=used",
        "/pladser/?vis=open",
        "/besoeg/",
        "placement",
        "plan",
    ],
)
def test_pages_cost_the_same_with_six_as_with_one(nora, tine, client_as, page):
    placement = running(nora)
    answered(placement, LAST)
    client = client_as(nora)
    url = {
        "placement": f"/forloeb/{placement.public_id}/",
        "plan": f"/forloeb/nyt/{a_citizen(nora).public_id}/{a_place(nora).public_id}/",
    }.get(page, page)
    queries_of(client, url)
    one = queries_of(client, url)
    for _ in range(5):
        answered(running(nora), LAST)
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        from jobcenter.viewer import Viewer

        for day in range(3):
            actions.hold_visits(
                [placement], actor=Viewer.of(nora), held_on=MONDAY - timedelta(days=day)
            )
    assert queries_of(client, url) == one
    assert one <= 12, one


def test_nobody_without_a_login_sees_anything(people):
    for url in ("/", "/pladser/", "/forloeb/", "/besoeg/"):
        assert Client().get(url).status_code == 302


def test_a_case_workers_page_of_an_extended_placement(nora, bente, client_as):
    from citizens.actions import add_team_member
    from jobcenter.viewer import Viewer

    placement = running(nora, weeks_ago=11)
    with acting_in(nora.jobcentre_id, membership_id=nora.pk):
        viewer = Viewer.of(nora)
        add_team_member(placement.citizen, actor=viewer, membership=bente, function="case_worker")
        longer = actions.extend_placement(
            placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=2), assessment="Ja"
        )
    client = client_as(bente)
    url = f"/forloeb/{placement.public_id}/"
    queries_of(client, url)
    assert queries_of(client, url) <= 12
    assert f"/forloeb/{longer.public_id}/" in client.get(url).content.decode()
