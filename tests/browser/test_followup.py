"""Nora decides on a doubtful message and pauses a mentor; Ole sees that everything runs."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]
# What a worker that dies while sending leaves behind: one message for each journey.
CRASH = """
from followup.models import Message
from jobcenter import clock
from jobcenter.ids import uuid7
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
north = Jobcentre.objects.get(code="0901")
with acting_in(north):
    Message.objects.filter(jobcentre_id=north.pk, state="doubtful").update(settled="arrived")
    Message.objects.create(
        jobcentre_id=north.pk, envelope="day", recipient_kind="contact", channel="mail",
        recipient_key=f"contact:{uuid7()}", recipient_name="Tove Trap", title="Hvordan gik ugen?",
        address="tove@virksomhed.example", local_day=clock.today(), not_before=clock.now(),
        state="doubtful", last_error="crash", claim=uuid7(), claimed_at=clock.now(), attempts=1,
    )
"""


def test_a_doubtful_message_is_decided_on(
    site: Any, page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    site.manage("shell", "-v", "0", "-c", CRASH)
    nora = page_as("nora")
    nora.goto(site.url + "/beskeder/")
    looks_right(nora)
    nora.get_by_role("link", name="Tove Trap").first.click()
    expect(nora.locator("main")).to_contain_text("Den er måske nået frem, måske ikke.")
    looks_right(nora)
    nora.get_by_label("Send til").fill("ingen adresse")
    nora.get_by_role("button", name="Send igen").click()
    expect(nora.locator("main")).to_contain_text("Det ligner ikke en mailadresse.")
    looks_right(nora)
    nora.get_by_label("Send til").fill("tove@ny.example")
    nora.get_by_role("button", name="Send igen").click()
    expect(nora.locator("main")).to_contain_text("tove@ny.example")
    nora.get_by_role("link", name="Se den første besked").click()
    expect(nora.locator("main")).to_contain_text("Sendt igen, Nora Nymann")


def test_a_mentor_on_holiday_is_paused(
    site: Any, page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    site.manage("shell", "-v", "0", "-c", CRASH)
    nora = page_as("nora")
    nora.goto(site.url + "/beskeder/")
    nora.get_by_role("link", name="Tove Trap").first.click()
    nora.get_by_role("link", name="Sæt påmindelser på pause").click()
    looks_right(nora)
    nora.get_by_label("Pause til og med").fill(
        (datetime.now(UTC).date() + timedelta(days=7)).isoformat()
    )
    nora.get_by_label("Hvorfor").fill("Ferie")
    nora.get_by_role("button", name="Sæt på pause").click()
    row = nora.locator("li", has_text="Tove Trap").filter(has_text="Ferie").first
    expect(row).to_be_visible()
    looks_right(nora)
    row.get_by_role("button", name="Afslut pausen").click()
    expect(nora.locator("main")).to_contain_text("Pausen er slut.")


def test_operations_say_what_is_wrong_and_the_inbox_shows_the_mails(
    site: Any, page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    site.manage("sweep_now")
    site.manage("shell", "-v", "0", "-c", CRASH)
    ole = page_as("ole")
    ole.goto(site.url + "/drift/")
    expect(ole.locator("main")).to_contain_text("1 besked er måske nået frem, måske ikke.")
    looks_right(ole)
    ole.goto(site.url + "/beskeder/indbakke/")
    looks_right(ole)
    ole.locator("table a", has_text=re.compile("ugen|uge ", re.IGNORECASE)).first.click()
    expect(ole.locator("main a[href*='/m/']").first).to_be_visible()
    looks_right(ole)
