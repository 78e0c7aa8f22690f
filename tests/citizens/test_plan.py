"""A plan: goals and steps by the case team, nothing lost, seen by the case team alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.actions import add_team_member, remove_team_member
from citizens.actions.plan import (
    add_goal,
    add_step,
    change_goal,
    move_goal,
    move_step,
    take_over_step,
)
from citizens.models import Citizen, Plan, PlanGoal, PlanStep
from citizens.queue.plan import LateStep, late_rows
from citizens.rules import plan as rules
from followup.queue import work_queue
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.handover import handover_kinds
from jobcenter.models import Event, Jobcentre, Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


def a_step(goal: PlanGoal, viewer: Viewer, owner: Membership, **over: Any) -> PlanStep:
    """Write a step as the viewer."""
    facts = {"text": "Ring til en kantine", "doer": "colleague", "owner": owner,
             "due_on": today() + timedelta(days=7)}  # fmt: skip
    return add_step(goal, actor=viewer, **(facts | over))


@pytest.mark.parametrize(
    ("present", "to", "reason", "goal", "code"),
    [
        ("planned", "under_way", "", "open", None),
        ("planned", "done", "", "open", None),
        ("under_way", "done", "", "open", None),
        ("done", "under_way", "", "open", None),
        ("dropped", "planned", "", "open", None),
        ("planned", "dropped", "Vi fandt en bedre vej", "open", None),
        ("planned", "dropped", " ", "open", "plan_reason"),
        ("done", "dropped", "Nej tak", "open", "step_move"),
        ("done", "done", "", "open", "step_move"),
        ("planned", "nonsense", "", "open", "step_move"),
        ("planned", "done", "", "reached", "goal_closed"),
    ],
)
def test_steps_move_by_the_table(
    present: str, to: str, reason: str, goal: str, code: str | None
) -> None:
    if code is None:
        rules.check_can_move_step(present, to, reason, goal)
        return
    with pytest.raises(Refused) as refused:
        rules.check_can_move_step(present, to, reason, goal)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("due", "before", "code"),
    [
        (date(2026, 3, 1), None, None),
        (date(2026, 2, 28), None, "due_past"),
        (date(2026, 2, 1), date(2026, 2, 1), None),
        (date(2029, 1, 1), None, "due_far"),
    ],
)
def test_a_day_lies_ahead_unless_it_stood_there(
    due: date, before: date | None, code: str | None
) -> None:
    if code is None:
        rules.check_due(due, date(2026, 3, 1), before)
        return
    with pytest.raises(Refused) as refused:
        rules.check_due(due, date(2026, 3, 1), before)
    assert refused.value.code == code


def test_a_plan_is_written_and_counts_its_versions(
    kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        goal = add_goal(kim, actor=viewer, text="Jeg vil på D'Angelos værksted i Sønderø")
        step = a_step(goal, viewer, nora)
        assert Plan.objects.get().version == 2
        step = move_step(step, actor=viewer, version=1, to="under_way")
        assert Plan.objects.get().version == 2, "progress is no new version"
        with pytest.raises(Refused) as refused:
            move_goal(goal, actor=viewer, version=1, to="reached")
        assert refused.value.code == "goal_open_steps"
        step = move_step(step, actor=viewer, version=2, to="done")
        assert step.closed_on == today()
        goal = move_goal(goal, actor=viewer, version=1, to="reached")
        with pytest.raises(Refused) as refused:
            a_step(goal, viewer, nora)
        assert refused.value.code == "goal_closed"
        move_goal(goal, actor=viewer, version=2, to="open")
        assert set(Event.objects.filter(group="plan").values_list("text", flat=True)) == {""}


def test_two_at_once_lose_nothing(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        goal = add_goal(kim, actor=viewer, text="Et job")
        change_goal(goal, actor=viewer, version=1, text="Et job i en kantine")
        with pytest.raises(Stale):
            change_goal(goal, actor=viewer, version=1, text="Et job med dyr")
        step = a_step(goal, viewer, nora)
        move_step(step, actor=viewer, version=1, to="done")
        with pytest.raises(Stale):
            move_step(step, actor=viewer, version=1, to="dropped", reason="Det gik ikke")
        assert PlanGoal.objects.get().text == "Et job i en kantine"


def test_only_the_case_team_writes_and_reads(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    acting: Acting, client_as: ClientAs,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        goal = add_goal(kim, actor=viewer, text="Et job")
        step = a_step(goal, viewer, nora)
    grant(kim, bente, tine)
    with acting(bente) as viewer:
        for write in (
            lambda: add_goal(kim, actor=viewer, text="x"),
            lambda: a_step(goal, viewer, nora),
            lambda: move_step(step, actor=viewer, version=1, to="done"),
        ):
            with pytest.raises(PermissionDenied):
                write()
    with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
        move_step(step, actor=viewer, version=1, to="done")
    url = reverse("citizens:plan", args=[kim.public_id])
    assert client_as(nora).get(url).status_code == 200
    assert client_as(bente).get(url).status_code == 403, "granted access is not enough"
    assert client_as(tine).get(url).status_code == 403
    assert client_as(sol).get(url).status_code == 404
    page = client_as(bente).get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Et job" not in page
    assert url not in page


def test_the_database_refuses_half_a_step(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        step = a_step(add_goal(kim, actor=viewer, text="Et job"), viewer, nora)
        for nonsense in (
            {"doer": "outside"}, {"outside": "VUC"}, {"state": "done"}, {"text": " "},
            {"state": "dropped", "closed_on": today()},
        ):  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                PlanStep.objects.filter(pk=step.pk).update(**nonsense)


def test_a_rolled_back_goal_leaves_nothing(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        with transaction.atomic():
            add_goal(kim, actor=viewer, text="Et job")
            transaction.set_rollback(True)
        assert not Plan.objects.exists()
        assert not Event.objects.filter(group="plan").exists()


def test_an_overdue_step_is_on_its_owners_day_and_written_about_once(
    kim: Citizen, nora: Membership, north: Jobcentre, acting: Acting
) -> None:
    with acting(nora) as viewer:
        goal = add_goal(kim, actor=viewer, text="Et job")
        a_step(goal, viewer, nora, doer="outside", outside="VUC", text="Hygiejnebevis")
        assert not late_rows(viewer, today(), 5)
    with clock_at(now() + timedelta(days=9)), acting(nora) as viewer:
        [row] = late_rows(viewer, today(), 5)
        assert "Hygiejnebevis" in row.title
        assert "citizens.plan_step_late" in {each.kind.code for each in work_queue(viewer)}
        [told] = LateStep().candidates(north.pk, today())
        assert told.recipient.public_id == nora.public_id
        written = LateStep().text(type("R", (), {"subject": told.subject})(), north)
        assert written
        assert "Hygiejnebevis" not in f"{written.title} {written.lines}"
        move_step(PlanStep.objects.get(), actor=viewer, version=1, to="done")
        assert not list(LateStep().candidates(north.pk, today()))


def test_steps_follow_the_case_team_and_leavers(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
        goal = add_goal(kim, actor=viewer, text="Et job")
        step = a_step(goal, viewer, bente)
        with pytest.raises(Refused) as refused:
            a_step(goal, viewer, tine)
        assert refused.value.code == "step_owner"
        remove_team_member(kim.team.get(membership=bente), actor=viewer)
        step.refresh_from_db()
        assert step.owner_id == nora.pk, "who leaves the case hands the steps on"
    with acting(tine) as viewer:
        with pytest.raises(Refused) as refused:
            take_over_step(step, tine, actor=viewer)
        assert refused.value.code == "handover_into_team"
        kind = handover_kinds["citizens.plan_steps"]
        assert kind.count(viewer, nora.pk) == 1
        [row] = kind.find(viewer, nora.pk, 5)
        assert "kantine" not in f"{row.title}{row.detail}"
        assert kind.hand_over(viewer, nora.pk, bente, None, set()) == 1
        step.refresh_from_db()
        assert step.owner_id == bente.pk


def test_the_page_writes_and_two_editors_see_both(
    kim: Citizen, nora: Membership, acting: Acting, client_as: ClientAs
) -> None:
    client = client_as(nora)
    url = reverse("citizens:new_goal", args=[kim.public_id])
    assert client.post(url, {"text": " "}).status_code == 422
    once = new_once()
    for _ in range(2):
        client.post(url, {"text": "Et job i <Ø's> kantine", "once": once})
    with acting(nora):
        goal = PlanGoal.objects.get()
    url = reverse("citizens:new_step", args=[kim.public_id, goal.public_id])
    due = (today() + timedelta(days=3)).isoformat()
    wrong = client.post(url, {"text": "Ring", "doer": "outside", "due_on": due})
    assert wrong.status_code == 422
    long = client.post(url, {"text": "x" * 400, "doer": "citizen", "due_on": due})
    assert long.status_code == 422
    past = client.post(url, {"text": "Ring", "doer": "citizen", "due_on": "2020-01-01"})
    assert past.status_code == 422
    client.post(url, {"text": "Ring", "doer": "citizen", "due_on": due})
    with acting(nora):
        step = PlanStep.objects.get()
        assert step.owner_id == nora.pk, "she follows up"
    url = reverse("citizens:step", args=[kim.public_id, step.public_id])
    facts = {"doer": "citizen", "due_on": due, "version": 1}
    client.post(url, facts | {"text": "Ring til Ø's Køkken"})
    answer = client.post(url, facts | {"text": "Skriv til Ø's Køkken"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Skriv til Ø&#x27;s Køkken" in shown
    assert "Ring til Ø&#x27;s Køkken" in shown
    client.post(url, facts | {"text": "Skriv til Ø's Køkken", "version": 2})
    page = client.get(reverse("citizens:plan", args=[kim.public_id]))
    assert "Skriv til Ø&#x27;s Køkken" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    card = client.get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Et job i &lt;Ø&#x27;s&gt; kantine" in card


def test_the_page_costs_the_same_with_more_rows(
    kim: Citizen, nora: Membership, acting: Acting, client_as: ClientAs
) -> None:
    client, url = client_as(nora), reverse("citizens:plan", args=[kim.public_id])
    with acting(nora) as viewer:
        a_step(add_goal(kim, actor=viewer, text="Et job"), viewer, nora)
    client.get(url)
    few = queries_of(client, url)
    with acting(nora) as viewer:
        for at in range(5):
            goal = add_goal(kim, actor=viewer, text=f"Et job {at}")
            a_step(goal, viewer, nora)
            a_step(goal, viewer, nora, doer="outside", outside="VUC")
    assert queries_of(client, url) == few <= MOST_QUERIES
