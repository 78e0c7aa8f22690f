"""Pages of enquiries: the inbox, one enquiry, typing one; my day, reminders, figures, search."""

from datetime import timedelta

import pytest
from django.test import Client

from companies import actions
from companies.models import Contact, Enquiry
from companies.queries.enquiries import answer_times, find_enquiries
from companies.queue.enquiries import enquiry_rows
from companies.reminders import UnansweredEnquiry
from followup.models import Message
from jobcenter.clock import clock_at, today
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.companies.factories import HTML, make_company, make_workplace, url
from tests.companies.test_enquiries import FRIDAY, MONDAY, facts
from tests.placements.counting import queries_of

pytestmark = pytest.mark.django_db
TYPED = {
    "channel": "phone", "name": "Hanne", "phone": "99 00 00 01", "email": "",
    "subject": "labour", "text": "Mangler to", "mine": "on", "language": "da",
}  # fmt: skip


def texts(client: Client, query: str = "") -> str:
    return client.get(url("enquiries", query=query)).content.decode()


def test_the_inbox_puts_nobodys_and_mine_first(carl, mads, client_as, four) -> None:
    page = client_as(carl).get(url("enquiries"))
    assert [row["enquiry"].pk for row in page.context["rows"]] == [each.pk for each in four[:3]]
    assert page.context["times"] == []
    assert "Tag den" in page.content.decode()
    leader = client_as(mads).get(url("enquiries"))
    assert leader.context["times"]
    assert "Tag den" not in leader.content.decode()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?hvem=mine", 1), ("?hvem=nobody", 1), ("?tilstand=closed", 1), ("?tilstand=all", 4),
        ("?emne=labour", 3), ("?emne=complaint", 0), ("?vej=phone", 3), ("?vej=mail", 0),
        ("?q=bageriet", 3), ("?q=findes-ikke", 0), ("?sent=1", 3), ("?tilstand=x&emne=y", 3),
        ("?side=x", 0), ("?side=0_2026_1", 0), ("?firma=x", 3), ("?q=%00", 3),
    ],
)  # fmt: skip
def test_filters(carl, client_as, four, query, number) -> None:
    with clock_at(MONDAY + timedelta(days=2)):
        page = client_as(carl).get(url("enquiries", query=query))
        file = (
            client_as(carl).get(url("enquiries_export", query=query)).getvalue().decode("utf-8-sig")
        )
    assert len(page.context["rows"]) == number
    if "side" not in query:
        assert len(file.strip().splitlines()) == number + 1


def test_pages_of_the_inbox_hold_each_once(carl, acting, client_as) -> None:
    with acting(carl) as viewer:
        for number in range(30):
            owner = carl if number % 3 else None
            actions.receive_enquiry(facts(text=f"{number}"), actor=viewer, owner=owner)
    client = client_as(carl)
    for query in ("", "?tilstand=all"):
        seen = []
        page = client.get(url("enquiries", query=query))
        while True:
            seen += [row["enquiry"].pk for row in page.context["rows"]]
            key = page.context["page"].following
            if not key:
                break
            page = client.get(url("enquiries"), {"side": key, "tilstand": query[10:]})
        assert len(seen) == len(set(seen)) == 30


def test_no_query_grows_with_rows(carl, tine, acting, client_as, four) -> None:
    pages = [url("enquiries"), url("enquiry", four[1]), url("company", four[1].company), "/"]
    clients = [client_as(carl), client_as(tine)]
    for client in clients:
        client.get("/")  # the first page of a login writes its session
    before = [queries_of(client, page) for client in clients for page in pages]
    assert max(before) <= 13, before
    with acting(carl) as viewer:
        for number in range(5):
            told = facts(company=make_company(f"Nr {number}"))
            actions.receive_enquiry(told, actor=viewer, owner=carl)
            actions.receive_enquiry(facts(company=four[1].company), actor=viewer)
            actions.note_enquiry(four[1], actor=viewer, text="Note")
    assert [queries_of(client, page) for client in clients for page in pages] == before


def test_typing_one_during_a_call(carl, client_as, bakery, acting) -> None:
    client = client_as(carl)
    assert client.get(url("enquiry_new")).status_code == 200
    found = client.get(url("enquiry_new"), {"find_q": "bager"}, headers={"HX-Request": "true"})
    assert bakery.name in found.content.decode()
    looked = client.post(url("enquiry_new"), {**TYPED, "find": "1", "find_q": "bager"})
    assert looked.status_code == 200
    assert "Mangler to" in looked.content.decode()
    page = client.post(url("enquiry_new"), {**TYPED, "firma": str(bakery.public_id)}, follow=True)
    assert "Mangler to" in page.content.decode()
    with acting(carl):
        enquiry = Enquiry.objects.get()
        assert (enquiry.company, enquiry.owner, enquiry.answer_minutes) == (bakery, carl, None)


