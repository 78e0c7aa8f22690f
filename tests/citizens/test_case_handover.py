"""Handing a case over: content, joint conversation, answer, and that nobody lets themselves in."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from citizens import continuity
from citizens.access import in_case_team_of
from citizens.access.case_handover import get_case_handover
from citizens.actions import add_team_member, open_barrier, remove_team_member
from citizens.actions import case_handover as acts
from citizens.actions.case_handover import Content
from citizens.choices import Function
from citizens.models import Barrier, CaseHandover, CaseTeamMember, Citizen
from citizens.queue.case_handover import give_open, rows_for, waiting
from citizens.rules import case_handover as rules
from followup.kinds import message_kinds
from followup.models import Message
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import AccessLog, Event, Membership
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen

AGREED = "Vi begynder med 15 timer om ugen."


def content(**over) -> Content:
    return Content(**{"agreed": AGREED, "barriers_reviewed": True, "conversation_on": today(),
                      **over})  # fmt: skip


@pytest.fixture
def case(bente, nora, acting) -> SimpleNamespace:
    """A candidate of Bente's, proposed to nobody yet."""
    citizen = make_citizen(bente, benefit="kontanthjaelp", wishes="Et værksted.")
    with acting(bente) as viewer:
        open_barrier(citizen, actor=viewer, word="helbred", owner=bente, text="Ryggen")
    return SimpleNamespace(citizen=citizen)


@pytest.fixture
def proposed(case, bente, nora, acting) -> SimpleNamespace:
    """The same, proposed to Nora."""
    with acting(bente) as viewer:
        case.row = acts.propose_handover(case.citizen, nora, content(), actor=viewer)
    return case


class TestRules:
    @pytest.mark.parametrize(
        ("move", "state", "who", "after"),
        [
            ("accept", "proposed", "taker", "accepted"),
            ("return", "proposed", "taker", "returned"),
            ("propose_again", "returned", "team", "proposed"),
            ("withdraw", "proposed", "team", "withdrawn"),
            ("withdraw", "returned", "team", "withdrawn"),
        ],
    )  # fmt: skip
    def test_moves(self, move, state, who, after) -> None:
        assert rules.check_can_move(move, state, who) == after

    @pytest.mark.parametrize(
        ("move", "state", "who"),
        [
            ("accept", "proposed", "team"), ("accept", "accepted", "taker"),
            ("accept", "returned", "taker"), ("return", "accepted", "taker"),
            ("withdraw", "accepted", "team"), ("propose_again", "proposed", "team"),
            ("return", "proposed", "team"),
        ],
    )  # fmt: skip
    def test_no_other_moves(self, move, state, who) -> None:
        with pytest.raises(Refused):
            rules.check_can_move(move, state, who)

    @pytest.mark.parametrize(
        "over", [{"benefit": ""}, {"wishes": " "}, {"barriers_reviewed": False}, {"agreed": "ja"}]
    )
    def test_content(self, over) -> None:
        whole = {"benefit": "kontanthjaelp", "wishes": "Et job", "barriers_reviewed": True,
                 "agreed": AGREED}  # fmt: skip
        rules.check_content(**whole)
        with pytest.raises(Refused):
            rules.check_content(**(whole | over))


