"""Company centres: written, filled, signed, started, ended; who may, and what refuses nonsense."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from companies.models import Agreement
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.handover import handover_kinds
from jobcenter.models import Event
from jobcenter.once import new_once
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.actions import centre as acts
from placements.models import Centre, Place, Placement
from placements.queries.health import centre_health
from tests.citizens.test_pages import queries_of
from tests.companies.factories import make_company, make_workplace
from tests.placements.factories import a_mentor, a_place, a_workplace, running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday", "in_north")]
MOST_QUERIES = 12


def facts(carl, mentor, **over):
    return {
        "name": "Virksomhedscenter Ærø", "model": "virtual", "starts_on": today(),
        "ends_on": today() + timedelta(days=365), "places_planned": 4, "consultant": carl,
        "mentor": mentor, "mentor_hours": Decimal(10), "arrangement": "Lager og kantine",
        "goals": "Hver tredje går videre", "for_whom": "", "tasks": "", "introduction": "",
        "absence": "Mentoren ringer", "activities": "", "follow_up": "", "way_out": "",
    } | over  # fmt: skip


@pytest.fixture
def in_north(carl, acting):
    with acting(carl):
        yield


@pytest.fixture
def workplace(in_north):
    return a_workplace()


@pytest.fixture
def centre(carl, workplace):
    mentor = a_mentor(carl, workplace)
    return acts.write_centre(workplace.company, actor=Viewer.of(carl), **facts(carl, mentor))


def opened(carl, centre, workplace, number=4):
    return acts.open_centre_places(
        centre, workplace, actor=Viewer.of(carl), number=number, title="Lager",
        weekly_hours=Decimal(30), open_from=today() - timedelta(days=90), tasks="",
    )  # fmt: skip


def signed(carl, centre):
    agreement = acts.write_contract(centre, actor=Viewer.of(carl))
    Agreement.objects.filter(pk=agreement.pk).update(
        state="signed", sent_at=agreement.created_at, signed_at=agreement.created_at,
        their_signer=centre.mentor, our_signer=carl, no_meeting_reason="På et besøg",
    )  # fmt: skip
    return agreement


def started(carl, centre, workplace):
    opened(carl, centre, workplace)
    signed(carl, centre)
    return acts.start_centre(Centre.objects.get(pk=centre.pk), actor=Viewer.of(carl))


def test_a_centre_is_written_filled_signed_and_started(carl, centre, workplace):
    with pytest.raises(Refused) as refused:
        acts.start_centre(centre, actor=Viewer.of(carl))
    assert refused.value.code == "centre_lacks_places"
    places = opened(carl, centre, workplace)
    assert [each.title for each in places] == ["Lager 1", "Lager 2", "Lager 3", "Lager 4"]
    with pytest.raises(Refused) as refused:
        acts.start_centre(centre, actor=Viewer.of(carl))
    assert refused.value.code == "centre_lacks_contract"
    agreement = signed(carl, centre)
    titles = {each["title"]: each["text"] for each in agreement.clauses}
    assert titles["Fravær"] == "Mentoren ringer"
    assert "Virtuelt. 4 pladser." in agreement.clauses[0]["text"]
    assert len(titles) == 4  # what is not written is no clause
    done = acts.start_centre(Centre.objects.get(pk=centre.pk), actor=Viewer.of(carl))
    assert done.state == "running"
    kinds = Event.objects.filter(subject=centre.public_id).values_list("kind", flat=True)
    assert set(kinds) == {"placements.centre_written", "placements.centre_started"}


@pytest.mark.parametrize("number", [0, 3])
def test_fewer_than_four_places_are_refused_by_rule_and_database(carl, centre, workplace, number):
    mentor = centre.mentor
    with pytest.raises(Refused) as refused:
        acts.write_centre(
            workplace.company, actor=Viewer.of(carl),
            **facts(carl, mentor, places_planned=number),
        )  # fmt: skip
    assert refused.value.code == "centre_small"
    with pytest.raises(IntegrityError), transaction.atomic():
        Centre.objects.filter(pk=centre.pk).update(places_planned=number)


def test_the_database_runs_no_centre_without_contract(centre):
    with pytest.raises(IntegrityError, match="centre_runs_with_contract"), transaction.atomic():
        Centre.objects.filter(pk=centre.pk).update(state="running")


def test_a_contract_out_for_signing_is_not_written_twice(carl, centre):
    acts.write_contract(centre, actor=Viewer.of(carl))
    with pytest.raises(Refused) as refused:
        acts.write_contract(centre, actor=Viewer.of(carl))
    assert refused.value.code == "contract_open"


def test_a_new_version_renews_the_signed_contract_and_leaves_it_as_it_was(carl, centre, workplace):
    first = signed(carl, centre)
    acts.edit_centre(
        Centre.objects.get(pk=centre.pk), actor=Viewer.of(carl), version=2,
        **facts(carl, centre.mentor, model="side", absence="Konsulenten ringer"),
    )  # fmt: skip
    second = acts.write_contract(centre, actor=Viewer.of(carl))
    assert (second.previous_id, second.number) == (first.pk, 2)
    first.refresh_from_db()
    assert "Mentoren ringer" in str(first.clauses)
    assert "Konsulenten ringer" in str(second.clauses)


def test_who_may(carl, nora, sol, centre):
    with pytest.raises(PermissionDenied):
        acts.start_centre(centre, actor=Viewer.of(nora))
    with pytest.raises(RuntimeError):
        acts.start_centre(centre, actor=Viewer.of(sol))
    with acting_in(sol.jobcentre_id), pytest.raises(NotYours):
        acts.lock_centre(Viewer.of(sol), centre)


def test_two_editors_lose_nothing(carl, centre):
    mine = facts(carl, centre.mentor, goals="Mit")
    acts.edit_centre(centre, actor=Viewer.of(carl), version=1, **mine)
    with pytest.raises(Stale):
        acts.edit_centre(
            centre, actor=Viewer.of(carl), version=1, **facts(carl, centre.mentor, goals="Dit")
        )
    assert Centre.objects.get(pk=centre.pk).goals == "Mit"


def test_the_mentor_works_at_the_company(carl, centre):
    other = a_mentor(carl, a_workplace())
    with pytest.raises(Refused) as refused:
        acts.edit_centre(centre, actor=Viewer.of(carl), version=1, **facts(carl, other))
    assert refused.value.code == "centre_mentor"


def test_a_network_has_members_and_places_with_them(carl, centre, workplace):
    member = make_workplace(make_company())
    place = a_place(carl, member)
    with pytest.raises(Refused) as refused:
        acts.take_place_in(centre, place, actor=Viewer.of(carl))
    assert refused.value.code == "centre_elsewhere"
    with pytest.raises(Refused) as refused:
        acts.add_partner(centre, member.company, actor=Viewer.of(carl), from_on=today())
    assert refused.value.code == "centre_alone"
    acts.edit_centre(
        centre, actor=Viewer.of(carl), version=1, **facts(carl, centre.mentor, model="network")
    )
    partner = acts.add_partner(centre, member.company, actor=Viewer.of(carl), from_on=today())
    with pytest.raises(Refused) as refused:
        acts.add_partner(centre, member.company, actor=Viewer.of(carl), from_on=today())
    assert refused.value.code == "centrepartner_once"
    acts.take_place_in(centre, place, actor=Viewer.of(carl))
    assert Place.objects.get(pk=place.pk).centre_id == centre.pk
    acts.end_partner(partner, actor=Viewer.of(carl))
    place = Place.objects.get(pk=place.pk)
    assert (place.centre_id, place.former_centre_id) == (None, centre.pk)
    assert place.left_centre_on == today()


def test_a_centre_that_ends_leaves_places_and_people_where_they_are(carl, nora, centre, workplace):
    begun = started(carl, centre, workplace)
    place = Place.objects.filter(centre=begun).order_by("id")[0]
    placement = running(nora, place=place)
    with pytest.raises(Refused) as refused:
        acts.end_centre(begun, actor=Viewer.of(carl), version=begun.version, reason=" ")
    assert refused.value.code == "centre_reason"
    over = acts.end_centre(begun, actor=Viewer.of(carl), version=begun.version, reason="Flytter")
    assert (over.state, over.ended_on) == ("ended", today())
    assert not Place.objects.filter(centre=over).exists()
    placement.refresh_from_db()
    assert placement.state == "running"
    assert Place.objects.get(pk=place.pk).state == "open"


def test_a_place_of_a_former_centre_is_no_other_centres(carl, centre, workplace):
    viewer = Viewer.of(carl)
    place = opened(carl, centre, workplace)[0]
    acts.let_place_out(centre, place, actor=viewer)
    back = acts.take_place_in(centre, Place.objects.get(pk=place.pk), actor=viewer)
    assert (back.centre_id, back.former_centre_id, back.left_centre_on) == (centre.pk, None, None)
    acts.let_place_out(centre, back, actor=viewer)
    other = acts.write_centre(workplace.company, actor=viewer, **facts(carl, centre.mentor))
    with pytest.raises(Refused) as refused:
        acts.take_place_in(other, Place.objects.get(pk=place.pk), actor=viewer)
    assert refused.value.code == "place_was_taken"


def test_nothing_joins_or_leaves_a_centre_that_is_over(carl, centre, workplace):
    viewer = Viewer.of(carl)
    place = a_place(carl, workplace)
    over = acts.end_centre(centre, actor=viewer, version=1, reason="Fortrød")
    for again in (
        lambda: acts.take_place_in(over, place, actor=viewer),
        lambda: acts.add_partner(over, workplace.company, actor=viewer, from_on=today()),
        lambda: acts.edit_centre(over, actor=viewer, version=2, **facts(carl, centre.mentor)),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code == "centre_over"


def test_another_jobcentre_sees_no_centre_in_raw_sql(centre, sol):
    with acting_in(sol.jobcentre_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM placements_centre")
        assert cursor.fetchone()[0] == 0


def test_pages(carl, nora, sol, centre, workplace, client_as):
    started(carl, centre, workplace)
    urls = [reverse("placements:centres"), reverse("placements:centre", args=[centre.public_id])]
    for url in urls:
        assert client_as(nora).get(url).status_code == 200
        assert queries_of(client_as(carl), url) <= MOST_QUERIES
    assert client_as(sol).get(urls[1]).status_code == 404
    assert "Virksomhedscenter Ærø" in client_as(nora).get(urls[0]).content.decode()
    assert "Virksomhedscenter" not in client_as(sol).get(urls[0]).content.decode()
    page = client_as(nora).get(urls[1]).content.decode()
    assert "Lager 4" in page
    assert reverse("placements:centre_edit", args=[centre.public_id]) not in page


def test_the_name_of_who_is_there_is_for_the_case_team(carl, nora, centre, workplace, client_as):
    begun = started(carl, centre, workplace)
    placement = running(nora, place=Place.objects.filter(centre=begun).order_by("id")[0])
    url = reverse("placements:centre", args=[centre.public_id])
    name = placement.citizen.first_name
    assert name in client_as(nora).get(url).content.decode()
    assert name not in client_as(carl).get(url).content.decode()


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(carl, workplace, client_as):
    mentor = a_mentor(carl, workplace)
    url = reverse("placements:centre_new", args=[workplace.company.public_id])
    data = {
        key: value for key, value in facts(carl.pk, mentor.pk).items() if value is not None
    } | {"places_planned": 3, "once": new_once()}  # fmt: skip
    answer = client_as(carl).post(url, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "mindst 4 pladser" in page
    assert "Mentoren ringer" in page
    answer = client_as(carl).post(url, data | {"places_planned": 4})
    assert answer.status_code == 302
    assert Centre.objects.get().places_planned == 4
    assert client_as(carl).post(url, data | {"places_planned": 4}).status_code == 302
    assert Centre.objects.count() == 1  # pressed twice


def test_who_leaves_hands_centres_over(carl, tine, centre, acting):
    kind = handover_kinds["placements.centres"]
    with acting(tine) as viewer:
        [row] = kind.find(viewer, carl.pk, 10)
        assert row.key == centre.public_id
        assert kind.hand_over(viewer, carl.pk, tine, None, set()) == 1
    centre.refresh_from_db()
    assert centre.consultant_id == tine.pk


def test_health_counts_chains_and_weeks(carl, nora, centre, workplace):
    begun = started(carl, centre, workplace)
    place = Place.objects.filter(centre=begun).order_by("id")[0]
    placement = running(nora, place=place, weeks_ago=3)
    told = centre_health(begun, today())
    assert (told.ended, told.whole) == (0, None)
    assert told.answered is None  # fewer than five weeks
    Placement.objects.filter(pk=placement.pk).update(
        state="interrupted", end_reason="illness", ended_on=today(), closed_at=placement.started_at
    )
    assert centre_health(begun, today()).ended == 1
