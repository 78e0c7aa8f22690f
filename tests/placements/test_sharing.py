"""Clear word: the text and its form, the citizen's yes, every door, and the stop that stops all."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.access import get_citizen
from citizens.actions import add_profile_line
from citizens.models import Citizen
from companies.actions import own_page as pages
from companies.mails.own_page import page_link
from followup.models import Message
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import AccessLog, Event
from placements import actions as moves
from placements.actions import sharing as acts
from placements.mails import sharing as mails_sharing
from placements.models import Sharing, SharingLook, SharingReader
from placements.queries import sharing as reads
from placements.rules import sharing as rules
from tests.companies.factories import make_company, make_person
from tests.placements.factories import a_token, running
from tests.placements.sharing import TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]


class TestWriting:
    def test_only_what_is_shareable_can_be_chosen(self, kims, nora, acting):
        with acting(nora) as viewer:
            for kind, text in (
                ("resource", "Godt humør"), ("competence", "Truck"), ("education", "HF"),
                ("consideration", "Pauser"),
            ):  # fmt: skip
                add_profile_line(kims.citizen, actor=viewer, kind=kind, text=text)
            add_profile_line(kims.citizen, actor=viewer, kind="consideration", word="ro")
            citizen = get_citizen(viewer, kims.citizen.public_id, purpose="citizen.page")
            choices = reads.choices_of(viewer, citizen)
        texts = reads.compose(choices)
        assert choices[0].section == "strengths"
        assert texts["strengths"] == "Godt humør"
        assert "Rolige omgivelser" in texts["at_work"]
        assert "støj" in texts["to_do"]
        assert set(rules.SECTION_OF_KIND) == {
            "resource", "competence", "education", "work", "language", "consideration",
        }  # fmt: skip

    def test_a_number_is_refused_in_every_section(self, kims, nora, acting):
        for name in rules.SECTIONS:
            with acting(nora) as viewer, pytest.raises(Refused, match="citizen number"):
                acts.edit_word(
                    kims.word, actor=viewer, version=1, readers=[kims.mentor],
                    texts={**TEXTS, name: "Nummer 610190-1234"},
                )  # fmt: skip

    def test_the_database_refuses_a_number_too(self, kims, nora, acting):
        with acting(nora), pytest.raises(IntegrityError), transaction.atomic():
            Sharing.objects.filter(pk=kims.word.pk).update(wishes="Er 610190-1234")

    def test_long_text_and_odd_letters(self, kims, nora, acting):
        with acting(nora) as viewer:
            with pytest.raises(Refused, match="2000"):
                acts.edit_word(
                    kims.word, actor=viewer, version=1, readers=[kims.mentor],
                    texts={**TEXTS, "strengths": "ø" * 2001},
                )  # fmt: skip
            word = acts.edit_word(
                kims.word, actor=viewer, version=1, readers=[kims.mentor],
                texts={**TEXTS, "strengths": "Søren O'Brien æøå <b>“ord”</b>\x00" + "\n" * 9},
            )  # fmt: skip
            assert word.strengths == "Søren O'Brien æøå <b>“ord”</b>"
            with pytest.raises(Stale):
                acts.edit_word(
                    kims.word, actor=viewer, version=1, readers=[kims.mentor], texts=TEXTS
                )

    def test_readers_are_people_of_that_company_who_are_there(self, kims, nora, acting):
        with acting(nora) as viewer:
            other = make_person(make_company(), viewer, "Anders And", email="a@b.example")
            with pytest.raises(NotYours):
                acts.edit_word(kims.word, actor=viewer, version=1, readers=[other], texts=TEXTS)
            kims.mentor.left_on = today()
            with pytest.raises(Refused, match="left"):
                acts.edit_word(
                    kims.word, actor=viewer, version=1, readers=[kims.mentor], texts=TEXTS
                )

    def test_one_text_at_a_time(self, kims, nora, acting):
        with acting(nora) as viewer, pytest.raises(Refused, match="being written"):
            acts.write_word(
                kims.citizen, kims.company, actor=viewer, placement=kims.placement,
                readers=[], texts=TEXTS, basis="consent",
            )  # fmt: skip

    def test_who_is_not_in_the_case_team_writes_nothing(self, kims, tine, mads, sol, acting):
        for who in (tine, mads):
            with acting(who) as viewer, pytest.raises(PermissionDenied):
                acts.edit_word(
                    kims.word, actor=viewer, version=1, readers=[kims.mentor], texts=TEXTS
                )
            with acting(who) as viewer, pytest.raises(PermissionDenied):
                acts.withdraw_word(kims.word, actor=viewer, by_citizen=True)
        with acting(sol) as viewer, pytest.raises(NotYours):
            acts.drop_word(kims.word, actor=viewer)

    def test_a_draft_is_thrown_away_whole(self, kims, nora, acting):
        with acting(nora) as viewer:
            acts.drop_word(kims.word, actor=viewer)
            assert not Sharing.objects.exists()
            assert not SharingReader.objects.exists()

    def test_texts_stay_out_of_history_and_events(self, shared, nora, acting):
        with acting(nora):
            [row] = Sharing.history.rel.related_model.objects.order_by("-pgh_id")[:1]
            assert not hasattr(row, "strengths")
            for event in Event.objects.filter(kind__startswith="placements.word"):
                assert event.text == shared.company.name


class TestApproval:
    def test_not_without_text_reader_or_a_sane_day(self, kims, nora, acting):
        day = today()
        with acting(nora) as viewer:
            for until, why in ((day - timedelta(days=1), "passed"),
                               (day + timedelta(days=184), "half a year")):  # fmt: skip
                with pytest.raises(Refused, match=why):
                    acts.approve_word(
                        kims.word, actor=viewer, version=1, how="meeting", until=until
                    )
            with pytest.raises(Refused, match="how"):
                acts.approve_word(kims.word, actor=viewer, version=1, how="own", until=day)
            word = acts.edit_word(
                kims.word, actor=viewer, version=1, readers=[], texts={**TEXTS, "to_do": " "}
            )
            with pytest.raises(Refused, match="whole"):
                acts.approve_word(word, actor=viewer, version=2, how="phone", until=day)
            word = acts.edit_word(word, actor=viewer, version=2, readers=[], texts=TEXTS)
            with pytest.raises(Refused, match="who at the company"):
                acts.approve_word(word, actor=viewer, version=3, how="phone", until=day)
            with pytest.raises(Refused, match="not approved"):
                acts.send_word(word, actor=viewer)

    def test_a_text_changed_meanwhile_is_not_approved(self, kims, nora, acting):
        with acting(nora) as viewer:
            acts.edit_word(kims.word, actor=viewer, version=1, readers=[kims.mentor], texts=TEXTS)
            with pytest.raises(Stale):
                acts.approve_word(kims.word, actor=viewer, version=1, how="phone", until=today())

    def test_what_is_approved_is_frozen(self, shared, nora, acting):
        with acting(nora) as viewer:
            with pytest.raises(Refused, match="approved"):
                acts.edit_word(
                    shared.word, actor=viewer, version=shared.word.version,
                    readers=[shared.mentor], texts=TEXTS,
                )  # fmt: skip
            for change in ({"wishes": "andet"}, {"until": today() + timedelta(days=90)}):
                with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
                    Sharing.objects.filter(pk=shared.word.pk).update(**change)

    def test_a_newer_text_takes_the_place_of_the_older(self, shared, nora, acting):
        with acting(nora) as viewer:
            word = acts.write_word(
                shared.citizen, shared.company, actor=viewer, placement=shared.placement,
                readers=[shared.mentor], texts={**TEXTS, "wishes": "Nyt ønske"}, basis="consent",
            )  # fmt: skip
        assert Client().post(shared.link).status_code == 200  # the old one until then
        with acting(nora) as viewer:
            word = acts.approve_word(word, actor=viewer, version=1, how="phone", until=today())
            acts.send_word(word, actor=viewer)
            states = dict(Sharing.objects.values_list("pk", "stopped_because"))
        assert states == {shared.word.pk: "replaced", word.pk: ""}
        assert Client().post(shared.link).status_code == 410

    def test_a_rollback_queues_nothing(self, kims, nora, acting):
        with acting(nora) as viewer:
            word = acts.approve_word(kims.word, actor=viewer, version=1, how="phone", until=today())
            with transaction.atomic():
                acts.send_word(word, actor=viewer)
                transaction.set_rollback(True)
            assert not Message.objects.filter(kind=mails_sharing.LINK).exists()


class TestDoors:
    def test_opening_shows_nothing_and_reading_is_noted(self, shared, nora, acting):
        client = Client()
        cover = client.get(shared.link)
        assert cover.status_code == 200
        assert "Møder stabilt" not in cover.content.decode()
        assert "Kim" not in cover.content.decode()
        with acting(nora):
            assert not SharingLook.objects.exists()
        page = client.post(shared.link)
        text = page.content.decode()
        assert "Godt at vide om Kim" in text
        assert "Kjær" not in text
        assert text.index("Møder stabilt") < text.index("Truck") < text.index("Bliver træt")
        assert page["Referrer-Policy"] == "no-referrer"
        with acting(nora):
            [look] = AccessLog.objects.filter(purpose="word.read")
            assert (look.viewer_kind, look.citizen) == ("company", shared.citizen.public_id)
            assert shared.company.name in look.reason
            assert SharingLook.objects.get().way == "link"

    def test_a_mail_says_nothing_about_anybody(self, shared, nora, acting, north):
        from followup.kinds import message_kinds

        with acting(nora):
            [message] = Message.objects.filter(kind=mails_sharing.LINK)
            text = message_kinds[message.kind].text(message, north)
        told = f"{text.title} {text.lines} {text.link}"
        assert "Kim" not in told and "Kjær" not in told and shared.company.name not in told

    def test_withdrawal_stops_every_door_at_the_next_request(
        self, shared, nora, carl, acting, client_as
    ):
        with acting(carl) as viewer:
            key = pages.give_page(shared.mentor, actor=viewer)
            own = page_link(key)
        own = own[own.index("/firma/") :]
        with acting(nora):
            week = reverse("placements:door", args=[a_token(shared.placement)])
        client = Client()
        from_page = f"{own.replace('/firma/', '/k/')}side/{shared.reader.public_id}/"
        from_week = f"{week}besked/{shared.reader.public_id}/"
        assert str(shared.reader.public_id) in client.get(own).content.decode()
        assert str(shared.reader.public_id) in client.get(week).content.decode()
        for url in (from_page, from_week):
            assert "Bliver træt" in client.get(url).content.decode()
        assert "Bliver træt" in client.post(shared.link).content.decode()

        page = f"/klar-besked/{shared.word.public_id}/stop/"
        assert client_as(nora).post(page, {"who": "citizen"}).status_code == 302

        for url in (from_page, from_week, shared.link):
            gone = client.get(url)
            assert gone.status_code == 410
            assert "Ikke længere delt" in gone.content.decode()
            assert "Bliver træt" not in gone.content.decode()
        assert client.post(shared.link).status_code == 410
        assert str(shared.reader.public_id) not in client.get(own).content.decode()
        assert str(shared.reader.public_id) not in client.get(week).content.decode()
        with acting(nora):
            word = Sharing.objects.get()
            assert (word.state, word.stopped_because) == ("withdrawn", "citizen")
            assert Event.objects.filter(kind="placements.word_stopped").count() == 1
            assert SharingLook.objects.count() == 3
            assert Message.objects.filter(kind=mails_sharing.STOPPED).count() == 1

    def test_a_link_sent_anew_is_the_only_one(self, shared, nora, acting, north):
        with acting(nora):
            anew = mails_sharing.word_link(shared.reader, shared.word)
        assert Client().post(shared.link).status_code == 410
        assert Client().post("/" + anew.split("/", 3)[3]).status_code == 200

    @pytest.mark.parametrize("change", ["email", "phone", "merged"])
    def test_who_reads_is_fixed_by_the_yes(
        self, shared, nora, tine, carl, acting, client_as, north, change
    ):
        from followup.kinds import message_kinds

        with acting(carl) as viewer:
            mine = shared.mentor
            if change == "merged":
                mine = make_person(shared.company, viewer, "Bo Bager", email="bo@b.example")
                SharingReader.objects.update(person=mine)
            elif change == "email":
                type(mine).objects.filter(pk=mine.pk).update(email="mine@b.example")
            else:
                type(mine).objects.filter(pk=mine.pk).update(phone="+4520202020")
            mine.refresh_from_db()
            own = page_link(pages.give_page(mine, actor=viewer))
        own = own[own.index("/firma/") :]
        with acting(nora) as viewer:
            week = reverse("placements:door", args=[a_token(shared.placement)])
            [message] = Message.objects.filter(kind=mails_sharing.LINK)
            assert message_kinds[message.kind].text(message, north) is None
            assert acts.send_word_again(shared.word, actor=viewer) == 0
        code = str(shared.reader.public_id)
        assert code not in Client().get(own).content.decode()
        assert code not in Client().get(week).content.decode()
        from_page = f"{own.replace('/firma/', '/k/')}side/{code}/"
        for url in (from_page, f"{week}besked/{code}/"):
            assert Client().get(url).status_code == 410
        assert Client().post(shared.link).status_code == 410

        page = client_as(nora).get(f"/klar-besked/{shared.word.public_id}/").content.decode()
        seen = re.search(r'name="seen" value="(\w+)"', page)
        assert seen
        url = f"/klar-besked/{shared.word.public_id}/laeser/"
        assert client_as(tine).post(url, {"reader": code, "seen": seen[1]}).status_code in (
            403,
            404,
        )
        assert client_as(nora).post(url, {"reader": "x"}).status_code == 404
        assert client_as(nora).post(url, {"reader": code, "seen": "0"}).status_code != 302
        assert Client().get(from_page).status_code == 410
        assert client_as(nora).post(url, {"reader": code, "seen": seen[1]}).status_code == 302
        assert Client().get(from_page).status_code == 200
        assert Client().post(shared.link).status_code == 410  # went to the former address
        with acting(nora):
            assert Event.objects.filter(kind="placements.word_reader").count() == 1

    @pytest.mark.parametrize("stop", ["day", "placement", "case", "left"])
    def test_what_else_ends_it(self, shared, nora, acting, stop):
        with acting(nora) as viewer:
            if stop == "placement":
                moves.interrupt_placement(
                    shared.placement, actor=viewer, reason="moved", initiative="citizen",
                    version=shared.placement.version,
                )  # fmt: skip
            elif stop == "case":
                Citizen.objects.filter(pk=shared.citizen.pk).update(
                    state="ended", ended_on=today(), end_reason="x"
                )
            elif stop == "left":
                type(shared.mentor).objects.filter(pk=shared.mentor.pk).update(left_on=today())
        later = timedelta(days=31 if stop == "day" else 0)
        with clock_at(now() + later):
            assert Client().post(shared.link).status_code == 410
            with acting(nora.jobcentre) as system:
                assert acts.lapse_words(actor=system) == (stop != "left")

    def test_nobody_elses_page_opens_it(self, shared, nora, carl, acting):
        with acting(carl) as viewer:
            bo = make_person(shared.company, viewer, "Bo Bager", email="bo@b.example")
            link = page_link(pages.give_page(bo, actor=viewer))
        url = f"{link[link.index('/firma/') :].replace('/firma/', '/k/')}side/"
        assert Client().get(f"{url}{shared.reader.public_id}/").status_code == 410
        with acting(nora):
            other = running(nora, person={"first_name": "Ida"})
            week = reverse("placements:door", args=[a_token(other)])
        assert Client().get(f"{week}besked/{shared.reader.public_id}/").status_code == 410
        assert Client().get("/k/findes-ikke/").status_code == 404
