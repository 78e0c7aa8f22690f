"""A job agreed at a speed dating fills a need of that company in the same step."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from companies.actions import gathering_answers as answers
from companies.models import Need, NeedFilling
from jobcenter.errors import NotYours, Refused
from placements.actions import speed_dating as actions
from placements.actions.needs import use_for_need
from placements.models import SpeedDate
from tests.citizens.factories import make_citizen
from tests.companies.factories import make_company, make_workplace
from tests.companies.gatherings import invited, plan
from tests.companies.needs import make_need
from tests.placements.factories import a_place, agreed


@pytest.fixture
def met(carl, nora, acting, db) -> SimpleNamespace:
    """Kim has sat with a company that needs somebody; Anna with it, too."""
    kim = make_citizen(nora, first_name="Kim", last_name="Kjær")
    anna = make_citizen(nora, first_name="Anna", last_name="Ager")
    with acting(carl) as viewer:
        gathering = plan(carl, kind="speed_dating", rounds=4, round_minutes=10, capacity=9)
        [row] = invited(gathering, viewer, 1)
        answers.answer(row, actor=viewer, comes=True)
        need = make_need(row.company, viewer)
    with acting(nora) as viewer:
        for each in (kim, anna):
            actions.add_candidate(gathering, each, actor=viewer, has_agreed=True)
        actions.plan_dates(gathering, actor=viewer)
        dates = list(
            SpeedDate.objects.select_related("gathering", "candidate", "invitation")
            .filter(jobcentre=nora.jobcentre).order_by("candidate__citizen_id")
        )  # fmt: skip
    return SimpleNamespace(kims=dates[0], annas=dates[1], need=need, gathering=gathering, kim=kim)


def test_the_job_fills_it_and_another_outcome_gives_it_back(met, nora, carl, acting) -> None:
    with acting(nora) as viewer:
        actions.note_outcome(met.kims, "job", actor=viewer, need=met.need, how="part_job")
        filling = NeedFilling.objects.get()
        assert (filling.source, filling.how, filling.by_id) == (
            met.kims.public_id, "part_job", nora.pk,
        )  # fmt: skip
        assert Need.objects.get().state == "filled"
    with acting(carl) as viewer:  # once more, by who holds the event: no need, it stays
        actions.note_outcome(met.kims, "job", actor=viewer)
        assert NeedFilling.objects.count() == 1
        actions.note_outcome(met.kims, "no", actor=viewer)
        assert not NeedFilling.objects.exists() and Need.objects.get().state != "filled"


def test_of_two_the_second_is_told_and_nothing_is_written(met, nora, acting) -> None:
    with acting(nora) as viewer:
        actions.note_outcome(met.kims, "job", actor=viewer, need=met.need)
        with pytest.raises(Refused, match="Nora Nymann has just filled"):
            actions.note_outcome(met.annas, "job", actor=viewer, need=met.need)
        met.annas.refresh_from_db()
        assert met.annas.outcome == ""


def test_only_a_job_and_only_that_company_s(met, nora, sol, acting) -> None:
    with acting(sol) as viewer:
        theirs = make_need(met.need.company, viewer)
    with acting(nora) as viewer:
        other = make_need(make_company("Tømreren ApS"), viewer)
        for outcome, need, code in (
            ("again", met.need, "no_job"),
            ("job", other, "need_elsewhere"),
        ):
            with pytest.raises(Refused) as problem:
                actions.note_outcome(met.kims, outcome, actor=viewer, need=need)
            assert problem.value.code == code
        with pytest.raises(NotYours):
            actions.note_outcome(met.kims, "job", actor=viewer, need=theirs)


def test_the_placement_that_follows_takes_the_same_place(met, nora, carl, acting) -> None:
    with acting(carl) as viewer:
        wide = make_need(met.need.company, viewer, number=2, title="To i lageret")
    with acting(nora) as viewer:
        actions.note_outcome(met.kims, "job", actor=viewer, need=wide, how="trial")
    place = a_place(nora, make_workplace(met.need.company))
    placement = agreed(nora, citizen=met.kim, place=place)
    with acting(nora) as viewer:
        use_for_need(placement, wide, actor=viewer)
        filling = NeedFilling.objects.get()  # one person, one place
        assert filling.source == placement.public_id


def test_on_the_page(met, nora, client_as, acting) -> None:
    page, client = reverse("placements:dating_outcome", args=[met.kims.public_id]), client_as(nora)
    assert "Køkkenhjælp" in client.get(page).content.decode()
    body = {"outcome": "again", "need": str(met.need.public_id), "how": "job"}
    answer = client.post(page, body)
    assert answer.status_code == 422 and 'href="#id_need' in answer.content.decode()
    assert client.post(page, body | {"outcome": "job"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Den dækker en plads i “Køkkenhjælp”" in shown and 'name="need"' not in shown
    taken = reverse("placements:dating_outcome", args=[met.annas.public_id])
    assert 'name="need"' not in client.get(taken).content.decode()  # nothing left to fill
    assert client.post(page, {"outcome": "missed"}).status_code == 302
    with acting(nora):
        assert not NeedFilling.objects.exists()