def test_a_workplace_is_chosen_while_typing_where_there_are_several(
    carl, client_as, bakery, acting
) -> None:
    client, asked = client_as(carl), {"firma": str(bakery.public_id)}
    first = make_workplace(bakery)
    assert "id_workplace" not in client.get(url("enquiry_new"), asked).content.decode()
    shop = make_workplace(bakery, name="Bageriet, butikken")
    page = client.get(url("enquiry_new"), {**asked, "sted": str(shop.public_id)}).content.decode()
    assert f'value="{shop.public_id}" selected' in page
    assert f"sted={shop.public_id}" in client.get(url("workplace", shop)).content.decode()
    client.post(url("enquiry_new"), {**TYPED, **asked, "workplace": str(shop.public_id)})
    elsewhere = make_workplace(make_company("En anden"))
    wrong = {**TYPED, **asked, "workplace": str(elsewhere.public_id)}
    assert client.post(url("enquiry_new"), wrong).status_code == 422
    client.post(url("enquiry_new"), {**TYPED, **asked, "workplace": ""})
    with acting(carl):
        places = Enquiry.objects.order_by("id").values_list("workplace_id", flat=True)
        assert list(places) == [shop.pk, None]
    assert first.pk != shop.pk


def test_a_double_click_makes_one(carl, client_as, acting) -> None:
    client = client_as(carl)
    once = "0199aaaa-0000-7000-8000-000000000001"
    for _ in range(2):
        client.post(url("enquiry_new"), {**TYPED, "once": once})
    with acting(carl):
        assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"text": ""}, {"subject": ""}, {"name": "", "phone": ""}, {"answered": "on"},
     {"email": "x"}, {"channel": "form"}],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed(carl, client_as, acting, changed) -> None:
    page = client_as(carl).post(url("enquiry_new"), TYPED | {"name": "Hanne Holst"} | changed)
    assert page.status_code == 422
    assert "autofocus" in page.content.decode()
    with acting(carl):
        assert not Enquiry.objects.exists()


def test_answered_during_the_call(carl, client_as, acting) -> None:
    client_as(carl).post(url("enquiry_new"), TYPED | {"answered": "on", "answer": "Ja"})
    with acting(carl):
        assert Enquiry.objects.get().answer_minutes == 0


def test_every_move_by_its_page(carl, nora, client_as, four, acting) -> None:
    first = four[0]
    mine, hers = client_as(carl), client_as(nora)
    assert mine.post(url("enquiry_take", first)).status_code == 302
    told = hers.post(url("enquiry_take", first), follow=True).content.decode()
    assert "Carl Conradi har taget den" in told
    wrong = mine.post(url("enquiry_offer", first), {"to": ""})
    assert wrong.status_code == 422
    mine.post(url("enquiry_offer", first), {"to": str(nora.public_id), "note": "Din"})
    assert "tilbyder dig" in hers.get(url("enquiry", first)).content.decode()
    assert hers.get(url("enquiry_decline", first)).status_code == 200
    hers.post(url("enquiry_accept", first))
    assert hers.post(url("enquiry_answer", first), {"how": "mail", "text": ""}).status_code == 422
    assert mine.post(url("enquiry_answer", first), {"how": "mail", "text": "x"}).status_code == 422
    hers.post(url("enquiry_answer", first), {"how": "mail", "text": f"Ja {HTML}", "waits": "on"})
    page = hers.get(url("enquiry", first)).content.decode()
    assert HTML not in page
    assert "&lt;script&gt;" in page
    assert hers.post(url("enquiry_meeting", first), {"reply": "planned"}).status_code == 422
    day = (today() + timedelta(days=3)).isoformat()
    planned = {"reply": "planned", "channel": "visit", "day": day, "time": "10:00"}
    hers.post(url("enquiry_meeting", first), planned)
    assert hers.post(url("enquiry_close", first), {"reason": "no_help"}).status_code == 422
    hers.post(url("enquiry_close", first), {"reason": "helped"})
    again = hers.post(url("enquiry_close", first), {"reason": "helped"})
    assert again.status_code == 422
    with acting(nora):
        first.refresh_from_db()
        assert (first.state, first.owner, first.closing) == ("closed", nora, "helped")
        assert Contact.objects.filter(by=nora, state="planned").count() == 1


def test_saying_which_company_it_is(carl, client_as, acting, bakery) -> None:
    with acting(carl) as viewer:
        enquiry = actions.receive_enquiry(facts(), actor=viewer)
    client = client_as(carl)
    assert bakery.name in client.get(url("enquiry_connect", enquiry)).content.decode()
    sent = {"firma": str(bakery.public_id), "subject": "trial", "version": enquiry.version}
    client.post(url("enquiry_connect", enquiry), sent)
    with acting(carl):
        enquiry.refresh_from_db()
        assert (enquiry.company, enquiry.subject) == (bakery, "trial")
    assert client.post(url("enquiry_connect", enquiry), sent).status_code == 409


