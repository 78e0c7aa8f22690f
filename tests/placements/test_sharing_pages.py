"""Pages of a clear word: the whole path by forms, who is refused, what they cost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from citizens.actions import add_profile_line
from jobcenter.clock import now, today
from jobcenter.doors import make_door
from jobcenter.errors import Refused
from placements.actions import sharing as acts
from placements.models import Sharing
from placements.queries import sharing as reads
from tests.companies.factories import make_company, make_person
from tests.placements.counting import queries_of
from tests.placements.factories import running
from tests.placements.sharing import TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


class TestPages:
    def test_the_whole_path_by_forms(self, nora, acting, client_as):
        placement = running(nora, person={"first_name": "Åse", "last_name": "O'Brien"})
        with acting(nora) as viewer:
            add_profile_line(
                placement.citizen, actor=viewer, kind="resource", text="Godt humør <æ>"
            )
        client = client_as(nora)
        new = f"/forloeb/{placement.public_id}/klar-besked/"
        page = client.get(new).content.decode()
        assert "Godt humør &lt;æ&gt;" in page
        assert "Ikke efterprøvet" in page
        assert client.post(new, {"basis": "consent"}).status_code == 422
        said = {"basis": "consent", "readers": [placement.mentor.public_id]}
        answer = client.post(new, said)
        assert answer.status_code == 302
        with acting(nora):
            word = Sharing.objects.get()
        base = f"/klar-besked/{word.public_id}/"
        edited = {**TEXTS, "at_work": "Har ADHD", "version": 1, **said}
        wrong = client.post(base + "ret/", {**edited, "wishes": "610190-1234"})
        assert wrong.status_code == 422
        assert client.post(base + "ret/", edited).status_code == 302
        assert "adhd" in client.get(base).content.decode()
        yes = {"how": "meeting", "until": "2026-12-24", "is_free": "on", "version": 2}
        assert client.post(base + "godkend/", yes).status_code == 422  # the word was not looked at
        assert client.post(base + "godkend/", {**yes, "has_looked": "on"}).status_code == 302
        assert client.post(base + "ret/", edited).status_code == 302  # back to the text
        assert client.post(base + "del/").status_code == 302
        with acting(nora):
            assert Sharing.objects.get().state == "sent"
        listed = client.get(f"/borgere/{placement.citizen.public_id}/delt/").content.decode()
        assert placement.place.workplace.company.name in listed
        assert "24. december 2026" in listed

    def test_somebody_without_a_need_sees_nothing(self, shared, tine, carl, sol, ole, client_as):
        urls = [
            f"/borgere/{shared.citizen.public_id}/delt/",
            f"/klar-besked/{shared.word.public_id}/",
        ]
        for url in urls:
            assert client_as(tine).get(url).status_code == 403
            assert client_as(carl).get(url).status_code == 403
            assert client_as(ole).get(url).status_code == 403
            assert client_as(sol).get(url).status_code == 404
        assert client_as(tine).post(urls[1] + "stop/").status_code == 403
        assert client_as(sol).post(urls[1] + "del/").status_code == 404

    def test_queries_do_not_grow(self, shared, nora, acting, client_as):
        client = client_as(nora)
        url = f"/borgere/{shared.citizen.public_id}/delt/"
        queries_of(client, url)
        first = queries_of(client, url)
        assert first <= 12
        assert queries_of(client, f"/klar-besked/{shared.word.public_id}/") <= 12
        with acting(nora) as viewer:
            for number in range(4):
                company = make_company()
                person = make_person(company, viewer, f"P {number}", email=f"p{number}@b.example")
                acts.write_word(
                    shared.citizen, company, actor=viewer, form="job", readers=[person],
                    texts=TEXTS, basis="consent",
                )  # fmt: skip
        assert queries_of(client, url) == first

    def test_the_list_of_words_is_the_administrators(self, ole, nora, client_as, acting):
        client = client_as(ole)
        assert "adhd" in client.get("/klar-besked/ord/").content.decode()
        assert client.post("/klar-besked/ord/", {"words": "Gigt\n\n gigt \nRyg"}).status_code == 302
        with acting(nora):
            assert reads.warning_words(nora.jobcentre_id) == ("gigt", "ryg")
        assert client.post("/klar-besked/ord/", {"words": "x" * 41}).status_code == 422
        assert client_as(nora).get("/klar-besked/ord/").status_code == 403


class TestOwnPage:
    @pytest.fixture
    def own(self, kims, nora) -> Client:
        """The citizen at their own page."""
        client = Client()
        client.cookies["bro_mig"] = make_door(
            "citizen", jobcentre_id=nora.jobcentre_id, subject=kims.citizen.public_id,
            expires_at=now() + timedelta(minutes=15),
        )  # fmt: skip
        return client

    def test_a_draft_is_not_there_before_it_is_asked_about(self, own, kims, nora, client_as):
        listed, url = "/mig/side/virksomheder/", f"/mig/side/virksomheder/{kims.word.public_id}/"
        assert kims.company.name not in own.get(listed).content.decode()
        assert own.get(url).status_code == 404
        asked = client_as(nora).post(f"/klar-besked/{kims.word.public_id}/spoerg/")
        assert asked.status_code == 302
        assert "Vi spørger dig" in own.get("/mig/side/").content.decode()
        assert "venter på dit svar" in own.get(listed).content.decode()
        assert "Bliver træt" in own.get(url).content.decode()

    def test_yes_then_taken_back(self, own, kims, nora, acting, client_as):
        url = f"/mig/side/virksomheder/{kims.word.public_id}/"
        client_as(nora).post(f"/klar-besked/{kims.word.public_id}/spoerg/")
        said = {"what": "yes", "version": 1, "until": "2026-12-24"}
        assert own.post(url, {**said, "until": "2028-01-01"}).status_code == 422
        assert own.post(url, said).status_code == 302
        with acting(nora) as viewer:
            word = Sharing.objects.get()
            assert (word.state, word.approved_how, word.approved_with) == ("approved", "own", None)
            acts.send_word(word, actor=viewer)
        assert "1 virksomhed må læse" in own.get("/mig/side/").content.decode()
        assert "Bliver træt" in own.get("/mig/side/alt/").content.decode()
        assert own.post(url, {"what": "no"}).status_code == 302
        with acting(nora):
            word = Sharing.objects.get()
            assert (word.state, word.stopped_because) == ("withdrawn", "citizen")
        assert own.post(url, {"what": "no"}).status_code == 422

    def test_a_no_and_a_text_changed_meanwhile(self, own, kims, nora, acting, client_as):
        url = f"/mig/side/virksomheder/{kims.word.public_id}/"
        client_as(nora).post(f"/klar-besked/{kims.word.public_id}/spoerg/")
        with acting(nora) as viewer:
            acts.edit_word(kims.word, actor=viewer, version=1, readers=[kims.mentor], texts=TEXTS)
        assert (
            own.post(url, {"what": "yes", "version": 1, "until": "2026-12-24"}).status_code == 404
        )
        client_as(nora).post(f"/klar-besked/{kims.word.public_id}/spoerg/")
        assert own.post(url, {"what": "no"}).status_code == 302
        assert own.get(url).status_code == 404
        with acting(nora):
            assert Sharing.objects.get().state == "draft"

    def test_words_of_diagnosis_are_looked_at_before_the_citizen_is_asked(
        self, kims, nora, acting, client_as
    ):
        with acting(nora) as viewer:
            acts.edit_word(
                kims.word, actor=viewer, version=1, readers=[kims.mentor],
                texts={**TEXTS, "at_work": "Har haft en depression"},
            )  # fmt: skip
            with pytest.raises(Refused, match="Look at the words"):
                acts.ask_citizen(kims.word, actor=viewer)
        client, page = client_as(nora), f"/klar-besked/{kims.word.public_id}/"
        assert 'name="has_looked"' in client.get(page).content.decode()
        refused = client.post(f"{page}spoerg/")
        assert refused.status_code == 422
        assert "depress" in refused.content.decode()
        with acting(nora):
            assert Sharing.objects.get().asked_at is None
        assert client.post(f"{page}spoerg/", {"has_looked": "on"}).status_code == 302
        with acting(nora):
            assert Sharing.objects.get().asked_at

    def test_nobody_elses(self, own, nora, acting, client_as):
        other = running(nora, person={"first_name": "Ida"})
        with acting(nora) as viewer:
            word = acts.write_word(
                other.citizen, other.place.workplace.company, actor=viewer, placement=other,
                readers=[other.mentor], texts=TEXTS, basis="consent",
            )  # fmt: skip
            acts.ask_citizen(word, actor=viewer)
            with pytest.raises(PermissionDenied):
                acts.approve_own_word(word, actor=viewer, version=1, until=today())
        url = f"/mig/side/virksomheder/{word.public_id}/"
        assert own.get(url).status_code == 404
        assert own.post(url, {"what": "no"}).status_code == 404
        assert Client().get(url).status_code == 302
