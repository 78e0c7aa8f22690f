"""Service offers with kept promises; the card whose punches never go below nought."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from companies.actions import offers as acts
from companies.actions import punches
from companies.models import OfferHanding, PunchCard, PunchUse, ServiceOffer
from companies.queries.offers import offers_counted
from companies.rules import offers as rules
from followup.kinds import message_kinds
from followup.models import Message
from jobcenter.calendar import add_working_days
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import HTML, make_company, make_person, url

DAY = date(2026, 5, 4)


def facts(**more):
    values = {
        "kind": "recruitment", "name": "Hjælp til at finde folk", "what": "Vi finder kandidater.",
        "from_whom": "Vi leder, I vælger.", "days": 5, "promise": "Svar på fem dage.", **more,
    }  # fmt: skip
    return acts.OfferFacts(**values)


@pytest.fixture
def offer(carl, acting) -> ServiceOffer:
    """One offer of North's."""
    with acting(carl) as viewer:
        return acts.write_offer(facts(), actor=viewer)


@pytest.fixture
def handed(offer, known, carl, acting) -> OfferHanding:
    """It was handed to the bakery at the held contact."""
    with acting(carl) as viewer:
        return acts.hand_out(
            known.company, [offer], actor=viewer, way="talk", person=known.person,
            contact=known.held,
        )[0]  # fmt: skip


@pytest.fixture
def card(bakery, carl, acting) -> PunchCard:
    """Ten punches for a year."""
    with acting(carl) as viewer:
        return punches.grant_card(bakery, 10, actor=viewer, starts_on=today(),
                                  ends_on=today() + timedelta(days=364))  # fmt: skip


def spend(card, viewer, number=1, **more):
    values = {"profession": "social_worker", "what_for": "Rundbordssamtale", **more}
    return punches.spend_punches(card, number, actor=viewer, **values)


class TestRules:
    @pytest.mark.parametrize(
        ("due", "delivered", "kept"),
        [
            (None, None, None), (DAY, DAY, True), (DAY, DAY + timedelta(1), False),
            (DAY, None, None), (DAY - timedelta(1), None, False),
        ],
    )  # fmt: skip
    def test_a_promise(self, due, delivered, kept) -> None:
        assert rules.is_kept(due, delivered, DAY) is kept

    @pytest.mark.parametrize(
        ("number", "more", "code"),
        [
            (0, {}, "punches_none"), (4, {}, "too_few_punches"),
            (1, {"used_on": DAY + timedelta(1)}, "used_ahead"),
            (1, {"starts_on": DAY + timedelta(-2), "ends_on": DAY + timedelta(-1)},
             "card_not_valid"),
        ],
    )  # fmt: skip
    def test_what_a_card_refuses(self, number, more, code) -> None:
        values = {"balance": 3, "starts_on": DAY, "ends_on": DAY, "used_on": DAY, "day": DAY}
        with pytest.raises(Refused) as caught:
            rules.check_can_spend(number, **{**values, **more})
        assert caught.value.code == code
        rules.check_can_spend(3, **values)

    def test_nobody_is_mailed_unasked(self) -> None:
        rules.check_can_mail(email="a@b", agreed=False, asked=True)
        rules.check_can_mail(email="a@b", agreed=True, asked=False)
        for email, agreed in (("a@b", False), ("", True)):
            with pytest.raises(Refused):
                rules.check_can_mail(email=email, agreed=agreed, asked=False)


