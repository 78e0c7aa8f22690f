"""The board of places: who sees what, filters, week 53, moving, and what it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from placements.actions.centre import write_centre
from placements.actions.drafts import move_draft
from placements.models import Place, Placement
from tests.placements.counting import queries_of
from tests.placements.factories import (
    MONDAY,
    a_mentor,
    a_place,
    a_workplace,
    agreed,
    planned,
    running,
)
from tests.placements.reserving import reserved
from tests.placements.test_centres import facts as centre_facts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]
URL = "/pladser/tavle/"


def test_runs_reservations_and_free_weeks_are_on_it(nora, tine, sol, client_as):
    run, held = running(nora), reserved(nora)
    page = client_as(nora).get(URL).content.decode()
    assert f"/forloeb/{run.public_id}/" in page and f"/pladser/reserveret/{held.public_id}/" in page
    assert "Kim" in page and "flyt/?next=" in page
    assert f"/pladser/{held.place.public_id}/reserver/?fra=" in page
    other = client_as(tine).get(URL).content.decode()
    assert "Kim" not in other and nora.name in other and "flyt/" not in other
    assert str(run.public_id) not in client_as(sol).get(URL).content.decode()


def test_week_53_has_its_column(nora, client_as):
    a_place(nora)
    page = client_as(nora).get(URL + "?uge=2026-W52&uger=13").content.decode()
    for monday in ("2026-12-21", "2026-12-28", "2027-01-04"):
        assert f'data-week="{monday}"' in page
    assert ">53<" in page
    whole = client_as(nora).get(URL + "?uger=53").content.decode()
    assert whole.count("data-week=") == 53


@pytest.mark.parametrize(
    "query",
    ["uge=2026-W99", "uge=x", "uger=7", "side=0", "side=-1", "side=99", "konsulent=x",
     "branche=99", "ledig=400", "ord=%00", "side=٣"],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_filter(nora, client_as, query):
    a_place(nora)
    assert client_as(nora).get(f"{URL}?{query}").status_code == 200


def test_filters(nora, tine, client_as):
    near, far = a_place(nora, title="Nærpladsen"), a_place(tine, title="Fjernpladsen")
    agreed(nora, place=near, ends_on=MONDAY + timedelta(days=11))
    agreed(tine, place=far, ends_on=MONDAY + timedelta(weeks=12))

    def shown(query: str) -> tuple[bool, bool]:
        page = client_as(nora).get(f"{URL}?{query}").content.decode()
        return "Nærpladsen" in page, "Fjernpladsen" in page

    assert shown("") == (True, True)
    assert shown("ledig=1") == (False, False)
    assert shown("ledig=2") == (True, False)
    assert shown("ledig=13") == (True, True)
    assert shown(f"konsulent={tine.public_id}") == (False, True)
    assert shown("ord=nærpladsen") == (True, False)
    reserved(nora, place=near, starts_on=MONDAY + timedelta(weeks=2), weekly_hours=Decimal(5))
    assert shown("ledig=4") == (False, False)


def test_those_who_share_lie_in_lanes(nora, client_as):
    place = a_place(nora)
    for _ in range(2):
        agreed(nora, place=place, weekly_hours=Decimal(15))
    page = client_as(nora).get(URL).content.decode()
    assert 'rowspan="2"' in page and page.count(f'data-place="{place.public_id}"') == 2


def test_a_draft_is_moved_by_form(nora, tine, client_as, acting):
    draft, other = planned(nora), a_place(nora, title="Kantinen")
    url = f"/forloeb/{draft.public_id}/flyt/"
    client = client_as(nora)
    filled = f"{url}?plads={other.public_id}&fra=2026-11-30"
    assert "Kantinen" in client.get(filled).content.decode()
    said = {"place": other.public_id, "starts_on": "2026-11-30", "version": 1, "next": URL}
    assert client_as(tine).post(url, said).status_code == 403
    assert client.post(url, said | {"version": 7}).status_code == 422
    assert client.post(url, said)["Location"] == URL
    with acting(nora):
        moved = Placement.objects.get(pk=draft.pk)
    assert (moved.place_id, moved.starts_on) == (other.pk, today() + timedelta(days=12))
    assert moved.ends_on - moved.starts_on == draft.ends_on - draft.starts_on
    assert client.post(url, said | {"version": 2, "next": "//ondt.example/"})["Location"] == (
        f"/forloeb/{draft.public_id}/"
    )


def test_a_draft_moves_only_where_there_is_room_and_law(nora, acting):
    draft, taken, promised = planned(nora), agreed(nora), agreed(nora)
    with acting(nora) as viewer:
        with pytest.raises(Refused, match="taken"):
            move_draft(draft, taken.place, actor=viewer, starts_on=MONDAY, version=1)
        with pytest.raises(Stale):
            move_draft(draft, taken.place, actor=viewer, starts_on=MONDAY, version=5)
        with pytest.raises(Refused, match="draft"):
            move_draft(promised, taken.place, actor=viewer, starts_on=MONDAY, version=2)


def test_it_costs_no_more_with_more_places(nora, client_as):
    workplace = a_workplace()
    agreed(nora, place=a_place(nora, workplace))
    client = client_as(nora)
    client.get(URL)
    before = queries_of(client, URL)
    for _ in range(3):
        agreed(nora, place=a_place(nora, workplace))
        reserved(nora, place=a_place(nora))
    assert queries_of(client, URL) == before <= 12


def test_places_of_a_centre_stand_together(nora, carl, client_as, acting):
    workplace = a_workplace()
    with acting(carl) as viewer:
        centre = write_centre(
            workplace.company, actor=viewer, **centre_facts(carl, a_mentor(carl, workplace))
        )
    first, second = a_place(nora, title="Første"), a_place(nora, title="Anden")
    a_place(nora, title="Uden for")
    with acting(nora):
        Place.objects.filter(pk__in=[first.pk, second.pk]).update(centre=centre)
    page = client_as(nora).get(URL).content.decode()
    assert page.count(reverse("placements:centre", args=[centre.public_id])) == 1
    only = client_as(nora).get(f"{URL}?center={centre.public_id}").content.decode()
    assert "Første" in only and "Anden" in only and "Uden for" not in only
    for by in ("center", "model"):
        assert client_as(nora).get(f"/pladser/brug/?efter={by}").status_code == 200
