"""A company writes by the public form, Carl takes it, offers a meeting, answers and closes."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def test_from_the_form_to_the_end(
    site, new_page: Callable[[], Page], page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    company = new_page()
    company.goto(site.url + "/henvendelse/0901/")
    looks_right(company)
    company.get_by_role("button", name="Send").click()
    expect(company.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(company)
    company.get_by_label("Hvad handler det om?").select_option(label="brug for arbejdskraft")
    company.get_by_label("Hvad kan vi hjælpe med?").fill("Vi mangler to til lageret fra mandag.")
    company.get_by_label("Virksomhedens navn eller CVR-nummer").fill("Havnens Lager")
    company.get_by_label("Dit navn").fill("Hilda Havn")
    company.get_by_label("Mail").fill("hilda@havnen.example")
    company.wait_for_timeout(3200)  # nobody writes faster than the form allows
    company.get_by_role("button", name="Send").click()
    expect(company.get_by_role("heading", level=1)).to_have_text("Tak – vi har den")
    assert "hilda" not in company.url
    looks_right(company)
    reference = company.get_by_text(re.compile(r"^H-[0-9A-Z]{8}$")).inner_text()

    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/henvendelser/")
    looks_right(carl)
    carl.goto(site.url + f"/virksomheder/henvendelser/?q={reference}")
    carl.get_by_role("link", name="Havnens Lager").click()
    carl.get_by_role("button", name="Tag den").click()
    expect(carl.get_by_text("Henvendelsen er din")).to_be_visible()
    looks_right(carl)
    # The company was written as text: it is chosen from the register first.
    carl.get_by_role("link", name="Vælg virksomhed").click()
    carl.get_by_label("Virksomhedens navn, CVR- eller P-nummer").fill("lager")
    found = carl.locator("#fundet a").first
    expect(found).to_be_visible()
    looks_right(carl)
    found.click()
    carl.get_by_role("button", name="Gem").click()
    carl.get_by_role("link", name="Tilbyd et møde").click()
    looks_right(carl)
    carl.locator("#id_day").fill((date.today() + timedelta(days=5)).isoformat())  # noqa: DTZ011
    carl.locator("#id_time").fill("10:00")
    carl.get_by_role("button", name="Gem").click()
    expect(carl.get_by_text("Det, de sagde til et møde, er noteret.")).to_be_visible()
    carl.get_by_label("Svar", exact=True).fill("Jeg kommer forbi på mødet. Hilsen Carl")
    carl.get_by_role("button", name="Gem svaret").click()
    expect(carl.get_by_text("Svaret står i tråden.")).to_be_visible()

    company.reload()
    expect(company.locator("main")).to_contain_text("En medarbejder er i gang med den")
    expect(company.locator("main")).to_contain_text("Jeg kommer forbi på mødet.")
    expect(company.locator("main")).to_contain_text(re.compile(r"10[.:]00"))
    looks_right(company)
    company.get_by_label("Tilføj noget").fill("Fint, vi ses.")
    company.get_by_role("button", name="Send").click()
    expect(company.get_by_text("Tak. Det, du skrev, står nedenfor.")).to_be_visible()

    carl.reload()
    expect(carl.locator(".thread")).to_contain_text("Fint, vi ses.")
    carl.get_by_role("link", name="Afslut").click()
    looks_right(carl)
    carl.get_by_label("hjulpet", exact=True).check()
    carl.get_by_role("button", name="Afslut").click()
    expect(carl.get_by_text("Henvendelsen er afsluttet.")).to_be_visible()
    company.reload()
    expect(company.locator("main")).to_contain_text(re.compile("Lukket|Afsluttet"))


def test_typed_during_a_call(site, page_as: Callable[[str], Page], looks_right: Checked) -> None:
    carl = page_as("carl")
    carl.get_by_role("link", name="Ny henvendelse").first.click()
    looks_right(carl)
    carl.get_by_label("Virksomhedens navn, CVR- eller P-nummer").press_sequentially(
        "lager", delay=20
    )
    carl.locator("#fundet label").first.click()
    carl.locator("#id_name").fill("Lone Lager")
    carl.locator("#id_subject").select_option("trial")
    carl.get_by_label("Hvad spørger de om?").fill("Kan vi få én i praktik?")
    looks_right(carl)
    carl.get_by_role("button", name="Gem henvendelsen").click()
    expect(carl.get_by_text("Henvendelsen er din.")).to_be_visible()
    looks_right(carl)
