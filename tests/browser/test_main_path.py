"""The main path: Nora makes a work trial, the mentor answers in three taps, Nora acts on it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NAME = "Birthe"  # the demo's candidate without a placement; may have 13 weeks
SEND = """
from followup.sweep import sweep
from followup.tasks import send_in_jobcentre
from jobcenter.models import Jobcentre
north = Jobcentre.objects.get(code="0901")
sweep(north.pk)
send_in_jobcentre(north.pk)
"""


def wednesday(after: date) -> date:
    """Return the first ordinary Wednesday after a day."""
    from jobcenter.calendar import is_working_day

    day = after + timedelta(days=1)
    while day.isoweekday() != 3 or not all(
        is_working_day(day + timedelta(days=n)) for n in range(3)
    ):
        day += timedelta(days=1)
    return day


@pytest.fixture
def move_clock(site: Any) -> Iterator[Callable[[date], None]]:
    """Return a mover of the site's clock to ten in the morning; it goes back afterwards."""

    def move(day: date) -> None:
        moment = datetime.combine(day, time(10), COPENHAGEN)
        site.manage(
            "shell", "-v", "0", "-c",
            "from datetime import datetime; from jobcenter.clock import move_clock_to;"
            f"move_clock_to(datetime.fromisoformat('{moment.isoformat()}'))",
        )  # fmt: skip

    yield move
    Path(site.env["BRO_VAR"], "clock").unlink(missing_ok=True)


def open_a_place(nora: Page, site: Any, title: str, looks_right: Checked) -> None:
    nora.goto(site.url + "/pladser/?vis=open")
    looks_right(nora)
    nora.locator("td[data-label='Arbejdssted'] a").first.click()
    nora.get_by_role("link", name="Åbn en plads").click()
    looks_right(nora)
    nora.get_by_label("Hvad kalder I pladsen?").fill(title)
    nora.get_by_role("button", name="Åbn pladsen").click()
    expect(nora.get_by_role("heading", level=1)).to_have_text(title)
    looks_right(nora)


def plan(nora: Page, first: date, looks_right: Checked) -> None:
    """One day too long is refused with the paragraph; 13 weeks are not."""
    nora.get_by_role("link", name="Brug pladsen").click()
    looks_right(nora)
    nora.get_by_role("link", name=re.compile(f"Vælg {NAME}")).click()
    looks_right(nora)
    nora.get_by_label("Første dag").fill(first.isoformat())
    nora.get_by_text("Andet, skriv sidste dag").click()
    too_long = first + timedelta(weeks=13)
    nora.locator("[name=ends_on]").fill(too_long.isoformat())
    nora.get_by_text("Oplæring i bestemte kompetencer").click()
    expect(nora.locator("#check")).to_contain_text("§ 61")
    expect(nora.locator("#check")).to_have_class(re.compile("is-blocked"))
    nora.get_by_role("button", name="Planlæg praktikken").click()
    expect(nora.locator(".error-summary")).to_contain_text("§ 61")
    looks_right(nora)
    nora.locator("[name=ends_on]").fill("")
    nora.get_by_text("13 uger", exact=True).click()
    expect(nora.locator("#check")).not_to_have_class(re.compile("is-blocked"))
    nora.get_by_role("button", name="Planlæg praktikken").click()
    expect(nora.get_by_role("heading", level=1)).to_contain_text(NAME)


def agree_name_and_start(nora: Page, looks_right: Checked) -> None:
    nora.get_by_role("button", name="Aftal", exact=True).click()
    expect(nora.get_by_role("heading", level=1)).to_contain_text("Aftalt")
    looks_right(nora)
    nora.get_by_role("link", name="Vælg mentor").click()
    looks_right(nora)
    nora.get_by_label("Mentor", exact=False).first.select_option(index=1)
    nora.get_by_role("button", name="Gem").click()
    nora.get_by_role("button", name="Start", exact=True).click()
    expect(nora.get_by_role("heading", level=1)).to_contain_text("I gang")
    looks_right(nora)


def link_in_the_inbox(ole: Page, site: Any) -> str:
    """Return the mentor's link, as read in the page that shows what would have been sent."""
    listing: str | None = "/beskeder/indbakke/"
    while listing:
        ole.goto(site.url + listing)
        found = ole.locator("main tbody a")
        addresses = [found.nth(n).get_attribute("href") or "" for n in range(found.count())]
        further = ole.locator("a[rel=next]")
        following = further.get_attribute("href") if further.count() else None
        for address in addresses:
            ole.goto(site.url + address)
            match = re.search(rf"for {NAME}\b\D*?(https?://\S+/m/[\w-]+/)", ole.content())
            if match is None:
                match = re.search(
                    rf'href="([^"]+/m/[\w-]+/)"[^>]*>\s*Svar for {NAME}', ole.content()
                )
            if match:
                return match.group(1)
        listing = following and "/beskeder/indbakke/" + following
    pytest.fail(f"No mail asks about {NAME}.")


