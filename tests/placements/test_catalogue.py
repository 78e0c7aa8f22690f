"""The candidate catalogue: alike enough, by consent, for companies with an agreement alone."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.actions import add_team_member
from citizens.models import Citizen
from companies.actions import own_page as pages
from companies.choices.own_page import DOOR
from companies.mails.own_page import page_link
from companies.models import Agreement, Company, PageKey
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import AccessLog
from jobcenter.viewer import Viewer
from placements.actions import catalogue as acts
from placements.models import CatalogueProfile, CatalogueRequest, Sharing
from placements.queries import catalogue as reads
from placements.rules import catalogue as rules
from placements.wiring.catalogue import questions_told, reviews_told
from tests.companies.factories import make_company, make_person
from tests.placements.counting import queries_of
from tests.placements.factories import NOW, a_citizen

BORN = date(1984, 5, 6)


def some(number: int, first: int = 1, **facts: object) -> list[rules.Facts]:
    values = {"area": "fyn", "field": "lager", "age": "30", "hours": "20", **facts}
    return [rules.Facts(key, **values) for key in range(first, first + number)]  # type: ignore[arg-type]


class TestRules:
    @pytest.mark.parametrize(
        ("born", "band"),
        [
            (date(2008, 11, 18), "u30"), (date(1996, 11, 19), "u30"), (date(1996, 11, 18), "30"),
            (date(1977, 1, 1), "40"), (date(1970, 1, 1), "50"), (date(1950, 1, 1), "60"),
            (None, ""), (date(2010, 1, 1), ""),
        ],
    )  # fmt: skip
    def test_age_in_bands_of_ten(self, born, band):
        assert rules.age_band(born, NOW.date()) == band

    def test_four_alike_are_not_shown_and_five_are(self):
        assert rules.alike(some(4)) == {}
        shown = rules.alike(some(5))
        assert len(shown) == 5
        assert shown[3] == rules.Facts(3, "fyn", "lager", "30", "20")

    def test_hours_then_age_are_hidden_until_enough_are_alike(self):
        shown = rules.alike([*some(3), *some(3, 10, hours="37")])
        assert {(each.age, each.hours) for each in shown.values()} == {("30", "")}
        shown = rules.alike([*some(3), *some(3, 10, age="50")])
        assert {(each.age, each.hours) for each in shown.values()} == {("", "")}
        assert rules.alike([*some(3), *some(3, 10, area="nordj")]) == {}

    def test_who_is_left_over_does_not_hide_behind_who_is_shown(self):
        """Six alike and one with other hours: the one is left out, not shown without hours."""
        shown = rules.alike([*some(6), *some(1, 10, hours="37")])
        assert set(shown) == {1, 2, 3, 4, 5, 6}

    def test_a_rare_competence_is_hidden(self):
        rows = [*some(5, competences=("truck",)), *some(1, 10, competences=("truck", "svejsning"))]
        assert {each.competences for each in rules.alike(rows).values()} == {("truck",)}

    def test_what_fits(self):
        [facts] = some(1)
        need = rules.Wanted("Pakker", "Pakker på lageret", 15.0)
        assert rules.fit(facts, [need], "") == (4, "Pakker")
        assert rules.fit(facts, [rules.Wanted("Pakker", "lager", 37.0)], "") == (3, "Pakker")
        assert rules.fit(facts, [rules.Wanted("Kok", "køkken", None)], "49-53") == (1, "")
        assert rules.fit(facts, [], "86-88") == (0, "")

    def test_every_field_has_words_and_is_a_choice(self):
        from placements.choices.sharing import WorkField

        assert set(rules.fields_known()) == set(WorkField.values)
        for field in WorkField.values:
            assert rules.stems_of(field) and rules.industries_of(field)


@pytest.fixture
def known(nora, bente, carl, acting) -> SimpleNamespace:
    """Six alike in the catalogue, the first Kim's; a carrier with an agreement and a page."""
    with clock_at(NOW):
        kims = [a_citizen(nora, first_name=f"Kim{n}", last_name="Kjær") for n in range(6)]
        with acting(nora) as viewer:
            Citizen.objects.filter(pk__in=[each.pk for each in kims]).update(birth_date=BORN)
            for each in kims:
                each.refresh_from_db()
                add_team_member(each, actor=viewer, membership=bente, function="case_worker")
                made = acts.write_profile(
                    each, actor=viewer, area="fyn", field="lager", hours="20",
                    competences=["truck"], text="Siger O'Brien på Ærø" if each == kims[0] else "",
                )  # fmt: skip
                acts.agree_profile(
                    made, actor=viewer, how="meeting", until=today() + timedelta(days=30),
                    version=made.version,
                )  # fmt: skip
        with acting(carl) as viewer:
            company = make_company(industry_code="494100")
            person = make_person(company, viewer, "Hanne Hansen", email="hanne@b.example")
            key = pages.give_page(person, actor=viewer)
            agreement = Agreement.objects.create(
                jobcentre_id=viewer.jobcentre_id, company=company, state="signed", purpose="x",
                starts_on=today() - timedelta(days=10), ends_on=today() + timedelta(days=300),
                their_signer=person, our_signer=carl, responsible=carl,
                no_meeting_reason="x", sent_at=now(), signed_at=now(),
            )  # fmt: skip
            key = PageKey.objects.select_related("person__company").get(pk=key.pk)
            link = page_link(key)
        path = link[link.index("/firma/") :].replace("/firma/", "/k/") + "kandidater/"
        with acting(nora):
            profile = CatalogueProfile.objects.get(citizen=kims[0])
    return SimpleNamespace(
        kims=kims, company=company, key=key, agreement=agreement, profile=profile, path=path,
        page=link[link.index("/firma/") :],
        door=Viewer(nora.jobcentre_id, kind=DOOR, subject=key.public_id),
    )  # fmt: skip