class TestOffers:
    def test_written_changed_and_named_once(self, offer, carl, acting) -> None:
        with acting(carl) as viewer:
            acts.write_offer(facts(days=7), actor=viewer, offer=offer, version=1)
            with pytest.raises(Stale):
                acts.write_offer(facts(days=8), actor=viewer, offer=offer, version=1)
            with pytest.raises(Refused, match="already"):
                acts.write_offer(facts(), actor=viewer)

    def test_ordered_and_delivered_in_time_or_late(self, handed, carl, acting) -> None:
        with acting(carl) as viewer:
            with pytest.raises(Refused, match="first"):
                acts.deliver_offer(handed, actor=viewer)
            ordered = acts.order_offer(handed, actor=viewer)
            assert ordered.due_on == add_working_days(today(), 5)
            with pytest.raises(Refused, match="already"):
                acts.order_offer(handed, actor=viewer)
        with clock_at(now() + timedelta(days=20)), acting(carl) as viewer:
            assert offers_counted(viewer, today()).get().late == 1
            acts.deliver_offer(handed, actor=viewer)
            row = offers_counted(viewer, today()).get()
            assert (row.handed, row.ordered, row.delivered, row.kept, row.late) == (1, 1, 1, 0, 1)

    def test_one_open_order_per_company(self, handed, offer, known, carl, acting) -> None:
        with acting(carl) as viewer:
            acts.order_offer(handed, actor=viewer)
            (again,) = acts.hand_out(known.company, [offer], actor=viewer, way="print")
            with pytest.raises(Refused, match="already"):
                acts.order_offer(again, actor=viewer)

    def test_by_mail_with_the_words_as_they_are_now(
        self, offer, known, carl, acting, north
    ) -> None:
        with acting(carl) as viewer:
            person = make_person(known.company, viewer, "Birthe", email="b@b.example")
            with pytest.raises(Refused, match="unasked"):
                acts.hand_out(known.company, [offer], actor=viewer, way="mail", person=person)
            acts.hand_out(
                known.company, [offer], actor=viewer, way="mail", person=person, asked=True
            )
            message = Message.objects.get(kind="companies.offers")
            text = message_kinds[message.kind].text(message, north)
            assert "fem dage" in text.lines[1] and "b@b" not in text.title
            ServiceOffer.objects.update(is_published=False)
            assert message_kinds[message.kind].text(message, north) is None

    def test_who_may_not(self, offer, handed, known, bente, sol, carl, acting) -> None:
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            acts.write_offer(facts(name="Ny"), actor=viewer)
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            acts.hand_out(known.company, [offer], actor=viewer, way="talk")
        with pytest.raises(NotYours), acting(sol) as viewer:
            acts.hand_out(known.company, [offer], actor=viewer, way="talk")
        with pytest.raises(NotYours), acting(sol) as viewer:
            acts.order_offer(handed, actor=viewer)
        other = make_company("En anden")
        with pytest.raises(NotYours), acting(carl) as viewer:
            acts.hand_out(other, [offer], actor=viewer, way="talk", contact=known.held)

    def test_a_rollback_queues_nothing(self, offer, known, carl, acting) -> None:
        with acting(carl) as viewer:
            person = make_person(known.company, viewer, "Birthe", email="b@b.example")
            with transaction.atomic():
                acts.hand_out(known.company, [offer], actor=viewer, way="mail", person=person,
                              asked=True)  # fmt: skip
                transaction.set_rollback(True)
            assert not Message.objects.filter(kind="companies.offers").exists()


