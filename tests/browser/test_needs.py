"""A need from the talk to the filled place, tasks lifted from a job, and the company's own link."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

LINK = (
    "from companies.models import Need; from companies.mails.needs import need_link;"
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    print(need_link(Need.objects.get(jobcentre=j, title='%s').person))"
)


def test_from_talk_to_filled(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    title = f"Pakkere {viewport['width']}"
    later = (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/behov/")
    looks_right(carl)
    carl.get_by_role("link", name="Seks til den nye afdeling").click()
    looks_right(carl)
    carl.locator("header, main").get_by_role("link", name="A/S").or_(
        carl.locator("main").get_by_role("link", name="ApS")
    ).first.click()
    looks_right(carl)
    carl.get_by_role("link", name="Skriv et behov ned").click()
    looks_right(carl)
    carl.get_by_role("button", name="Gem behovet").click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.get_by_label("Hvad mangler de?").fill(title)
    carl.get_by_label("Opgaver", exact=True).fill("Pakke og mærke varer.")
    carl.get_by_label("Hvor mange personer?").fill("1")
    carl.locator("#id_starts_on").fill(later)
    carl.locator("form[novalidate] #id_person").select_option(index=1)
    carl.get_by_role("button", name="Gem behovet").click()
    expect(carl.get_by_text("Behovet er gemt.")).to_be_visible()
    looks_right(carl)
    page = carl.url
    nora = page_as("nora")
    nora.goto(page)

    carl.get_by_label("Hvor mange flere?").fill("2")
    carl.get_by_role("button", name="Kandidater foreslået").click()
    expect(carl.get_by_text("Virksomheden regner med at høre fra dig.")).to_be_visible()

    link = site.manage("shell", "-v0", "-c", LINK % title).strip().splitlines()[-1]
    company = new_page()
    company.goto(link)
    expect(company.get_by_role("heading", name=title)).to_be_visible()
    looks_right(company)
    company.get_by_role("button", name=f"Ja, det gælder stadig – {title}").click()
    expect(company.get_by_text("Tak. Vi leder videre.")).to_be_visible()
    company.get_by_role("button", name="Send", exact=True).click()
    expect(company.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(company)
    company.get_by_label("Hvad mangler I?").fill(f"Vikar {viewport['width']}")
    company.locator("#id_tasks").fill("Køre varer ud.")
    company.get_by_label("Hvor mange personer?").fill("1")
    company.locator("#id_starts_on").fill(later)
    company.get_by_role("button", name="Send", exact=True).click()
    expect(company.get_by_text("Vi leder nu, og I hører fra os.")).to_be_visible()
    looks_right(company)

    carl.locator("#fill_how").select_option(value="job")
    carl.get_by_role("button", name="Besæt plads 1 af 1").click()
    expect(carl.get_by_text("Pladsen er besat.")).to_be_visible()
    looks_right(carl)
    # Nora has the page from before: she is told who was first.
    nora.locator("#fill_how").select_option(value="trial")
    nora.get_by_role("button", name="Besæt plads 1 af 1").click()
    expect(nora.get_by_text("Carl Conradi har lige besat den plads.").first).to_be_visible()
    looks_right(nora)


def test_tasks_lifted_from_a_job(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/behov/?q=nye+afdeling")
    carl.locator("[data-label=Virksomhed] a").first.click()
    carl.get_by_role("link", name="Løft opgaver ud af et faglært job").click()
    looks_right(carl)
    carl.get_by_label("Det faglærte job").fill(f"Pædagog {viewport['width']}")
    for at, (task, minutes, who) in enumerate(
        [("Smøre madpakker", "300", "introduced"), ("Vaske legetøj", "240", "introduced"),
         ("Skrive planer", "600", "skilled")]
    ):  # fmt: skip
        carl.locator(f"#id_t{at}-text").fill(task)
        carl.locator(f"#id_t{at}-minutes").fill(minutes)
        carl.locator(f"#id_t{at}-who").select_option(value=who)
    carl.locator("label[for=id_t0-is_lifted]").click()
    carl.locator("label[for=id_t2-is_lifted]").click()
    carl.get_by_role("button", name="Gem og læg sammen").click()
    expect(carl.get_by_text("kan ikke løftes ud").first).to_be_visible()
    looks_right(carl)
    carl.locator("label[for=id_t2-is_lifted]").click()
    carl.locator("label[for=id_t1-is_lifted]").click()
    carl.get_by_role("button", name="Gem og læg sammen").click()
    expect(carl.get_by_text("Opgaverne er gemt og lagt sammen.")).to_be_visible()
    expect(carl.locator(".kpis")).to_contain_text("9")
    looks_right(carl)
    carl.get_by_role("button", name="Løft de afkrydsede opgaver ud").click()
    expect(carl.get_by_label("Opgaver", exact=True)).to_have_value(
        "Smøre madpakker (300 min. om ugen)\nVaske legetøj (240 min. om ugen)"
    )
    looks_right(carl)
    carl.get_by_role("button", name="Gem behovet").click()
    expect(carl.get_by_text("Behovet er gemt.")).to_be_visible()
    expect(carl.locator("main")).to_contain_text("Opgaver løftet ud af et job")


def test_a_placement_fills_a_need(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    title = f"Afløser {viewport['width']}"
    nora = page_as("nora")
    nora.goto(site.url + "/forloeb/?vis=running")
    row = 0 if viewport["width"] > 500 else 1  # each width has a placement of its own
    links = nora.locator("main a[href^='/forloeb/0']")
    page = site.url + str(links.nth(row).get_attribute("href"))
    nora.goto(page)
    nora.locator("a[href*='/virksomheder/arbejdssted/']").first.click()
    nora.locator("a.back").click()
    nora.get_by_role("link", name="Skriv et behov ned").click()
    nora.get_by_label("Hvad mangler de?").fill(title)
    nora.get_by_label("Opgaver", exact=True).fill("Tage over, når nogen er syg.")
    nora.get_by_label("Hvor mange personer?").fill("1")
    nora.locator("#id_starts_on").fill(date.today().isoformat())  # noqa: DTZ011
    nora.get_by_role("button", name="Gem behovet").click()
    need = nora.url
    looks_right(nora)

    # The placement's page offers the need, and the place is filled from there.
    nora.goto(page)
    looks_right(nora)
    name = nora.locator("h1").inner_text().split("\n")[0].strip().split()[0]
    nora.get_by_role("button", name=f"Det er til dette – {title}").click()
    expect(nora.locator("#need")).to_contain_text("besætter plads 1")
    looks_right(nora)
    nora.goto(need)
    expect(nora.locator("#candidates")).to_contain_text(name)
    looks_right(nora)

    # Carl is not in the case team: he sees that it is filled, not by whom.
    carl = page_as("carl")
    carl.goto(need)
    expect(carl.locator("#candidates")).to_contain_text("besætter plads 1")
    expect(carl.locator("#candidates")).not_to_contain_text(name)
    looks_right(carl)

    # Taken back, the place is free again.
    nora.goto(page)
    nora.get_by_role("button", name="Det er ikke til dette behov").click()
    expect(nora.get_by_text("Det hører ikke længere til behovet.")).to_be_visible()
    carl.goto(need)
    expect(carl.get_by_role("button", name="Besæt plads 1 af 1")).to_be_visible()
