"""Needs: told, proposed for, filled by one of two, renewed, lapsed; lifted tasks; agreements."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from companies.actions import need_moves as moves
from companies.actions import needs as acts
from companies.actions.needs import From
from companies.mails.needs import NeedForm, NeedNotice, NeedStands, need_link
from companies.models import Agreement, AgreementGoal, Need, NeedFilling, NeedRound
from companies.queries.needs import NeedFilters, figures, need_page, needs_of_company
from companies.queue.needs import need_rows
from followup.models import Message
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import make_company, make_person
from tests.companies.needs import JOB, TASKS, make_need, need_facts
from tests.placements.test_races import as_member, at_once


class TestTelling:
    def test_a_need_is_kept_with_its_source(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            need = acts.tell_about_need(
                known.company, need_facts(person=known.person), actor=viewer,
                source=From(contact=known.held),
            )  # fmt: skip
            assert (need.state, need.owner_id, need.origin) == ("waiting", carl.pk, "talk")
            assert need.contact == known.held and not need.by_business
            assert Event.objects.filter(kind="companies.need_told", group="need").count() == 1

    def test_a_reader_may_not(self, known, bente, acting) -> None:
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            make_need(known.company, viewer)

    def test_another_jobcentre_does_not_reach_it(self, known, carl, sol, acting) -> None:
        with acting(carl) as viewer:
            need = make_need(known.company, viewer)
        with pytest.raises(NotYours), acting(sol) as viewer:
            moves.close_need(need, actor=viewer, reason="withdrawn")

    def test_a_contact_of_another_company_is_refused(self, known, carl, acting) -> None:
        with pytest.raises(Refused, match="another company"), acting(carl) as viewer:
            acts.tell_about_need(
                make_company("Andet ApS"), need_facts(), actor=viewer,
                source=From(contact=known.held),
            )  # fmt: skip

    def test_citizen_numbers_are_blotted_out(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            need = make_need(known.company, viewer, tasks="Til 010190-1234")
            assert "1234" not in need.tasks

    @pytest.mark.parametrize("values", [{"number": 0}, {"filled": 2}, {"state": "closed"}])
    def test_the_database_refuses_nonsense(self, known, carl, acting, values) -> None:
        with acting(carl) as viewer:
            need = make_need(known.company, viewer)
            with pytest.raises(IntegrityError), transaction.atomic():
                Need.objects.filter(pk=need.pk).update(**values)

    def test_two_editors(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            need = make_need(known.company, viewer)
            acts.edit_need(need, need_facts(number=3), actor=viewer, version=1)
            with pytest.raises(Stale):
                acts.edit_need(need, need_facts(number=2), actor=viewer, version=1)

    def test_what_the_company_writes_is_its_fixed_contacts(self, known, north, acting_in_door):
        with acting_in_door(known.person) as viewer:
            need = make_need(known.company, viewer)
            assert need.origin == "form" and need.entered_by is None
            assert need.owner is not None and need.owner.name.startswith("Carl")
            assert Message.objects.filter(kind="companies.need_notice").count() == 1

    def test_a_door_opens_one_company(self, known, acting_in_door) -> None:
        with pytest.raises(NotYours), acting_in_door(known.person) as viewer:
            make_need(make_company("Andet ApS"), viewer)

    def test_a_rollback_queues_nothing(self, known, north, nora, acting_in_door) -> None:
        def fail() -> None:
            with acting_in_door(known.person) as viewer:
                make_need(known.company, viewer)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        with acting_in(north):
            assert not Need.objects.exists() and not Message.objects.exists()


@pytest.fixture
def acting_in_door(north):
    """`with acting_in_door(person) as viewer:` acts as somebody with a link to their needs."""
    from contextlib import contextmanager

    @contextmanager
    def act(person):
        with acting_in(north):
            yield Viewer(jobcentre_id=north.pk, kind="need", subject=person.public_id)

    return act


@pytest.fixture
def need(known, carl, acting) -> Need:
    """Two kitchen hands at the bakery, told by Carl."""
    with acting(carl) as viewer:
        return make_need(known.company, viewer, number=2, person=known.person)


class TestMoves:
    def test_candidates_then_both_places(self, need, carl, nora, acting) -> None:
        with acting(carl) as viewer:
            moves.propose_candidates(need, actor=viewer, number=3)
            moves.fill_need(need, actor=viewer, seat=1, how="job")
            need.refresh_from_db()
            assert (need.state, need.filled, need.candidates) == ("proposed", 1, 3)
            assert need.first_candidate_on == today()
        with acting(nora) as viewer:
            moves.fill_need(need, actor=viewer, seat=2, how="trial")
            need.refresh_from_db()
            assert (need.state, need.filled_on) == ("filled", today())

    def test_the_same_place_twice_is_told_who_was_first(self, need, carl, nora, acting) -> None:
        with acting(carl) as viewer:
            moves.fill_need(need, actor=viewer, seat=1, how="job")
        with acting(nora) as viewer, pytest.raises(Refused, match="Carl") as told:
            moves.fill_need(need, actor=viewer, seat=1, how="job")
        assert told.value.code == "place_filled"

    def test_the_database_holds_it(self, need, carl, acting) -> None:
        with acting(carl) as viewer:
            moves.fill_need(need, actor=viewer, seat=1, how="job")
            with pytest.raises(IntegrityError, match="seat_once"), transaction.atomic():
                NeedFilling.objects.create(
                    jobcentre_id=carl.jobcentre_id, need=need, seat=1, by=carl,
                    filled_on=today(), how="job",
                )  # fmt: skip

    def test_a_place_comes_to_nothing(self, need, carl, acting) -> None:
        with acting(carl) as viewer:
            for seat in (1, 2):
                filling = moves.fill_need(need, actor=viewer, seat=seat, how="job")
            filling.need.refresh_from_db()
            moves.empty_place(filling, actor=viewer)
            need.refresh_from_db()
            assert (need.state, need.filled, need.filled_on) == ("proposed", 1, None)

    def test_fewer_are_needed_than_were(self, need, carl, acting) -> None:
        with acting(carl) as viewer:
            moves.fill_need(need, actor=viewer, seat=1, how="job")
            acts.edit_need(need, need_facts(number=1), actor=viewer, version=2)
            need.refresh_from_db()
            assert need.state == "filled"

    def test_closed_with_why_and_opened_again(self, need, carl, acting) -> None:
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="other reason"):
                moves.close_need(need, actor=viewer, reason="other")
            moves.close_need(need, actor=viewer, reason="no_profile")
            with pytest.raises(Refused, match="closed"):
                moves.propose_candidates(need, actor=viewer)
            assert moves.reopen_need(need, actor=viewer).state == "waiting"

    def test_a_reader_moves_nothing(self, need, bente, acting) -> None:
        for move in (moves.propose_candidates, moves.renew_need, moves.reopen_need):
            with pytest.raises(PermissionDenied), acting(bente) as viewer:
                move(need, actor=viewer)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_two_who_fill_the_same_place_one_wins(self, need, carl, nora, acting) -> None:
        said = at_once(
            *(
                as_member(who, lambda v: moves.fill_need(need, actor=v, seat=1, how="job"))
                for who in (carl, nora)
            )
        )
        assert said == ["done", "place_filled"]
        with acting(carl):
            assert NeedFilling.objects.count() == 1
            assert Need.objects.get().filled == 1

    def test_of_two_takers_one_gets_it(self, need, carl, nora, tine, acting) -> None:
        with acting(carl):
            Need.objects.update(owner=None)
        said = at_once(
            *(as_member(who, lambda v: acts.take_need(need, actor=v)) for who in (nora, tine))
        )
        assert said == ["done", "need_taken"]

    def test_tasks_become_one_need(self, known, carl, nora, acting) -> None:
        with acting(carl) as viewer:
            carving = acts.start_carving(known.company, JOB, actor=viewer)
        said = at_once(
            *(
                as_member(
                    who,
                    lambda v: acts.tell_about_need(
                        known.company, need_facts(kind="carved"), actor=v,
                        source=From(carving=carving),
                    ),
                )
                for who in (carl, nora)
            )
        )  # fmt: skip
        assert said == ["carving_lifted", "done"]


class TestStillStanding:
    def _asked(self, north, days: int) -> list[tuple[int, str]]:
        with acting_in(north):
            found = NeedStands().candidates(north.pk, today() + timedelta(days=days))
            return [
                (each.step, each.recipient.kind)
                for each in found
                if each.due_on <= today() + timedelta(days=days)
            ]

    def test_the_company_is_asked_thrice_its_owner_last(self, need, known, north, carl, acting):
        with acting(carl):
            known.person.email = "hanne@b.example"
            known.person.save()
        assert self._asked(north, 8) == []
        assert self._asked(north, 9) == [(0, "contact")]
        assert self._asked(north, 30) == [(1, "contact")]
        assert self._asked(north, 45) == [(2, "contact"), (2, "membership")]

    def test_without_an_address_the_owner_rings(self, need, north) -> None:
        assert self._asked(north, 9) == [(0, "membership")]

    def test_the_mail_counts_as_asked_and_the_answer_as_answered(self, need, known, north, carl):
        told = SimpleNamespace(subject=need.public_id, step=0, recipient_kind="contact")
        with acting_in(north):
            text = NeedStands().text(told, north)  # type: ignore[arg-type]
            assert text is not None and "/behov/" in str(text.link and text.link.url)
            told.step = 1
            NeedStands().text(told, north)  # type: ignore[arg-type]
            assert NeedRound.objects.get().asked == 2
            moves.renew_need(need, actor=Viewer.of(carl))
            found = needs_of_company(Viewer.of(carl), known.company)
            assert (found.asked, found.answered, found.rate) == (1, 1, 100)

    def test_it_lapses_unless_renewed(self, need, north) -> None:
        system = Viewer.system(north)
        with clock_at(now() + timedelta(days=40)), acting_in(north):
            moves.renew_need(need, actor=system)
        with clock_at(now() + timedelta(days=60)), acting_in(north):
            assert moves.lapse_needs(actor=system) == 0
        with clock_at(now() + timedelta(days=92)), acting_in(north):
            assert moves.lapse_needs(actor=system) == 1
            assert moves.lapse_needs(actor=system) == 0
            assert Need.objects.get().closing == "lapsed"

    def test_messages_say_nothing_once_it_is_settled(self, need, known, north, carl) -> None:
        with acting_in(north):
            told = SimpleNamespace(subject=need.public_id, step=0, recipient_kind="membership")
            assert NeedNotice().text(told, north) is not None
            moves.close_need(need, actor=Viewer.of(carl), reason="withdrawn")
            assert NeedNotice().text(told, north) is None
            assert NeedStands().text(told, north) is None  # type: ignore[arg-type]
            person = SimpleNamespace(subject=known.person.public_id)
            assert NeedForm().text(person, north) is not None

    def test_the_link_leads_to_one_person(self, known, north) -> None:
        with acting_in(north):
            assert "/behov/" in need_link(known.person)


class TestCarving:
    def test_listed_saved_and_lifted(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            carving = acts.start_carving(known.company, JOB, actor=viewer)
            acts.save_carving(carving, JOB, actor=viewer, version=1)
            need = acts.tell_about_need(
                known.company, need_facts(kind="carved"), actor=viewer,
                source=From(carving=carving),
            )  # fmt: skip
            assert need.carving == carving
            with pytest.raises(Refused, match="already"):
                acts.save_carving(carving, JOB, actor=viewer, version=2)

    def test_a_skilled_task_stays(self, known, carl, acting) -> None:
        from dataclasses import replace

        wrong = replace(JOB, tasks=[replace(TASKS[2], is_lifted=True)])
        with acting(carl) as viewer, pytest.raises(Refused, match="skilled"):
            acts.start_carving(known.company, wrong, actor=viewer)


class TestReading:
    def test_deliveries_of_an_agreement(self, need, made, carl, acting) -> None:
        from companies.queries.agreements import of_company

        with acting(carl) as viewer:
            AgreementGoal.objects.create(
                jobcentre_id=carl.jobcentre_id, agreement=made.agreement, order=8,
                side="jobcentre", kind="days", number=14, due_on=made.agreement.ends_on,
            )  # fmt: skip
            AgreementGoal.objects.create(
                jobcentre_id=carl.jobcentre_id, agreement=made.agreement, order=9,
                side="jobcentre", kind="needs", number=1, due_on=made.agreement.ends_on,
            )  # fmt: skip
            Agreement.objects.update(
                state="expired", sent_at=now(), their_signer=known_person(made, viewer),
                our_signer=carl, starts_on=today() - timedelta(days=9), company=need.company,
                no_meeting_reason="x",
            )  # fmt: skip
        with clock_at(now() + timedelta(days=5)), acting(carl) as viewer:
            for seat in (1, 2):
                moves.fill_need(need, actor=viewer, seat=seat, how="job")
            rows = of_company(viewer, need.company)[0].goals
            delivered = {row.goal.kind: row.delivered for row in rows}
            assert (delivered["days"], delivered["needs"]) == (5, 1)
            found = figures(viewer, today())
            assert (found.told, found.share, found.days) == (1, 100, 5)

    def test_the_list_pages_and_filters(self, known, carl, acting) -> None:
        with acting(carl) as viewer:
            for number in range(30):
                make_need(known.company, viewer, title=f"Nr {number}",
                          starts_on=today() + timedelta(days=number * 3))  # fmt: skip
            first = need_page(viewer, NeedFilters())
            rest = need_page(viewer, NeedFilters(), first.following)
            assert (len(first.rows), len(rest.rows), first.count) == (25, 5, 30)
            assert need_page(viewer, NeedFilters(when="later")).count == 14
            assert need_page(viewer, NeedFilters(words="bageriet nr 7")).count == 1
            assert need_page(viewer, NeedFilters(colleague="ingen")).count == 0

    def test_my_day(self, need, carl, nora, acting) -> None:
        with acting(carl) as viewer:
            assert [row.severity for row in need_rows(viewer, today(), 9)] == ["week"]
            late = need_rows(viewer, today() + timedelta(days=20), 9)
            assert late[0].severity == "now" and late[0].tag is not None
            Need.objects.update(owner=None)
            assert need_rows(viewer, today(), 9)[0].severity == "now"
        with acting(nora) as viewer:
            assert need_rows(viewer, today(), 9) == []


def known_person(made: SimpleNamespace, viewer: Viewer):
    """Return somebody who signs."""
    return make_person(made.company, viewer, "Bo Berg", email="bo@b.example")
