"""The manager's week: from what stands out to the rows behind it, and a target that follows."""

import re
from itertools import count

from playwright.sync_api import expect

_years = count(2027)

# A new candidate of Nora's from match 4, with a placement that is agreed to begin today.
AGREED_FOR_TODAY = """
from datetime import date, timedelta
from random import Random
from citizens.actions import register_citizen
from citizens.models import MatchGroup, TargetGroup
from companies.models import ContactPerson
from jobcenter.clock import now, today
from jobcenter.cpr import fictitious_cpr
from jobcenter.models import Jobcentre, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements import actions
from placements.models import Place
north = Jobcentre.objects.get(code="0901")
with acting_in(north):
    nora = Viewer.of(Membership.objects.get(user__email="nora@nord.example"))
    citizen = register_citizen(
        actor=nora, first_name="Ny", last_name="Kandidat", benefit="kontanthjaelp",
        cpr=fictitious_cpr(Random(now().timestamp()), date(1990, 5, 4)),
        target_group=TargetGroup.objects.get(ruleset="lab-6", number=3),
        match_groups=tuple(
            MatchGroup.objects.select_related("scheme").filter(scheme__code="match-5", code="4")
        ),
    )
    for place in Place.objects.filter(jobcentre=north).free_on(today()).order_by("-id"):
        mentor = ContactPerson.objects.filter(
            jobcentre=north, company_id=place.workplace.company_id, left_on=None
        ).first()
        if mentor and not place.placements.filter(state__in=["agreed", "running"]).exists():
            break
    placement = actions.plan_placement(
        citizen, place, actor=nora, starts_on=today(), ends_on=today() + timedelta(days=20),
        weekly_hours=20, purpose="training", mentor=mentor,
    )
    actions.agree_placement(placement, actor=nora)
print(placement.public_id)
"""


def test_from_what_stands_out_to_the_rows_behind_it(site, page_as, looks_right, viewport):
    page = page_as("mads")
    page.goto(site.url + "/overblik/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Uge \d+"))
    note = page.locator(".note").first
    expect(note).to_contain_text("Ugestatus til tiden faldt fra")
    expect(note).to_contain_text("ligger på to arbejdssteder")
    looks_right(page)

    page.get_by_text("Tal som tabel").click()
    expect(page.locator(".chart table").first).to_be_visible()

    note.get_by_role("link", name="Se dem").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ugestatus til tiden")
    expect(page.get_by_role("link", name="Mangler")).to_have_attribute("aria-current", "page")
    expect(page.locator(".masked").first).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("Vita Vang")
    looks_right(page)

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")

    page.get_by_role("link", name="Overblik").first.click()
    page.locator("select[name=hold]").select_option(label="Øst")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.locator(".head .sub")).to_contain_text("hold Øst")
    page.get_by_role("link", name="Besøg til tiden", exact=True).click()
    expect(page.locator("#figur-titel")).to_have_text("Besøg til tiden")
    assert "hold=" in page.url
    looks_right(page)

    page.get_by_role("button", name="Beregn nu").click()
    expect(page.locator(".alert")).to_contain_text("à jour")


def test_a_target_follows_a_started_placement(site, page_as, looks_right, viewport):
    mads, nora = page_as("mads"), page_as("nora")
    mads.goto(site.url + "/handlingsplan/")
    card = mads.locator("article.target-card").first
    expect(card).to_contain_text("fra match 4 og 5 på virksomhed")
    expect(card.locator(".tag").first).to_be_visible()
    looks_right(mads)
    before = int(card.locator(".big").inner_text())

    placement = site.manage("shell", "-c", AGREED_FOR_TODAY).strip().splitlines()[-1]
    nora.goto(f"{site.url}/forloeb/{placement}/")
    nora.get_by_role("button", name=re.compile("^Start")).first.click()
    expect(nora.locator("#main")).to_contain_text("I gang")

    mads.reload()
    expect(card.locator(".big")).to_have_text(str(before + 1))
    card.get_by_role("heading").get_by_role("link").click()
    expect(mads.locator(".head .sub")).to_contain_text(f"{before + 1} af")
    mads.get_by_label("Note").fill("Tempoet er godt. Vi ser på det igen i næste måned.")
    mads.get_by_role("button", name="Gem noten").click()
    expect(mads.locator("#noter")).to_contain_text("Tempoet er godt.")
    looks_right(mads)


def test_a_new_plan_with_its_first_target(site, page_as, looks_right):
    page = page_as("mads")
    page.goto(site.url + "/handlingsplan/ny/")
    year = next(_years)
    page.get_by_label("År").fill(str(year))
    page.get_by_label("Titel").fill(f"Handlingsplan {year}")
    looks_right(page)
    page.get_by_role("button", name="Begynd planen").click()
    page.get_by_role("link", name="Nyt mål").first.click()
    looks_right(page)
    page.get_by_label("Målet i én sætning").fill("Der er løbende mindst 60 kandidater")
    page.get_by_role("button", name="Føj målet til").click()
    expect(page.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(page)
    page.get_by_label("Mål", exact=True).fill("60")
    page.get_by_text("Matchkategori 1–5", exact=True).click()
    page.get_by_label("Match 4 – lav grad af match").check()
    page.get_by_label("Frist").fill(f"{year}-12-31")
    page.get_by_role("button", name="Føj målet til").click()
    expect(page.locator(".head .sub")).to_contain_text("af 60")
    page.locator(".back").click()
    page.get_by_role("button", name="Godkend").click()
    expect(page.locator(".alert")).to_contain_text("godkendt")
    looks_right(page)