@pytest.mark.usefixtures("wednesday")
class TestCompany:
    def test_sees_no_name_and_each_look_is_noted(self, known, nora, acting):
        assert "katalog" in Client().get(known.page).content.decode()
        text = Client().get(known.path).content.decode()
        assert text.count("Spørg efter denne kandidat") == 6
        for word in ("Kim", "Kjær", "1984", "O'Brien", "O&#x27;Brien", "Nordby ·"):
            assert word not in text
        assert "40 til 49 år" in text and "Fyn" in text
        with acting(nora):
            looks = AccessLog.objects.filter(purpose="catalogue.shown")
            assert looks.count() == 6
            assert {each.viewer_kind for each in looks} == {"company"}
            assert known.company.name in looks[0].reason

    def test_a_page_loaded_over_and_over_is_one_look_an_hour(self, known, nora, acting):
        for later, looks in ((0, 6), (59, 6), (61, 12)):
            with clock_at(now() + timedelta(minutes=later)):
                assert Client().get(known.path).status_code == 200
            with acting(nora):
                assert AccessLog.objects.filter(purpose="catalogue.shown").count() == looks

    def test_words_are_shown_when_a_second_person_has_read_them(
        self, known, nora, bente, tine, acting
    ):
        with acting(nora) as viewer, pytest.raises(Refused, match="Somebody else"):
            acts.review_text(known.profile, actor=viewer, fine=True, version=2)
        with acting(tine) as viewer, pytest.raises(PermissionDenied):
            acts.review_text(known.profile, actor=viewer, fine=True, version=2)
        with acting(bente) as viewer:
            assert reads.my_reviews(viewer, today()).count() == 1
            acts.review_text(known.profile, actor=viewer, fine=True, version=2)
        assert "Brien på Ærø" in Client().get(known.path).content.decode()
        with acting(bente), pytest.raises(IntegrityError), transaction.atomic():
            CatalogueProfile.objects.filter(pk=known.profile.pk).update(written_by=bente)

    def test_words_that_came_while_it_was_read_are_not_said_yes_to(
        self, known, nora, bente, acting, client_as
    ):
        citizen = known.kims[0]
        page = client_as(bente).get(
            reverse("placements:catalogue_profile", args=[citizen.public_id])
        )
        read = re.search(r'name="version" value="(\d+)"', page.content.decode())
        with acting(nora) as viewer:
            acts.write_profile(
                citizen, actor=viewer, area="fyn", field="lager", hours="20",
                competences=["truck"], text="Bor over bageren",
            )  # fmt: skip
        url = reverse("placements:catalogue_review", args=[citizen.public_id])
        assert read
        for version in (read[1], "", "²"):
            client_as(bente).post(url, {"fine": "yes", "version": version})
            with acting(nora):
                assert CatalogueProfile.objects.get(pk=known.profile.pk).reviewed_at is None
        client_as(bente).post(url, {"fine": "yes", "version": str(int(read[1]) + 1)})
        with acting(nora):
            assert CatalogueProfile.objects.get(pk=known.profile.pk).reviewed_at

    @pytest.mark.parametrize("stop", ["agreement", "ended", "key", "day"])
    def test_without_a_running_agreement_it_is_closed(self, known, carl, acting, stop):
        with acting(carl) as viewer:
            if stop == "agreement":
                Agreement.objects.all().delete()
            elif stop == "ended":
                Agreement.objects.update(ends_on=today() - timedelta(days=1))
            elif stop == "key":
                pages.take_page_back(known.key.person, actor=viewer)
        with clock_at(now() + timedelta(days=400 if stop == "day" else 0)):
            assert Client().get(known.path).status_code == 410
            assert Client().post(known.path).status_code == 410

    def test_withdrawn_while_a_company_reads(self, known, nora, acting):
        client = Client()
        assert client.get(known.path).status_code == 200
        with acting(nora) as viewer:
            acts.withdraw_profile(known.profile, actor=viewer)
        late = client.post(known.path, {"profil": str(known.profile.public_id)})
        assert late.status_code == 422
        assert "ikke i kataloget mere" in late.content.decode()
        assert client.get(known.path).content.decode().count("Spørg efter denne") == 5
        with acting(nora) as viewer:  # four alike are hidden, too
            acts.withdraw_profile(CatalogueProfile.objects.get(citizen=known.kims[1]), actor=viewer)
        assert "Spørg efter denne" not in client.get(known.path).content.decode()

    def test_a_consent_that_ran_out_is_gone_that_day(self, known, nora, acting):
        with clock_at(now() + timedelta(days=31)):
            assert "Spørg efter denne" not in Client().get(known.path).content.decode()
            with acting(nora.jobcentre) as system:
                assert acts.lapse_profiles(actor=system) == 6

    def test_who_fits_nothing_it_needs_is_not_shown(self, known, acting, nora):
        Company.objects.filter(pk=known.company.pk).update(industry_code="869010")
        text = Client().get(known.path).content.decode()
        assert "Spørg efter denne" not in text and "passer til det" in text
        said = {"profil": str(known.profile.public_id)}
        assert Client().post(known.path, said).status_code == 422
        with acting(nora) as viewer:
            assert not reads.my_questions(viewer, today()).exists()

    def test_asks_once_and_the_candidate_decides(self, known, nora, sol, tine, acting):
        client = Client()
        said = {"profil": str(known.profile.public_id)}
        assert client.post(known.path, said).status_code == 302
        assert client.post(known.path, said).status_code == 422
        assert client.post(known.path, {"profil": "x"}).status_code == 422
        with acting(nora) as viewer:
            [question] = reads.my_questions(viewer, today())
        for who, refusal in ((tine, PermissionDenied), (sol, NotYours)):
            with acting(who) as viewer, pytest.raises(refusal):
                acts.answer_request(question, actor=viewer, yes=True)
        with acting(nora) as viewer:
            made = acts.answer_request(question, actor=viewer, yes=True)
            assert (made.form, made.state, made.company) == ("job", "draft", known.company)
            assert made.readers.get().person == known.key.person
            with pytest.raises(Refused, match="already"):
                acts.answer_request(question, actor=viewer, yes=False)
        assert "kandidaten siger ja" in client.get(known.path).content.decode()

    def test_a_no_and_a_question_nobody_answers(self, known, nora, acting):
        with acting(nora) as viewer:
            first = acts.ask_for(known.profile, actor=known.door, key=known.key)
            assert acts.answer_request(first, actor=viewer, yes=False) is None
            assert not Sharing.objects.exists()
            other = CatalogueProfile.objects.get(citizen=known.kims[1])
            acts.ask_for(other, actor=known.door, key=known.key)
        with clock_at(now() + timedelta(days=29)), acting(nora.jobcentre) as system:
            CatalogueRequest.objects.update(asked_at=now() - timedelta(days=31))
            assert acts.lapse_profiles(actor=system) == 1
            assert set(CatalogueRequest.objects.values_list("state", flat=True)) == {"no", "gone"}

    def test_queries_do_not_grow(self, known):
        client = Client()
        queries_of(client, known.path)
        assert queries_of(client, known.path) <= 16  # ten are the door's and the tenant's


