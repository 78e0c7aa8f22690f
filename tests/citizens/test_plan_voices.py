"""The citizen reads the plan through the door or on our screen, speaks, and is answered."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from citizens.actions.own import close_access
from citizens.actions.plan import add_goal, change_goal
from citizens.actions.plan_voice import (
    answer_voice,
    close_plan_links,
    say_of_plan,
    send_plan_link,
)
from citizens.mails.plan import PLAN_LINK, PlanLink, plan_link
from citizens.models import Citizen, Plan, PlanGoal, PlanVoice
from citizens.own.door import let_in
from citizens.queue.plan import voice_rows
from followup.models import Message
from followup.queue import work_queue
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import AccessLog, Door, Event, Jobcentre, Membership
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_plan import a_step
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


@pytest.fixture
def anna(nora: Membership) -> Citizen:
    """A citizen with an address and a birthday."""
    return make_citizen(nora, first_name="Anna", last_name="D'Ørsted", email="anna@mail.example")


def at_the_door(citizen: Citizen) -> Viewer:
    """Return the citizen's own viewer."""
    return Viewer(citizen.jobcentre_id, kind="citizen", subject=citizen.public_id)


def path_of(citizen: Citizen) -> str:
    """Make a link and return its path."""
    return "/" + plan_link(citizen).split("/", 3)[3]


def born(citizen: Citizen, **over: int) -> dict[str, int]:
    """Return the birthday form, filled."""
    assert citizen.birth_date
    return {"day": citizen.birth_date.day, "month": citizen.birth_date.month} | over


def opened(citizen: Citizen, client: Client, acting: Acting, who: Any) -> str:
    """Go through the door and return the address of the opened page."""
    with acting(who):
        path = path_of(citizen)
    answer = client.post(path, born(citizen))
    assert answer.status_code == 302
    return str(answer["Location"]).partition("?")[0]


def a_plan(citizen: Citizen, viewer: Viewer, nora: Membership) -> PlanGoal:
    """Write a plan of one goal and one step."""
    goal = add_goal(citizen, actor=viewer, text="Et job i en kantine")
    a_step(goal, viewer, nora)
    return goal


def say(citizen: Citizen, kind: str, text: str = "", version: int = 2, **over: Any) -> PlanVoice:
    """Speak as the citizen."""
    facts = {"actor": at_the_door(citizen), "through": "link"} | over
    return say_of_plan(citizen, kind=kind, text=text, version=version, **facts)


