"""A company opens its own page, corrects a number, tells a colleague's name; Carl takes it over."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

LINK = (
    "from companies.models import PageKey; from companies.mails.own_page import page_link;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    key = PageKey.objects.filter(jobcentre=j).order_by('-id')[0]\n"
    "    print(page_link(key), key.person.company.public_id, key.person.email)"
)
CODE = (
    "from companies.actions.own_page import make_code; from companies.models import PageKey;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "from jobcenter.viewer import Viewer; j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    key = PageKey.objects.filter(jobcentre=j).order_by('-id')[0]\n"
    "    print(make_code(key, actor=Viewer.system(j)))"
)


def _last(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_a_company_corrects_its_page(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    width = viewport["width"]
    link, company_id, email = _last(site.manage("shell", "-v0", "-c", LINK)).split()
    company = new_page()
    company.goto(link)
    expect(company.get_by_role("heading", name="Jeres kontakt hos os")).to_be_visible()
    expect(company.get_by_role("heading", name="Jeres pladser og kandidater")).to_be_visible()
    looks_right(company)

    mine = company.locator("#folk li", has=company.get_by_text("dig", exact=True))
    mine.get_by_role("link", name="Ret").click()
    looks_right(company)
    company.get_by_label("Direkte nummer").fill("ring bare")
    company.get_by_role("button", name="Gem").click()
    expect(company.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(company)
    company.get_by_label("Direkte nummer").fill("98 00 " + ("00 81" if width > 500 else "00 82"))
    company.get_by_role("button", name="Gem").click()
    expect(company.get_by_text("Tak. Det er rettet.")).to_be_visible()

    name = f"Signe Sand {width}"
    company.get_by_role("link", name="Tilføj en kollega").click()
    company.get_by_label("Navn").fill(name)
    company.get_by_label("E-mail").fill(f"signe{width}@firma.example")
    company.get_by_role("button", name="Gem").click()
    expect(company.get_by_text("Jeres kontakt hos os ser det og overtager det.")).to_be_visible()
    company.get_by_label("Fortæl os").fill("Vi mangler to til december.")
    company.get_by_role("button", name="Send", exact=True).click()
    expect(company.get_by_text("Tak. Vi svarer inden for")).to_be_visible()
    looks_right(company)

    carl = page_as("carl")
    carl.goto(f"{site.url}/virksomheder/{company_id}/")
    expect(carl.locator("#rettelser")).to_contain_text(name)
    looks_right(carl)
    carl.get_by_role("button", name=f"Overtag – {name}").click()
    expect(carl.get_by_text("Rettelsen er overtaget.")).to_be_visible()
    expect(carl.locator("#personer")).to_contain_text(name)
    carl.goto(f"{site.url}/virksomheder/{company_id}/side/")
    looks_right(carl)

    company.get_by_role("button", name="Luk mine links").click()
    expect(company.get_by_role("heading", level=1)).to_have_text("Siden er lukket")
    looks_right(company)
    company.goto(link)
    company.get_by_role("link", name="Få en kode på e-mail").click()
    looks_right(company)
    company.get_by_label("Din e-mail på arbejdet").fill(email)
    company.get_by_role("button", name="Send mig en kode").click()
    looks_right(company)
    company.get_by_label("Koden").fill(_last(site.manage("shell", "-v0", "-c", CODE)))
    company.get_by_role("button", name="Åbn siden").click()
    expect(company.get_by_role("heading", name="Jeres kontakt hos os")).to_be_visible()
