"""What a citizen brings and what is in the way: written by the team, barriers seen by it alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.access import barriers_visible_to, get_masked_citizen
from citizens.actions import (
    add_profile_line,
    add_team_member,
    ask_for_access,
    change_barrier,
    grant_access,
    lift_barrier,
    open_barrier,
    remove_profile_line,
    remove_team_member,
    take_over_barrier,
)
from citizens.models import Barrier, Citizen, ProfileLine, ProfileWord
from citizens.words import row_of, words_offered
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.handover import handover_kinds
from jobcenter.models import Event, Jobcentre, Membership
from jobcenter.once import new_once
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


def a_barrier(citizen: Citizen, viewer: Viewer, nora: Membership, **over: Any) -> Barrier:
    """Open a barrier as the viewer."""
    facts = {"word": "oekonomi", "owner": nora, "text": "Rykkere fylder"}
    return open_barrier(citizen, actor=viewer, **(facts | over))


def grant(citizen: Citizen, asker: Membership, leader: Membership) -> None:
    """Give somebody outside the team access to read."""
    with acting_in(asker.jobcentre_id, membership_id=asker.pk):
        viewer = Viewer.of(asker)
        asked = ask_for_access(
            get_masked_citizen(viewer, citizen.public_id), actor=viewer,
            reason="En plads, der måske passer.",
        )  # fmt: skip
        grant_access(asked, actor=Viewer.of(leader), until=today() + timedelta(days=5))


def test_a_jobcentre_has_everybodys_words_and_its_own(north: Jobcentre, south: Jobcentre) -> None:
    def codes(jobcentre: Jobcentre) -> list[str]:
        return [word.code for word in words_offered(jobcentre.pk, "barrier")]

    with acting_in(south):
        ProfileWord.objects.create(
            jobcentre=south, kind="barrier", code="eget", name_da="Eget", name_en="Own"
        )
        ProfileWord.objects.create(
            jobcentre=south, kind="barrier", code="bolig", name_da="Bolig", name_en="Housing",
            is_offered=False,
        )  # fmt: skip
        assert codes(south)[-1] == "eget", "one's own come last"
        assert "bolig" not in codes(south), "taken off the list here"
        assert row_of(south.pk, "barrier", "bolig") is None
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileWord.objects.create(
                jobcentre=south, kind="barrier", code="eget", name_da="Eget", name_en="Own"
            )
    with acting_in(north):
        assert "bolig" in codes(north)
        assert "eget" not in codes(north), "another jobcentre's"
        assert row_of(north.pk, "barrier", "eget") is None
        first = row_of(north.pk, "barrier", "bolig")
        assert first == row_of(north.pk, "barrier", "bolig"), "made once"


def test_lines_are_written_and_taken_away(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        line = add_profile_line(
            kim, actor=viewer, kind="work", word="lager", place="Ø's Lager",
            from_year=2010, to_year=2014,
        )  # fmt: skip
        add_profile_line(kim, actor=viewer, kind="resource", text="Kan \u202evendt tekst\nog to")
        assert ProfileLine.objects.get(kind="resource").text == "Kan vendt tekst og to"
        remove_profile_line(line, actor=viewer)
        remove_profile_line(line, actor=viewer)  # twice is no mistake
        assert ProfileLine.objects.count() == 1
        assert Event.objects.filter(kind="citizen.profile").count() == 3


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "work", "text": "  "}, "profile_empty"),
        ({"kind": "nothing", "text": "x"}, "profile_kind"),
        ({"kind": "work", "text": "x", "from_year": 2014, "to_year": 2010}, "years_backwards"),
        ({"kind": "work", "text": "x", "from_year": 2999}, "year_ahead"),
        ({"kind": "work", "word": "bolig"}, "word_unknown"),
    ],
)
def test_lines_refuse_nonsense(
    facts: dict[str, Any], code: str, kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            add_profile_line(kim, actor=viewer, **facts)
        assert refused.value.code == code
        assert not ProfileLine.objects.exists()


def test_a_language_is_named_once(kim: Citizen, nora: Membership, acting: Acting) -> None:
    with acting(nora) as viewer:
        danish = "da"
        add_profile_line(kim, actor=viewer, kind="language", word=danish, level="fluent")
        with pytest.raises(Refused) as refused:
            add_profile_line(kim, actor=viewer, kind="language", word=danish)
        assert refused.value.code == "profile_twice"


def test_only_the_case_team_writes(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, sol: Membership,
    acting: Acting,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        barrier = a_barrier(kim, viewer, nora)
    grant(kim, bente, tine)
    with acting(bente) as viewer:
        for write in (
            lambda: add_profile_line(kim, actor=viewer, kind="work", text="x"),
            lambda: a_barrier(kim, viewer, nora),
            lambda: lift_barrier(barrier, actor=viewer, version=1, how="Hjælp"),
        ):
            with pytest.raises(PermissionDenied):
                write()
    with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
        lift_barrier(barrier, actor=viewer, version=1, how="Hjælp")


def test_a_rolled_back_barrier_leaves_nothing(
    kim: Citizen, nora: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        with transaction.atomic():
            a_barrier(kim, viewer, nora)
            transaction.set_rollback(True)
        assert not Barrier.objects.exists()
        assert not Event.objects.filter(kind="citizen.barrier_opened").exists()


def test_a_barrier_is_opened_changed_and_lifted(
    kim: Citizen, nora: Membership, bente: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            a_barrier(kim, viewer, bente)
        assert refused.value.code == "owner_outside"
        add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
        barrier = a_barrier(kim, viewer, bente)
        with pytest.raises(Refused) as refused:
            a_barrier(kim, viewer, nora)
        assert refused.value.code == "barrier_open"
        change_barrier(barrier, actor=viewer, version=1, text="En aftale mangler", owner=nora)
        with pytest.raises(Stale):
            lift_barrier(barrier, actor=viewer, version=1, how="Gældsrådgiver")
        with pytest.raises(Refused):
            lift_barrier(barrier, actor=viewer, version=2, how=" ")
        yesterday = today() - timedelta(days=1)
        with pytest.raises(Refused) as refused:
            lift_barrier(barrier, actor=viewer, version=2, how="Ja da", lifted_on=yesterday)
        assert refused.value.code == "barrier_backwards"
        done = lift_barrier(barrier, actor=viewer, version=2, how="Gældsrådgiver")
        assert (done.lifted_on, done.lifted_by_id) == (today(), nora.pk)
        with pytest.raises(Refused):
            lift_barrier(barrier, actor=viewer, version=3, how="Igen")
        a_barrier(kim, viewer, nora)  # the same again, as a row of its own
        texts = Event.objects.filter(group="barrier").values_list("text", flat=True)
        assert set(texts) == {""}, "a timeline never tells what is in the way"


def test_granted_access_does_not_show_barriers(
    client_as: ClientAs, kim: Citizen, nora: Membership, bente: Membership, tine: Membership,
    acting: Acting,
) -> None:  # fmt: skip
    with acting(nora) as viewer:
        add_profile_line(kim, actor=viewer, kind="competence", text="Bager surdejsbrød")
        barrier = a_barrier(kim, viewer, nora)
    grant(kim, bente, tine)
    page = reverse("citizens:page", args=[kim.public_id])
    hers = client_as(bente).get(page).content.decode()
    assert "Bager surdejsbrød" in hers
    for hidden in ("Økonomi og gæld", "Rykkere fylder", "Barriere"):
        assert hidden not in hers
    mine = client_as(nora).get(page).content.decode()
    assert "Økonomi og gæld" in mine
    assert "Rykkere fylder" in mine
    url = reverse("citizens:lift_barrier", args=[kim.public_id, barrier.public_id])
    assert client_as(bente).get(url).status_code == 403
    with acting(bente) as viewer:
        assert not barriers_visible_to(viewer).exists()


def test_the_pages_write_and_refuse(client_as: ClientAs, kim: Citizen, nora: Membership) -> None:
    client = client_as(nora)
    url = reverse("citizens:profile", args=[kim.public_id, "work"])
    form = {"text": "Ældrepleje & <b>omsorg</b>", "from_year": "2015", "once": new_once()}
    assert client.post(url, form | {"to_year": "2010"}).status_code == 422
    assert client.post(url, {"once": new_once()}).status_code == 422
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302, "a double click"
    page = client.get(url).content.decode()
    assert page.count("Ældrepleje &amp; &lt;b&gt;") == 2, "once, and in its button"
    assert client.get(reverse("citizens:profile", args=[kim.public_id, "x"])).status_code == 404
    assert client.post(url, {"text": "x" * 301, "once": new_once()}).status_code == 422


def test_two_change_a_barrier_at_once(
    client_as: ClientAs, kim: Citizen, nora: Membership, acting: Acting
) -> None:
    client = client_as(nora)
    form = {
        "word": "bolig", "text": "Bor på sofaen", "owner": str(nora.public_id),
        "once": new_once(),
    }  # fmt: skip
    new = reverse("citizens:new_barrier", args=[kim.public_id])
    assert client.post(new, form | {"word": "findes-ikke"}).status_code == 422
    assert client.post(new, form | {"opened_on": "2999-01-01"}).status_code == 422
    assert client.post(new, form).status_code == 302
    assert client.post(new, form | {"once": new_once()}).status_code == 422
    with acting(nora):
        barrier = Barrier.objects.get()
    url = reverse("citizens:barrier", args=[kim.public_id, barrier.public_id])
    change = {"text": "Mangler en bolig", "owner": str(nora.public_id), "version": "1"}
    assert client.post(url, change).status_code == 302
    late = client.post(url, change | {"text": "Noget andet"})
    assert late.status_code == 409
    assert "Mangler en bolig" in late.content.decode()
    assert "Noget andet" in late.content.decode()
    lift = reverse("citizens:lift_barrier", args=[kim.public_id, barrier.public_id])
    assert client.post(lift, {"how": "", "version": "2"}).status_code == 422
    stale = client.post(lift, {"how": "Fik en lejlighed", "version": "1"})
    assert stale.status_code == 422
    assert "Mangler en bolig" in stale.content.decode()
    assert client.post(lift, {"how": "Fik en lejlighed", "version": "2"}).status_code == 302
    page = client.get(reverse("citizens:page", args=[kim.public_id])).content.decode()
    assert "Fik en lejlighed" in page


def test_a_colleague_who_leaves_hands_barriers_over(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, acting: Acting
) -> None:
    with acting(nora) as viewer:
        barrier = a_barrier(kim, viewer, nora)
    kind = handover_kinds["citizens.barriers"]
    with acting(tine) as viewer:
        [row] = kind.find(viewer, nora.pk, 5)
        assert "Kim" not in row.title + row.detail
        assert kind.count(viewer, nora.pk) == 1
        assert kind.hand_over(viewer, nora.pk, bente, None, set()) == 1
        barrier.refresh_from_db()
        assert barrier.owner_id == bente.pk
        assert kim.team.filter(membership=bente).exists()
        with pytest.raises(PermissionDenied):
            kind.hand_over(Viewer.of(nora), bente.pk, nora, None, set())


def test_handing_over_is_no_way_into_a_case_team(
    kim: Citizen, nora: Membership, bente: Membership, tine: Membership, acting: Acting
) -> None:
    """A leader takes no barrier for herself, and who left the team brings nobody in."""
    kind = handover_kinds["citizens.barriers"]
    with acting(nora) as viewer:
        barrier = a_barrier(kim, viewer, nora)
    with acting(tine) as viewer:
        with pytest.raises(Refused, match="Choose a colleague"):
            kind.hand_over(viewer, nora.pk, tine, None, set())
        add_team_member(kim, actor=viewer, membership=bente, function="case_worker")
        remove_team_member(kim.team.get(membership=nora, to_on=None), actor=viewer)
        barrier.refresh_from_db()
        assert barrier.owner_id == bente.pk  # it never stays with who has left
        Barrier.objects.filter(pk=barrier.pk, jobcentre=kim.jobcentre).update(owner=nora)
    with acting(nora) as viewer:
        barrier.refresh_from_db()
        with pytest.raises(PermissionDenied):
            take_over_barrier(barrier, bente, actor=viewer)


def test_the_page_does_not_grow_with_what_is_known(
    client_as: ClientAs, nora: Membership, acting: Acting
) -> None:
    citizen = make_citizen(nora)
    codes = ["helbred", "transport", "bolig", "sprog", "familie", "netvaerk"]

    def grow(number: int) -> None:
        with acting(nora) as viewer:
            for code in codes[:number]:
                codes.remove(code)
                barrier = a_barrier(citizen, viewer, nora, word=code)
                add_profile_line(citizen, actor=viewer, kind="work", text=f"Job {code}")
                if len(codes) % 2:
                    lift_barrier(barrier, actor=viewer, version=1, how="Med hjælp")

    grow(1)
    client = client_as(nora)
    urls = [
        reverse("citizens:page", args=[citizen.public_id]),
        reverse("citizens:profile", args=[citizen.public_id, "work"]),
        reverse("citizens:new_barrier", args=[citizen.public_id]),
    ]
    client.get(urls[0])
    before = [queries_of(client, url) for url in urls]
    grow(5)
    assert [queries_of(client, url) for url in urls] == before
    assert max(before) <= MOST_QUERIES
