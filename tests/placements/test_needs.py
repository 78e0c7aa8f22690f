"""Placements that are for a need: proposed, filled, a job, given back; two at the last place."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from companies.actions import need_moves
from companies.models import Need, NeedFilling
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.models import Event
from placements import actions
from placements.models import NeedCandidate, Placement
from tests.companies.needs import make_need
from tests.placements.counting import queries_of
from tests.placements.factories import a_citizen, a_place, agreed, planned, running
from tests.placements.test_races import as_member, at_once


@pytest.fixture
def place(nora):
    """A place at a bakery."""
    return a_place(nora)


@pytest.fixture
def need(place, nora, acting) -> Need:
    """Somebody for the bakery's kitchen."""
    with acting(nora) as viewer:
        return make_need(place.workplace.company, viewer)


def use(placement, need, member, acting) -> Need:
    """Let it be for the need as a member; return the need as it is then."""
    with acting(member) as viewer:
        actions.use_for_need(placement, need, actor=viewer)
        return Need.objects.get(pk=need.pk)


class TestFollowing:
    def test_a_draft_is_a_candidate_and_agreed_it_fills(self, place, need, nora, acting) -> None:
        draft = planned(nora, place=place)
        found = use(draft, need, nora, acting)
        assert (found.state, found.candidates, found.filled) == ("proposed", 1, 0)
        assert found.first_candidate_on == today()
        with acting(nora) as viewer:
            actions.agree_placement(draft, actor=viewer)
            found.refresh_from_db()
            filling = NeedFilling.objects.get()
        assert (found.state, found.filled, found.candidates) == ("filled", 1, 1)
        assert (filling.source, filling.how, filling.by_id) == (draft.public_id, "trial", nora.pk)

    def test_planned_with_a_need_in_one_go(self, place, need, nora, acting) -> None:
        planned(nora, place=place, need=need)
        with acting(nora):
            assert NeedCandidate.objects.count() == 1
            assert Event.objects.filter(kind="placements.for_need").count() == 1

    def test_cancelled_before_the_start_it_gives_the_place_back(
        self, place, need, nora, acting
    ) -> None:
        held = agreed(nora, place=place, need=need)
        with acting(nora) as viewer:
            actions.cancel_placement(held, actor=viewer, reason="citizen_withdrew")
            found = Need.objects.get(pk=need.pk)
            assert (found.state, found.filled) == ("proposed", 0)
            assert not NeedFilling.objects.exists()

    def test_interrupted_after_the_start_it_stays_filled(self, place, need, nora, acting) -> None:
        held = running(nora, place=place)
        use(held, need, nora, acting)
        with acting(nora) as viewer:
            actions.interrupt_placement(held, actor=viewer, reason="illness")
            assert NeedFilling.objects.get().how == "trial"

    def test_hired_it_becomes_a_job(self, place, need, nora, acting) -> None:
        held = running(nora, place=place)
        use(held, need, nora, acting)
        with acting(nora) as viewer:
            actions.interrupt_placement(held, actor=viewer, reason="hired_here")
            assert NeedFilling.objects.get().how == "job"

    def test_a_hire_fills_what_is_chosen(self, place, need, nora, acting) -> None:
        held = running(nora, place=place)
        with acting(nora) as viewer:
            actions.interrupt_placement(held, actor=viewer, reason="hired_here", need=need)
            assert NeedFilling.objects.get().how == "job"

    def test_without_a_hire_what_is_chosen_is_left_alone(self, place, need, nora, acting) -> None:
        held = running(nora, place=place)
        with acting(nora) as viewer:
            actions.interrupt_placement(held, actor=viewer, reason="illness", need=need)
            assert not NeedFilling.objects.exists()

    def test_an_extension_belongs_to_the_first(self, place, need, nora, acting) -> None:
        held = running(nora, weeks_ago=11, place=place)
        with acting(nora) as viewer:
            longer = actions.extend_placement(
                held, actor=viewer, ends_on=held.ends_on + timedelta(weeks=2), assessment="Ja"
            )
            actions.use_for_need(longer, need, actor=viewer)
            assert NeedCandidate.objects.get().placement_id == held.pk
            with pytest.raises(Refused, match="for a need already"):
                actions.use_for_need(held, need, actor=viewer)
            actions.cancel_placement(longer, actor=viewer, reason="other", note="Nej")
            assert NeedFilling.objects.count() == 1

    def test_those_counted_by_hand_are_not_counted_twice(self, place, need, nora, acting) -> None:
        with acting(nora) as viewer:
            need_moves.propose_candidates(need, actor=viewer, number=2)
        draft = planned(nora, place=place)
        assert use(draft, need, nora, acting).candidates == 2

    def test_a_mistake_is_taken_back_whole(self, place, need, nora, acting) -> None:
        held = agreed(nora, place=place, need=need)
        with acting(nora) as viewer:
            actions.unuse_for_need(held, actor=viewer)
            found = Need.objects.get(pk=need.pk)
            assert (found.state, found.filled, found.candidates) == ("waiting", 0, 0)
            assert found.first_candidate_on is None
            with pytest.raises(Refused):
                actions.unuse_for_need(held, actor=viewer)

    def test_given_back_to_a_closed_need_it_stays_closed(self, place, nora, acting) -> None:
        with acting(nora) as viewer:
            need = make_need(place.workplace.company, viewer, number=2)
        held = agreed(nora, place=place, need=need)
        with acting(nora) as viewer:
            need_moves.close_need(need, actor=viewer, reason="withdrawn")
            actions.cancel_placement(held, actor=viewer, reason="citizen_withdrew")
            found = Need.objects.get(pk=need.pk)
            assert (found.state, found.filled) == ("closed", 0)


