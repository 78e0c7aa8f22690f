"""The public form of a jobcentre, and the link by which a company follows its enquiry."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from companies import actions
from companies.mails import enquiry_link
from companies.models import Enquiry, EnquiryLine
from companies.views import entrance
from followup.models import Message
from jobcenter.clock import clock_at, now
from jobcenter.doors import revoke_doors
from jobcenter.models import Door
from tests.companies.factories import HTML, url

pytestmark = pytest.mark.django_db
WRITTEN = {
    "subject": "labour", "text": "Vi mangler folk", "company": "Bageriet", "name": "Hanne",
    "phone": "", "email": "Hanne@bageriet.example", "sprog": "da",
}  # fmt: skip


def opened(jobcentre, seconds: int = 10, **changed) -> dict[str, str]:
    """What the form sends when it was opened some seconds ago."""
    with clock_at(now() - timedelta(seconds=seconds)):
        return WRITTEN | {"ticket": entrance.new_ticket(jobcentre)} | changed


def test_the_public_form_makes_an_enquiry_and_shows_the_receipt(north, acting, bakery) -> None:
    client = Client()
    page = client.get("/henvendelse/0901/")
    assert page.status_code == 200
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]
    sent = client.post("/henvendelse/0901/", opened(north, company=bakery.cvr))
    assert sent.status_code == 302
    receipt = client.get(sent.url).content.decode()
    assert "Tak – vi har den" in receipt
    assert "72 00 00 00" in receipt
    assert "hanne" not in sent.url.lower()
    with acting(north):
        enquiry = Enquiry.objects.get()
        assert (enquiry.channel, enquiry.company, enquiry.state) == ("form", bakery, "open")
        assert enquiry.asker_email == "hanne@bageriet.example"
        assert Message.objects.get().kind == "companies.enquiry_receipt"


def test_the_form_posted_a_hundred_times_makes_one(north, acting) -> None:
    sent = opened(north)
    statuses = [Client().post("/henvendelse/0901/", sent).status_code for _ in range(100)]
    assert statuses.count(302) == entrance.SENT_FROM
    assert statuses.count(429) == 100 - entrance.SENT_FROM
    with acting(north):
        assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "status", "number"),
    [
        ({"website": "http://spam.example"}, 302, 0),
        ({"ticket": ""}, 422, 0),
        ({"ticket": "made-up:x:y"}, 422, 0),
        ({"text": ""}, 422, 0),
        ({"email": "", "phone": ""}, 422, 0),
        ({"email": "", "phone": "99 00 00 01"}, 302, 1),
        ({"subject": "nonsense"}, 422, 0),
        ({"text": "x" * 5000}, 422, 0),
        ({"text": "x" * 70_000}, 413, 0),
        ({"text": f"{HTML}\u202e\x00"}, 302, 1),
        ({"name": "Hanne\nBcc: a@b.example"}, 302, 1),
        ({"sprog": "../en"}, 302, 1),
    ],
)
def test_what_the_form_takes(north, acting, changed, status, number) -> None:
    answer = Client().post("/henvendelse/0901/", opened(north) | changed)
    assert answer.status_code == status
    assert HTML not in answer.content.decode()
    with acting(north):
        assert Enquiry.objects.count() == number


def test_the_form_waits_a_moment_and_not_for_days(north, south, acting) -> None:
    for seconds in (0, 2, 25 * 3600):
        page = Client().post("/henvendelse/0901/", opened(north, seconds))
        assert page.status_code == 422
        assert "Vi mangler folk" in page.content.decode()  # kept
    assert Client().post("/henvendelse/0901/", opened(south)).status_code == 422
    with acting(north):
        assert not Enquiry.objects.exists()


@pytest.mark.parametrize("code", ["0999", "901", "x", "09011"])
def test_there_is_no_form_of_nowhere(north, code) -> None:
    assert Client().get(f"/henvendelse/{code}/").status_code == 404


def test_the_form_in_english(north) -> None:
    assert "How can we help?" in Client().get("/henvendelse/0901/?sprog=en").content.decode()


@pytest.fixture
def link(four, acting, carl) -> str:
    """The address of a door to Carl's enquiry."""
    with acting(carl):
        return urlsplit(enquiry_link(four[1])).path


def test_the_link_shows_contact_and_state_and_takes_a_line(carl, acting, four, link) -> None:
    with acting(carl) as viewer:
        actions.note_enquiry(four[1], actor=viewer, text="Kun for kolleger")
        actions.answer_enquiry(four[1], actor=viewer, by_mail=True, text="Vi ringer", waits=True)
    page = Client().get(link)
    text = page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Carl Conradi" in text
    assert "72 00 00 14" in text
    assert "Vi ringer" in text
    assert "Kun for kolleger" not in text
    assert Client().post(link, {"text": " "}).status_code == 422
    assert Client().post(link, {"text": f"Tak {HTML}"}).status_code == 302
    assert HTML not in Client().get(link).content.decode()
    with acting(carl):
        four[1].refresh_from_db()
        assert (four[1].state, four[1].has_news) == ("taken", True)
        assert EnquiryLine.objects.filter(kind="added").count() == 1


def test_a_link_that_is_over(carl, acting, four, link) -> None:
    with clock_at(now() + timedelta(days=61)):
        assert Client().get(link).status_code == 410
        assert Client().post(link, {"text": "x"}).status_code == 410
    revoke_doors("enquiry", four[1].public_id)
    page = Client().get(link)
    assert page.status_code == 410
    assert "72 00 00 00" in page.content.decode()
    assert Client().get("/henvendelse/s/findes-ikke/").status_code == 404


def test_the_link_is_no_login_and_opens_nothing_else(four, link) -> None:
    client = Client()
    client.get(link)
    assert client.get(url("enquiry", four[1])).status_code == 302
    other = Door.objects.get().token_hash
    assert client.get(f"/henvendelse/s/{other}/").status_code == 404


def test_lines_by_the_link_are_slowed_down(carl, acting, link) -> None:
    statuses = [Client().post(link, {"text": f"{n}"}).status_code for n in range(25)]
    assert statuses == [302] * entrance.LINES + [429] * 5
