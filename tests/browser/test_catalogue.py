"""A company asks for a candidate without a name; the candidate says yes, then goes out again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

# a company with an agreement, and the first candidate it is shown whom nobody has asked for
FACTS = (
    "from companies.mails.own_page import page_link; from companies.models import PageKey;"
    "from jobcenter.clock import today; from jobcenter.models import Jobcentre;"
    "from jobcenter.tenancy import acting_in; from placements.models import CatalogueProfile;"
    "from placements.queries.catalogue import may_see, shown_to;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    keys = PageKey.objects.filter(revoked_at__isnull=True).select_related('person__company')\n"
    "    found = ((key, row) for key in keys.order_by('id') if may_see(j.pk, key.person.company)"
    " for row in shown_to(j.pk, key.person.company, today()))\n"
    "    free = CatalogueProfile.objects.filter(requests__isnull=True)\n"
    "    key, row = next((k, r) for k, r in found if free.filter(public_id=r.public_id).exists())\n"
    "    print(page_link(key), row.letters, row.citizen)"
)


def test_a_company_asks_for_a_candidate(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    told = site.manage("shell", "-v0", "-c", FACTS).strip().splitlines()[-1]
    link, letters, citizen = told.split()
    company = new_page()
    company.goto(link)
    looks_right(company)
    company.get_by_role("link", name="Åbn kataloget").click()
    expect(company.get_by_role("heading", level=1)).to_have_text("Kandidater, der gerne vil i gang")
    looks_right(company)
    mine = company.locator("section.box", has_text=letters)
    mine.get_by_role("button", name="Spørg efter denne kandidat").click()
    expect(company.get_by_text("Tak. Vi spørger kandidaten")).to_be_visible()
    looks_right(company)

    nora = page_as("nora")
    nora.goto(f"{site.url}/borgere/{citizen}/delt/katalog/")
    looks_right(nora)
    nora.get_by_role("link", name="Ret", exact=True).click()
    looks_right(nora)
    nora.go_back()
    nora.get_by_role("button", name="Kandidaten siger ja").click()
    expect(nora.get_by_role("heading", level=1)).to_have_text("Klar besked til virksomheden")
    for label in ("Styrker", "Kompetencer", "Ønsker", "Hvad det betyder på arbejdet"):
        nora.get_by_label(label).fill(f"{label}: kan køre truck")
    nora.get_by_label("Hvad I kan gøre").fill("Vis rundt den første dag.")
    nora.get_by_role("button", name="Gem").click()
    nora.get_by_role("link", name="Vis borgeren den").click()
    nora.get_by_label("fik den læst op i telefonen").check()
    nora.get_by_label("Jeg har sagt, at det er frivilligt").check()
    nora.get_by_role("button", name="Notér ja").click()
    nora.get_by_role("button", name="Del det nu").click()
    expect(nora.get_by_text("Det er delt.")).to_be_visible()

    company.goto(company.url)
    expect(mine).to_contain_text("kandidaten siger ja")
    company.goto(link)
    expect(company.locator("#klar-besked")).to_be_visible()

    nora.goto(f"{site.url}/borgere/{citizen}/delt/katalog/")
    nora.get_by_role("button", name="Tag den ud").click()
    expect(nora.get_by_text("Profilen er ude af kataloget.")).to_be_visible()
    looks_right(nora)
    company.get_by_role("link", name="Åbn kataloget").click()
    expect(company.get_by_text(letters)).to_have_count(0)
