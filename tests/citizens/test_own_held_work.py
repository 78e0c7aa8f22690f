"""Everything about me tells of plan, conversations, offers, support and files – to the citizen."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.actions.documents import add_document, remove_document
from citizens.actions.frames import set_frame
from citizens.actions.offers import end_stay, refer, start_stay
from citizens.actions.plan import add_goal, add_step, change_goal, change_step, move_step
from citizens.actions.plan_voice import answer_voice, say_of_plan
from citizens.actions.support import end_support, grant_support, write_use
from citizens.actions.talk import add_note, agree_next_step, begin_talk, mark_wheel, write_talk
from citizens.models import Citizen
from citizens.own import held_work
from jobcenter.clock import today
from jobcenter.models import Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_own_held import door_of
from tests.citizens.test_range import an_offer

Acting = Callable[[Any], AbstractContextManager[Viewer]]
D = Decimal


def fill(citizen: Citizen, nora: Membership, ole: Membership, mark: str, offers: Any) -> None:
    """Write one of everything about a citizen; every word of it begins with the mark."""
    project, help_ = offers
    day = today() + timedelta(days=9)
    viewer = Viewer.of(nora)
    goal = add_goal(citizen, actor=viewer, text=f"{mark}goal-before")
    goal = change_goal(goal, actor=viewer, version=1, text=f"{mark}goal")
    facts: dict[str, Any] = {"doer": "citizen", "owner": nora, "due_on": day}
    step = add_step(goal, actor=viewer, text=f"{mark}step-before", **facts)
    step = change_step(
        step, actor=viewer, version=1, text=f"{mark}step", proof=f"{mark}proof", **facts
    )
    own = Viewer(citizen.jobcentre_id, kind="citizen", subject=citizen.public_id)
    say_of_plan(citizen, actor=own, kind="agree", text=f"{mark}yes", version=4, through="own")
    wish = say_of_plan(citizen, actor=own, kind="wish", text=f"{mark}wish", version=0,
                       through="link")  # fmt: skip
    answer_voice(wish, actor=viewer, answer=f"{mark}answer")
    move_step(step, actor=viewer, version=2, to="dropped", reason=f"{mark}off")
    talk = begin_talk(citizen, actor=viewer, focus=f"{mark}focus")
    talk = write_talk(
        talk, actor=viewer, version=1, focus=f"{mark}focus", motivation=7, why=f"{mark}why"
    )
    mark_wheel(talk, actor=viewer, marks={"health": 3})
    add_note(talk, actor=viewer, signpost="prevent", text=f"{mark}note")
    agree_next_step(
        talk, actor=viewer, goal=goal, text=f"{mark}next", proof="Set", due_on=day, owner=nora
    )
    stay = refer(citizen, project, actor=viewer, owner=nora, lower_reason="other",
                 lower_text=f"{mark}lower")  # fmt: skip
    stay = start_stay(stay, actor=viewer, version=1, started_on=today())
    end_stay(stay, actor=viewer, version=2, outcome="stopped", ended_on=today(),
             outcome_text=f"{mark}outcome")  # fmt: skip
    given = grant_support(
        citizen, help_, actor=viewer, owner=nora, hours=D("4.5"), amount=None, from_on=today(),
        until_on=day, purpose=f"{mark}purpose",
    )  # fmt: skip
    write_use(given, actor=viewer, version=1, used_on=today(), number=D("1.5"))
    end_support(given, actor=viewer, version=2, effect="some", ended_on=today(),
                effect_text=f"{mark}effect")  # fmt: skip
    add_document(citizen, actor=viewer, kind="cv", title=f"{mark}file", content=b"%PDF-1.7 CV")
    gone = add_document(citizen, actor=viewer, kind="cv", title=f"{mark}gone",
                        content=b"%PDF-1.7 CV2")  # fmt: skip
    remove_document(gone, actor=viewer)


WORDS = [
    "goal-before", "goal", "step-before", "step", "proof", "yes", "wish", "answer", "off", "focus",
    "why", "note", "next", "lower", "outcome", "purpose", "effect", "file", "gone",
]  # fmt: skip


@pytest.fixture
def two(
    nora: Membership, ole: Membership, tine: Membership, acting: Acting
) -> tuple[Citizen, Citizen]:
    """Kim and Freja: of both as much is written."""
    offers = (
        an_offer(ole, name="Grøn Gruppe", priority=2),
        an_offer(ole, name="Psykolog", kind="support", help="psychologist"),
    )
    an_offer(ole, name="Øverst", priority=1)
    with acting_in(tine.jobcentre_id, membership_id=tine.pk):
        set_frame(nora, actor=Viewer.of(tine), hours=D(10), amount=D(1000), version=0)
    kim = make_citizen(nora, first_name="Kim", last_name="O'Kjær")
    freja = make_citizen(nora, first_name="Freja", last_name="Østergaard")
    with acting(nora):
        fill(kim, nora, ole, "qkim-", offers)
        fill(freja, nora, ole, "qfreja-", offers)
    return kim, freja


def test_each_is_on_the_page_and_in_the_file_of_one_citizen_alone(
    two: tuple[Citizen, Citizen],
) -> None:
    kim, _freja = two
    client = door_of(kim)
    page = client.get(reverse("own:held")).text
    data = client.post(reverse("own:file"), {"form": "json"}).text
    for said in (page, data):
        for word in WORDS:
            assert f"qkim-{word}" in said, word
        assert "qfreja-" not in said
        for word in ("Grøn Gruppe", "Psykolog", "4,5 timer", "1,5 timer", "7 af 10"):
            assert word in said, word
    codes = {each["code"] for each in json.loads(data)["sections"]}
    assert {"plan", "talks", "stays", "support", "documents"} <= codes
    paper = client.post(reverse("own:file"), {"form": "pdf"})
    assert paper.content.startswith(b"%PDF")


def test_the_kinds_refuse_a_colleague(two: tuple[Citizen, Citizen], nora: Membership,
                                      acting: Acting) -> None:  # fmt: skip
    from citizens.own.facts import everything

    with acting(nora) as viewer, pytest.raises(ValueError, match="alone"):
        everything(viewer, two[0])


def test_one_query_however_much(two: tuple[Citizen, Citizen], nora: Membership,
                                acting: Acting) -> None:  # fmt: skip
    kim, _freja = two
    client = door_of(kim)
    client.get(reverse("own:held"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("own:held"))
    with acting(nora) as viewer:
        for number in range(5):
            goal = add_goal(kim, actor=viewer, text=f"Mål {number}")
            add_step(goal, actor=viewer, text="Ring", doer="citizen", owner=nora, due_on=today())
            add_document(kim, actor=viewer, kind="cv", title=f"{number}", content=b"%PDF-1.7 x")
    with CaptureQueriesContext(connection) as more:
        client.get(reverse("own:held"))
    assert len(more) == len(few)
    frame = ("set_config", "SAVEPOINT")
    told = [each["sql"] for each in few if not any(word in each["sql"] for word in frame)]
    assert len(told) <= 12, len(told)


def test_more_than_fits_is_said(monkeypatch: pytest.MonkeyPatch, two: tuple[Citizen, Citizen],
                                north: Any) -> None:  # fmt: skip
    kim, _freja = two
    monkeypatch.setattr(held_work, "MOST", 1)
    viewer = Viewer(kim.jobcentre_id, kind="citizen", subject=kim.public_id)
    with acting_in(north):
        told = held_work.documents(viewer, kim).facts
    assert told[0].value == "qkim-gone"
    assert len(told) == 2, "one, and that there are more"
