"""Writing the plan: who may, in which state, and what a rollback leaves."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from actionplans import actions
from actionplans.models import ActionPlan, EffortTarget, TargetNote
from actionplans.queries import goals, populations
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.actionplans.conftest import facts
from tests.citizens.factories import keep_open, match_group


@pytest.fixture
def queued(monkeypatch):
    calls = []
    monkeypatch.setattr(actions, "hint", lambda task, *args: calls.append(args))
    return calls


def test_the_real_example_over_the_old_scheme(world, plan, mads, north, queued):
    """“At all times at least 200 persons from match 4 and 5 … (+47 %)”."""
    keep_open(north, "match-5")
    groups = [match_group("4"), match_group("5")]
    target = actions.add_target(
        plan,
        facts(
            mads,
            text="Der er løbende mindst 200 personer fra match 4 og 5 i virksomhedsaktivering",
            groups=groups,
            target_value=Decimal(200),
            baseline_value=Decimal(136),
            baseline_on=date(2026, 1, 1),
        ),
        actor=Viewer.of(mads),
    )
    assert target.population == "match-5/4+match-5/5"
    assert [row.group_id for row in target.groups.order_by("group__code")] == [g.pk for g in groups]
    assert [p.key for p in populations(north.pk)] == [target.population]
    assert queued == [
        (north.pk, "candidates", target.population, sorted(g.pk for g in groups), "2025-10-20")
    ]
    assert Event.objects.filter(kind="actionplans.target_added", subject=target.public_id).exists()


def test_who_may_write(plan, nora, sol, north, south):
    with acting_in(north), pytest.raises(PermissionDenied):
        actions.add_target(plan, facts(nora), actor=Viewer.of(nora))
    with acting_in(north), pytest.raises(PermissionDenied):
        actions.make_plan(actor=Viewer.of(nora), year=2027, title="x")
    with acting_in(south), pytest.raises(NotYours):
        actions.approve_plan(plan, actor=Viewer.of(sol))


def test_a_person_of_another_jobcentre_answers_for_nothing_here(world, plan, mads, sol):
    with pytest.raises(NotYours):
        actions.add_target(plan, facts(sol), actor=Viewer.of(mads))


def test_a_plan_is_approved_with_targets_and_then_closed(world, plan, mads, queued):
    actor = Viewer.of(mads)
    with pytest.raises(Refused) as refused:
        actions.approve_plan(plan, actor=actor)
    assert refused.value.code == "plan_without_targets"
    target = actions.add_target(plan, facts(mads), actor=actor)
    approved = actions.approve_plan(plan, actor=actor)
    assert (approved.state, approved.approved_on) == ("approved", date(2026, 11, 24))
    with pytest.raises(Refused) as refused:
        actions.add_target(plan, facts(mads), actor=actor)
    assert refused.value.code == "plan_approved"
    with pytest.raises(Refused):
        actions.change_target(target, facts(mads), actor=actor, version=1)
    assert actions.add_note(target, actor=actor, text="Alt vel", value=4.0).value == 4
    assert [goal.target for goal in goals(actor)] == [5]


def test_a_revision_opens_the_next_version_and_keeps_the_former(world, plan, mads, queued):
    actor = Viewer.of(mads)
    actions.add_target(plan, facts(mads), actor=actor)
    actions.approve_plan(plan, actor=actor)
    revised = actions.revise_plan(plan, actor=actor)
    assert (revised.state, revised.version) == ("draft", 2)
    states = revised.history.order_by("pgh_id").values_list("state", "version")
    assert list(states) == [("draft", 1), ("approved", 1), ("draft", 2)]
    assert goals(actor) == []
    assert actions.revise_plan(revised, actor=actor).version == 2


def test_two_editors_lose_nothing(world, plan, mads, queued):
    actor = Viewer.of(mads)
    target = actions.add_target(plan, facts(mads), actor=actor)
    actions.change_target(target, facts(mads, target_value=8), actor=actor, version=1)
    with pytest.raises(Stale):
        actions.change_target(target, facts(mads, target_value=9), actor=actor, version=1)
    target.refresh_from_db()
    assert (target.target_value, target.version) == (8, 2)


def test_a_new_population_is_computed_and_the_same_one_is_not(world, plan, mads, north, queued):
    keep_open(north, "match-5")
    actor = Viewer.of(mads)
    four = [match_group("4")]
    target = actions.add_target(plan, facts(mads, groups=four), actor=actor)
    actions.change_target(target, facts(mads, groups=four, target_value=8), actor=actor, version=1)
    assert len(queued) == 1
    changed = actions.change_target(
        target, facts(mads, groups=[match_group("5")]), actor=actor, version=2
    )
    assert changed.population == "match-5/5"
    assert [row.group.code for row in changed.groups.select_related("group")] == ["5"]
    assert len(queued) == 2


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"indicator": "gone"}, "indicator_gone"),
        ({"kind": "milestone"}, "kind_not_yet"),
        ({"target_value": None}, "target_needs_number"),
        ({"text": "  "}, "efforttarget_has_a_text"),
        ({"margin_percent": 60}, "efforttarget_margin_sensible"),
    ],
)
def test_what_is_refused(world, plan, mads, over, code):
    with pytest.raises(Refused) as refused:
        actions.add_target(plan, facts(mads, **over), actor=Viewer.of(mads))
    assert refused.value.code == code
    assert not EffortTarget.objects.exists()


def test_a_figure_without_groups_takes_none(world, plan, mads, north):
    keep_open(north, "match-5")
    with pytest.raises(Refused) as refused:
        actions.add_target(
            plan,
            facts(mads, indicator="visits_on_time", groups=[match_group("4")]),
            actor=Viewer.of(mads),
        )
    assert refused.value.code == "figure_without_groups"


def test_one_plan_a_year(world, plan, mads):
    with pytest.raises(Refused) as refused:
        actions.make_plan(actor=Viewer.of(mads), year=2026, title="En til")
    assert refused.value.code == "actionplan_once_a_year"


def test_a_rollback_queues_nothing(world, plan, mads, north, django_capture_on_commit_callbacks):
    keep_open(north, "match-5")
    wanted = facts(mads, groups=[match_group("4")])

    def fail_after_adding():
        with transaction.atomic():
            actions.add_target(plan, wanted, actor=Viewer.of(mads))
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(ZeroDivisionError):
        fail_after_adding()
    assert callbacks == []
    assert not EffortTarget.objects.exists()


def test_an_empty_note_is_refused(world, plan, mads, queued):
    target = actions.add_target(plan, facts(mads), actor=Viewer.of(mads))
    with pytest.raises(Refused):
        actions.add_note(target, actor=Viewer.of(mads), text=" ")
    assert not TargetNote.objects.exists()


def test_the_database_refuses_a_target_without_its_parts(world, plan, mads):
    facts_ = {"jobcentre_id": plan.jobcentre_id, "plan": plan, "text": "x", "responsible": mads}
    for wrong in (
        {"kind": "floor", "indicator": "candidates"},
        {"kind": "relative", "indicator": "candidates", "change_percent": 47},
        {"kind": "two_figures", "indicator": "candidates", "target_value": 8},
        {"kind": "milestone"},
        {"kind": "floor", "target_value": 8},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            EffortTarget.objects.create(**facts_, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPlan.objects.filter(pk=plan.pk).update(state="approved")