@pytest.mark.usefixtures("wednesday")
class TestOurSide:
    def test_a_change_takes_it_out_until_the_next_yes(self, known, nora, acting):
        with acting(nora) as viewer:
            with pytest.raises(Stale):
                acts.write_profile(
                    known.kims[0], actor=viewer, area="fyn", field="lager", hours="20",
                    competences=[], version=1,
                )  # fmt: skip
            row = acts.write_profile(
                known.kims[0], actor=viewer, area="fyn", field="it", hours="20", competences=[],
                version=2,
            )  # fmt: skip
            assert (row.state, row.until, row.text) == ("draft", None, "")
            with pytest.raises(Refused, match="competences"):
                acts.write_profile(
                    known.kims[0], actor=viewer, area="fyn", field="it", hours="20",
                    competences=["a", "b", "c", "d"],
                )  # fmt: skip
            for text, why in (("Er 610190-1234", "citizen number"), ("ø" * 201, "200")):
                with pytest.raises(Refused, match=why):
                    acts.write_profile(
                        known.kims[0], actor=viewer, area="fyn", field="it", hours="20",
                        competences=[], text=text,
                    )  # fmt: skip

    def test_nobody_else_writes_or_reads(self, known, tine, sol, client_as, acting):
        url = f"/borgere/{known.kims[0].public_id}/delt/katalog/"
        assert client_as(tine).get(url).status_code == 403
        assert client_as(sol).get(url).status_code == 404
        for path in ("ja/", "laes/", "ud/", "ret/"):
            assert client_as(tine).post(url + path).status_code == 403
            assert client_as(sol).post(url + path).status_code == 404

    def test_the_path_by_forms(self, nora, client_as, acting):
        kim = a_citizen(nora, first_name="Kim")
        client, url = client_as(nora), f"/borgere/{kim.public_id}/delt/katalog/"
        said = {"field": "it", "area": "fyn", "hours": "20", "competences": ["regneark"]}
        assert client.get(url).status_code == 200
        assert client.post(url + "ret/", {**said, "area": "odense"}).status_code == 422
        assert client.post(url + "ret/", said).status_code == 302
        assert client.post(url + "ja/", {"version": 1}).status_code == 422
        yes = {"version": 1, "how": "phone", "until": "2026-12-24", "is_free": "on"}
        assert client.post(url + "ja/", {**yes, "until": "2027-12-24"}).status_code == 422
        assert client.post(url + "ja/", yes).status_code == 302
        page = client.get(url).content.decode()
        assert "Virksomheder ser den ikke endnu" in page
        assert queries_of(client, url) <= 12
        assert queries_of(client, f"/borgere/{kim.public_id}/delt/") <= 12
        assert client.post(url + "ud/").status_code == 302
        with acting(nora):
            assert CatalogueProfile.objects.get().state == "withdrawn"

    def test_rows_of_my_day_read_the_same_either_way(self, known, nora, bente, acting):
        from followup.queue import work_queue

        with acting(nora) as viewer:
            acts.ask_for(known.profile, actor=known.door, key=known.key)
            [section] = [
                each for each in work_queue(viewer)
                if each.kind.code == "placements.catalogue_questions"
            ]  # fmt: skip
            assert section.rows == section.kind.find(viewer, today(), 5)
            assert questions_told([], today()) == reviews_told([], today()) == []
        with acting(bente) as viewer:
            codes = {each.kind.code for each in work_queue(viewer)}
            assert "placements.catalogue_reviews" in codes
