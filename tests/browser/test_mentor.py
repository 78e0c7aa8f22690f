"""Nora orders a mentor too dear for her to approve, Mads decides masked, hours are entered."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

FREE = (
    "from citizens.access import citizens_visible_to; from jobcenter.models import Jobcentre;"
    "from jobcenter.models import Membership; from jobcenter.tenancy import acting_in;"
    "from jobcenter.viewer import Viewer; from jobcenter.clock import today;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    nora = Membership.objects.get(jobcentre=j, name__startswith='Nora')\n"
    "    rows = citizens_visible_to(Viewer.of(nora)).filter(state='active',"
    " mentor_orders__isnull=True).order_by('id')\n"
    "    print(rows[{number}].public_id, today())"
)


def test_a_mentor_from_the_order_to_the_hours(
    site,
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    number = 1 if viewport["width"] > 500 else 3
    told = site.manage("shell", "-v0", "-c", FREE.format(number=number)).strip().splitlines()[-1]
    citizen, day = told.split()
    first = date.fromisoformat(day) - timedelta(days=7)
    nora = page_as("nora")
    nora.goto(f"{site.url}/borgere/{citizen}/")
    name = nora.get_by_role("heading", level=1).inner_text().strip()
    nora.get_by_role("link", name="Mentor", exact=True).first.click()
    looks_right(nora)
    nora.get_by_role("link", name="Bestil en mentor").click()
    looks_right(nora)
    nora.get_by_label("En ekstern leverandør").check()
    nora.get_by_label("Hvem er mentoren?").fill("Søren O'Brien")
    nora.get_by_label("Hvad er målet?").fill("Kan selv tage bussen til Ærøs torv.")
    nora.get_by_label("Første dag").fill(first.isoformat())
    nora.get_by_label("Sidste dag").fill((first + timedelta(days=250)).isoformat())
    nora.get_by_label("Timer", exact=True).fill("3")
    nora.get_by_label("Timepris i kroner").fill("500")
    nora.get_by_label("Ikke spurgt endnu").check()
    nora.get_by_role("button", name="Se prisen").click()
    expect(nora.locator(".form-error-message").first).to_contain_text("højst seks måneder")
    looks_right(nora)
    nora.get_by_label("Sidste dag").fill((first + timedelta(days=139)).isoformat())
    nora.get_by_role("button", name="Se prisen").click()
    expect(nora.get_by_text("30.000 kr.")).to_be_visible()
    expect(nora.get_by_text("Den koster mere, end en kollega må godkende alene.")).to_be_visible()
    expect(nora.get_by_text("Ingen har endnu spurgt")).to_be_visible()
    expect(nora.get_by_text("Den venter på en leder.")).to_be_visible()
    looks_right(nora)

    mads = page_as("mads")
    mads.goto(f"{site.url}/mentor/?vis=waiting")
    looks_right(mads)
    mads.goto(nora.url)
    expect(mads.get_by_text(name)).to_have_count(0)
    expect(mads.get_by_text("Ærøs torv")).to_have_count(0)
    looks_right(mads)
    mads.get_by_role("button", name="Godkend bestillingen").click()
    expect(mads.get_by_text("Bestillingen er godkendt.")).to_be_visible()
    mads.goto(f"{site.url}/mentor/")
    mads.get_by_role("link", name="Budget og plan").click()
    looks_right(mads)
    mads.get_by_role("link", name="Ret budget og plan").click()
    looks_right(mads)
    mads.get_by_role("button", name="Gem").click()
    expect(mads.get_by_text("Gemt.")).to_be_visible()

    nora.reload()
    nora.get_by_role("link", name="Skriv timer").click()
    nora.get_by_label("Fra og med").fill(first.isoformat())
    nora.get_by_label("Til og med").fill((first + timedelta(days=3)).isoformat())
    nora.get_by_label("Timer", exact=True).fill("400")
    nora.get_by_label("Hvad blev der gjort?").fill("Fulgtes ad i bussen.")
    nora.get_by_label("Underskrevet timeseddel").check()
    nora.get_by_role("button", name="Gem").click()
    expect(nora.locator(".form-error-message").first).to_contain_text("tilbage af bevillingen")
    looks_right(nora)
    nora.get_by_label("Timer", exact=True).fill("2.5")
    nora.get_by_role("button", name="Gem").click()
    expect(nora.get_by_text("2,50 af 60 timer givet, 57,50 tilbage.")).to_be_visible()
    looks_right(nora)
    nora.goto(f"{site.url}/borgere/{citizen}/")
    expect(nora.get_by_text("Søren O'Brien: i gang")).to_be_visible()
