"""Erased is erased: planted everywhere, searched for in every column of every table afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from citizens.actions import end_citizen
from citizens.actions import erasing as actions
from citizens.erasing import traces
from citizens.erasing.kinds import KINDS, before_of
from citizens.models import Citizen
from citizens.models.erasing import ErasureRun, ErasureState
from citizens.tasks import propose_erasures
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import Refused
from jobcenter.models import AccessLog, Event, Membership, User
from jobcenter.tenancy import acting_in
from tests.citizens.factories import make_citizen
from tests.citizens.importing import HEAD, line, run, undo
from tests.citizens.planting import (
    MAIL,
    MARK,
    bare,
    everywhere,
    graph,
    has_words,
    plant,
    plant_bare,
)
from tests.conftest import become, owner_url

# Public ids of contact persons, contacts and goals of agreements: none of a citizen's.
OF_COMPANIES = {
    "companies.PersonMerge.loser_public_id",
    "companies.PartyGoal.goal_public_id",
    "companies.SharedContact.contact_public_id",
}
YEARS = timedelta(days=6 * 366)


@contextmanager
def as_owner(app_url: str) -> Iterator[None]:
    become(owner_url())
    try:
        yield
    finally:
        become(app_url)


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_citizen_is_left_in_any_table(north, app_url):
    with as_owner(app_url), transaction.atomic():
        with acting_in(north.pk):
            citizen, made = plant(north.pk)
            plant_bare(north.pk, citizen, made)
        words = [MARK, "20998877", str(citizen.public_id)]
        before = everywhere(*words)
        tables = {model._meta.db_table for model in graph() | bare()}
        histories = {h._meta.db_table for m, h in traces.histories().items() if m in graph()}
        wordless = {m for m in graph() if not has_words(m)}  # days, codes and keys alone
        quiet = {m._meta.db_table for m in wordless}
        quiet |= {h._meta.db_table for h in traces.histories().values() if not has_words(h)}
        assert {table for table in tables | histories if table not in before} <= quiet
        assert len(before) > 30
        with acting_in(north.pk):
            assert traces.erase_citizens(north.pk, [citizen.pk]) == 1
        left = everywhere(*words)
        # the log of looks keeps a pseudonym that leads nowhere, and when and by whom
        assert left == {"jobcenter_accesslog": 1}
        assert everywhere(MARK, "20998877") == {}
        for model in graph():  # the wordless too, with their histories
            assert not model._base_manager.filter(pk=made[model].pk).exists()
            if history := traces.histories().get(model):
                assert not history._base_manager.filter(pgh_obj_id=made[model].pk).exists()
        look = AccessLog.objects.get(citizen=citizen.public_id)
        assert look.reason == ""
        of_company = Event.objects.get(company_id=4711)
        assert (of_company.citizen_id, of_company.subject, of_company.text) == (None, None, "")
        transaction.set_rollback(True)


def test_every_public_id_that_is_no_key_is_decided_on():
    """A new column that names a subject must be one the erasure knows."""
    known = {*traces.NAMES, "public_id", "key", "claim"}
    odd = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model") and model._meta.app_label != "pghistory"
        for field in model._meta.local_fields
        if isinstance(field, models.UUIDField)
        and field.name not in known
        and f"{model._meta.label}.{field.name}" not in OF_COMPANIES
    ]
    assert odd == []


@pytest.fixture
def ended(nora, ole, acting):
    """A citizen whose case ended six years ago."""
    with clock_at(now() - YEARS):
        citizen = make_citizen(nora, first_name=MARK, email=MAIL)
        with acting(nora) as viewer:
            end_citizen(citizen, actor=viewer, reason=f"{MARK} er flyttet")
    return citizen


@pytest.mark.django_db(transaction=True)
def test_an_approved_erasure_is_carried_out_and_certified(ended, nora, ole, mads, acting, app_url):
    other = make_citizen(nora, first_name="Blivende")
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
        found = {c.kind: c.found for c in proposed.counts.filter(jobcentre_id=ole.jobcentre_id)}
        assert found["citizens"] == 1
    with as_owner(app_url):
        call_command("erase", verbosity=0)
        assert everywhere(MARK), "nobody has approved it"
    with acting(mads) as viewer:
        actions.approve_erasure(proposed, actor=viewer)
        with pytest.raises(Refused, match="has decided"):
            actions.decline_erasure(proposed, actor=viewer)
    with pytest.raises(CommandError):
        call_command("erase")
    with as_owner(app_url):
        call_command("erase", verbosity=0)
        call_command("erase", verbosity=0)  # and one that is too many
        assert everywhere(MARK) == {}
    with acting(ole):
        run_ = ErasureRun.objects.get(pk=proposed.pk)
        assert run_.state == ErasureState.DONE
        erased = {c.kind: c.erased for c in run_.counts.filter(jobcentre_id=ole.jobcentre_id)}
        assert erased["citizens"] == 1
        assert Citizen.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_who_is_at_a_company_is_not_erased_yet(nora, ole, mads, acting, app_url):
    from tests.placements.factories import running

    placement = running(nora)
    with acting(nora) as viewer, clock_at(now() - YEARS):
        Citizen.objects.filter(pk=placement.citizen_id).update(
            state="ended", ended_on=today(), end_reason="x"
        )
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
        [count] = proposed.counts.filter(jobcentre_id=ole.jobcentre_id, kind="citizens")
        assert (count.found, count.held) == (0, 1)
    with acting(mads) as viewer:
        actions.approve_erasure(proposed, actor=viewer)
    with as_owner(app_url):
        call_command("erase", verbosity=0)
    with acting(ole):
        assert Citizen.objects.filter(pk=placement.citizen_id).exists()


@pytest.mark.django_db(transaction=True)
def test_a_placement_that_ended_goes_with_the_citizen(nora, ole, acting, app_url):
    """With all constraints in force: children first, and what stays points at nothing."""
    from tests.placements.factories import running

    placement = running(nora)
    with as_owner(app_url), acting_in(north := nora.jobcentre_id):
        assert traces.erase_citizens(north, [placement.citizen_id]) == 1
        assert not type(placement).objects.filter(pk=placement.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_an_import_undone_leaves_its_traces_for_three_months(ole, mads, acting, app_url):
    with acting(ole) as viewer:
        text = HEAD + line(first="Bo", last=MARK, born="01.01.1990", target="3")
        with clock_at(now() - timedelta(days=120)):
            undo(viewer, run(viewer, text))
    with as_owner(app_url):
        table = traces.histories()[Citizen]._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE citizens_citizenevent DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET pgh_created_at = pgh_created_at - interval '120 days'"
            )
            cursor.execute("ALTER TABLE citizens_citizenevent ENABLE TRIGGER USER")
        assert set(everywhere(MARK)) == {table}
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
    with acting(mads) as viewer:
        actions.approve_erasure(proposed, actor=viewer)
    with as_owner(app_url):
        call_command("erase", verbosity=0)
        assert everywhere(MARK) == {}


def test_months_are_kept_within_bounds_by_an_administrator(ole, nora, acting):
    with acting(ole) as viewer:
        actions.set_months({"citizens": 36}, actor=viewer)
        assert actions.months_of(ole.jobcentre_id)["citizens"] == 36
        for number in (0, 23, 361):
            with pytest.raises(Refused, match="number of months"):
                actions.set_months({"citizens": number}, actor=viewer)
    with acting(nora) as viewer, pytest.raises(PermissionDenied):
        actions.set_months({"citizens": 36}, actor=viewer)


def test_the_calendar_proposes_and_never_approves(ole, ended, acting):
    assert propose_erasures() >= 1
    assert propose_erasures() == 0  # one is waiting
    with acting(ole) as viewer:
        waiting = ErasureRun.objects.get(jobcentre_id=ole.jobcentre_id)
        assert waiting.state == ErasureState.PREVIEW
        with pytest.raises(Refused, match="under way already"):
            actions.propose_erasure(actor=viewer)


def test_nobody_approves_what_they_proposed(ole, mads, acting):
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
        with pytest.raises(Refused, match="Somebody else") as refused:
            actions.approve_erasure(proposed, actor=viewer)
        assert refused.value.code == "erasure_own"
        with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
            ErasureRun.objects.filter(pk=proposed.pk).update(
                state="approved", decided_by=ole.pk, decided_at=now()
            )
    with acting(mads) as viewer:
        assert actions.approve_erasure(proposed, actor=viewer).decided_by_id == mads.pk


def test_who_proposed_may_put_it_away(ole, acting):
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
        assert actions.decline_erasure(proposed, actor=viewer).state == ErasureState.DECLINED


def test_who_changed_a_rule_does_not_approve_what_it_finds(ole, mads, acting):
    """Also when somebody else changed the same rule afterwards, until an erasure has been done."""
    with acting(ole):
        other = Membership.objects.create(
            jobcentre_id=ole.jobcentre_id, user=User.objects.create(email="to@example.dk"),
            name="To", roles=["administrator"],
        )  # fmt: skip
    long_ago = now() - timedelta(days=40)
    with clock_at(long_ago), acting(ole) as viewer:
        actions.set_months({"looks": 36}, actor=viewer)
    with clock_at(long_ago), acting(other) as viewer:
        actions.set_months({"looks": 30}, actor=viewer)
    propose_erasures()
    with acting(mads):
        proposed = ErasureRun.objects.get(jobcentre_id=ole.jobcentre_id)
    for who in (ole, other):
        with acting(who) as viewer, pytest.raises(Refused, match="changed a rule"):
            actions.approve_erasure(proposed, actor=viewer)
    with acting(mads) as viewer:
        actions.approve_erasure(proposed, actor=viewer)
        ErasureRun.objects.filter(pk=proposed.pk).update(
            state="done", started_at=now(), finished_at=now()
        )
    propose_erasures()
    with acting(ole) as viewer:
        proposed = ErasureRun.objects.get(jobcentre_id=ole.jobcentre_id, state="preview")
        assert actions.approve_erasure(proposed, actor=viewer).decided_by_id == ole.pk


def test_the_page_says_that_somebody_else_must_approve(ole, mads, acting, client_as):
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
    url = reverse("citizens:erasure", args=[proposed.public_id])
    own = client_as(ole).get(url).content.decode()
    assert "En anden skal godkende" in own
    assert 'value="godkend"' not in own
    assert 'value="godkend"' in client_as(mads).get(url).content.decode()
    rules = client_as(mads).get(reverse("citizens:keeping")).content.decode()
    assert 'type="number"' not in rules
    assert client_as(mads).post(reverse("citizens:keeping"), {}).status_code == 403
    assert client_as(mads).post(reverse("citizens:propose_erasure")).status_code == 403


def test_an_administrator_and_a_manager_see_and_decide(ole, nora, mads, sol, acting, client_as):
    with acting(ole) as viewer:
        proposed = actions.propose_erasure(actor=viewer)
    with acting(nora) as viewer, pytest.raises(PermissionDenied):
        actions.approve_erasure(proposed, actor=viewer)
    with acting(mads) as viewer, pytest.raises(PermissionDenied):
        actions.set_months({"looks": 36}, actor=viewer)
    page = client_as(ole).get(reverse("citizens:erasure", args=[proposed.public_id]))
    assert page.status_code == 200
    assert client_as(nora).get(reverse("citizens:keeping")).status_code == 403
    other = reverse("citizens:erasure", args=[UUID(int=1)])
    assert client_as(ole).get(other).status_code == 404


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 60, date(2021, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_the_first_day_that_is_kept(day, months, before):
    assert before_of(day, months) == before


def test_figures_of_the_past_are_not_touched():
    """Insight computes at most 400 days back: nobody younger than two years is ever erased."""
    citizens = next(kind for kind in KINDS if kind.code == "citizens")
    assert citizens.least * 30 > 400
