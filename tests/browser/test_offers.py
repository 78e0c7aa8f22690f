"""A service offer declared, handed out, ordered and delivered; a punch card given and spent."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def test_declared_ordered_delivered_and_punched(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    name = f"Hjælp til vagtplaner {viewport['width']}"
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/ydelser/")
    looks_right(carl)
    carl.get_by_role("link", name="Ny ydelse").click()
    carl.get_by_role("button", name="Gem", exact=True).click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.locator("#id_name").fill(name)
    carl.locator("#id_what").fill("Vi ser på jeres vagtplan sammen.")
    carl.locator("#id_from_whom").fill("Jobcentret sender en konsulent.")
    carl.locator("#id_days").fill("5")
    carl.locator("#id_promise").fill("Besøg inden fem arbejdsdage")
    carl.locator("#id_is_published").check()
    carl.get_by_role("button", name="Gem", exact=True).click()
    expect(carl.locator("main")).to_contain_text(name)
    looks_right(carl)
    carl.goto(site.url + "/virksomheder/ydelser/")
    public = carl.get_by_role("link", name="Den offentlige side").get_attribute("href")

    company = new_page()
    company.goto(site.url + str(public))
    expect(company.locator("main")).to_contain_text(name)
    looks_right(company)

    # A company with a need is one Carl knows: it hears of the offer and orders it.
    carl.goto(site.url + "/virksomheder/behov/?q=nye+afdeling")
    carl.locator("[data-label=Virksomhed] a").first.click()
    page = carl.url.split("?")[0].rstrip("/")
    carl.goto(page + "/ydelser/")
    looks_right(carl)
    carl.get_by_role("button", name="Notér det").click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    carl.get_by_label(name).check()
    carl.locator("#id_way").select_option(index=0)
    carl.get_by_role("button", name="Notér det").click()
    row = carl.locator("li", has_text=name).first
    expect(row).to_be_visible()
    looks_right(carl)
    row.get_by_role("button").click()  # ordered
    expect(row).to_contain_text("bestilt")
    row.get_by_role("button").click()  # delivered
    expect(row).to_contain_text("leveret til tiden")
    looks_right(carl)

    carl.goto(page + "/klippekort/")
    looks_right(carl)
    carl.locator("#id_granted").fill("2")
    carl.get_by_role("button", name="Giv kortet").click()
    expect(carl.get_by_role("button", name="Brug klip")).to_be_visible()
    looks_right(carl)
    carl.locator("#id_number").fill("99")
    carl.locator("#id_what_for").fill(name)
    carl.locator("#id_used_on").fill(date.today().isoformat())  # noqa: DTZ011
    carl.get_by_role("button", name="Brug klip").click()  # more than the card has
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.locator("#id_number").fill("1")
    carl.get_by_role("button", name="Brug klip").click()
    spent = carl.locator("li", has_text=name)
    expect(spent.first).to_be_visible()
    spent.first.get_by_role("button").click()
    expect(spent.locator("s").first).to_be_visible()
    looks_right(carl)