class TestProposing:
    def test_it_waits_for_the_one_named(self, proposed, nora, bente, north, acting) -> None:
        row = proposed.row
        assert (row.state, row.giver_id, row.open_barriers) == ("proposed", bente.pk, 1)
        with acting(nora) as viewer:
            [line] = rows_for(viewer, today(), 5)
            assert AGREED not in f"{line.why}{line.title}"
            message = Message.objects.get(kind="citizens.case_handover")
            text = message_kinds[message.kind].text(message, north)
            assert proposed.citizen.first_name not in f"{text.title}{text.lines}"
            assert not in_case_team_of(nora, proposed.citizen.pk)
            assert not Event.objects.filter(text__contains="15 timer").exists()
        with acting(bente) as viewer:
            assert rows_for(viewer, today(), 5) == []

    @pytest.mark.parametrize(
        "over",
        [
            {"agreed": " "}, {"barriers_reviewed": False}, {"conversation_on": None},
            {"leaves_on": "yesterday"},
        ],
    )  # fmt: skip
    def test_what_is_missing(self, case, bente, nora, acting, over) -> None:
        if over.get("leaves_on"):
            over = {"leaves_on": today() - timedelta(days=1)}
        with acting(bente) as viewer, pytest.raises(Refused):
            acts.propose_handover(case.citizen, nora, content(**over), actor=viewer)

    def test_without_benefit_or_wish(self, bente, nora, acting) -> None:
        for facts in ({"wishes": "Et job"}, {"benefit": "kontanthjaelp"}):
            citizen = make_citizen(bente, **facts)
            with acting(bente) as viewer, pytest.raises(Refused):
                acts.propose_handover(citizen, nora, content(), actor=viewer)

    def test_a_reason_instead_of_a_conversation(self, case, bente, nora, acting) -> None:
        why = "Kandidaten er på ferie til januar."
        with acting(bente) as viewer:
            told = content(conversation_on=None, why_no_conversation=why)
            row = acts.propose_handover(case.citizen, nora, told, actor=viewer)
        assert row.why_no_conversation == why

    def test_only_one_at_a_time(self, proposed, bente, tine, acting) -> None:
        with acting(bente) as viewer, pytest.raises(Refused, match="under way"):
            acts.propose_handover(proposed.citizen, tine, content(), actor=viewer)

    def test_who_may_not(self, case, nora, bente, tine, carl, sol, people, acting) -> None:
        for who, error in [(tine, PermissionDenied), (nora, PermissionDenied), (sol, NotYours)]:
            with acting(who) as viewer, pytest.raises(error):
                acts.propose_handover(case.citizen, nora, content(), actor=viewer)
        for taker in (bente, carl):  # oneself, and who cannot follow candidates
            with acting(bente) as viewer, pytest.raises(Refused):
                acts.propose_handover(case.citizen, taker, content(), actor=viewer)
        with acting(bente) as viewer, pytest.raises(NotYours):
            acts.propose_handover(case.citizen, sol, content(), actor=viewer)

    def test_a_rollback_queues_nothing(self, case, bente, nora, acting) -> None:
        with acting(bente) as viewer:
            with transaction.atomic():
                acts.propose_handover(case.citizen, nora, content(), actor=viewer)
                transaction.set_rollback(True)
            assert not Message.objects.filter(kind="citizens.case_handover").exists()


