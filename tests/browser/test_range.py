"""The range of offers: an entry is added, a candidate is referred with a reason, and it ends."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def project(viewport):
    """The name of a project, another one for each width."""
    return "Værkstedet ved åen" if viewport["width"] > 500 else "Væveriet i Østergade"


def test_from_the_range_to_what_it_led_to(page_as, site, project, looks_right):
    ole = page_as("ole")
    ole.goto(site.url + "/borgere/vifte/")
    looks_right(ole)
    ole.get_by_role("link", name="Kommunalt projekt").click()
    looks_right(ole)
    # a slip first: what was written is kept, and the wrong field has the focus
    ole.get_by_label("Navn", exact=True).fill(project)
    ole.get_by_label("Hvor mange ad gangen").fill("-3")
    ole.get_by_role("button", name="Gem").click()
    expect(ole.get_by_role("alert")).to_be_visible()
    expect(ole.get_by_label("Hvor mange ad gangen")).to_be_focused()
    looks_right(ole)
    ole.get_by_label("Hvor mange ad gangen").fill("1")
    ole.get_by_label("3 Aktivitetsparat kontanthjælpsmodtager").select_option("8")
    ole.get_by_role("button", name="Gem").click()
    expect(ole.get_by_role("row").filter(has_text=project)).to_contain_text("1 af 1")

    nora = page_as("nora")
    nora.goto(site.url + "/borgere/?ord=kim")
    nora.get_by_role("link", name="Kim Kjær", exact=True).click()
    nora.get_by_role("link", name="Tilbud og støtte").first.click()
    looks_right(nora)
    offered = nora.locator("#vifte")
    expect(offered).to_contain_text("højest med plads")
    nora.get_by_role("link", name=f"Henvis {project}").click()
    expect(nora.locator("main")).to_contain_text("Der er et højere valg med plads")
    looks_right(nora)
    nora.get_by_role("button", name="Henvis").click()
    expect(nora.get_by_label("Hvorfor ikke det højere valg?")).to_be_focused()
    looks_right(nora)
    nora.get_by_label("Hvorfor ikke det højere valg?").select_option("citizen")
    nora.get_by_role("button", name="Henvis").click()
    row = nora.locator("#nu").get_by_role("listitem").filter(has_text=project)
    expect(row).to_contain_text("borgeren ønsker det")
    expect(nora.get_by_role("row").filter(has_text=project)).to_contain_text("fuldt")
    looks_right(nora)
    row.get_by_role("link", name="Er begyndt").click()
    looks_right(nora)
    nora.get_by_role("button", name="Gem").click()
    row.get_by_role("link", name="Er sluttet").click()
    nora.get_by_label("Hvad førte det til?").select_option("place")
    looks_right(nora)
    nora.get_by_role("button", name="Gem").click()
    expect(nora.locator("#nu").get_by_role("link", name=f"Er sluttet {project}")).to_have_count(0)
    nora.get_by_text("Sluttet tidligere").click()
    expect(nora.locator("#nu")).to_contain_text("en plads på en virksomhed")

    # a colleague outside the case team learns nothing of it
    carl = page_as("carl")
    assert carl.goto(nora.url).status == 403
    assert project not in carl.content()
