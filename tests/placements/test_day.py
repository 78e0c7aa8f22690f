"""The consultant's queue: what is there on which day, and why; rows that are dealt with leave."""

from datetime import timedelta

import pytest

from followup.queue import _waits, by_severity, queue_kinds, work_queue
from jobcenter.clock import clock_at, today
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements import actions
from tests.placements.counting import queries_of
from tests.placements.factories import (
    MONDAY,
    a_mentor,
    a_place,
    agreed,
    answered,
    at,
    planned,
    running,
)

pytestmark = pytest.mark.usefixtures("wednesday")
LAST = MONDAY - timedelta(weeks=1)


def rows(member, severity: str | None = None) -> list:
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        found = by_severity(work_queue(Viewer.of(member)))
    return found[severity] if severity else found["now"] + found["week"]


def tags(member) -> list[tuple[str, str]]:
    return [(row.severity, str(row.tag.label)) for row in rows(member)]


def visited(member, placement, day=MONDAY):
    with clock_at(at(day)), acting_in(member.jobcentre_id, membership_id=member.pk):
        actions.hold_visits([placement], actor=Viewer.of(member), held_on=day)


def all_well(member, **facts):
    """A placement that needs nothing: answered and visited."""
    placement = running(member, **facts)
    for week in placement.weeks:
        if week.week_starts_on < MONDAY:
            with clock_at(at(week.due_on, 14)):
                answered(placement, week.week_starts_on)
    visited(member, placement)
    return placement


def test_nothing_waits_when_all_is_well(nora):
    all_well(nora)
    assert rows(nora) == []


def test_help_comes_before_absence(nora):
    one, other = all_well(nora), all_well(nora)
    answered(one, MONDAY, absent_days=[1], note="Ringede ikke")
    answered(other, MONDAY, rating="needs_action", note="Hvad gør vi?")
    help_row, absence = rows(nora, "now")
    assert "Hvad gør vi?" in help_row.why
    assert help_row.extra["form"]["url"].endswith("/gjort/")
    assert "Ringede ikke" in absence.why
    assert "mandag" in absence.why or "Monday" in absence.why


def test_a_handled_week_leaves(nora, acting):
    placement = all_well(nora)
    check_in = answered(placement, MONDAY, rating="needs_action")
    assert len(rows(nora)) == 1
    with acting(nora) as viewer:
        actions.handle_needs_action(check_in, actor=viewer, what="Ringet")
    assert rows(nora) == []


@pytest.mark.parametrize(
    ("day", "hour", "is_there"),
    [
        (MONDAY + timedelta(days=4), 16, False),  # Friday: the link is out
        (MONDAY + timedelta(days=7), 16, False),  # Monday: reminded once
        (MONDAY + timedelta(days=8), 8, True),  # Tuesday: the consultant rings
    ],
)
def test_silence_reaches_the_consultant_on_tuesday(nora, day, hour, is_there):
    placement = all_well(nora)
    with clock_at(at(day, hour)):
        visited(nora, placement, day)
        silent = [row for row in rows(nora) if "silent" in row.key]
        assert bool(silent) is is_there
        if is_there:
            assert "2026-W47" in silent[0].actions[-1].url
            assert "Uge 47" in silent[0].why or "Week 47" in silent[0].why


def test_a_week_with_a_holiday_is_due_on_its_last_working_day(nora):
    easter = MONDAY.replace(year=2027, month=3, day=30)  # Tuesday after Easter Monday
    with clock_at(at(easter)):
        placement = running(nora, weeks_ago=2)
        answered(placement, MONDAY.replace(year=2027, month=3, day=15))
        assert not any("silent" in row.key for row in rows(nora))
    with clock_at(at(easter + timedelta(days=2))):
        assert any("silent" in row.key for row in rows(nora))


def test_a_missing_visit_is_one_row_for_everybody_at_the_workplace(nora):
    first = running(nora)
    running(nora, place=a_place(nora, first.place.workplace), mentor=first.mentor)
    [row] = [row for row in rows(nora) if row.key.startswith("visit")]
    assert len(row.extra["held_today"]) == 2


def test_a_planned_visit_stands_on_the_day(nora, acting):
    placement = all_well(nora)
    with acting(nora) as viewer:
        actions.plan_visit(placement, actor=viewer, due_on=MONDAY + timedelta(days=2))
    [row] = rows(nora)
    assert row.extra["agenda"]
    with acting(nora) as viewer:
        actions.plan_visit(placement, actor=viewer, due_on=MONDAY + timedelta(days=7))
    assert rows(nora) == []


