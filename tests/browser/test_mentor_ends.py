"""A mentor beside § 85 support: warned of by its days; the case ends, and the mentor with it."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

# Somebody new, so that nobody else's journey meets them, with half an hour of § 85 support.
SOMEBODY = (
    "from datetime import date, timedelta; from decimal import Decimal;"
    "from citizens import law; from citizens.actions import register_citizen;"
    "from citizens.actions.support import grant_support;"
    "from citizens.models import Offer, TargetGroup;"
    "from jobcenter.clock import today; from jobcenter.models import Jobcentre, Membership;"
    "from jobcenter.tenancy import acting_in; from jobcenter.viewer import Viewer;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    nora = Membership.objects.get(jobcentre=j, name__startswith='Nora')\n"
    "with acting_in(j, membership_id=nora.pk):\n"
    "    who = Viewer.of(nora)\n"
    "    group = TargetGroup.objects.get(ruleset=law.CURRENT_RULESET, number=3)\n"
    "    one = register_citizen(actor=who, first_name='{name}', last_name='Mentorsen',"
    " birth_date=date(1990, 5, 6), target_group=group, is_somebody_else=True)\n"
    "    offer = Offer.objects.get(jobcentre=j, help='section_85')\n"
    "    grant_support(one, offer, actor=who, owner=nora, hours=Decimal('0.5'), from_on=today(),"
    " until_on=today() + timedelta(days=40), purpose='Hemmeligt derhjemme')\n"
    "    print(one.public_id, today())"
)


def test_a_mentor_stops_with_the_case(
    site,
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    name = "Thea" if viewport["width"] > 500 else "Thit"
    told = site.manage("shell", "-v0", "-c", SOMEBODY.format(name=name)).strip().splitlines()[-1]
    citizen, day = told.split()
    first = date.fromisoformat(day)
    nora = page_as("nora")
    nora.goto(f"{site.url}/borgere/{citizen}/mentor/")
    expect(nora.get_by_text("Der er § 85-støtte ved siden af en mentor.")).to_be_visible()
    expect(nora.get_by_text("Hemmeligt derhjemme")).to_have_count(0)
    looks_right(nora)
    nora.get_by_role("link", name="Bestil en mentor").click()
    nora.get_by_label("En frivillig").check()
    nora.get_by_label("Hvem er mentoren?").fill("Inga Ærø")
    nora.get_by_label("Hvad er målet?").fill("Kan selv møde til tiden.")
    nora.get_by_label("Første dag").fill((first - timedelta(days=3)).isoformat())
    nora.get_by_label("Sidste dag").fill((first + timedelta(days=60)).isoformat())
    nora.get_by_label("Timer", exact=True).fill("2")
    nora.get_by_label("Timepris i kroner").fill("0")
    nora.get_by_label("Nej", exact=True).check()
    nora.get_by_role("button", name="Se prisen").click()
    expect(nora.locator(".form-error-message").first).to_contain_text("bevilget § 85-støtte fra")
    looks_right(nora)
    nora.get_by_label("Ja, og det er aftalt, hvem der gør hvad").check()
    nora.get_by_label("Hvem gør hvad?").fill("Inga tager arbejdet, § 85 tager hjemmet.")
    nora.get_by_role("button", name="Se prisen").click()
    expect(nora.get_by_text("§ 85-støtte:").first).to_be_visible()
    looks_right(nora)
    nora.get_by_role("button", name="Godkend bestillingen").click()
    nora.get_by_role("button", name="Mentoren er begyndt").click()
    order = nora.url

    nora.goto(f"{site.url}/borgere/{citizen}/")
    nora.get_by_role("link", name="Afslut kandidaten").click()
    expect(nora.get_by_text("ophold, støtte og mentor slutter med sagen")).to_be_visible()
    nora.get_by_label("Hvorfor?").fill("Flyttet til en anden kommune.")
    nora.locator("main form button.button-warning").click()
    expect(nora.get_by_role("heading", level=1)).to_contain_text(name)
    nora.goto(order)
    expect(nora.get_by_text("Sagen sluttede").first).to_be_visible()
    looks_right(nora)
    nora.goto(f"{site.url}/")
    row = nora.locator("li", has=nora.get_by_role("heading", name=f"{name} M. · Inga Ærø"))
    expect(row.get_by_text("sagen er slut")).to_be_visible()
    row.get_by_role("link", name="Afslut den").click()
    nora.get_by_label("Stoppet før tid").check()
    looks_right(nora)
    nora.locator("main form button.button-primary").click()
    expect(nora.get_by_text("Kandidatens sag sluttede")).to_be_visible()
    looks_right(nora)
