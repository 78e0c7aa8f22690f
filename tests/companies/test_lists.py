"""The lists of contacts and of contact persons: filtered, paged, taken out, ours alone."""

import re
from datetime import timedelta
from itertools import product

import pytest
from icalendar import Calendar

from companies import actions
from companies.actions.contacts import ContactFacts
from companies.models import Contact
from companies.queries.contact_list import ContactFilters, contact_page
from companies.queries.person_list import PersonFilters, person_page
from companies.rules import NextStep
from jobcenter.clock import local_day, now, today
from jobcenter.tenancy import acting_in
from tests.companies.factories import make_company, make_contact, make_person, url


@pytest.fixture
def log(carl, nora, acting, db) -> list[Contact]:
    """Twenty held, six planned, three cancelled contacts of two colleagues."""
    company, rows = make_company(), []
    for number in range(20):
        with acting((carl, nora)[number % 2]) as viewer:
            step = NextStep("Ringe", today() + timedelta(days=number), carl.pk)
            rows.append(make_contact(
                company, viewer, channel=("phone", "visit", "mail")[number % 3],
                held_at=now() - timedelta(days=number * 3),
                next_step=step if number % 4 == 0 else None,
            ))  # fmt: skip
    with acting(carl) as viewer:
        for number in range(9):
            facts = ContactFacts("visit" if number % 2 else "phone", f"Plan {number}")
            planned = actions.plan_contact(
                company, facts, actor=viewer, planned_at=now() + timedelta(days=1 + number)
            )
            if number % 3 == 2:
                actions.cancel_contact(planned, actor=viewer, version=1, reason="Sygdom")
            rows.append(planned)
    return rows


def test_every_filter_with_every_other_is_what_python_says(log, carl, nora, acting) -> None:
    with acting(carl) as viewer:
        everything = list(Contact.objects.filter(jobcentre_id=viewer.jobcentre_id))
        for show, who, channel, since, down in product(
            ("held", "planned", "steps", "cancelled"), ("", "mig", str(nora.public_id)),
            ("", "visit"), (None, today() - timedelta(days=20)), (None, True, False),
        ):  # fmt: skip
            filters = ContactFilters(show, who, channel, since, None, down)
            key = filters.key

            def fits(row: Contact, f: ContactFilters = filters, key: str = key) -> bool:
                person = carl.pk if f.colleague == "mig" else nora.pk
                by = row.next_step_owner_id if f.show == "steps" else row.by_id
                at = getattr(row, key)
                is_open = row.next_step_on is not None and row.next_step_done_at is None
                return (
                    (is_open if f.show == "steps" else row.state == f.show)
                    and (not f.colleague or by == person)
                    and (not f.channel or row.channel == f.channel)
                    and (not f.since or (at if key == "next_step_on" else local_day(at)) >= f.since)
                )

            wanted = sorted(
                (row for row in everything if fits(row)),
                key=lambda row: (getattr(row, key), row.pk), reverse=filters.is_down,
            )  # fmt: skip
            seen, after = [], ""
            while True:
                page = contact_page(viewer, filters, after=after, size=4)
                seen += [row.pk for row in page.rows]
                assert page.count == len(wanted)
                if not (after := page.following):
                    break
            assert seen == [row.pk for row in wanted], filters


def test_people_by_name_level_role_and_words(carl, acting, db) -> None:
    company = make_company()
    with acting(carl) as viewer:
        for name, level, roles in (
            ("Åse Ål", "management", ["hr"]), ("Bo Birk", "employee", ["mentor"]),
            ("Ane Birk", "employee", []),
        ):  # fmt: skip
            make_person(company, viewer, name, level=level, roles=roles)
        left = make_person(company, viewer, "Carl Krog")
        actions.note_person_left(left, actor=viewer, on=today())

        def names(**filters: str) -> list[str]:
            return [row.name for row in person_page(viewer, PersonFilters(**filters)).rows]

        assert names() == ["Ane Birk", "Bo Birk", "Åse Ål"]
        assert names(down=True) == ["Åse Ål", "Bo Birk", "Ane Birk"]
        assert names(words="bir") == ["Ane Birk", "Bo Birk"]
        assert names(level="management") == ["Åse Ål"]
        assert names(role="mentor") == ["Bo Birk"]
        assert names(show="left") == ["Carl Krog"]
        assert len(names(show="all")) == 4
        first = person_page(viewer, PersonFilters(), size=2)
        rest = person_page(viewer, PersonFilters(), size=2, after=first.following)
        assert [row.name for row in rest.rows] == ["Åse Ål"]


@pytest.mark.parametrize("name", ["contacts", "people"])
class TestPages:
    def test_reads_and_is_ours(self, name, log, carl, bente, sol, people, client_as) -> None:
        for person in (carl, bente):
            body = client_as(person).get(url(name)).content.decode()
            assert "data-list-row" in body or name == "people"
        assert "data-list-row" not in client_as(sol).get(url(name)).content.decode()

    def test_hostile_filters(self, name, carl, client_as, db) -> None:
        for param, value in product(
            ("q", "vis", "kollega", "kanal", "fra", "til", "niveau", "rolle", "side", "sorter"),
            ("'; DROP", "\x00", "9" * 400, "-1", "9999-99-99", "<script>"),
        ):
            answer = client_as(carl).get(url(name), {param: value})
            assert answer.status_code == 200

    def test_queries_do_not_grow(
        self, name, log, carl, client_as, django_assert_max_num_queries
    ) -> None:
        client = client_as(carl)
        client.get(url(name))
        with django_assert_max_num_queries(10):
            client.get(url(name), {"vis": "held"})


def test_planned_contacts_go_into_a_calendar(log, carl, client_as) -> None:
    take = "/lister/contacts/fil/"
    answer = client_as(carl).post(take, {"format": "ics", "query": "vis=planned"})
    calendar = Calendar.from_ical(b"".join(answer.streaming_content))
    events = list(calendar.walk("VEVENT"))
    assert len(events) == 6
    assert "Bageriet Nord ApS" in str(events[0]["summary"])
    assert re.search(r"/virksomheder/kontakt/", str(events[0]["url"]))
    steps = client_as(carl).post(take, {"format": "ics", "query": "vis=steps"})
    assert b"DTSTART;VALUE=DATE" in b"".join(steps.streaming_content)
    with acting_in(carl.jobcentre_id):
        assert Contact.objects.filter(jobcentre_id=carl.jobcentre_id).count() == 29
