"""A retention case from the company's page to part-time; a colleague finds nothing of it."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def test_a_case_from_opening_to_part_time(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    label = f"R{viewport['width'] % 97}"
    day = date.today()  # noqa: DTZ011
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/fastholdelse/")
    looks_right(carl)
    carl.goto(site.url + "/virksomheder/?relation=mine")
    carl.locator("#resultat tbody a").first.click()
    carl.get_by_role("link", name="Ny fastholdelsessag").click()
    carl.get_by_label("Initialer eller et arbejdsnavn").fill("Anne Kristensen")
    carl.get_by_role("button", name="Åbn sagen").click()
    expect(carl.get_by_text("intet fuldt navn, intet nummer").first).to_be_visible()
    looks_right(carl)
    carl.get_by_label("Initialer eller et arbejdsnavn").fill(label)
    carl.get_by_label("Første fraværsdag").fill((day - timedelta(days=25)).isoformat())
    carl.get_by_label("Hvad drejer det sig om på arbejdet?").fill("Kan ikke stå ned hele dagen.")
    carl.get_by_role("button", name="Åbn sagen").click()
    expect(carl.get_by_text("Sagen er åbnet. Kun du ser den.")).to_be_visible()
    looks_right(carl)
    case = carl.url
    carl.get_by_label("Dag for samtalen").fill(day.isoformat())
    carl.get_by_role("button", name="Planlæg samtalen").click()
    carl.get_by_role("link", name="Det er sket").or_(
        carl.locator("main .do a.button-primary")
    ).first.click()
    looks_right(carl)
    carl.get_by_role("button", name="Gem samtalen").click()
    expect(carl.locator(".error-summary")).to_be_visible()
    carl.locator("label", has_text="den nærmeste leder").click()
    carl.get_by_label("Hvad blev aftalt?").fill("Vi begynder med ti timer.")
    carl.get_by_role("button", name="Gem samtalen").click()
    expect(carl.get_by_text("Samtalen er gemt.")).to_be_visible()
    for days, hours in ((0, "10"), (14, "20,5")):
        carl.locator("#step_starts_on").fill((day + timedelta(days=days)).isoformat())
        carl.locator("#step_hours").fill(hours)
        carl.get_by_role("button", name="Tilføj trinnet").click()
        expect(carl.get_by_text("Trinnet er med i planen.")).to_be_visible()
    carl.get_by_role("button", name="Planen er aftalt").click()
    carl.get_by_role("button", name="Delvist tilbage").click()
    expect(carl.locator("h1, header").get_by_text("delvist tilbage").first).to_be_visible()
    looks_right(carl)
    tine = page_as("tine")
    assert tine.goto(case).status == 404  # type: ignore[union-attr]
    tine.goto(site.url + "/virksomheder/fastholdelse/?vis=all")
    expect(tine.locator("main")).not_to_contain_text(label)
    looks_right(tine)