class TestRefusals:
    def test_another_company(self, need, nora, acting) -> None:
        with pytest.raises(Refused, match="another company"):
            use(planned(nora), need, nora, acting)

    def test_who_is_outside_the_case_team(self, place, need, nora, tine, acting) -> None:
        with pytest.raises(PermissionDenied):
            use(planned(nora, place=place), need, tine, acting)

    def test_another_jobcentre(self, place, need, nora, sol, acting) -> None:
        with pytest.raises(NotYours):
            use(planned(nora, place=place), need, sol, acting)

    def test_one_that_came_to_nothing(self, place, need, nora, acting) -> None:
        draft = planned(nora, place=place)
        with acting(nora) as viewer:
            actions.cancel_placement(draft, actor=viewer, reason="citizen_withdrew")
        with pytest.raises(Refused, match="came to nothing"):
            use(draft, need, nora, acting)

    def test_a_full_need_rolls_the_plan_back(self, place, need, nora, carl, acting) -> None:
        with acting(carl) as viewer:
            need_moves.fill_need(need, actor=viewer, seat=1, how="job")
        with pytest.raises(Refused):
            planned(nora, place=place, need=need)
        with acting(nora):
            assert not Placement.objects.exists() and not NeedCandidate.objects.exists()

    def test_too_late_when_agreed_the_page_says_who(
        self, place, need, nora, carl, acting, client_as
    ) -> None:
        draft = planned(nora, place=place, need=need)
        with acting(carl) as viewer:
            need_moves.fill_need(need, actor=viewer, seat=1, how="job")
        with acting(nora) as viewer:
            assert actions.agree_placement(draft, actor=viewer).state == "agreed"
        page = client_as(nora).get(reverse("placements:placement", args=[draft.public_id])).text
        assert f"{carl.name} besatte den sidste plads først" in page


@pytest.mark.django_db(transaction=True)
def test_two_fill_the_last_place(nora, acting) -> None:
    first = a_place(nora)
    held = [running(nora, place=first), running(nora, place=a_place(nora, first.workplace))]
    with acting(nora) as viewer:
        need = make_need(first.workplace.company, viewer)
    said = at_once(
        *(
            as_member(nora, lambda viewer, p=each: actions.use_for_need(p, need, actor=viewer))
            for each in held
        )
    )
    assert said == ["done", "need_filled"] or said == ["done", "place_filled"]
    with acting(nora):
        assert NeedFilling.objects.count() == NeedCandidate.objects.count() == 1


