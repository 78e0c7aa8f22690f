"""Retention cases: seen by their people only, reminded of, handed over, erased."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.actions import punches
from companies.actions import retention as acts
from companies.actions import retention_work as work
from companies.models import PunchCard, RetentionCase, RetentionMember, RetentionStep, RetentionTalk
from companies.queries.retention import cases_masked, cases_of
from companies.rules import retention as rules
from companies.urls.retention import urlpatterns
from companies.wiring.retention import case_rows
from followup.models import Message
from followup.queue import work_queue
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.handover import handover_kinds
from jobcenter.models import AccessLog, Event
from tests.companies.factories import make_company, url
from tests.companies.retention import facts, step

DAY = date(2026, 5, 4)


@pytest.fixture
def case(bakery, carl, acting) -> RetentionCase:
    """Carl's case at the bakery."""
    with acting(carl) as viewer:
        return acts.open_case(bakery, facts(), actor=viewer)


class TestRules:
    @pytest.mark.parametrize(
        ("state", "move", "to"),
        [
            ("opened", "agree", "planned"), ("planned", "part_time", "part_time"),
            ("part_time", "full_time", "full_time"), ("full_time", "away", "planned"),
            ("talked", "close", "closed"), ("closed", "reopen", "opened"),
            ("closed", "part_time", None), ("opened", "away", None), ("closed", "close", None),
        ],
    )  # fmt: skip
    def test_moves(self, state, move, to) -> None:
        if to is None:
            with pytest.raises(Refused):
                rules.check_case_move(state, move, reason="x")
        else:
            assert rules.check_case_move(state, move, reason="x") == to

    @pytest.mark.parametrize("move", sorted(rules.NEEDS_REASON))
    def test_back_and_out_need_a_reason(self, move) -> None:
        state = "closed" if move == "reopen" else "full_time"
        with pytest.raises(Refused, match="why"):
            rules.check_case_move(state, move, reason=" ")

    @pytest.mark.parametrize("label", ["A.K.", "Ane", "Lager 2", " T. B. "])
    def test_working_names(self, label) -> None:
        assert rules.check_label(label)

    @pytest.mark.parametrize("label", ["", "Anne Bager", "010190", "Annekristinelund", "AK 1234"])
    def test_names_that_tell_who(self, label) -> None:
        with pytest.raises(Refused):
            rules.check_label(label)

    @pytest.mark.parametrize(
        ("more", "due"),
        [
            ({}, (DAY + timedelta(14), "idle")),
            ({"talk_on": DAY + timedelta(3)}, (DAY + timedelta(3), "talk")),
            ({"step_on": DAY + timedelta(2), "talk_on": DAY + timedelta(3)},
             (DAY + timedelta(2), "step")),
            ({"first_absence_on": DAY - timedelta(10)}, (DAY + timedelta(11), "mark")),
            ({"first_absence_on": DAY - timedelta(10), "mark_done": 4},
             (DAY + timedelta(14), "idle")),
            ({"first_absence_on": DAY - timedelta(50), "mark_done": 4, "step_on": DAY},
             (DAY - timedelta(1), "mark")),
            ({"first_absence_on": DAY - timedelta(50), "state": "full_time"},
             (DAY + timedelta(14), "idle")),
            ({"section_56_ends_on": DAY + timedelta(30)}, (DAY + timedelta(2), "section_56")),
            ({"state": "closed"}, None),
        ],
    )  # fmt: skip
    def test_what_comes_next(self, more, due) -> None:
        assert rules.next_due(rules.Stand(**{"state": "opened", "touched_on": DAY, **more})) == due

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [(None, DAY, DAY), (DAY, DAY, None), (DAY, DAY, DAY - timedelta(1)),
         (DAY + timedelta(1), None, None)],
    )  # fmt: skip
    def test_section_56_half_or_backwards(self, asked, first, last) -> None:
        with pytest.raises(Refused):
            rules.check_section_56(asked, first, last, DAY)
        rules.check_section_56(DAY, DAY, DAY, DAY)
        rules.check_section_56(None, None, None, DAY)