def test_another_jobcentre_and_too_weak_roles(sol, bente, mads, client_as, four) -> None:
    assert client_as(sol).get(url("enquiry", four[0])).status_code == 404
    assert "Nr. " not in texts(client_as(sol), "?tilstand=all")
    assert client_as(bente).get(url("enquiry", four[0])).status_code == 200
    assert client_as(bente).post(url("enquiry_take", four[0])).status_code == 403
    assert client_as(mads).get(url("entrance_settings")).status_code == 403


def test_the_entrances_settings(ole, client_as, north) -> None:
    client = client_as(ole)
    sent = {"entrance_opens": "09:00", "entrance_closes": "15:00", "answer_hours": "4",
            "entrance_phone": "72 00 00 00", "entrance_email": "ind@nord.example"}  # fmt: skip
    assert client.get(url("entrance_settings")).status_code == 200
    assert client.post(url("entrance_settings"), sent).status_code == 302
    assert Jobcentre.objects.get(pk=north.pk).answer_hours == 4
    for wrong in ({"entrance_closes": "08:00"}, {"answer_hours": "0"}, {"answer_hours": "999"}):
        assert client.post(url("entrance_settings"), sent | wrong).status_code == 422


def test_my_day(carl, nora, bente, acting, four) -> None:
    with acting(carl) as viewer:
        actions.offer_enquiry(four[1], nora, actor=viewer)
        rows = enquiry_rows(viewer, today(), 10)
        assert {row.subject for row in rows} == {four[0].public_id, four[1].public_id}
    with acting(nora) as viewer:
        rows = enquiry_rows(viewer, today(), 10)
        assert [row.subject for row in rows] == [four[1].public_id, four[2].public_id]
        assert rows[0].actions[0].url.endswith("/modtag/")


def test_escalation_goes_upwards_and_closes_itself(
    carl, nora, tine, mads, acting, four, django_assert_num_queries
) -> None:
    first, second, *_others = four
    expected = {0: (carl.name, carl.name), 3: (tine.name, tine.name), 9: (mads.name, mads.name)}
    for days, names in expected.items():
        with acting(carl), django_assert_num_queries(2):
            found = list(
                UnansweredEnquiry().candidates(
                    carl.jobcentre_id, FRIDAY.date() + timedelta(days={0: 3, 3: 5, 9: 14}[days])
                )
            )
        told = {c.subject: c.recipient.name for c in found}
        assert (told[first.public_id], told[second.public_id]) == names
        assert {c.step for c in found} == {{0: 0, 3: 1, 9: 2}[days]}
    with acting(carl) as viewer:
        actions.take_enquiry(first, actor=viewer)
        actions.answer_enquiry(first, actor=viewer, by_mail=False, text="Ja")
        left = list(UnansweredEnquiry().candidates(carl.jobcentre_id, MONDAY.date()))
        assert {c.subject for c in left} == {four[1].public_id, four[2].public_id}


@pytest.mark.django_db(transaction=True)
def test_the_mails_name_the_contact_and_hold_a_link(
    carl, acting, north, bakery, mailoutbox
) -> None:
    from companies.actions.relations import RelationFacts
    from followup.tasks import send_in_jobcentre

    with acting(carl) as viewer:
        actions.set_relation(bakery, RelationFacts(carl, "cooperating"), actor=viewer)
    with acting_in(north):
        told = facts(company=bakery, channel="mail", email="h@b.example", language="en")
        enquiry = actions.receive_enquiry(told, actor=Viewer.system(north))
    send_in_jobcentre(north.pk)
    [letter] = mailoutbox
    assert str(enquiry) in letter.subject
    assert "Carl Conradi" in letter.body
    assert "72 00 00 14" in letter.body
    assert "/henvendelse/s/" in letter.body
    assert "Thank you" in letter.body
    with acting(carl) as viewer:
        actions.take_enquiry(enquiry, actor=viewer)
        actions.answer_enquiry(enquiry, actor=viewer, by_mail=True, text="First\n\nSecond")
    send_in_jobcentre(north.pk)
    assert "Second" in mailoutbox[1].body
    with acting(carl):
        assert all("/henvendelse/s/" not in message.body for message in Message.objects.all())


def test_figures(carl, acting, four) -> None:
    with acting(carl) as viewer, clock_at(MONDAY):
        actions.answer_enquiry(four[1], actor=viewer, by_mail=False, text="Ja")
    with acting(carl) as viewer, clock_at(MONDAY + timedelta(days=1)):
        total, phone = answer_times(viewer, 30)
        assert (total.received, total.answered, total.median_minutes) == (4, 1, 80)
        assert (total.within, total.judged, total.share) == (1, 3, 33)
        assert phone.channel == "phone"


def test_search(carl, sol, acting, four) -> None:
    with acting(carl) as viewer:
        assert len(find_enquiries(viewer, "bageriet", 6)) == 4
        assert len(find_enquiries(viewer, str(four[0]), 6)) == 1
    with acting(sol) as viewer:
        assert find_enquiries(viewer, "bageriet", 6) == []
