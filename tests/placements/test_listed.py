"""The lists of places and placements: sorted, paged, masked, taken out, changed together."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobcenter.models import AccessLog, SavedView
from jobcenter.tenancy import acting_in
from placements.models import Place, Placement, Visit
from tests.lists import a_file, all_pages, confirm, preview, rows_on
from tests.placements.factories import (
    MONDAY,
    a_place,
    a_workplace,
    agreed,
    answered,
    planned,
    running,
)

pytestmark = pytest.mark.usefixtures("wednesday")
LAST = MONDAY - timedelta(weeks=1)
PLACEMENT_COLUMNS = (
    "period,workplace,first,last,hours,state,status,consultant,mentor,purpose,rule,candidate"
)


@pytest.fixture
def some(nora, monkeypatch) -> list[Placement]:
    """Seven running placements of Nora's at workplaces of different names, two rows a page."""
    monkeypatch.setattr("placements.queries.placement_list.PAGE", 2)
    monkeypatch.setattr("placements.queries.placement_list.page_of_placements.__defaults__", (2,))
    found = []
    for number, name in enumerate(("Østre", "Aske", "Åvang", "Zoo", "Birk", "Ærø", "Eg")):
        place = a_place(nora, a_workplace(name=f"{name} ApS"))
        person = {"first_name": "Kim", "last_name": name}
        found.append(running(nora, place=place, weeks_ago=number % 4, person=person))
    return found


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("", lambda p: (p.ends_on, p.pk)),
        ("-end", lambda p: (p.ends_on, p.pk)),
        ("start", lambda p: (p.starts_on, p.pk)),
        ("-start", lambda p: (p.starts_on, p.pk)),
        ("workplace", lambda p: (p.place.sort_key, p.pk)),
        ("-workplace", lambda p: (p.place.sort_key, p.pk)),
        ("name", lambda p: (p.citizen.name_key, p.pk)),
    ],
)
def test_every_sort_pages_through_everything(some, nora, client_as, sort, key):
    wanted = sorted(some, key=key, reverse=sort.startswith("-"))
    found = all_pages(client_as(nora), f"/forloeb/?vis=running&hvem=mine&sorter={sort}")
    assert found == [str(each.public_id) for each in wanted]


def test_an_order_by_name_is_for_those_who_see_the_names(some, nora, bente, client_as):
    newest = [str(p.public_id) for p in sorted(some, key=lambda p: (p.ends_on, p.pk))]
    page = "/forloeb/?hvem=alle&sorter=name"
    assert all_pages(client_as(bente), page) == newest
    assert 'href="?hvem=alle&amp;sorter=name"' not in client_as(bente).get(page).content.decode()
    assert "sorter=name" in client_as(nora).get("/forloeb/?hvem=mine").content.decode()


def test_filters_of_placements(nora, carl, bente, client_as):
    first = running(nora, place=a_place(nora, a_workplace(name="Skoven ApS")))
    coming = planned(nora, starts_on=MONDAY + timedelta(weeks=30))
    client = client_as(bente)

    def found(query: str) -> list[str]:
        return rows_on(client.get(f"/forloeb/?hvem=alle&{query}").content.decode())

    assert found("vis=all&ord=skov") == [str(first.public_id)]
    assert found(f"vis=all&konsulent={nora.public_id}") == [
        str(coming.public_id), str(first.public_id),
    ]  # fmt: skip
    assert found(f"vis=all&konsulent={carl.public_id}") == []
    assert found(f"vis=all&fra={coming.starts_on}") == [str(coming.public_id)]
    assert found(f"vis=all&til={first.starts_on}") == [str(first.public_id)]
    assert "1 forløb" in client.get("/forloeb/?hvem=alle&vis=running").content.decode()


def test_every_column_stays_masked_on_the_page_and_in_files(nora, bente, client_as):
    """Whichever columns are chosen, one outside the case team reads nothing new of a person."""
    placement = running(nora, person={"first_name": "Kim", "last_name": "Kjærsgaard"})
    answered(placement, LAST, rating="could_be_better")
    page = f"hvem=alle&kol={PLACEMENT_COLUMNS}"
    secret = ("Kjærsgaard", "Mette Mikkelsen", "§", "Kunne være bedre", "Could be better")
    hers = client_as(nora).get(f"/forloeb/?{page}").content.decode()
    her_file = a_file(client_as(nora), "placements", page)
    for word in ("Kjærsgaard", "Mette Mikkelsen", "§"):
        assert word in hers and word in her_file, word
    client = client_as(bente)
    ticked = {"raekker": "valgt", "valgt": [str(placement.public_id)]}
    for text in (
        client.get(f"/forloeb/?{page}").content.decode().split("<tbody>")[1],
        a_file(client, "placements", page),
        a_file(client, "placements", page, **ticked),
        client.get("/pladser/?vis=used&kol=who").content.decode().split("<tbody>")[1],
        a_file(client, "places", "vis=used"),
    ):
        for word in secret:
            assert word not in text, word