def test_from_place_to_action(
    site: Any,
    page_as: Callable[[str], Page],
    new_page: Callable[[], Page],
    viewport: dict[str, int],
    looks_right: Checked,
    move_clock: Callable[[date], None],
) -> None:
    first = wednesday(datetime.now(COPENHAGEN).date())
    if viewport["width"] < 500:  # the same mentor gets one mail a day: another week
        first = wednesday(first)
    move_clock(first)
    nora = page_as("nora")
    looks_right(nora)
    open_a_place(nora, site, f"Pakkeri {viewport['width']}", looks_right)
    plan(nora, first, looks_right)
    agree_name_and_start(nora, looks_right)
    placement = nora.url

    move_clock(first + timedelta(days=1))
    site.manage("shell", "-v", "0", "-c", SEND)
    link = link_in_the_inbox(page_as("ole"), site)
    assert NAME not in link

    mentor = new_page()
    mentor.goto(link)  # the first tap
    expect(mentor.get_by_role("heading", level=1)).to_contain_text(NAME)
    looks_right(mentor)
    mentor.get_by_label("Vi har brug for hjælp nu").check()
    mentor.get_by_role("button", name="Send").click()
    expect(mentor.get_by_role("heading", level=1)).to_contain_text("Tak")
    expect(mentor.locator("main")).to_contain_text(
        "Nora Nymann har fået besked og ringer til dig i dag"
    )
    looks_right(mentor)
    mentor.get_by_role("link", name="English").click()
    expect(mentor.locator("main")).to_contain_text("calls you today")

    nora.goto(site.url + "/")
    row = nora.locator(".queue > li", has_text=f"{NAME} N.").filter(has_text="Kræver handling")
    expect(row).to_be_visible()
    looks_right(nora)
    row.locator("summary").click()
    row.get_by_label("Hvad gjorde du?").fill("Ringede til mentor, og vi fandt en vej.")
    row.get_by_role("button", name="Gem", exact=True).click()
    expect(row).to_have_count(0)
    expect(nora.locator("#messages")).to_contain_text("af din liste")
    nora.goto(placement)
    expect(nora.locator("main")).to_contain_text("vi fandt en vej")

    nora.get_by_role("link", name="Afbryd").click()
    looks_right(nora)
    nora.get_by_label("Grund", exact=True).select_option("moved")
    nora.get_by_role("button", name="Afbryd").click()
    expect(nora.get_by_role("heading", level=1)).to_contain_text("Afbrudt")
    mentor.goto(link)
    expect(mentor.get_by_role("button", name="Send mig et nyt link")).to_be_visible()
    looks_right(mentor)


def test_the_days_pages_look_right(
    site: Any, page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    nora = page_as("nora")
    for path in (
        "/",
        "/forloeb/",
        "/forloeb/?hvem=alle&vis=all",
        "/pladser/",
        "/besoeg/",
        "/forloeb/nyt/",
    ):
        nora.goto(site.url + path)
        looks_right(nora)
    nora.goto(site.url + "/forloeb/")
    nora.locator("[data-list] tbody tr").first.get_by_role("link").first.click()
    looks_right(nora)
    nora.get_by_role("link", name=re.compile("Log et besøg")).click()
    nora.get_by_role("button", name="Log besøget").click()
    expect(nora.locator("#messages")).to_contain_text("Besøget er logget")


def test_a_visit_in_one_click(site: Any, page_as: Callable[[str], Page]) -> None:
    nora = page_as("nora")
    buttons = nora.get_by_role("button", name=re.compile("Besøgt i dag"))
    expect(buttons.first).to_be_visible()  # the demo always has visits that are overdue
    before = buttons.count()
    buttons.first.click()
    expect(buttons).to_have_count(before - 1)


def test_south_sees_nothing_of_north(site: Any, page_as: Callable[[str], Page]) -> None:
    nora = page_as("nora")
    nora.goto(site.url + "/forloeb/")
    link = nora.locator("[data-list] tbody tr").first.get_by_role("link").first
    address, name = link.get_attribute("href"), link.inner_text()
    sol = page_as("sol")
    sol.goto(site.url + "/forloeb/?hvem=alle&vis=all")
    expect(sol.locator("main")).not_to_contain_text(name)
    answer = sol.goto(site.url + str(address))
    assert answer is not None
    assert answer.status == 404