class TestAnswering:
    def test_yes_lets_the_taker_in(self, proposed, nora, bente, acting) -> None:
        with acting(nora) as viewer:
            acts.accept_handover(proposed.row, actor=viewer)
            member = CaseTeamMember.objects.get(membership=nora, citizen=proposed.citizen)
            assert member.function == Function.CONSULTANT
            assert in_case_team_of(bente, proposed.citizen.pk)
            assert Barrier.objects.get().owner_id == bente.pk
            assert not waiting(viewer, today()).exists()

    def test_the_giver_leaves_on_the_day(self, case, nora, bente, acting) -> None:
        last = today() + timedelta(days=14)
        with acting(bente) as viewer:
            told = content(leaves_on=last)
            row = acts.propose_handover(case.citizen, nora, told, actor=viewer)
        with acting(nora) as viewer:
            acts.accept_handover(row, actor=viewer)
            assert Barrier.objects.get().owner_id == nora.pk
            team = CaseTeamMember.objects.filter(citizen=case.citizen)
            assert team.on(last).filter(membership=bente).exists()
            assert not team.on(last + timedelta(days=1)).filter(membership=bente).exists()

    def test_not_before_the_conversation(self, case, nora, bente, acting) -> None:
        with acting(bente) as viewer:
            told = content(conversation_on=today() + timedelta(days=3))
            row = acts.propose_handover(case.citizen, nora, told, actor=viewer)
        with acting(nora) as viewer:
            with pytest.raises(Refused, match="Accept after it"):
                acts.accept_handover(row, actor=viewer)
            acts.accept_handover(row, actor=viewer, conversation_on=today())

    def test_back_with_a_reason_and_once_more(self, proposed, nora, bente, acting) -> None:
        row = proposed.row
        with acting(nora) as viewer:
            with pytest.raises(Refused):
                acts.return_handover(row, actor=viewer, reason="nej")
            acts.return_handover(row, actor=viewer, reason="Der mangler noget om ydelsen.")
            with pytest.raises(NotYours):
                get_case_handover(viewer, row.public_id)
        with acting(bente) as viewer:
            [line] = rows_for(viewer, today(), 5)
            assert "ydelsen" not in str(line.why)
            row.refresh_from_db()
            with pytest.raises(Stale):
                acts.propose_again(row, nora, content(), actor=viewer, version=row.version - 1)
            acts.propose_again(row, nora, content(), actor=viewer, version=row.version)
            row.refresh_from_db()
            assert (row.state, row.rounds, row.reason) == ("proposed", 2, "")
        with acting(nora) as viewer:
            acts.accept_handover(row, actor=viewer)
            assert continuity.figures(viewer).returned == 1

    def test_the_second_of_two_answers_is_refused(self, proposed, nora, acting) -> None:
        with acting(nora) as viewer:
            acts.accept_handover(proposed.row, actor=viewer)
            with pytest.raises(Refused, match="already"):
                acts.return_handover(proposed.row, actor=viewer, reason="Der mangler noget.")
            with pytest.raises(Refused, match="already"):
                acts.accept_handover(proposed.row, actor=viewer)
            assert CaseTeamMember.objects.filter(membership=nora).count() == 1

    def test_only_the_one_named_answers(self, proposed, bente, tine, mads, sol, acting) -> None:
        for who in (bente, tine, mads):
            with acting(who) as viewer:
                with pytest.raises(Refused):
                    acts.accept_handover(proposed.row, actor=viewer)
                with pytest.raises(Refused):
                    acts.return_handover(proposed.row, actor=viewer, reason="Der mangler noget.")
        with acting(sol) as viewer, pytest.raises(NotYours):
            acts.accept_handover(proposed.row, actor=viewer)

    def test_withdrawing(self, proposed, bente, nora, tine, acting) -> None:
        with acting(tine) as viewer, pytest.raises(PermissionDenied):
            acts.withdraw_handover(proposed.row, actor=viewer, reason="Det var en fejl.")
        with acting(bente) as viewer:
            acts.withdraw_handover(proposed.row, actor=viewer, reason="Det var en fejl.")
        with acting(nora) as viewer, pytest.raises(Refused):
            acts.accept_handover(proposed.row, actor=viewer)


class TestLeavers:
    def test_a_leavers_handover_goes_on_but_lets_nobody_in_by_themselves(
        self, proposed, bente, tine, mads, nora, acting
    ) -> None:
        with acting(tine) as viewer, pytest.raises(Refused, match="themselves"):
            give_open(viewer, bente.pk, tine, None, set())
        with acting(tine) as viewer:
            assert give_open(viewer, bente.pk, nora, None, set()) == 0  # it is proposed to her
        with acting(nora) as viewer, pytest.raises(PermissionDenied):
            acts.take_over_handover(proposed.row, tine, actor=viewer)

    def test_what_nobody_can_answer_comes_back(self, proposed, bente, nora, acting) -> None:
        with acting(bente) as viewer:
            Membership.objects.filter(pk=nora.pk).update(ended_on=today())
            [line] = rows_for(viewer, today(), 5)
            assert nora.name in str(line.why)

    def test_the_team_mends_what_came_back_to_nobody(
        self, proposed, bente, nora, tine, acting
    ) -> None:
        with acting(nora) as viewer:
            acts.return_handover(proposed.row, actor=viewer, reason="Der mangler noget her.")
        with acting(bente) as viewer:
            add_team_member(proposed.citizen, actor=viewer, membership=tine, function="deputy")
        with acting(tine) as viewer:
            assert rows_for(viewer, today(), 5) == []
            member = CaseTeamMember.objects.get(membership=bente, citizen=proposed.citizen)
            remove_team_member(member, actor=viewer)
            assert len(rows_for(viewer, today(), 5)) == 1


