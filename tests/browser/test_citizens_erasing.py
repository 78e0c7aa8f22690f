"""How long people are kept: a rule out of bounds, a preview that is put away and one approved."""

from playwright.sync_api import expect


def test_rules_a_preview_and_a_certificate(page_as, site, looks_right):
    ole = page_as("ole")
    ole.goto(site.url + "/borgere/opbevaring/")
    expect(ole.locator("main")).to_contain_text("ikke verificeret")
    looks_right(ole)
    ole.get_by_label("Borgere, hvis forløb er afsluttet").fill("3")
    ole.get_by_role("button", name="Gem reglerne").click()
    expect(ole.get_by_role("alert")).to_be_visible()
    looks_right(ole)
    ole.get_by_label("Borgere, hvis forløb er afsluttet").fill("48")
    ole.get_by_role("button", name="Gem reglerne").click()
    expect(ole.locator("body")).to_contain_text("Reglerne er gemt")

    # last month's certificate
    ole.get_by_role("row").filter(has_text="udført").last.get_by_role("link").click()
    expect(ole.get_by_role("heading", level=1)).to_have_text("Slettebevis")
    expect(ole.locator("main")).to_contain_text("2.381")
    looks_right(ole)

    # what waits is put away, and a new one is approved and carried out by the owner
    ole.goto(site.url + "/borgere/opbevaring/")
    waiting = ole.get_by_role("row").filter(has_text="venter på godkendelse")
    if waiting.count():
        waiting.get_by_role("link").click()
        looks_right(ole)
        ole.get_by_role("button", name="Læg det væk").click()
        expect(ole.locator("body")).to_contain_text("Intet slettes")
        ole.goto(site.url + "/borgere/opbevaring/")
    ole.get_by_role("button", name="Lav et forslag nu").click()
    expect(ole.get_by_role("heading", level=1)).to_have_text("Hvad der skal slettes")
    expect(ole.locator("main")).to_contain_text("En anden skal godkende sletningen")
    expect(ole.get_by_role("button", name="Godkend sletningen")).to_have_count(0)
    looks_right(ole)
    mads = page_as("mads")
    mads.goto(ole.url)
    mads.get_by_role("button", name="Godkend sletningen").click()
    expect(mads.locator("body")).to_contain_text("Godkendt.")
    looks_right(mads)
    site.manage("erase")
    ole.reload()
    expect(ole.get_by_role("heading", level=1)).to_have_text("Slettebevis")
    looks_right(ole)
