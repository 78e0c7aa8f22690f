"""Growth programmes: chosen by a partner, camps and sparring, numbered commitments."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from companies.actions import growth as acts
from companies.models import GrowthCommitment, GrowthCompany, GrowthMeeting, GrowthProgramme
from companies.queries.growth import cohort
from companies.rules import growth as rules
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.handover import handover_kinds
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import HTML, make_company, url


def facts(carl, **more):
    values = {
        "name": "Vækst med flere", "partner": "Fonden", "chosen_by": "Ansøgning og interview",
        "starts_on": today() - timedelta(days=30), "ends_on": today() + timedelta(days=300),
        "owner": carl, **more,
    }  # fmt: skip
    return acts.ProgrammeFacts(**values)


@pytest.fixture
def programme(carl, acting) -> GrowthProgramme:
    """One that runs."""
    with acting(carl) as viewer:
        return acts.begin_programme(facts(carl), actor=viewer)


@pytest.fixture
def member(programme, bakery, carl, acting) -> GrowthCompany:
    """The bakery is in it."""
    with acting(carl) as viewer:
        return acts.take_in(programme, bakery.cvr, actor=viewer, developer="Sidsel")


class TestRules:
    @pytest.mark.parametrize("partner", ["Nordby Kommune", "Jobcenter Nordby", "nordby"])
    def test_a_municipality_chooses_nobody(self, partner) -> None:
        with pytest.raises(Refused, match="municipality"):
            rules.check_partner(partner, "Jobcenter Nordby")
        rules.check_partner("Fonden for Vækst", "Jobcenter Nordby")

    @pytest.mark.parametrize(
        ("state", "target", "reason", "may"),
        [
            ("open", "kept", "", True), ("open", "broken", "", False),
            ("open", "broken", "Ordrerne kom ikke", True), ("open", "dropped", " ", False),
            ("kept", "broken", "x", False), ("kept", "open", "", True), ("open", "x", "", False),
        ],
    )  # fmt: skip
    def test_settling(self, state, target, reason, may) -> None:
        if may:
            rules.check_settle(state, target, reason)
        else:
            with pytest.raises(Refused):
                rules.check_settle(state, target, reason)


class TestActions:
    def test_numbers_run_on_each_side(self, member, carl, acting) -> None:
        with acting(carl) as viewer:
            made = [
                acts.commit_side(member, actor=viewer, side=side, text="Noget", due_on=today())
                for side in ("company", "jobcentre", "company")
            ]
            assert [each.number for each in made] == [1, 1, 2]
            with pytest.raises(Refused, match="why"):
                acts.settle(made[0], actor=viewer, state="broken")
            acts.settle(made[0], actor=viewer, state="kept")
            with pytest.raises(Refused, match="settled"):
                acts.settle(made[0], actor=viewer, state="kept")
            acts.settle(made[1], actor=viewer, state="broken", reason="Glemt")
            (row,) = cohort(viewer, member.programme, today() + timedelta(days=1))
            assert (row.company_all, row.company_kept, row.company_late) == (2, 1, 1)
            assert (row.jobcentre_all, row.jobcentre_late) == (1, 1)

    def test_meetings(self, member, programme, carl, acting) -> None:
        with acting(carl) as viewer:
            other = acts.take_in(programme, make_company("Smeden").cvr, actor=viewer)
            day = {"held_on": today(), "topic": "Salg", "actor": viewer}
            acts.note_meeting(programme, kind="camp", members=[member, other], **day)
            for wrong in ([], [member, other]):
                with pytest.raises(Refused, match="Sparring"):
                    acts.note_meeting(programme, kind="sparring", members=wrong, **day)
            day["held_on"] = today() - timedelta(days=31)
            with pytest.raises(Refused, match="runs from"):
                acts.note_meeting(programme, kind="sparring", members=[member], **day)

    def test_bad_input(self, member, programme, carl, acting) -> None:
        with acting(carl) as viewer:
            for cvr in (member.company.cvr, "00000000"):
                with pytest.raises(Refused):
                    acts.take_in(programme, cvr, actor=viewer)
            backwards = facts(carl, ends_on=today() - timedelta(days=31))
            with pytest.raises(Refused, match="before"):
                acts.begin_programme(backwards, actor=viewer)
        with pytest.raises(IntegrityError), acting(carl):
            GrowthProgramme.objects.update(chosen_by=" ")

    def test_who_may_not(self, member, programme, nora, sol, tine, mads, carl, acting) -> None:
        with pytest.raises(PermissionDenied), acting(nora) as viewer:
            acts.begin_programme(facts(carl), actor=viewer)
        with pytest.raises((NotYours, PermissionDenied)), acting(sol) as viewer:
            acts.take_in(programme, "00000000", actor=viewer)
        foreign = GrowthCompany(jobcentre_id=sol.jobcentre_id)
        with pytest.raises(NotYours), acting(carl) as viewer:
            acts.commit_side(foreign, actor=viewer, side="company", text="x", due_on=today())

    def test_handed_over_with_the_rest(self, programme, carl, tine, acting) -> None:
        kind = handover_kinds["companies.growth"]
        with acting(tine) as viewer:
            assert [row.title for row in kind.find(viewer, carl.pk, 5)] == ["Vækst med flere"]
            assert kind.hand_over(viewer, carl.pk, tine, None, set()) == 1
            assert kind.count(viewer, carl.pk) == 0


class TestPages:
    def test_the_whole_way(self, bakery, carl, nora, client_as) -> None:
        client = client_as(carl)
        body = {
            "name": HTML, "partner": "Fonden", "chosen_by": "Interview", "starts_on": today(),
            "ends_on": today() + timedelta(days=200), "owner": carl.public_id,
        }  # fmt: skip
        wrong = client.post(url("growth_new"), {**body, "partner": "Nordby Kommune"})
        assert wrong.status_code == 422
        page = client.post(url("growth_new"), body)["Location"]
        assert client.post(page + "firma/", {"cvr": "12"}).status_code == 422
        assert client.post(page + "firma/", {"cvr": bakery.cvr}).status_code == 302
        with acting_in(carl.jobcentre_id):
            member = GrowthCompany.objects.get()
        camp = {"kind": "camp", "held_on": today(), "topic": "Start", "members": [member.public_id]}
        assert client.post(page + "moede/", {**camp, "members": []}).status_code == 422
        assert client.post(page + "moede/", camp).status_code == 302
        own = url("growth_member", member)
        promise = {"side": "company", "text": HTML, "due_on": today()}
        assert client.post(own, {**promise, "due_on": ""}).status_code == 422
        assert client.post(own, promise).status_code == 302
        with acting_in(carl.jobcentre_id):
            commitment = GrowthCommitment.objects.get()
            assert GrowthMeeting.objects.count() == 1
        client.post(url("growth_settle", commitment), {"state": "broken"})
        client.post(url("growth_settle", commitment), {"state": "kept"})
        for shown in (page, own, url("growth")):
            answer = client.get(shown)
            assert answer.status_code == 200 and HTML not in answer.content.decode()
        assert client_as(nora).get(own).status_code == 200
        assert client_as(nora).post(own, promise).status_code == 403
        with acting_in(carl.jobcentre_id):
            assert GrowthCommitment.objects.get().state == "kept"

    def test_queries_do_not_grow(
        self, member, programme, carl, acting, client_as, django_assert_max_num_queries
    ) -> None:
        client = client_as(carl)
        page = url("growth_programme", programme)
        with django_assert_max_num_queries(14) as before:
            client.get(page)
        with acting(carl) as viewer:
            for number in range(5):
                new = acts.take_in(programme, make_company(f"Nr. {number}").cvr, actor=viewer)
                acts.commit_side(new, actor=viewer, side="company", text="x", due_on=today())
        with django_assert_max_num_queries(len(before)):
            client.get(page)


def test_south_sees_nothing_of_it(member, programme, sol, client_as, north, south) -> None:
    client = client_as(sol)
    for page in (url("growth_programme", programme), url("growth_member", member)):
        assert client.get(page).status_code == 404
    with acting_in(south):
        assert not GrowthProgramme.objects.filter(
            jobcentre_id=Viewer.system(south).jobcentre_id
        ).exists()
