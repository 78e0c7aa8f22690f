"""Files kept about a citizen: sealed, the case team's and the citizen's alone, gone for good."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from citizens.access.documents import documents_of, documents_visible_to, get_document
from citizens.actions.documents import add_document, remove_document
from citizens.models import Citizen, CitizenDocument
from jobcenter.errors import NotYours, Refused
from jobcenter.models import AccessLog, Event, Membership
from jobcenter.once import new_once
from jobcenter.viewer import Viewer
from tests.citizens.factories import make_citizen
from tests.citizens.test_pages import MOST_QUERIES, queries_of
from tests.citizens.test_profile import grant

ClientAs = Callable[[Membership], Client]
Acting = Callable[[Any], AbstractContextManager[Viewer]]
PDF = b"%PDF-1.7 Kims hemmelige CV"


def keep(citizen: Citizen, viewer: Viewer, **over: Any) -> CitizenDocument:
    """Keep a CV."""
    facts = {"kind": "cv", "title": "CV fra æøå & <b>søn</b>", "content": PDF}
    return add_document(citizen, actor=viewer, **(facts | over))


def test_a_document_is_kept_sealed_fetched_and_taken_away_for_good(
    nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    kim = make_citizen(nora)
    client = client_as(nora)
    page = reverse("citizens:documents", args=[kim.public_id])
    once = new_once()
    for _click in range(2):  # a double click keeps one
        form = {"once": once, "kind": "cv", "title": "CV fra æøå & <b>søn</b>"}
        file = SimpleUploadedFile("../../kims cv.exe", PDF, "application/x-msdownload")
        assert client.post(page, form | {"file": file}).status_code == 302
    with acting(nora):
        document = CitizenDocument.objects.get()
        assert b"hemmelige" not in bytes(document.content_encrypted)
        event = Event.objects.get(kind="citizen.document_added")
        assert "CV" not in event.text
    shown = client.get(page).content.decode()
    assert "CV fra æøå &amp; &lt;b&gt;søn" in shown
    url = reverse("citizens:document", args=[kim.public_id, document.public_id])
    answer = client.get(url)
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    with acting(nora):
        assert AccessLog.objects.filter(purpose="citizen.document").count() == 1
    take = reverse("citizens:take_document", args=[kim.public_id, document.public_id])
    assert client.post(take).status_code == 302
    assert client.get(url).status_code == 404
    assert client.post(take).status_code == 404
    with acting(nora), connection.cursor() as cursor:
        cursor.execute("SELECT content_encrypted FROM citizens_citizendocument")
        assert cursor.fetchall() == [(None,)]
        cursor.execute("SELECT count(*) FROM citizens_citizendocumentevent")
        assert cursor.fetchone()[0] == 2, "that it was here, and who took it away"
    assert queries_of(client, page) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"title": " \u200b "}, "document_untitled"),
        ({"content": b"MZ%PDF-"}, "file_type"),
        ({"content": b""}, "file_type"),
        ({"content": b"%PDF-" + b"x" * 10 * 1024 * 1024}, "file_too_large"),
    ],
)
def test_what_cannot_be_kept(
    nora: Membership, acting: Acting, over: dict[str, Any], code: str
) -> None:
    kim = make_citizen(nora)
    with acting(nora) as viewer:
        with pytest.raises(Refused) as refused:
            keep(kim, viewer, **over)
        assert refused.value.code == code
        assert not CitizenDocument.objects.exists()
        with pytest.raises(NotYours):
            keep(kim, viewer, kind="passport")


def test_a_wrong_file_is_said_at_the_file(nora: Membership, client_as: ClientAs) -> None:
    kim = make_citizen(nora)
    form = {"once": new_once(), "kind": "cv", "title": "CV"}
    page = reverse("citizens:documents", args=[kim.public_id])
    file = SimpleUploadedFile("cv.pdf", b"<html>", "application/pdf")
    answer = client_as(nora).post(page, form | {"file": file})
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["file"]


def test_granted_access_is_not_enough_and_another_jobcentre_finds_nothing(
    nora: Membership, bente: Membership, mads: Membership, sol: Membership, client_as: ClientAs,
    acting: Acting,
) -> None:  # fmt: skip
    kim = make_citizen(bente)
    with acting(bente) as viewer:
        document = keep(kim, viewer)
    page = reverse("citizens:documents", args=[kim.public_id])
    url = reverse("citizens:document", args=[kim.public_id, document.public_id])
    grant(kim, nora, mads)
    for path in (page, url):
        assert client_as(nora).get(path).status_code == 403
        assert client_as(mads).get(path).status_code in {403, 404}
        assert client_as(sol).get(path).status_code == 404
    with acting(nora) as viewer:
        assert not documents_visible_to(viewer).exists()
        with pytest.raises(PermissionDenied):
            keep(kim, viewer)
        with pytest.raises(PermissionDenied):
            remove_document(document, actor=viewer)
    overview = client_as(nora).get(reverse("citizens:page", args=[kim.public_id]))
    assert page not in overview.content.decode(), "the tab is not offered"


def test_one_citizens_document_is_not_anothers(nora: Membership, acting: Acting) -> None:
    kim, amira = make_citizen(nora), make_citizen(nora)
    with acting(nora) as viewer:
        document = keep(kim, viewer)
        with pytest.raises(NotYours):
            get_document(viewer, amira, document.public_id)
    with acting(nora):
        own = Viewer(kind="citizen", jobcentre_id=nora.jobcentre_id, subject=amira.public_id)
        assert documents_of(own, amira) == []
        assert documents_of(own, kim) == []
        kims = Viewer(kind="citizen", jobcentre_id=nora.jobcentre_id, subject=kim.public_id)
        assert [row.pk for row in documents_of(kims, kim)] == [document.pk]


def test_the_database_keeps_a_document_or_none(nora: Membership, acting: Acting) -> None:
    kim = make_citizen(nora)
    with acting(nora) as viewer:
        keep(kim, viewer)
        with pytest.raises(IntegrityError), transaction.atomic():
            CitizenDocument.objects.update(content_encrypted=None)


def test_a_rollback_keeps_nothing(nora: Membership, acting: Acting) -> None:
    kim = make_citizen(nora)
    with acting(nora) as viewer:
        point = transaction.savepoint()
        keep(kim, viewer)
        transaction.savepoint_rollback(point)
        assert not CitizenDocument.objects.exists()
        assert not Event.objects.filter(kind="citizen.document_added").exists()


def test_the_list_costs_the_same_with_more(
    nora: Membership, client_as: ClientAs, acting: Acting
) -> None:
    kim = make_citizen(nora)
    with acting(nora) as viewer:
        keep(kim, viewer)
    client, page = client_as(nora), reverse("citizens:documents", args=[kim.public_id])
    client.get(page)  # signs in
    one = queries_of(client, page)
    with acting(nora) as viewer:
        for _more in range(5):
            keep(kim, viewer)
    assert queries_of(client, page) == one