def test_the_end_is_seen_14_days_before_until_it_is_extended(nora, acting):
    placement = all_well(nora, weeks_ago=11)
    [row] = rows(nora)
    assert row.key.startswith("ends") and "§ 7 a" in row.why
    with acting(nora) as viewer:
        actions.extend_placement(
            placement, actor=viewer, ends_on=placement.ends_on + timedelta(weeks=2), assessment="Ja"
        )
    assert rows(nora) == []


def test_what_should_start_or_has_ended_stands_first(nora):
    mette_place = a_place(nora)
    agreed(nora, place=mette_place, mentor=a_mentor(nora, mette_place.workplace))
    agreed(nora)
    found = rows(nora, "now")
    assert [row.actions[0].method for row in found] == ["post", "get"]  # no mentor: open it
    over = all_well(nora, weeks_ago=3, ends_on=MONDAY + timedelta(days=1))
    assert any(row.key == f"over-{over.public_id}" for row in rows(nora, "now"))


def test_a_draft_is_nobodys_hurry(nora):
    planned(nora)
    assert rows(nora) == []


def test_the_queue_is_the_consultants_own(nora, tine, sol, carl):
    placement = all_well(nora)
    answered(placement, MONDAY, rating="needs_action")
    assert [len(rows(member)) for member in (nora, tine, sol, carl)] == [1, 0, 0, 0]


def test_the_page_says_what_waits_and_why(nora, client_as):
    placement = all_well(nora)
    answered(placement, MONDAY, rating="needs_action", note="Hvad gør vi nu?")
    client = client_as(nora)
    page = client.get("/").content.decode()
    assert "Hvad gør vi nu?" in page
    assert placement.citizen.short_name in page
    assert "35" in page  # the cap


def test_a_row_is_dealt_with_by_htmx_and_without(nora, client_as):
    one, other = all_well(nora), all_well(nora)
    first = answered(one, MONDAY, rating="needs_action")
    second = answered(other, MONDAY, rating="needs_action")
    client = client_as(nora)
    fragment = client.post(
        f"/ugestatus/{first.public_id}/gjort/",
        {"what": "Ringet", "from": "day"},
        HTTP_HX_REQUEST="true",
    )
    text = fragment.content.decode()
    assert fragment.status_code == 200 and text.strip().startswith('<div id="queue"')
    assert str(first.public_id) not in text and str(second.public_id) in text
    whole = client.post(f"/ugestatus/{second.public_id}/gjort/", {"quick": "Ringet", "from": "day"})
    assert (whole.status_code, whole["Location"]) == (302, "/")
    assert str(second.public_id) not in client.get("/").content.decode()


def test_a_start_and_a_visit_in_one_click(nora, client_as):
    place = a_place(nora)
    agreed(nora, place=place, mentor=a_mentor(nora, place.workplace))
    client = client_as(nora)
    [row] = rows(nora)
    answer = client.post(row.actions[0].url, {"from": "day"}, HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    placement = running(nora)
    client.post(
        "/besoeg/",
        {
            "from": "day",
            "placements": [str(placement.public_id)],
            "held_on": "2026-11-18",
            "channel": "visit",
        },
    )
    with acting_in(nora.jobcentre_id):
        assert placement.visits.filter(held_on__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("nora", 200), ("carl", 200), ("bente", 200), ("tine", 200), ("mads", 302)]
)
def test_everybody_has_a_place_to_begin(who, status, people, client_as):
    assert client_as(people[who]).get("/").status_code == status


def test_the_day_costs_the_same_with_six_as_with_one(nora, client_as):
    client = client_as(nora)

    def measure() -> int:
        return queries_of(client, "/")

    def one_more() -> None:
        placement = running(nora, weeks_ago=11)
        answered(placement, MONDAY, rating="needs_action")

    one_more()
    measure()
    one = measure()
    for _ in range(5):
        one_more()
    assert measure() == one
    assert one <= 12, one


def test_every_gate_is_the_same_for_all(nora):
    """A kind's `waiting` is part of a kept query: it may not ask the time or what one may."""
    gates = tuple(kind.waiting for kind in queue_kinds.values() if kind.waiting)
    along = tuple(kind.along for kind in queue_kinds.values() if kind.along)
    assert len(gates) > 5
    asked = {"jobcentre": nora.jobcentre_id, "me": nora.pk, "team": None, "day": today()}
    with acting_in(nora.jobcentre):
        for role in Role.values:
            roles = frozenset({role})
            for gate in gates:
                assert len(_waits((gate,), (), 9, roles, **asked)) == 1, gate
            assert len(_waits((), along, 9, roles, **asked)) == 1