class TestTheWholeWay:
    def test_from_talk_to_full_time(self, case, carl, acting) -> None:
        with acting(carl) as viewer:
            talk = work.plan_talk(case, today(), actor=viewer)
            with pytest.raises(Refused, match="already"):
                work.plan_talk(case, today(), actor=viewer)
            work.hold_talk(talk, actor=viewer, held_on=today(), present=["leader", "employee"],
                           agreed="Start med ti timer")  # fmt: skip
            with pytest.raises(Refused, match="first step"):
                acts.move_case(case, "agree", actor=viewer)
            done = step(case, viewer)
            step(case, viewer, days=30, hours=37)
            acts.move_case(case, "agree", actor=viewer)
            work.finish_step(done, actor=viewer)
            with pytest.raises(Refused, match="already"):
                work.drop_step(done, actor=viewer)
            acts.move_case(case, "part_time", actor=viewer)
            acts.note_section_56(case, actor=viewer, asked_on=today(), starts_on=today(),
                                 ends_on=today() + timedelta(days=300))  # fmt: skip
            acts.move_case(case, "full_time", actor=viewer)
            acts.move_case(case, "close", actor=viewer, outcome="kept", reason="Tilbage")
            case.refresh_from_db()
            assert (case.state, case.next_on, case.outcome) == ("closed", None, "kept")
            with pytest.raises(Refused, match="again first"):
                step(case, viewer, days=40)
            acts.move_case(case, "reopen", actor=viewer, reason="Væk igen")
            case.refresh_from_db()
            assert (case.state, case.next_kind, case.reason) == ("opened", "mark", "Væk igen")

    @pytest.mark.parametrize(
        "more",
        [{"days": -1}, {"hours": 38}, {"hours": -1}],
    )
    def test_steps_that_cannot_be(self, case, carl, acting, more) -> None:
        with acting(carl) as viewer, pytest.raises(Refused):
            step(case, viewer, **more)

    def test_twice_on_a_day_and_ahead(self, case, carl, acting) -> None:
        with acting(carl) as viewer:
            ahead = step(case, viewer, days=5)
            with pytest.raises(Refused, match="day already"):
                step(case, viewer, days=5)
            with pytest.raises(Refused, match="ahead"):
                work.finish_step(ahead, actor=viewer)

    def test_bad_input(self, bakery, case, carl, acting) -> None:
        with acting(carl) as viewer:
            for wrong in ({"label": "Anne Bager"}, {"told_on": today() + timedelta(1)},
                          {"first_absence_on": today() + timedelta(1)}):  # fmt: skip
                with pytest.raises(Refused):
                    acts.open_case(bakery, facts(**wrong), actor=viewer)
            talk = work.plan_talk(case, today(), actor=viewer)
            with pytest.raises(Refused, match="ahead"):
                work.hold_talk(talk, actor=viewer, held_on=today() + timedelta(1),
                               present=["hr"], agreed="x")  # fmt: skip
            with pytest.raises(Stale):
                acts.edit_case(case, facts(), actor=viewer, version=99)

    def test_the_database_refuses(self, case, carl, acting) -> None:
        for wrong in ({"state": "closed"}, {"next_on": None}, {"label": ""}, {"weekly_hours": 0},
                      {"section_56_from": today()}):  # fmt: skip
            with pytest.raises(IntegrityError), acting(carl):
                RetentionCase.objects.filter(pk=case.pk).update(**wrong)
        with pytest.raises(IntegrityError), acting(carl) as viewer:
            RetentionTalk.objects.create(jobcentre_id=viewer.jobcentre_id, case=case, by=carl,
                                         planned_on=today(), held_on=today())  # fmt: skip

    def test_a_punch_tells_nothing_of_the_case(self, case, bakery, carl, acting) -> None:
        with acting(carl) as viewer:
            card = punches.grant_card(bakery, 2, actor=viewer, starts_on=today(), ends_on=today())
            use = work.punch_for(case, card, actor=viewer, profession="social_worker")
            assert "A.K." not in use.what_for
            other = punches.grant_card(make_company("En anden"), 2, actor=viewer,
                                       starts_on=today(), ends_on=today())  # fmt: skip
            with pytest.raises(NotYours):
                work.punch_for(case, other, actor=viewer, profession="social_worker")
            assert PunchCard.objects.get(pk=card.pk).balance == 1


