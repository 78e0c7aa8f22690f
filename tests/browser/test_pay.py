"""Carl enters a contract's prices and makes the list, Mads approves it, and gets the statement."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

UNPAID = (
    "from companies.models import Agreement; from jobcenter.models import Jobcentre;"
    "from jobcenter.tenancy import acting_in; from jobcenter.clock import today;"
    "from jobcenter.calendar import monday_of; from placements.models import CentrePay;"
    "from datetime import timedelta\n"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    rows = Agreement.objects.filter(jobcentre=j, state='signed',"
    " starts_on__lt=monday_of(today()) - timedelta(days=7), ends_on__gt=today()).exclude("
    "company_id__in=Agreement.objects.filter("
    "pk__in=CentrePay.objects.values('agreement_id')).values('company_id')).order_by('id')\n"
    "    row = rows[{number}]\n"
    "    print(row.public_id, monday_of(row.starts_on))"
)


def test_mentor_pay_from_the_prices_to_the_approved_list(
    site,
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    number = 0 if viewport["width"] > 500 else 3
    told = site.manage("shell", "-v0", "-c", UNPAID.format(number=number)).strip().splitlines()[-1]
    agreement, monday = told.split()
    carl = page_as("carl")
    carl.goto(f"{site.url}/mentorbetaling/")
    looks_right(carl)
    carl.goto(f"{site.url}/virksomheder/aftaler/{agreement}/")
    carl.get_by_role("link", name="Priser, lister og prisen på en plads her").click()
    looks_right(carl)
    carl.get_by_role("link", name="Skriv priserne").click()
    looks_right(carl)
    carl.get_by_label("Fra hvilken mandag?").fill(monday)
    carl.get_by_label("Kroner for etablering og opstart, én gang").fill("20000")
    carl.get_by_label("Hvor er det aftalt?").fill("Kontraktens § 7")
    carl.get_by_role("button", name="Gem").click()
    expect(carl.locator(".form-error-message").first).to_contain_text("betales på en anden måde")
    looks_right(carl)
    carl.get_by_label("Kroner for hver kandidat og påbegyndt uge").fill("350")
    carl.get_by_role("button", name="Gem").click()
    expect(carl.get_by_text("Gemt.")).to_be_visible()
    expect(carl.get_by_text("Etablering og opstart").first).to_be_visible()
    looks_right(carl)
    carl.get_by_role("button", name="Lav listen").click()
    expect(carl.get_by_text("Du har lavet listen. En anden godkender den.")).to_be_visible()
    expect(carl.get_by_role("button", name="Godkend listen")).to_have_count(0)
    expect(carl.get_by_text("20.000,00").first).to_be_visible()
    looks_right(carl)

    mads = page_as("mads")
    mads.goto(carl.url)
    mads.get_by_role("button", name="Send den tilbage").click()
    expect(mads.locator(".form-error-message").first).to_be_visible()
    looks_right(mads)
    mads.goto(carl.url)
    mads.get_by_role("button", name="Godkend listen").click()
    expect(mads.get_by_text("Godkendt. Den kan ikke ændres mere.")).to_be_visible()
    expect(mads.get_by_role("button", name="Send den tilbage")).to_have_count(0)
    looks_right(mads)
    with mads.expect_download() as waiting:
        mads.get_by_role("link", name="Opgørelse til virksomheden").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
    mads.goto(f"{site.url}/pladser/pris/")
    looks_right(mads)
    mads.goto(f"{site.url}/pladser/pris/mentor_month/ret/")
    mads.get_by_role("button", name="Se, hvad det ændrer").click()
    expect(mads.locator(".form-error-message").first).to_be_visible()
    looks_right(mads)
