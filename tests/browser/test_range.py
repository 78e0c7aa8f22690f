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


def test_support_beside_and_the_board(page_as, site, viewport, looks_right):
    desk = viewport["width"] > 500
    too_much, word = ("500", "bolig") if desk else ("5000", "digitalt")
    nora = page_as("nora")
    nora.goto(site.url + "/borgere/?ord=kim")
    nora.get_by_role("link", name="Kim Kjær", exact=True).click()
    address = nora.url
    nora.get_by_role("link", name="Tilbud og støtte").first.click()
    nora.get_by_role("link", name="Bevilg støtte").click()
    looks_right(nora)
    nora.get_by_label("Hvilken støtte?").select_option(label="Gældsrådgivning (gældsrådgivning)")
    nora.get_by_label("Timer", exact=False).first.fill(too_much)
    until = nora.get_by_label("Fra dag").input_value()
    nora.get_by_label("Til og med").fill(until)
    nora.get_by_role("button", name="Bevilg", exact=True).click()
    expect(nora.locator("main")).to_contain_text("timer tilbage i år")
    expect(nora.locator("main")).to_contain_text("Der er ikke bevilget noget endnu")
    looks_right(nora)
    nora.get_by_role("link", name="Bed din leder om en større ramme").click()
    expect(nora.get_by_label("Timer", exact=False).first).to_have_value(f"{too_much}")
    nora.get_by_label("Hvorfor har du brug for mere?").fill("Mange nye i foråret")
    nora.get_by_role("button", name="Bed om det").click()
    expect(nora.locator("main")).to_contain_text("Din leder har dit spørgsmål")
    looks_right(nora)

    # the leader decides about the frame, and learns nothing of anybody
    tine = page_as("tine")
    tine.goto(site.url + "/borgere/rammer/")
    expect(tine.locator("main")).to_contain_text("Mange nye i foråret")
    assert "Kim" not in tine.locator("main").inner_text()
    looks_right(tine)
    tine.get_by_role("link", name="Svar Nora Nymann").click()
    looks_right(tine)
    tine.get_by_role("button", name="Sig ja").click()

    nora.goto(site.url + "/")
    row = nora.get_by_role("listitem").filter(has_text="har svaret om din ramme")
    row.get_by_role("button", name="Jeg har set det").click()
    expect(row).to_have_count(0)
    nora.goto(address + "stoette/ny/")
    nora.get_by_label("Hvilken støtte?").select_option(label="Gældsrådgivning (gældsrådgivning)")
    nora.get_by_label("Timer", exact=False).first.fill("2")
    nora.get_by_label("Til og med").fill(until)
    nora.get_by_role("button", name="Bevilg", exact=True).click()
    support = nora.locator("#stoette")
    expect(support).to_contain_text("0 timer brugt af 2 timer")
    looks_right(nora)
    support.get_by_role("link", name="Skriv brug Gældsrådgivning").click()
    nora.get_by_label("Hvor mange timer").fill("3")
    nora.get_by_role("button", name="Gem").click()
    expect(nora.locator("main")).to_contain_text("Det er mere, end der er bevilget")
    nora.get_by_label("Hvor mange timer").fill("1")
    nora.get_by_role("button", name="Gem").click()
    expect(nora.locator("main")).to_contain_text("1 time")
    looks_right(nora)
    nora.get_by_role("link", name="Afslut den, og skriv").click()
    nora.get_by_label("Hvad førte det til?").select_option("much")
    looks_right(nora)
    nora.get_by_role("button", name="Gem").click()
    expect(nora.get_by_role("link", name="Skriv brug Gældsrådgivning")).to_have_count(0)

    # a barrier with a day comes on the board, and on my day
    nora.goto(address + "barrierer/ny/")
    nora.get_by_label("Hvad står i vejen?").select_option(word)
    nora.get_by_label("Ryddet af vejen senest").fill(until)
    nora.get_by_role("button", name="Gem", exact=True).click()
    nora.goto(site.url + "/borgere/barrierer/")
    expect(nora.get_by_role("heading", level=1)).to_have_text("Åbne barrierer")
    looks_right(nora)
    nora.goto(site.url + "/borgere/barrierer/?hos=alle")
    assert "Kim Kjær" in nora.locator("main").inner_text()
    carl = page_as("carl")
    assert carl.goto(site.url + "/borgere/barrierer/").status == 403
