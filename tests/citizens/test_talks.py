"""Conversations by the guide, for the case team; three answers afterwards, of nobody."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.actions.plan import add_goal
from citizens.actions.talk import (
    add_note,
    agree_next_step,
    begin_talk,
    finish_talk,
    mark_wheel,
    rate_talk,
    write_talk,
)
from citizens.models import Citizen, PlanStep, Talk, TalkNote, TalkRating, WheelMark
from citizens.queries.talk import before, get_talk, wheel_of
from citizens.rules import talk as rules
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event, Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_plan_voices import at_the_door
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 11, 22), date(2026, 10, 1)),
    ],
)
def test_a_day_lies_in_a_quarter(day: date, first: date) -> None:
    assert rules.quarter_of(day) == first


def test_the_wheel_turns_clockwise_from_the_top() -> None:
    assert rules.points([10, 5, None, 10], 100, 0) == [
        (0, -100), (50, 0), (0, 0), (-100, 0),
    ]  # fmt: skip


def test_a_conversation_from_focus_to_next_step(
    kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        talk = begin_talk(kim, actor=viewer)
        talk = write_talk(talk, actor=viewer, version=1, focus="Et job", motivation=7, why="Børn")
        with pytest.raises(Stale):
            write_talk(talk, actor=viewer, version=1, focus="Andet", motivation=None)
        with pytest.raises(Refused) as refused:
            write_talk(talk, actor=viewer, version=2, focus="", motivation=None, why="Uden tal")
        assert refused.value.code == "motivation_missing"
        mark_wheel(talk, actor=viewer, marks={"work": 3, "money": 5})
        mark_wheel(talk, actor=viewer, marks={"work": 4})
        assert WheelMark.objects.get().mark == 4, "anew, not beside"
        with pytest.raises(Refused):
            mark_wheel(talk, actor=viewer, marks={"work": 11})
        add_note(talk, actor=viewer, signpost="focus", text="x" * 900)
        assert len(TalkNote.objects.get().text) == 300
        goal = add_goal(kim, actor=viewer, text="Et job i en kantine")
        due = today() + timedelta(days=5)
        facts = {"goal": goal, "text": "Ring", "due_on": due, "owner": nora}
        with pytest.raises(Refused) as refused:
            agree_next_step(talk, actor=viewer, proof=" ", **facts)
        assert refused.value.code == "smart_proof"
        step = agree_next_step(talk, actor=viewer, proof="Opkaldet er gjort", **facts)
        assert PlanStep.objects.get().doer == "citizen"
        talk = finish_talk(get_talk(viewer, kim, talk.public_id), actor=viewer)
        assert talk.next_step_id == step.pk
        with pytest.raises(Refused) as refused:
            add_note(talk, actor=viewer, signpost="focus", text="Mere")
        assert refused.value.code == "talk_over"
        texts = Event.objects.filter(kind__startswith="citizen.talk")
        assert set(texts.values_list("text", flat=True)) == {""}


def test_last_time_stands_beside(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        mark_wheel(begin_talk(kim, actor=viewer), actor=viewer, marks={"work": 2, "home": 8})
    with clock_at(now() + timedelta(days=40)), acting(nora) as viewer:
        talk = begin_talk(kim, actor=viewer)
        mark_wheel(talk, actor=viewer, marks={"work": 6})
        talk = get_talk(viewer, kim, talk.public_id)
        wheel = wheel_of(talk, before(viewer, talk))
        spokes = {spoke.area: spoke for spoke in wheel.spokes}
        assert (spokes["work"].before, spokes["work"].now, spokes["work"].change) == (2, 6, 4)
        assert (spokes["home"].before, spokes["home"].change) == (8, None)
        assert wheel.now.startswith("190,80 ")


def test_only_the_case_team(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    acting: Acting, client_as: ClientAs,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        talk = begin_talk(kim, actor=viewer)
    grant(kim, bente, tine)
    with acting(bente) as viewer, pytest.raises(PermissionDenied):
        add_note(talk, actor=viewer, signpost="focus", text="Nej")
    with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
        finish_talk(talk, actor=viewer)
    for name, args in (("talks", []), ("talk", [talk.public_id])):
        url = reverse(f"citizens:{name}", args=[kim.public_id, *args])
        assert client_as(nora).get(url).status_code == 200
        assert client_as(bente).get(url).status_code == 403
        assert client_as(sol).get(url).status_code == 404


def test_three_answers_are_nobodys(
    kim: Citizen, nora: Membership, bente: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        talk = begin_talk(kim, actor=viewer)
        say = {"actor": at_the_door(kim), "through": "link"}
        with pytest.raises(Refused):
            rate_talk(talk, answers=[4, 3, 2], **say)  # not finished
        talk = finish_talk(talk, actor=viewer)
        with pytest.raises(Refused):
            rate_talk(talk, answers=[4, 3], **say)
        with pytest.raises(NotYours):
            rate_talk(talk, answers=[4, 3, 2], actor=Viewer.of(nora), through="link")
        history = talk.history.count()
        rate_talk(talk, answers=[4, 3, 2], **say)
        with pytest.raises(Refused) as refused:
            rate_talk(talk, answers=[4, 3, 2], **say)
        assert refused.value.code == "talk_rated"
        [kept] = TalkRating.objects.all()
        assert kept.quarter == rules.quarter_of(today())
        names = {field.name for field in TalkRating._meta.fields}
        assert names == {"id", "jobcentre", "quarter", "team", "heard", "decided", "knows"}
        assert talk.history.count() == history, "when it was answered is not kept either"
        with pytest.raises(IntegrityError), transaction.atomic():
            TalkRating.objects.update(heard=5)


def test_a_rolled_back_talk_leaves_nothing(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        with transaction.atomic():
            begin_talk(kim, actor=viewer)
            transaction.set_rollback(True)
        assert not Talk.objects.exists()
        assert not Event.objects.filter(kind="citizen.talk_begun").exists()


def test_the_pages_write_and_refuse(
    kim: Citizen, nora: Membership, acting: Acting, client_as: ClientAs
) -> None:
    client = client_as(nora)
    once = new_once()
    for _ in range(2):
        client.post(reverse("citizens:begin_talk", args=[kim.public_id]), {"once": once})
    with acting(nora) as viewer:
        talk = Talk.objects.get()
        goal = add_goal(kim, actor=viewer, text="Et job")

    def url(name: str) -> str:
        return reverse(f"citizens:{name}", args=[kim.public_id, talk.public_id])

    facts = {"focus": "D'Angelos <Ø>", "motivation": "8", "why": "Fordi", "version": 1}
    assert client.post(url("talk"), facts).status_code == 302
    assert client.post(url("talk"), facts | {"focus": "Andet"}).status_code == 409
    assert client.post(url("talk"), facts | {"motivation": "11", "version": 2}).status_code == 422
    assert client.post(url("talk_note"), {"signpost": "focus", "text": ""}).status_code == 422
    long = client.post(url("talk_note"), {"signpost": "focus", "text": "x" * 301})
    assert long.status_code == 422
    client.post(url("talk_note"), {"signpost": "prevent", "text": "Bussen"})
    assert client.post(url("talk_wheel"), {}).status_code == 422
    client.post(url("talk_wheel"), {"work": "4", "home": "9"})
    step = {
        "goal": str(goal.public_id), "text": "Ring", "proof": "Ringet", "doer": "citizen",
        "due_on": (today() + timedelta(days=4)).isoformat(), "sure": "5",
    }  # fmt: skip
    assert client.post(url("talk_step"), step).status_code == 422, "too big a step"
    assert client.post(url("talk_step"), step | {"sure": "8"}).status_code == 302
    shown = client.get(url("talk")).content.decode()
    for text in ("D&#x27;Angelos &lt;Ø&gt;", "Bussen", "<polygon", "Ringet"):
        assert text in shown
    client.post(url("finish_talk"))
    screen = reverse("citizens:plan_on_screen", args=[kim.public_id])
    assert "Tre korte spørgsmål" in client.get(screen).content.decode()
    answers = {"do": "rating", "heard": 4, "decided": 3, "talk": str(talk.public_id)}
    assert client.post(screen, answers).status_code == 422
    assert client.post(screen, answers | {"knows": 2}).status_code == 302
    assert "Tre korte spørgsmål" not in client.get(screen).content.decode()
    with acting(nora):
        assert TalkRating.objects.count() == 1


def test_the_pages_cost_the_same_with_more_rows(
    kim: Citizen, nora: Membership, acting: Acting, client_as: ClientAs
) -> None:
    with acting(nora) as viewer:
        mark_wheel(begin_talk(kim, actor=viewer), actor=viewer, marks={"work": 2})
        talk = begin_talk(kim, actor=viewer)
        add_note(talk, actor=viewer, signpost="focus", text="En")
    client = client_as(nora)
    urls = [
        reverse("citizens:talks", args=[kim.public_id]),
        reverse("citizens:talk", args=[kim.public_id, talk.public_id]),
    ]
    for url in urls:
        client.get(url)
    few = [queries_of(client, url) for url in urls]
    with acting(nora) as viewer:
        mark_wheel(talk, actor=viewer, marks={"work": 2, "home": 3, "money": 4})
        for at in range(5):
            add_note(talk, actor=viewer, signpost="move", text=f"Note {at}")
        begin_talk(kim, actor=viewer)
    assert [queries_of(client, url) for url in urls] == few
    assert max(few) <= MOST_QUERIES, few
