"""A company's sickness absence: a month, a file with faults, the start and what it saves."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def test_figures_come_in_and_are_compared(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/?relation=mine")
    rows = carl.locator("#resultat tbody a[href*='/virksomheder/']")
    # Not the same company at both widths: they share the site.
    rows.nth(-2 if viewport["width"] > 700 else -1).click()
    carl.get_by_role("link", name="Sygefravær", exact=True).click()
    looks_right(carl)
    year = date.today().year - 3  # noqa: DTZ011
    carl.locator("#month_month").fill(f"{year}-01")
    carl.locator("#month_employees").fill("10")
    carl.locator("#month_absence_days").fill("999")
    carl.get_by_role("button", name="Notér måneden").click()
    expect(carl.get_by_text("Mere fravær end arbejde").first).to_be_visible()
    looks_right(carl)
    carl.locator("#month_absence_days").fill("12,5")
    carl.get_by_role("button", name="Notér måneden").click()
    expect(carl.get_by_text("Måneden er noteret.")).to_be_visible()
    head = "Måned;Ansatte;Arbejdsdage;Fraværsdage\n"
    bad = head + f"{year}-02;10;21;-4\n{year}-03;10;21;3\n"
    good = head + f"{year}-02;10;21;6\n{year}-03;10;21;4,5\n"
    for body, said in ((bad, "Række 2"), (good, "Filens måneder er noteret.")):
        carl.locator("#file_file").set_input_files(
            {"name": "fravaer.csv", "mimeType": "text/csv", "buffer": body.encode()}
        )
        carl.get_by_role("button", name="Hent filen ind").click()
        expect(carl.get_by_text(said).first).to_be_visible()
        looks_right(carl)
    carl.locator("#start_month").fill(f"{year}-02")
    carl.locator("#start_long_share").fill("50")
    carl.get_by_role("button", name="Gem starten").click()
    expect(carl.get_by_text("Starten er gemt.")).to_be_visible()
    expect(carl.locator("aside, .aside").get_by_text("50 %").first).to_be_visible()
    looks_right(carl)