class TestPages:
    def test_proposed_returned_mended_accepted(self, case, bente, nora, client_as, north,
                                               acting) -> None:  # fmt: skip
        giver, taker = client_as(bente), client_as(nora)
        listed = reverse("citizens:case_handovers", args=[case.citizen.public_id])
        new = reverse("citizens:handover_new", args=[case.citizen.public_id])
        assert giver.get(new).status_code == 200
        typed = {"taker": str(nora.public_id), "agreed": AGREED, "barriers_reviewed": "on",
                 "conversation_on": today().isoformat()}  # fmt: skip
        assert giver.post(new, {**typed, "agreed": "ja"}).status_code == 422
        assert giver.post(new, typed).status_code == 302
        with acting(north):
            row = CaseHandover.objects.get()
        page = reverse("citizens:case_handover", args=[row.public_id])
        shown = taker.get(page)
        assert AGREED in shown.text
        assert "Ryggen" not in shown.text  # barriers are for the case team
        with acting(north):
            look = AccessLog.objects.filter(purpose="citizen.handover", membership=nora)
            assert look.exists()
        assert taker.get(listed).status_code == 403
        assert taker.post(page, {"answer": "return", "reason": "kort"}).status_code == 422
        back = {"answer": "return", "reason": "Der mangler noget om ydelsen."}
        assert taker.post(page, back).status_code == 302
        assert taker.get(page).status_code == 404
        assert "ydelsen" in giver.get(page).text
        again = reverse("citizens:handover_again", args=[row.public_id])
        assert "ydelsen" in giver.get(again).text
        assert giver.post(again, {**typed, "version": "1"}).status_code == 409
        assert giver.post(again, {**typed, "version": "2"}).status_code == 302
        assert taker.post(page, {"answer": "accept"}).status_code == 302
        assert "1" in taker.get(listed).text

    def test_withdrawn_on_the_page(self, proposed, bente, client_as) -> None:
        url = reverse("citizens:handover_withdraw", args=[proposed.row.public_id])
        giver = client_as(bente)
        assert giver.post(url, {"reason": "kort"}).status_code == 422
        assert giver.post(url, {"reason": "Det var en fejl af mig."}).status_code == 302

    def test_others_find_nothing(self, proposed, tine, sol, mads, client_as) -> None:
        one, citizen = proposed.row.public_id, proposed.citizen.public_id
        for who, status in [(tine, 403), (mads, 403), (sol, 404)]:
            client = client_as(who)
            got = client.get(reverse("citizens:case_handovers", args=[citizen])).status_code
            assert got == status
            assert client.get(reverse("citizens:case_handover", args=[one])).status_code == 404

    def test_figures_for_leaders(self, proposed, mads, bente, nora, client_as, acting) -> None:
        with acting(bente) as viewer:
            for number in range(3):
                person = [bente, nora][number % 2]
                CaseTeamMember.objects.create(
                    jobcentre_id=viewer.jobcentre_id, citizen=proposed.citizen,
                    membership=person, function="consultant", from_on=today(), to_on=today(),
                )  # fmt: skip
        page = reverse("citizens:continuity")
        assert client_as(bente).get(page).status_code == 403
        assert client_as(mads).get(page).status_code == 200
        with acting(mads) as viewer:
            told = continuity.figures(viewer)
            assert dict(told.by_number)["2"] == 1  # coming back counts once
            assert told.waiting == 1

    def test_the_card_tells_how_many(self, proposed, nora, client_as, acting) -> None:
        with acting(nora) as viewer:
            acts.accept_handover(proposed.row, actor=viewer)
        page = reverse("citizens:page", args=[proposed.citizen.public_id])
        assert "Kontinuitet" in client_as(nora).get(page).text

    def test_names_on_the_managers_list_are_masked(self, case, mads, tine, nora, carl, bente,
                                                   acting, client_as) -> None:  # fmt: skip
        with acting(bente) as viewer:
            for person in (nora, tine, bente):
                CaseTeamMember.objects.create(
                    jobcentre_id=viewer.jobcentre_id, citizen=case.citizen, membership=person,
                    function="consultant", from_on=today(), to_on=today(),
                )  # fmt: skip
            name = Citizen.objects.get(pk=case.citizen.pk).last_name
        shown = client_as(mads).get(reverse("citizens:continuity")).text
        assert name not in shown
        assert "Borger " in shown

    def test_queries_do_not_grow(self, case, bente, nora, acting, client_as,
                                 django_assert_max_num_queries) -> None:  # fmt: skip
        url = reverse("citizens:case_handovers", args=[case.citizen.public_id])
        with acting(bente) as viewer:
            for _ in range(4):
                row = acts.propose_handover(case.citizen, nora, content(), actor=viewer)
                acts.withdraw_handover(row, actor=viewer, reason="Det var en fejl af mig.")
        client = client_as(bente)
        client.get(url)
        with django_assert_max_num_queries(16):
            client.get(url)