class TestWhoSees:
    def test_nobody_else_finds_it_on_any_address(
        self, case, carl, nora, tine, mads, bente, sol, acting, client_as
    ) -> None:
        with acting(carl) as viewer:
            talk = work.plan_talk(case, today(), actor=viewer)
            row = step(case, viewer)
        parts = {"case": case, "talk": talk, "step": row, "member": case}
        for who in (nora, tine, mads, bente, sol):
            client = client_as(who)
            for pattern in urlpatterns:
                names = pattern.pattern.converters
                if "company" in names or not names:
                    continue
                page = reverse(f"companies:{pattern.name}",
                               args=[parts[name].public_id for name in names])  # fmt: skip
                for answer in (client.get(page), client.post(page)):
                    assert answer.status_code in {403, 404, 405}, (who.name, page)
        with acting(carl):
            case.refresh_from_db()
            assert (
                case.version == 3 and not AccessLog.objects.filter(citizen=case.public_id).exists()
            )

    def test_actions_refuse_them_too(self, case, nora, sol, ole, carl, acting) -> None:
        with acting(carl) as viewer:
            talk, row = work.plan_talk(case, today(), actor=viewer), step(case, viewer)
        tries = [
            lambda v: acts.edit_case(case, facts(), actor=v, version=1),
            lambda v: acts.move_case(case, "part_time", actor=v),
            lambda v: acts.note_section_56(case, actor=v, asked_on=None, starts_on=None,
                                           ends_on=None),
            lambda v: acts.tick_mark(case, 4, actor=v),
            lambda v: acts.add_member(case, nora, actor=v),
            lambda v: acts.remove_member(case, carl, actor=v),
            lambda v: acts.give_case(case, nora, actor=v),
            lambda v: work.drop_talk(talk, actor=v), lambda v: work.drop_step(row, actor=v),
            lambda v: work.plan_talk(case, today(), actor=v),
        ]  # fmt: skip
        for who, error in ((nora, NotYours), (sol, NotYours), (ole, PermissionDenied)):
            for attempt in tries:
                with pytest.raises(error), acting(who) as viewer:
                    attempt(viewer)

    def test_a_member_works_in_it_and_only_the_owner_decides(
        self, case, carl, nora, bente, ole, acting, client_as
    ) -> None:
        with acting(carl) as viewer:
            acts.add_member(case, nora, actor=viewer)
            for wrong in (nora, carl, ole):
                with pytest.raises(Refused):
                    acts.add_member(case, wrong, actor=viewer)
        page = url("retention_case", case)
        with acting(nora) as viewer:
            step(case, viewer)
            for refused in (lambda: acts.add_member(case, bente, actor=viewer),
                            lambda: acts.give_case(case, bente, actor=viewer)):  # fmt: skip
                with pytest.raises(Refused, match="owns"):
                    refused()
            assert [row.pk for row in cases_of(viewer, show="mine")] == [case.pk]
        assert client_as(nora).get(page).status_code == 200
        with acting(carl) as viewer:
            acts.remove_member(case, nora, actor=viewer)
        assert client_as(nora).get(page).status_code == 404

    def test_a_manager_sees_number_state_and_owner(
        self, case, mads, nora, acting, client_as
    ) -> None:
        with acting(mads) as viewer:
            assert [set(row) for row in cases_masked(viewer)] == [
                {"number", "state", "owner_name", "label", "tone"}
            ]
        shown = client_as(mads).get(url("retention", query="?vis=all")).content.decode()
        assert "Carl" in shown and "A.K." not in shown and "Bageriet" not in shown
        assert (
            "Carl"
            not in client_as(nora)
            .get(url("retention", query="?vis=all"))
            .content.decode()
            .split("<main")[1]
        )

    def test_nothing_on_the_timeline_in_mails_or_in_the_history(
        self, case, bakery, carl, acting, client_as
    ) -> None:
        with acting(carl) as viewer:
            step(case, viewer)
            events = Event.objects.filter(subject=case.public_id)
            assert events.exists()
            assert not events.exclude(company_id=None, workplace_id=None, text="").exists()
            assert not Message.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute("SELECT row_to_json(e)::text FROM companies_retentioncaseevent e")
                history = "".join(row for (row,) in cursor.fetchall())
                cursor.execute(
                    "SELECT row_to_json(c)::text || row_to_json(s)::text FROM"
                    " companies_retentioncase c, companies_retentionstep s"
                )
                kept = cursor.fetchall()[0][0]
        assert "A.K." not in history and str(today() + timedelta(0)) + '","weekly' not in history
        assert "løfte" not in kept and "Lette" not in kept
        page = client_as(carl).get(url("company", bakery)).content.decode()
        assert "A.K." not in page and "løfte" not in page

    def test_opening_it_leaves_a_trace(self, case, carl, client_as, acting) -> None:
        client_as(carl).get(url("retention_case", case))
        with acting(carl):
            look = AccessLog.objects.get(citizen=case.public_id)
            assert (look.purpose, look.membership_id) == ("retention.case", carl.pk)