class TestCards:
    def test_spent_taken_back_and_empty(self, card, carl, acting) -> None:
        with acting(carl) as viewer:
            use = spend(card, viewer, 8, what_for="Ring 010203-1234 om arbejdsstole")
            assert "1234" not in use.what_for
            with pytest.raises(Refused, match="punches left"):
                spend(card, viewer, 3)
            punches.take_back_use(use, actor=viewer)
            with pytest.raises(Refused, match="already"):
                punches.take_back_use(use, actor=viewer)
            spend(card, viewer, 10)
            card.refresh_from_db()
            assert card.balance == 0

    def test_the_database_refuses_less_than_nothing(self, card, carl, acting) -> None:
        for wrong in ({"spent": 11}, {"spent": -1}):
            with pytest.raises(IntegrityError), acting(carl):
                PunchCard.objects.filter(pk=card.pk).update(**wrong)

    def test_after_its_last_day_and_in_advance(self, card, carl, acting) -> None:
        with acting(carl) as viewer, pytest.raises(Refused, match="ahead"):
            spend(card, viewer, used_on=today() + timedelta(days=1))
        late = now() + timedelta(days=366)
        with clock_at(late), acting(carl) as viewer, pytest.raises(Refused, match="holds from"):
            spend(card, viewer)

    def test_who_may_not(self, card, bakery, nora, bente, sol, acting) -> None:
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            spend(card, viewer)
        with pytest.raises(PermissionDenied), acting(nora) as viewer:
            punches.grant_card(bakery, 5, actor=viewer, starts_on=today(), ends_on=today())
        with pytest.raises(NotYours), acting(sol) as viewer:
            spend(card, viewer)

    @pytest.mark.django_db(transaction=True)
    def test_eight_spend_at_once_and_none_too_many(self, transactional_db, people) -> None:
        carl = people["carl"]
        with acting_in(carl.jobcentre_id):
            viewer = Viewer.of(carl)
            bakery = make_company()
            card = punches.grant_card(bakery, 5, actor=viewer, starts_on=today(), ends_on=today())
        start, told = Barrier(8), []

        def one() -> None:
            try:
                start.wait(20)
                with acting_in(carl.jobcentre_id):
                    spend(card, viewer)
                told.append("spent")
            except Refused as problem:
                told.append(problem.code)
            finally:
                connection.close()

        threads = [Thread(target=one) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(told) == ["spent"] * 5 + ["too_few_punches"] * 3
        with acting_in(carl.jobcentre_id):
            card.refresh_from_db()
            assert card.balance == 0 and PunchUse.objects.count() == 5


class TestPages:
    def test_public_page_and_leaflet(self, offer, carl, acting, north) -> None:
        page = Client().get(reverse("offers:public", args=[north.code]))
        assert page.status_code == 200 and "Svar på fem dage." in page.content.decode()
        leaflet = Client().get(reverse("offers:leaflet", args=[north.code]))
        assert leaflet.content.startswith(b"%PDF") and b"pdfuaid" in leaflet.content
        with acting(carl) as viewer:
            hidden = facts(is_published=False)
            acts.write_offer(hidden, actor=viewer, offer=offer, version=1)
        assert Client().get(reverse("offers:leaflet", args=[north.code])).status_code == 404

    def test_the_whole_way(self, known, carl, client_as) -> None:
        client = client_as(carl)
        body = {
            "name": HTML, "kind": "fairs", "what": "En stand", "from_whom": "Os", "days": "10",
            "promise": "Plads", "is_published": "on", "version": "0",
        }  # fmt: skip
        assert client.post(url("offer_new"), {**body, "days": "0"}).status_code == 422
        made = client.post(url("offer_new"), body)
        assert made.status_code == 302
        assert HTML not in client.get(made["Location"]).content.decode()
        page = url("company_offers", known.company)
        with acting_in(carl.jobcentre_id):
            offer = ServiceOffer.objects.get()
        hand = {"offers": [offer.public_id], "way": "talk", "contact": known.held.public_id}
        assert client.post(page, {"way": "talk"}).status_code == 422
        assert client.post(page, {**hand, "way": "mail"}).status_code == 422
        assert client.post(page, hand).status_code == 302
        with acting_in(carl.jobcentre_id):
            handing = OfferHanding.objects.get()
        assert client.post(url("offer_deliver", handing)).status_code == 302
        client.post(url("offer_order", handing))
        client.post(url("offer_deliver", handing))
        assert "Leveret til tiden".lower() in client.get(page).content.decode().lower()
        assert client.get(url("offers")).status_code == 200

    def test_cards_in_the_browser(self, known, carl, bente, client_as) -> None:
        client, page = client_as(carl), url("company_cards", known.company)
        body = {"granted": "5", "starts_on": today(), "ends_on": today() + timedelta(days=30)}
        grant = url("card_grant", known.company)
        assert client.post(grant, {**body, "granted": "0"}).status_code == 422
        assert client.post(grant, {**body, "ends_on": "2020-01-01"}).status_code == 422
        assert client.post(grant, body).status_code == 302
        with acting_in(carl.jobcentre_id):
            card = PunchCard.objects.get()
        use = {"card": card.public_id, "profession": "social_worker", "number": "6",
               "what_for": "Samtale", "used_on": today()}  # fmt: skip
        spend_page = url("card_spend", known.company)
        assert client.post(spend_page, use).status_code == 422
        assert client.post(spend_page, {**use, "number": "2"}).status_code == 302
        assert client_as(bente).post(spend_page, use).status_code == 403
        assert "3 klip tilbage af 5" in client.get(page).content.decode()
        assert known.company.name in client.get(url("cards")).content.decode()
        assert client.get(url("cards", query="?vis=over")).status_code == 200

    def test_queries_do_not_grow(
        self, offer, handed, known, carl, acting, client_as, django_assert_max_num_queries
    ) -> None:
        client = client_as(carl)
        pages = [url("offers"), url("offer", offer), url("company_offers", known.company)]
        before = []
        for page in pages:
            with django_assert_max_num_queries(16) as seen:
                client.get(page)
            before.append(len(seen))
        with acting(carl) as viewer:
            more = [acts.write_offer(facts(name=f"Nr. {n}"), actor=viewer) for n in range(5)]
            acts.hand_out(known.company, [offer, *more], actor=viewer, way="print")
        for page, number in zip(pages, before, strict=True):
            with django_assert_max_num_queries(number):
                client.get(page)
