"""An agreement from the template to the renewal: Carl writes, the company signs, Mads signs."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

LINK = (
    "from companies.models import Agreement; from companies.mails.agreements import signing_link;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    print(signing_link(Agreement.objects.get(jobcentre=j, purpose='%s')))"
)


def test_from_draft_to_renewal(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    purpose = f"Veje ind {viewport['width']}"
    today = date.today()  # noqa: DTZ011
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/aftaler/")
    looks_right(carl)
    carl.locator("tbody a").first.click()
    expect(carl.get_by_role("heading", name="Aftalt og leveret")).to_be_visible()
    looks_right(carl)
    carl.locator("a.back").click()
    looks_right(carl)
    carl.get_by_role("link", name="Skriv en partnerskabsaftale").click()
    looks_right(carl)
    carl.get_by_label("Formål", exact=True).fill(purpose)
    carl.locator("#id_g0-kind").select_option(value="people")
    carl.get_by_role("button", name="Gem udkastet").click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.locator("#id_g0-number").fill("8")
    carl.locator("#id_g0-due_on").fill((today + timedelta(days=300)).isoformat())
    carl.locator("#id_their_signer").select_option(index=1)
    carl.locator("#id_our_signer").select_option(label="Mads Madsbjerg")
    carl.locator("#id_meeting").select_option(index=1)
    carl.get_by_role("button", name="Gem udkastet").click()
    expect(carl.get_by_text("Udkastet er gemt.")).to_be_visible()
    carl.get_by_role("button", name="Send til underskrift").click()
    expect(carl.get_by_text("Begge ledelser er bedt om at tegne.")).to_be_visible()
    looks_right(carl)
    page = carl.url

    link = site.manage("shell", "-v0", "-c", LINK % purpose).strip().splitlines()[-1]
    company = new_page()
    company.goto(link)
    expect(company.get_by_text("Virksomheden lover")).to_be_visible()
    looks_right(company)
    company.get_by_role("button", name="Tegn aftalen").click()
    expect(company.get_by_text("Sæt kryds her for at tegne.").first).to_be_visible()
    looks_right(company)
    company.get_by_label("Jeg har læst aftalen").check()
    company.get_by_role("button", name="Tegn aftalen").click()
    expect(company.get_by_role("heading", level=1)).to_have_text("Tak – du har tegnet")
    looks_right(company)

    mads = page_as("mads")
    mads.goto(page)
    mads.get_by_role("button", name="Tegn for jobcentret").click()
    expect(mads.get_by_text("tegnet af begge parter")).to_be_visible()
    looks_right(mads)
    with mads.expect_download() as fetched:
        mads.get_by_role("link", name="Som PDF").click()
    assert fetched.value.suggested_filename == "partnerskabsaftale.pdf"

    carl.goto(page)
    expect(carl.locator("#leveret")).to_contain_text(re.compile("personer i forløb", re.IGNORECASE))
    carl.get_by_role("link", name="Forny", exact=True).click()
    expect(carl.get_by_label("Formål", exact=True)).to_have_value(purpose)
    looks_right(carl)
    carl.locator("#id_no_meeting_reason").fill("Aftalt ved sidste møde")
    carl.get_by_role("button", name="Gem udkastet").click()
    expect(carl.get_by_text("Fornyer")).to_be_visible()
    carl.get_by_role("link", name="Versioner side om side").click()
    looks_right(carl)