class TestLater:
    def test_it_stands_on_my_day_when_it_is_due(self, case, carl, nora, acting) -> None:
        with acting(carl) as viewer:
            assert case_rows(viewer, today(), 10) == []
            work.plan_talk(case, today() + timedelta(days=3), actor=viewer)
            (row,) = case_rows(viewer, today() + timedelta(days=3), 10)
            assert row.severity == "week" and "A.K." not in f"{row.title}{row.why}"
            (late,) = case_rows(viewer, today() + timedelta(days=4), 10)
            assert late.severity == "now"
        with acting(nora) as viewer:
            assert case_rows(viewer, today() + timedelta(days=30), 10) == []

    def test_my_day_brings_it_along_without_a_query_of_its_own(
        self, case, carl, acting, django_assert_num_queries
    ) -> None:
        with acting(carl) as viewer:
            with CaptureQueriesContext(connection) as before:
                assert "companies.retention" not in {s.kind.code for s in work_queue(viewer)}
            acts.note_section_56(case, actor=viewer, asked_on=today(), starts_on=today(),
                                 ends_on=today() + timedelta(days=3))  # fmt: skip
            with django_assert_num_queries(len(before)):
                sections = {s.kind.code: s.rows for s in work_queue(viewer)}
            assert sections["companies.retention"] == case_rows(viewer, today(), 26)

    def test_a_week_told_ahead_is_not_late(self, case, carl, acting) -> None:
        with acting(carl) as viewer:
            step(case, viewer, days=100)
            told = today() + timedelta(weeks=4) - rules.WARNS
            for days, severity in ((0, "week"), (7, "week"), (8, "now")):
                (row,) = case_rows(viewer, told + timedelta(days=days), 10)
                assert row.severity == severity, days

    def test_every_kind_of_next_is_said(self, case, carl, acting) -> None:
        with acting(carl) as viewer:
            said = set()
            for kind in ("talk", "step", "mark", "idle"):
                RetentionCase.objects.filter(pk=case.pk).update(next_kind=kind)
                said.add(case_rows(viewer, today() + timedelta(days=90), 10)[0].why)
            assert len(said) == 4

    def test_nobody_hands_a_case_to_themselves(self, case, carl, nora, tine, acting) -> None:
        """Who may hand over a colleague's work would else read into every case."""
        for taker in (tine, nora):
            with acting(taker) as viewer, pytest.raises((Refused, PermissionDenied)):
                handover_kinds["retention"].hand_over(viewer, carl.pk, taker, None, set())
        with acting(nora) as viewer, pytest.raises(PermissionDenied):  # not hers to give
            acts.receive([case], tine, actor=viewer)
        with acting(carl):
            case.refresh_from_db()
            assert case.owner_id == carl.pk

    def test_handed_over_by_number_and_refused_to_who_may_not(
        self, case, carl, nora, ole, tine, acting
    ) -> None:
        kind = handover_kinds["retention"]
        with acting(carl) as viewer:
            acts.add_member(case, nora, actor=viewer)
        with acting(tine) as viewer:
            (row,) = kind.find(viewer, carl.pk, 10)
            assert "Bageriet" not in row.title and not row.url
            with pytest.raises(Refused, match="people"):
                kind.hand_over(viewer, carl.pk, ole, None, set())
            assert kind.hand_over(viewer, carl.pk, nora, None, set()) == 1
            assert kind.count(viewer, carl.pk) == 0 and not RetentionMember.objects.exists()
        with acting(nora) as viewer:
            assert case_rows(viewer, today() + timedelta(days=60), 10)
        with acting(carl) as viewer:
            assert cases_of(viewer, show="mine") == []

    def test_erased_a_year_after_closing(self, case, carl, north, acting, client_as) -> None:
        with acting(carl) as viewer:
            step(case, viewer)
            acts.move_case(case, "close", actor=viewer, outcome="left", reason="Ny by")
            with pytest.raises(PermissionDenied):
                acts.erase_old_cases(actor=viewer)
        with clock_at(now() + rules.KEPT), acting(north) as viewer:
            assert acts.erase_old_cases(actor=viewer) == 0
        with clock_at(now() + rules.KEPT + timedelta(days=1)), acting(north) as viewer:
            assert acts.erase_old_cases(actor=viewer) == 1
            assert acts.erase_old_cases(actor=viewer) == 0
            case.refresh_from_db()
            assert (case.label, case.situation, case.reason) == ("", "", "")
            assert case.first_absence_on is None and case.outcome == "left"
            assert not RetentionStep.objects.exists()
        client = client_as(carl)
        assert client.get(url("retention_case", case)).status_code == 404
        assert client.get(url("retention", query="?vis=closed")).status_code == 200

    def test_a_rollback_leaves_nothing(self, bakery, carl, acting) -> None:
        with acting(carl) as viewer:
            with transaction.atomic():
                acts.open_case(bakery, facts(), actor=viewer)
                transaction.set_rollback(True)
            assert not RetentionCase.objects.exists() and not Message.objects.exists()
