"""Speed dating: who sits with whom, who may see and bring candidates, what came of it."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from citizens.access import get_masked_citizen, may_see_name
from citizens.actions import ask_for_access, grant_access
from companies.actions import gathering_answers as answers
from companies.actions import gatherings
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from placements.actions import speed_dating as actions
from placements.models import DatingCandidate, SpeedDate
from placements.queries.speed_dating import my_candidates
from placements.rules import speed_dating as rules
from placements.rules.speed_dating import Candidate, Company
from tests.citizens.factories import make_citizen
from tests.companies.factories import url
from tests.companies.gatherings import invited, plan


def company(number: int, industry: str = "45-47") -> Company:
    return Company(number, 100 + number, industry)


FITS = [
    (company(1), Candidate(1), 1),
    (company(1), Candidate(1, frozenset({"45-47"})), 2),
    (company(1), Candidate(1, frozenset({"86-88"})), 0),
    (company(1), Candidate(1, frozenset({"45-47"}), frozenset({101})), 0),
    (company(1, ""), Candidate(1, frozenset({"45-47"})), 0),
    (company(1, ""), Candidate(1), 1),
]


@pytest.mark.parametrize(("of", "candidate", "expected"), FITS)
def test_what_fits(of, candidate, expected) -> None:
    assert rules.fit(of, candidate) == expected


def test_as_many_as_possible_sit_down() -> None:
    """The one who can sit anywhere makes way for the one who can sit here only."""
    companies = [company(1), company(2, "86-88")]
    candidates = [Candidate(1), Candidate(2, frozenset({"45-47"}))]
    first = rules.plan(companies, candidates, 1)
    assert {(each.invitation, each.candidate) for each in first} == {(1, 2), (2, 1)}


def test_the_plan_ends_when_everybody_has_met() -> None:
    dates = rules.plan([company(1), company(2)], [Candidate(1), Candidate(2)], 10)
    assert max(each.round for each in dates) == 2 and len(dates) == 4


@given(
    st.integers(0, 9),
    st.lists(st.sets(st.sampled_from(["45-47", "86-88"])), max_size=12),
    st.integers(1, 8),
)
def test_nobody_sits_twice_at_once_and_no_pair_meets_twice(number, wants, rounds) -> None:
    companies = [company(n, "45-47" if n % 2 else "86-88") for n in range(number)]
    candidates = [Candidate(n, frozenset(wanted)) for n, wanted in enumerate(wants)]
    dates = rules.plan(companies, candidates, rounds)
    for pairs in (
        [(d.round, d.invitation) for d in dates], [(d.round, d.candidate) for d in dates],
        [(d.invitation, d.candidate) for d in dates],
    ):  # fmt: skip
        assert max(Counter(pairs).values(), default=1) == 1
    by_company = {each.invitation: each for each in companies}
    assert all(rules.fit(by_company[d.invitation], candidates[d.candidate]) for d in dates)
    assert rules.plan(companies, candidates, rounds) == dates


@pytest.fixture
def dating(carl, nora, acting, db):
    """A speed dating with two companies that come, and Kim who takes part."""
    kim = make_citizen(nora, first_name="Kim", last_name="Kjær")
    with acting(carl) as viewer:
        gathering = plan(carl, kind="speed_dating", rounds=4, round_minutes=10, capacity=9)
        for row in invited(gathering, viewer, 2):
            answers.answer(row, actor=viewer, comes=True)
    with acting(nora) as viewer:
        candidate = actions.add_candidate(
            gathering, kim, actor=viewer, told="Kan køre truck", has_agreed=True
        )
    return gathering, candidate, kim


class TestActions:
    def test_who_may_bring_and_plan(self, dating, carl, nora, bente, sol, acting) -> None:
        gathering, candidate, kim = dating
        other = make_citizen(bente, first_name="Anna", last_name="Ager")
        with acting(carl) as viewer:
            with pytest.raises(PermissionDenied):
                actions.add_candidate(gathering, kim, actor=viewer, has_agreed=True)
            assert actions.plan_dates(gathering, actor=viewer) == 2
        with acting(nora) as viewer:
            with pytest.raises(PermissionDenied):  # not of her case teams
                actions.add_candidate(gathering, other, actor=viewer, has_agreed=True)
            with pytest.raises(Refused, match="takes part already"):
                actions.add_candidate(gathering, kim, actor=viewer, has_agreed=True)
            with pytest.raises(Refused, match="said yes"):
                actions.add_candidate(gathering, kim, actor=viewer, has_agreed=False)
        with acting(bente) as viewer, pytest.raises(PermissionDenied):
            actions.plan_dates(gathering, actor=viewer)
        with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
            actions.remove_candidate(candidate, actor=viewer)

    def test_a_plan_with_outcomes_stays(self, dating, nora, acting) -> None:
        gathering, candidate, _kim = dating
        with acting(nora) as viewer:
            actions.plan_dates(gathering, actor=viewer)
            assert actions.plan_dates(gathering, actor=viewer) == 2  # once more, none twice
            date = SpeedDate.objects.select_related(
                "gathering", "candidate", "invitation"
            ).filter(jobcentre=nora.jobcentre).order_by("id")[0]  # fmt: skip
            actions.note_outcome(date, "job", actor=viewer, note="Praktik fra mandag")
            with pytest.raises(Refused, match="the plan stays"):
                actions.plan_dates(gathering, actor=viewer)
            with pytest.raises(Refused, match="the plan stays"):
                actions.remove_candidate(candidate, actor=viewer)

    def test_a_right_to_look_is_no_right_to_bring(self, dating, nora, bente, tine, acting) -> None:
        """Access that was granted lets one read; the team brings a candidate."""
        gathering, _candidate, _kim = dating
        anna = make_citizen(bente, first_name="Anna", last_name="Ager")
        with acting(nora) as viewer:
            asked = ask_for_access(
                get_masked_citizen(viewer, anna.public_id), actor=viewer, reason="Afløser Bente"
            )
        with acting(tine) as viewer:
            grant_access(asked, actor=viewer, until=today() + timedelta(days=7))
        with acting(nora) as viewer:
            assert may_see_name(viewer, [anna.pk]) == {anna.pk}
            with pytest.raises(PermissionDenied):
                actions.add_candidate(gathering, anna, actor=viewer, has_agreed=True)
            assert anna not in my_candidates(viewer, gathering)

    def test_outcomes_are_for_the_team_and_who_holds_the_event(
        self, dating, carl, nora, tine, acting, client_as
    ) -> None:
        gathering, _candidate, _kim = dating
        with acting(nora) as viewer:
            actions.plan_dates(gathering, actor=viewer)
            date = SpeedDate.objects.select_related(
                "gathering", "candidate", "invitation"
            ).filter(jobcentre=nora.jobcentre).order_by("id")[0]  # fmt: skip
            actions.note_outcome(date, "again", actor=viewer, note="Er bange for hunde")
        page = reverse("placements:dating_outcome", args=[date.public_id])
        assert "hunde" in client_as(nora).get(page).content.decode()
        with acting(tine) as viewer, pytest.raises(PermissionDenied):  # neither of them
            actions.note_outcome(date, "job", actor=viewer)
        assert client_as(tine).get(page).status_code == 404
        assert client_as(tine).post(page, {"outcome": "job"}).status_code == 404
        shown = client_as(carl).get(page)  # responsible for the event, not in the case team
        assert shown.status_code == 200 and "hunde" not in shown.content.decode()
        said = {"outcome": "job", "note": "Noget om hende"}
        assert client_as(carl).post(page, said).status_code == 302
        with acting(nora):
            date.refresh_from_db()
            assert (date.outcome, date.note) == ("job", "Er bange for hunde")
        event = url("gathering", gathering)
        assert "hunde" in client_as(nora).get(event).content.decode()
        for colleague in (carl, tine):
            assert "hunde" not in client_as(colleague).get(event).content.decode()

    def test_only_at_a_speed_dating_to_come(self, dating, carl, nora, acting) -> None:
        gathering, candidate, kim = dating
        with acting(carl) as viewer:
            other = plan(carl)
            gatherings.call_off(gathering, "Sne", actor=viewer)
        with acting(nora) as viewer:
            for where in (other, gathering):
                with pytest.raises(Refused):
                    actions.add_candidate(where, kim, actor=viewer, has_agreed=True)
            with pytest.raises(Refused):
                actions.remove_candidate(candidate, actor=viewer)


class TestPages:
    def test_names_are_for_the_case_team(self, dating, carl, nora, ole, client_as) -> None:
        gathering, _candidate, _kim = dating
        page = url("gathering", gathering)
        client_as(nora).post(reverse("placements:dating_plan", args=[gathering.public_id]))
        assert "Kim K." in client_as(nora).get(page).content.decode()
        seen_by_carl = client_as(carl).get(page).content.decode()
        assert "Kim" not in seen_by_carl and "Kan køre truck" in seen_by_carl
        assert "Kan køre truck" not in client_as(ole).get(page).content.decode()
        sheet = url("gathering_sheet", gathering)
        assert "Kim K." in client_as(nora).get(sheet).content.decode()
        assert "Kim" not in client_as(carl).get(sheet).content.decode()

    def test_bring_note_and_take_out(self, dating, nora, sol, acting, client_as) -> None:
        gathering, candidate, _kim = dating
        anna = make_citizen(nora, first_name="Anna", last_name="Ager")
        client = client_as(nora)
        page = reverse("placements:dating_bring", args=[gathering.public_id])
        assert client.get(page).status_code == 200
        said = {"citizen": str(anna.public_id), "looks_for": ["45-47"], "told": "Kan sælge"}
        assert client.post(page, said).status_code == 422  # nobody asked her
        assert client.post(page, said | {"has_agreed": "on"}).status_code == 302
        client.post(reverse("placements:dating_plan", args=[gathering.public_id]))
        with acting(nora):
            date = SpeedDate.objects.filter(
                jobcentre=nora.jobcentre, candidate=candidate
            ).order_by("id")[0]  # fmt: skip
            row = DatingCandidate.objects.get(jobcentre=nora.jobcentre, citizen=anna)
        note = reverse("placements:dating_outcome", args=[date.public_id])
        assert client.post(note, {"outcome": "wedding"}).status_code == 422
        assert client.post(note, {"outcome": "again", "note": "Tirsdag"}).status_code == 302
        out = reverse("placements:dating_take_out", args=[row.public_id])
        assert client_as(sol).post(out).status_code == 404
        assert client_as(sol).get(note).status_code == 404
        assert client.post(out).status_code == 302

    def test_queries_do_not_grow(self, dating, nora, tine, acting, client_as) -> None:
        gathering, _candidate, _kim = dating
        client = client_as(tine)

        def counted() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url("gathering", gathering)).status_code == 200
            return len(asked)

        with acting(nora) as viewer:
            actions.plan_dates(gathering, actor=viewer)
        counted()  # the first request of a login costs more
        one = counted()
        for number in range(5):
            citizen = make_citizen(nora, first_name=f"P{number}", last_name="Ager")
            with acting(nora) as viewer:
                actions.add_candidate(gathering, citizen, actor=viewer, has_agreed=True)
        with acting(nora) as viewer:
            actions.plan_dates(gathering, actor=viewer)
        assert counted() == one <= 12
        assert gathering.ends_at - gathering.starts_at == timedelta(hours=2)
