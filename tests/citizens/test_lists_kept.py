"""What an administrator decides on: words of the lists, and schemes kept open."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from citizens.actions.lists import add_word, keep_scheme, offer_word
from citizens.models import JobcentreScheme, MatchScheme, ProfileWord
from citizens.words import words_offered
from jobcenter.errors import NotYours, Refused
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from tests.citizens.test_pages import MOST_QUERIES, queries_of

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]


def test_an_administrator_adds_a_word_and_takes_one_off(
    client_as: ClientAs, ole: Membership, sol: Membership, acting: Acting
) -> None:
    client = client_as(ole)
    url = reverse("citizens:words") + "?liste=barrier"
    form = {"name_da": "Ingen kørekort & <b>cykel</b>", "name_en": "No licence or bicycle"}
    assert client.post(url, form | {"name_en": " "}).status_code == 422
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 422, "twice"
    page = client.get(url).content.decode()
    assert "Ingen kørekort &amp; &lt;b&gt;cykel" in page
    off = reverse("citizens:word", args=["barrier", "bolig"])
    assert client.post(off, {"tilbyd": "nej"}).status_code == 302
    with acting(ole) as viewer:
        codes = [word.code for word in words_offered(viewer.jobcentre_id, "barrier")]
        assert "bolig" not in codes
        assert codes[-1].startswith("egen-")
    assert client.post(off, {"tilbyd": "ja"}).status_code == 302
    with acting(ole) as viewer:
        assert ProfileWord.objects.get(code="bolig").is_offered
        with pytest.raises(NotYours):
            offer_word(actor=viewer, kind="barrier", code="findes-ikke", is_offered=False)
        with pytest.raises(NotYours):
            add_word(actor=viewer, kind="findes-ikke", name_da="x", name_en="x")
    with acting(sol) as viewer:
        codes = [word.code for word in words_offered(viewer.jobcentre_id, "barrier")]
        assert not any(code.startswith("egen-") for code in codes)


def test_schemes_are_kept_open_or_not(
    client_as: ClientAs, north: Jobcentre, ole: Membership, acting: Acting
) -> None:
    client = client_as(ole)
    page = reverse("citizens:schemes")
    assert client.get(page).status_code == 200
    url = reverse("citizens:scheme", args=["match-3"])
    assert client.post(url, {"aaben": "ja"}).status_code == 302
    assert client.post(url, {"aaben": "ja"}).status_code == 302
    with acting(ole) as viewer:
        assert JobcentreScheme.objects.get().scheme.code == "match-3"
        for code in ("2027-udkast", "lab-6"):
            with pytest.raises(Refused):
                keep_scheme(MatchScheme.objects.get(code=code), actor=viewer, is_kept=True)
    client.post(reverse("citizens:scheme", args=["2027-udkast"]), {"aaben": "ja"})
    client.post(url, {"aaben": "nej"})
    with acting(ole):
        assert not JobcentreScheme.objects.exists()
    assert queries_of(client, page) <= MOST_QUERIES
    assert queries_of(client, reverse("citizens:words")) <= MOST_QUERIES


def test_nobody_else_decides(nora: Membership, mads: Membership, acting: Acting) -> None:
    for somebody in (nora, mads):
        with acting(somebody) as viewer:
            with pytest.raises(PermissionDenied):
                add_word(actor=viewer, kind="barrier", name_da="x", name_en="x")
            with pytest.raises(PermissionDenied):
                offer_word(actor=viewer, kind="barrier", code="bolig", is_offered=False)
            with pytest.raises(PermissionDenied):
                keep_scheme(MatchScheme.objects.get(code="match-3"), actor=viewer, is_kept=True)