class TestPages:
    def test_planned_from_the_needs_page(self, place, need, nora, acting, client_as) -> None:
        client, kim = client_as(nora), a_citizen(nora)
        page = client.get(reverse("companies:need", args=[need.public_id])).text
        query = f"?plads={place.public_id}&amp;behov={need.public_id}"
        assert query in page
        answer = client.get(
            reverse("placements:new")
            + f"?kandidat={kim.public_id}&plads={place.public_id}&behov={need.public_id}",
            follow=True,
        )
        assert "1 af 1 mangler" in answer.text and "checked" in answer.text
        where = answer.redirect_chain[-1][0]
        posted = {
            "starts_on": str(today()), "weeks": "4", "weekly_hours": "25",
            "workdays": ["1", "2", "3"], "purpose": "training",
        }  # fmt: skip
        assert client.post(where, {**posted, "need": "x"}).status_code == 422
        client.post(where, {**posted, "need": str(need.public_id)})
        with acting(nora):
            assert NeedCandidate.objects.get().need_id == need.pk
        assert "Kim" in client.get(reverse("companies:need", args=[need.public_id])).text

    def test_names_are_masked_outside_the_team(
        self, place, need, nora, carl, tine, client_as
    ) -> None:
        agreed(nora, place=place, need=need)
        for member in (carl, tine):
            page = client_as(member).get(reverse("companies:need", args=[need.public_id])).text
            assert "Kim" not in page and "besætter plads 1" in page

    def test_offered_used_and_taken_back(self, place, need, nora, acting, client_as) -> None:
        client = client_as(nora)
        held = running(nora, place=place)
        page = reverse("placements:placement", args=[held.public_id])
        assert "Dækker det et behov?" in client.get(page).text
        client.post(reverse("placements:use_for_need", args=[held.public_id]), {"need": "nej"})
        client.post(
            reverse("placements:use_for_need", args=[held.public_id]), {"need": need.public_id}
        )
        assert "besætter plads 1" in client.get(page).text
        client.post(reverse("placements:unuse_for_need", args=[held.public_id]))
        with acting(nora):
            assert not NeedFilling.objects.exists()

    def test_a_hire_is_asked_which_need(self, place, need, nora, acting, client_as) -> None:
        client = client_as(nora)
        held = running(nora, place=place)
        where = reverse("placements:interrupt", args=[held.public_id])
        assert need.title in client.get(where).text
        client.post(
            where,
            {"reason": "hired_here", "initiative": "company", "last_day": str(today()),
             "need": str(need.public_id), "version": held.version},
        )  # fmt: skip
        with acting(nora):
            assert NeedFilling.objects.get().how == "job"

    def test_readers_and_south(self, place, need, nora, bente, sol, client_as) -> None:
        held = running(nora, place=place)
        where = reverse("placements:use_for_need", args=[held.public_id])
        assert client_as(bente).post(where, {"need": need.public_id}).status_code == 403
        assert client_as(sol).post(where, {"need": need.public_id}).status_code == 404

    def test_pages_cost_the_same_with_six_as_with_one(self, place, nora, acting, client_as) -> None:
        company = place.workplace.company
        with acting(nora) as viewer:
            need = make_need(company, viewer, number=20)
        held = running(nora, place=place, need=need)
        client = client_as(nora)
        pages = [
            reverse("companies:need", args=[need.public_id]),
            reverse("placements:placement", args=[held.public_id]),
            reverse("placements:plan", args=[a_citizen(nora).public_id, place.public_id]),
            reverse("placements:interrupt", args=[held.public_id]),
        ]
        one = [(queries_of(client, page), queries_of(client, page))[1] for page in pages]
        for _ in range(5):
            running(nora, place=a_place(nora, place.workplace), need=need)
            with acting(nora) as viewer:
                make_need(company, viewer)
        assert [queries_of(client, page) for page in pages] == one
        assert max(one) <= 12, one