def test_files_leave_the_trace_of_those_seen_only(nora, bente, client_as):
    mine, other = running(nora), running(nora, weeks_ago=1)
    a_file(client_as(bente), "placements", "hvem=alle&vis=all")
    a_file(client_as(nora), "placements", "", raekker="valgt", valgt=[str(mine.public_id)])
    a_file(client_as(nora), "places", "vis=used")
    with acting_in(nora.jobcentre_id):
        looks = AccessLog.objects.filter(purpose="placement.file").order_by("id")
        assert [look.membership_id for look in looks] == [nora.pk] * 3
        assert {look.citizen for look in looks[1:]} == {
            mine.citizen.public_id, other.citizen.public_id,
        }  # fmt: skip


def test_the_calendar_names_no_candidate(nora, client_as):
    placement = running(nora, person={"first_name": "Kim", "last_name": "Kjærsgaard"})
    answer = client_as(nora).post(
        "/lister/placements/fil/", {"query": "hvem=mine", "format": "ics"}
    )
    text = b"".join(answer.streaming_content).decode()
    assert "Kjærsgaard" not in text and str(placement.public_id) in text


def test_places_are_closed_together_and_a_used_one_stays(nora, bente, client_as):
    free, used = a_place(nora), agreed(nora).place
    ids = [free.public_id, used.public_id]
    client = client_as(nora)
    page = preview(client, "places", "close", ids, reason="Bageriet flytter")
    assert "1 af 2 ville blive ændret" in page
    confirm(client, "places", page)
    with acting_in(nora.jobcentre_id):
        states = dict(Place.objects.values_list("pk", "state"))
    assert (states[free.pk], states[used.pk]) == ("closed", "open")
    refused = client_as(bente).post("/lister/places/samlet/", {"handling": "close"})
    assert refused.status_code == 403


def test_a_visit_is_planned_with_each_of_ones_own(nora, bente, sol, client_as):
    mine = [running(nora), running(nora, weeks_ago=1)]
    over = planned(nora)
    due = str(MONDAY + timedelta(days=4))
    client = client_as(nora)
    page = preview(client, "placements", "visit", [p.public_id for p in (*mine, over)], due_on=due)
    assert "2 af 3" in page
    confirm(client, "placements", page)
    with acting_in(nora.jobcentre_id):
        planned_on = Visit.objects.filter(held_on=None).values_list("placement_id", "due_on")
        assert {(pk, str(day)) for pk, day in planned_on} == {(p.pk, due) for p in mine}
    # Again, with the page of before: shown as it was, nothing is done twice.
    assert "Det er allerede gjort" in confirm(client, "placements", page)
    tomorrow = {"due_on": str(MONDAY + timedelta(days=3))}
    south = client_as(sol).post(
        "/lister/placements/samlet/",
        {"handling": "visit", "valgt": [str(mine[0].public_id)], "trin": "vis", **tomorrow},
    )
    assert "<tbody></tbody>" in south.content.decode()


def test_a_colleague_follows_them_from_now_on(nora, tine, client_as):
    placement = running(nora, person={"first_name": "Kim", "last_name": "Kjærsgaard"})
    hers = running(tine)
    ids = [placement.public_id, hers.public_id]
    client = client_as(nora)
    page = preview(client, "placements", "follower", ids, colleague=str(tine.public_id))
    assert "1 af 2" in page and "Kim Kjærsgaard" in page
    assert hers.citizen.last_name not in page, "masked in the preview as in the list"
    confirm(client, "placements", page)
    with acting_in(nora.jobcentre_id):
        placement.refresh_from_db()
        assert placement.consultant_id == tine.pk
        assert placement.mentor_id is not None


def test_a_view_of_places_is_saved_shared_and_the_owners(nora, bente, client_as):
    a_place(nora)
    said = {"query": "vis=open&sorter=-hours&kol=hours", "name": "Mange timer", "is_shared": "on"}
    client_as(nora).post("/lister/places/visning/", said)
    with acting_in(nora.jobcentre_id):
        view = SavedView.objects.get()
    assert (view.query, view.columns) == ("vis=open&sorter=-hours", ["hours"])
    url = f"/pladser/?visning={view.public_id}&vis=open&sorter=-hours&kol=hours"
    page = client_as(bente).get(url).content.decode()
    assert "Mange timer" in page and "Delt af" in page
    gone = client_as(bente).post(f"/lister/visning/{view.public_id}/", {"deed": "delete"})
    assert gone.status_code == 404


def test_only_who_makes_placements_is_offered_the_place(nora, carl, client_as):
    place = a_place(nora)
    button = f"/forloeb/nyt/?plads={place.public_id}"
    assert button in client_as(nora).get("/pladser/").content.decode()
    assert button not in client_as(carl).get("/pladser/").content.decode()


def test_places_by_hours_and_how_many(nora, bente, client_as):
    for hours in (10, 37, 20):
        a_place(nora, weekly_hours=Decimal(hours))
    page = client_as(bente).get("/pladser/?sorter=-hours").content.decode()
    hours = [line.split("</td>")[0] for line in page.split('<td class="n"')[1:]]
    assert [each.rsplit(">", 1)[1] for each in hours] == ["37", "20", "10"]
    assert "3 pladser" in page
    assert len(a_file(client_as(bente), "places", "timer=15").splitlines()) == 3
