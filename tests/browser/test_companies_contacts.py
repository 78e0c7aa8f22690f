"""A contact from plan to log: warned, prepared, held from the phone, with a next step."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from jobcenter.clock import today
from tests.browser.test_companies import go, open_first

Checked = Callable[[Page], None]


def test_plan_prepare_hold_and_next_step(
    page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    nora = page_as("nora")
    open_first_of(nora)
    home = nora.url
    nora.get_by_role("link", name="Planlæg kontakt").first.click()
    looks_right(nora)
    nora.get_by_label("besøg").check()
    nora.get_by_label("Dag", exact=True).fill(today().isoformat())
    nora.get_by_label("Klokken").fill("23:55")
    nora.get_by_label("Formål").fill("Aftale to pladser fra januar")
    nora.get_by_role("button", name="Gem planen").click()
    expect(nora.locator("#naeste")).to_contain_text("Aftale to pladser fra januar")

    # Carl is told on the page and while he plans; nothing stops him.
    carl = page_as("carl")
    carl.goto(home)
    expect(carl.locator(".note").first).to_contain_text("Nora Nymann har planlagt en kontakt")
    carl.get_by_role("link", name="Planlæg kontakt").first.click()
    expect(carl.locator(".note").first).to_contain_text("Aftale to pladser fra januar")

    nora.goto(home)
    nora.get_by_role("link", name="Forbered").first.click()
    expect(nora.get_by_role("heading", name="Tre spørgsmål at stille")).to_be_visible()
    expect(nora.locator("main")).to_contain_text("Aftale to pladser fra januar")
    looks_right(nora)

    # From the page “log a visit”: the plan (tap), the words, save (tap).
    go(nora, "/virksomheder/log/")
    nora.locator("#fundet a").first.click()
    looks_right(nora)
    nora.get_by_label("Hvad kom der ud af det?").fill("To pladser fra den 4. januar.")
    nora.get_by_text("Hvad de indvendte").click()
    nora.locator("#id_objection_1").select_option("no_time")
    nora.locator("#id_answer_1").fill("Vi tager papirerne")
    looks_right(nora)
    nora.locator("#id_next_step").fill("Sende papirer")
    nora.locator("#id_next_step_on").fill((today() + timedelta(days=7)).isoformat())
    nora.get_by_role("button", name="Gem i loggen").click()
    expect(nora.get_by_text("Kontakten står i loggen.")).to_be_visible()
    expect(nora.locator("#naeste")).to_contain_text("Sende papirer")
    expect(nora.locator("#tidslinje")).to_contain_text("To pladser fra den 4. januar.")
    looks_right(nora)


def open_first_of(page: Page) -> str:
    """Open the first company of Nordby's list that has a relation."""
    go(page, "/virksomheder/?relation=with")
    first = page.locator("#resultat tbody a").first
    name = first.inner_text()
    first.click()
    page.wait_for_url("**/virksomheder/*-*/")
    return name


def test_the_timeline_loads_on_by_itself(
    page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    carl = page_as("carl")
    open_first(carl)
    rows = carl.locator("#tidslinje ol.line > li")
    before = rows.count()
    if carl.locator("#mere").count():
        carl.locator("#mere").scroll_into_view_if_needed()
        expect(rows.nth(before + 1)).to_be_attached()
    looks_right(carl)


def test_two_editors_see_both_versions(
    page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    carl, nora = page_as("carl"), page_as("nora")
    open_first(carl)
    carl.locator("#personer a[aria-label]").first.click()
    nora.goto(carl.url)
    nora.get_by_label("Stilling").fill("afdelingsleder")
    nora.get_by_role("button", name="Gem", exact=True).click()
    expect(nora.get_by_text("Ændringerne er gemt.")).to_be_visible()
    carl.get_by_label("Stilling").fill("driftschef")
    carl.get_by_role("button", name="Gem", exact=True).click()
    expect(carl.get_by_role("heading", level=1)).to_contain_text("Nogen har ændret det")
    expect(carl.locator("table")).to_contain_text("afdelingsleder")
    expect(carl.locator("table")).to_contain_text("driftschef")
    looks_right(carl)
    carl.get_by_role("button", name="Gem mit i stedet for").click()
    expect(carl.locator("#personer")).to_contain_text("driftschef")


def test_a_profile_is_written_and_kept(
    page_as: Callable[[str], Page], looks_right: Checked
) -> None:
    carl = page_as("carl")
    open_first(carl)
    carl.locator(".grid aside a[href*='/arbejdssted/']").first.click()
    carl.locator("#profil .box-head a").click()
    looks_right(carl)
    carl.get_by_label("unge under 30").check()
    carl.get_by_label("Varsel i dage").fill("12")
    carl.get_by_role("button", name="Gem", exact=True).click()
    expect(carl.locator("#profil")).to_contain_text("unge under 30")
    expect(carl.locator("#profil")).to_contain_text("12 dage")
    looks_right(carl)