def test_yes_and_no_are_kept_with_what_was_read(
    anna: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        goal = a_plan(anna, viewer, nora)
        yes = say(anna, "agree")
        assert yes.as_read[0]["goal"] == "Et job i en kantine"
        assert not yes.waits
        change_goal(goal, actor=viewer, version=1, text="Et job i et køkken")
        with pytest.raises(Stale):
            say(anna, "agree")
        with pytest.raises(Refused) as refused:
            say(anna, "disagree", " \n ", version=3)
        assert refused.value.code == "voice_empty"
        no = say(anna, "disagree", "Jeg vil hellere D'Angelos køkken\nog om aftenen", version=3)
        assert no.answer_by
        assert no.answer_by > today()
        assert [v.plan_version for v in PlanVoice.objects.order_by("id")] == [2, 3]
        texts = Event.objects.filter(group="plan").values_list("text", flat=True)
        assert set(texts) == {""}, "a timeline never repeats the words"


def test_an_own_goal_is_in_the_plan_and_waits_for_us(
    anna: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        voice = say(anna, "goal", "Kørekort")
        assert voice.goal
        assert (voice.goal.text, voice.goal.origin) == ("Kørekort", "citizen")
        assert Plan.objects.get().version == voice.plan_version == 1
        say(anna, "wish", "Et sted tæt på")
        assert [str(row.title)[:7] for row in voice_rows(viewer, today(), 5)] == ["Anna D."] * 2
        assert "citizens.plan_voices" in {each.kind.code for each in work_queue(viewer)}
        answer_voice(voice, actor=viewer, answer="Vi ser på det på torsdag")
        with pytest.raises(Refused) as refused:
            answer_voice(voice, actor=viewer, answer="Og en gang til")
        assert refused.value.code == "voice_answered"
        assert len(voice_rows(viewer, today(), 5)) == 1
    with clock_at(now() + timedelta(days=14)), acting(nora) as viewer:
        assert [row.severity for row in voice_rows(viewer, today(), 5)] == ["now"]


def test_nobody_speaks_or_answers_for_another(
    anna: Citizen, kim: Citizen, nora: Membership, bente: Membership, tine: Membership,
    sol: Membership, acting: Acting,
) -> None:  # fmt: skip
    with acting(nora):
        with pytest.raises(NotYours):
            say(anna, "wish", "x y z", actor=at_the_door(kim))
        with pytest.raises(NotYours):
            say(anna, "wish", "x y z", actor=Viewer.of(nora))  # staff is not the citizen
        voice = say(anna, "wish", "Noget med dyr")
    grant(anna, bente, tine)
    with acting(bente) as viewer:
        assert voice_rows(viewer, today(), 5) == []
        with pytest.raises(PermissionDenied):
            answer_voice(voice, actor=viewer, answer="Ja da")
        with pytest.raises(PermissionDenied):
            say(anna, "wish", "x y z", actor=viewer, through="screen")
    with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
        answer_voice(voice, actor=viewer, answer="Ja da")


def test_too_many_and_half_answers_are_refused(
    anna: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora):
        for _ in range(20):
            say(anna, "wish", "x" * 5000)
        with pytest.raises(Refused) as refused:
            say(anna, "wish", "én til")
        assert refused.value.code == "voices_full"
        assert {len(text) for text in PlanVoice.objects.values_list("text", flat=True)} == {1000}
        for nonsense in ({"answer": "Ja"}, {"text": ""}, {"answer_by": None}, {"through": "own2"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PlanVoice.objects.update(**nonsense)


def test_a_rolled_back_voice_leaves_nothing(
    anna: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        with transaction.atomic():
            say(anna, "goal", "Kørekort")
            send_plan_link(anna, actor=viewer)
            transaction.set_rollback(True)
        assert not PlanGoal.objects.exists()
        assert not Message.objects.exists()


def test_the_door_asks_for_the_birthday_and_tells_nothing_before(
    anna: Citizen, nora: Membership, north: Jobcentre, acting: Acting, client: Client
) -> None:
    with acting(nora) as viewer:
        a_plan(anna, viewer, nora)
        path = path_of(anna)
    for _ in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert "Anna" not in page.content.decode()
        assert "kantine" not in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
    with acting(nora):
        assert not AccessLog.objects.filter(viewer_kind="citizen").exists(), "a look spends nothing"
    assert client.post(path, {"day": "x"}).status_code == 422
    wrong = born(anna, month=anna.birth_date.month % 12 + 1)
    assert client.post(path, wrong).status_code == 422
    url = str(client.post(path, born(anna))["Location"])
    page = client.get(url)
    assert "Et job i en kantine" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies, "nothing is left on a shared phone"
    assert not re.search(r"Anna|anna|rsted", url)
    with acting(nora):
        assert AccessLog.objects.get(viewer_kind="citizen").purpose == "citizen.plan_by_link"
    closing = client.post(url.partition("?")[0] + "luk/")
    assert "Siden er lukket" in closing.content.decode()
    typed = client.post(url, {"do": "wish", "text": "Min lange tekst"})
    assert typed.status_code == 410
    assert "Min lange tekst" in typed.content.decode(), "given back, not lost"
    assert "kantine" not in typed.content.decode()


def test_guessing_closes_the_link(
    anna: Citizen, nora: Membership, acting: Acting, client: Client
) -> None:
    with acting(nora):
        path = path_of(anna)
    wrong = born(anna, month=anna.birth_date.month % 12 + 1)  # type: ignore[union-attr]
    statuses = [client.post(path, wrong).status_code for _ in range(9)]
    assert statuses[0] == 422
    assert statuses[-1] == 410
    assert client.post(path, born(anna)).status_code == 410


def test_the_opened_page_closes_by_itself(
    anna: Citizen, nora: Membership, acting: Acting, client: Client
) -> None:
    url = opened(anna, client, acting, nora)
    with clock_at(now() + timedelta(minutes=20)):
        assert client.get(url).status_code == 200
    with clock_at(now() + timedelta(minutes=45)):
        assert client.get(url).status_code == 200, "put off by use"
    with clock_at(now() + timedelta(hours=3)):
        assert client.get(url).status_code == 410


def test_the_citizen_speaks_on_the_phone_and_reads_the_answer(
    anna: Citizen, nora: Membership, acting: Acting, client: Client, client_as: ClientAs
) -> None:
    with acting(nora) as viewer:
        a_plan(anna, viewer, nora)
    url = opened(anna, client, acting, nora)
    assert client.post(url, {"do": "verdict", "version": 2}).status_code == 422
    empty = client.post(url, {"do": "verdict", "verdict": "disagree", "text": "", "version": 2})
    assert empty.status_code == 422
    stale = client.post(url, {"do": "verdict", "verdict": "agree", "version": 1})
    assert "sagt=new" in stale["Location"]
    assert client.post(url, {"do": "wish", "text": "y" * 1001}).status_code == 422
    assert client.post(url, {"do": "wish", "text": "a\x00b"}).status_code == 422
    said = client.post(url, {"do": "wish", "text": "Et <b>køkken</b> hos D'Ø", "sprog": "en"})
    shown = client.get(said["Location"]).content.decode()
    assert "Et &lt;b&gt;køkken&lt;/b&gt; hos D&#x27;Ø" in shown
    assert 'lang="en"' in shown
    assert "You get an answer before" in shown
    staff = client_as(nora)
    page = staff.get(reverse("citizens:plan", args=[anna.public_id])).content.decode()
    assert "Et &lt;b&gt;køkken&lt;/b&gt;" in page
    with acting(nora):
        voice = PlanVoice.objects.get()
    answer = reverse("citizens:answer_voice", args=[anna.public_id, voice.public_id])
    assert staff.post(answer, {"answer": ""}).status_code == 422
    assert staff.post(answer, {"answer": "Ja – vi ringer på mandag"}).status_code == 302
    assert "Ja – vi ringer på mandag" in client.get(url).content.decode()


def test_the_same_page_on_our_screen(
    anna: Citizen, nora: Membership, bente: Membership, acting: Acting, client_as: ClientAs
) -> None:
    with acting(nora) as viewer:
        a_plan(anna, viewer, nora)
    url = reverse("citizens:plan_on_screen", args=[anna.public_id])
    client = client_as(nora)
    assert "Et job i en kantine" in client.get(url).content.decode()
    assert 'lang="en"' in client.get(url + "?sprog=en").content.decode()
    client.post(url, {"do": "verdict", "verdict": "agree", "version": 2})
    with acting(nora):
        voice = PlanVoice.objects.get()
        assert (voice.through, voice.heard_by_id) == ("screen", nora.pk)
    assert client_as(bente).get(url).status_code == 403


def test_links_are_sent_and_taken_back(
    anna: Citizen, kim: Citizen, nora: Membership, north: Jobcentre, acting: Acting, client: Client
) -> None:
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            send_plan_link(kim, actor=viewer)
        assert refused.value.code == "link_no_address"
        send_plan_link(anna, actor=viewer)
        send_plan_link(anna, actor=viewer)
        message = Message.objects.get(kind=PLAN_LINK, state="waiting")
        written = PlanLink().text(message, north)
        assert written
        assert written.link
        assert not re.search(r"Anna|rsted|kantine", f"{written}")
        path = "/" + written.link.url.split("/", 3)[3]
    assert client.get(path).status_code == 200
    with acting(nora) as viewer:
        close_plan_links(anna, actor=viewer)
        assert not Message.objects.filter(state="waiting").exists()
        assert not Door.objects.filter(revoked_at__isnull=True).exists()
    assert client.get(path).status_code == 410
    assert client.get(reverse("plan_door:link", args=["findes-ikke"])).status_code == 404


def test_the_pages_cost_the_same_with_more_voices(
    anna: Citizen, nora: Membership, acting: Acting, client: Client, client_as: ClientAs
) -> None:
    with acting(nora) as viewer:
        a_plan(anna, viewer, nora)
        say(anna, "wish", "Noget")
    urls = [
        (client_as(nora), reverse("citizens:plan", args=[anna.public_id])),
        (client_as(nora), reverse("citizens:plan_on_screen", args=[anna.public_id])),
        (client, opened(anna, client, acting, nora)),
    ]
    for each, url in urls:
        each.get(url)
    few = [queries_of(each, url) for each, url in urls]
    with acting(nora) as viewer:
        for at in range(5):
            say(anna, "wish", f"Noget {at}")
            say(anna, "goal", f"Et mål {at}")
    assert [queries_of(each, url) for each, url in urls] == few
    assert max(few) <= MOST_QUERIES, few


def test_the_own_page_opens_the_same_plan(
    anna: Citizen, nora: Membership, acting: Acting, client: Client
) -> None:
    with acting(nora) as viewer:
        a_plan(anna, viewer, nora)
    with acting(nora):
        response = HttpResponse()
        let_in(response, anna)
    client.cookies = response.cookies
    assert "Ét mål." in client.get(reverse("own:page")).content.decode()
    url = reverse("own:plan")
    page = client.get(url)
    assert "Et job i en kantine" in page.content.decode()
    assert page["Referrer-Policy"] != "no-referrer", "its forms are checked for where they are from"
    said = client.post(url, {"do": "verdict", "verdict": "agree", "version": 2})
    assert "Du sagde ja" in client.get(said["Location"]).content.decode()
    with acting(nora) as viewer:
        assert PlanVoice.objects.get().through == "own"
        close_access(anna, actor=viewer, reason="Telefonen er væk")
        path = path_of(anna)
        with pytest.raises(Refused):
            send_plan_link(anna, actor=viewer)
    assert client.get(path).status_code == 410, "a closed access closes the links, too"
    assert Client().get(url).status_code == 302