def test_a_viewer_without_membership_hands_nothing_over(case, nora, north, acting) -> None:
    with acting(north), pytest.raises(NotYours):
        acts.propose_handover(case.citizen, nora, content(), actor=Viewer.system(north))


def test_whose_last_day_is_to_come_can_be_taken_out_at_once(case, bente, nora, acting) -> None:
    with acting(bente) as viewer:
        late = content(leaves_on=today() + timedelta(days=200))
        row = acts.propose_handover(case.citizen, nora, late, actor=viewer)
    with acting(nora) as viewer:
        acts.accept_handover(row, actor=viewer)
        assert in_case_team_of(bente, case.citizen.pk)
        remove_team_member(CaseTeamMember.objects.get(membership=bente), actor=viewer)
        assert not in_case_team_of(bente, case.citizen.pk)
        with pytest.raises(Refused) as refused:
            remove_team_member(CaseTeamMember.objects.get(membership=nora), actor=viewer)
        assert refused.value.code == "last_in_team"


def test_nobody_gets_a_case_that_has_ended_or_from_who_has_left(
    case, bente, nora, tine, acting
) -> None:
    with acting(bente) as viewer:
        add_team_member(case.citizen, actor=viewer, membership=tine, function=Function.CASE_WORKER)
        row = acts.propose_handover(case.citizen, nora, content(), actor=viewer)
    with acting(nora) as viewer, transaction.atomic():
        Citizen.objects.filter(pk=case.citizen.pk).update(
            state="ended", ended_on=today(), end_reason="x"
        )
        with pytest.raises(Refused, match="already ended"):
            acts.accept_handover(row, actor=viewer)
        transaction.set_rollback(True)
    with acting(tine) as viewer:
        CaseTeamMember.objects.filter(
            jobcentre_id=bente.jobcentre_id, citizen=case.citizen, membership=bente
        ).update(to_on=today())
    with acting(nora) as viewer, pytest.raises(Refused, match="no longer in the case team"):
        acts.accept_handover(row, actor=viewer)
    with acting(nora):
        assert not in_case_team_of(nora, case.citizen.pk)
