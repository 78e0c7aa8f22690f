"""The case team lets a citizen choose; the citizen chooses on a phone; one click enrols."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from jobcenter.clock import today
from tests.browser.test_plan import LINK

Checked = Callable[[Page], None]
NAMES = {"desk": ("Susanne", "Møller"), "phone": ("Ahmad", "Al-Sayed")}
OFFER, OTHER = "Afklaring på 14 dage", "Grøn Gruppe"


def test_a_citizen_chooses(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    first, last = NAMES["desk" if viewport["width"] > 500 else "phone"]
    told = site.manage("shell", "-v0", "-c", LINK % (first, last)).strip().splitlines()[-1]
    link, citizen, born = told.split()
    _year, month, day = born.split("-")

    nora = page_as("nora")
    for offer in (OFFER, OTHER):
        nora.goto(f"{site.url}/borgere/{citizen}/tilbud/")
        looks_right(nora)
        nora.get_by_role("link", name=f"Lad {first} vælge {offer}").click()
        nora.get_by_label("Kan vælges til og med").fill(str(today() - timedelta(days=1)))
        nora.get_by_role("button", name="Lad kandidaten vælge").click()
        expect(nora.get_by_role("alert")).to_contain_text("Vælg i dag eller senere")
        looks_right(nora)
        nora.get_by_label("Kan vælges til og med").fill(str(today() + timedelta(days=9)))
        nora.get_by_label("Et ord til kandidaten").fill("Kom og se, hvad det er")
        nora.get_by_role("button", name="Lad kandidaten vælge").click()
        expect(nora.locator("#valg")).to_contain_text(offer)
    looks_right(nora)

    phone = new_page()
    phone.goto(link)
    phone.get_by_label("Dag").fill(day)
    phone.get_by_label("Måned").fill(month)
    phone.get_by_role("button", name="Åbn siden").click()
    expect(phone.locator("#valg")).to_contain_text("Kom og se, hvad det er")
    looks_right(phone)
    phone.get_by_role("button", name="Send mit valg").click()
    expect(phone.get_by_role("alert")).to_contain_text("Vælg et.")
    looks_right(phone)
    phone.get_by_label(re.compile(OFFER)).check()
    phone.locator("#valg").get_by_label("Vil du sige noget om det?").fill("Efter jul, tak")
    phone.get_by_role("button", name="Send mit valg").click()
    expect(phone.get_by_text("Tak. Vi har fået dit valg.")).to_be_visible()
    expect(phone.locator("#valg")).to_contain_text("Efter jul, tak")
    looks_right(phone)
    phone.get_by_role("link", name="English").click()
    expect(phone.get_by_role("heading", name="What you can choose")).to_be_visible()
    looks_right(phone)
    phone.get_by_role("link", name="Dansk").click()

    # one click on Nora's day enrols
    nora.goto(site.url + "/")
    row = nora.get_by_role("listitem").filter(has_text=f"{first} {last[0]}. valgte {OFFER}")
    looks_right(nora)
    row.get_by_role("button", name="Tilmeld").click()
    expect(nora.locator("main")).to_contain_text(f"{first} er tilmeldt {OFFER}")
    looks_right(nora)
    nora.get_by_role("link", name=f"Træk tilbuddet tilbage {OTHER}").click()
    nora.get_by_label("Hvorfor?").fill("Holdet er fyldt")
    looks_right(nora)
    nora.get_by_role("button", name="Træk tilbuddet tilbage").click()
    expect(nora.locator("main")).to_contain_text("Trukket tilbage")

    phone.reload()
    expect(phone.locator("#valg")).to_contain_text("du er tilmeldt.")
    expect(phone.locator("#valg")).to_contain_text("Holdet er fyldt")
    looks_right(phone)
