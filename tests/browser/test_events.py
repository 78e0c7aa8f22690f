"""Carl plans a speed dating, a company says yes on its phone, Nora brings a candidate."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def test_speed_dating_from_plan_to_outcome(
    site,
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    # Each width has an event of its own.
    title = "Dating på kontoret" if viewport["width"] > 500 else "Dating på farten"
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/")
    carl.get_by_role("link", name="Mødes", exact=True).click()
    carl.goto(site.url + "/virksomheder/arrangementer/")
    looks_right(carl)
    carl.get_by_role("link", name="Nyt arrangement").click()
    carl.get_by_label("Hvad det er").select_option("speed_dating")
    carl.get_by_label("Titel").fill(title)
    carl.get_by_label("Formål").fill("Lade dem mødes, der passer sammen")
    carl.get_by_label("Hvor", exact=True).fill("Lokale 2")
    carl.get_by_label("Dag").fill("2030-05-07")
    carl.get_by_label("Pladser i alt").fill("2")
    carl.get_by_label("Runder").fill("")
    carl.get_by_role("button", name="Gem").click()  # the rounds are missing
    expect(carl.locator("main")).to_contain_text("Speeddating skal have det her.")
    looks_right(carl)
    carl.get_by_label("Runder").fill("3")
    carl.get_by_role("button", name="Gem").click()
    expect(carl.get_by_text("Arrangementet er planlagt.")).to_be_visible()
    looks_right(carl)
    address = carl.url

    # Companies that cooperate are put on the list; three say yes by phone to two seats.
    carl.get_by_role("link", name="Sæt virksomheder på listen").click()
    looks_right(carl)
    carl.get_by_label("Hvem").select_option("cooperating")
    carl.get_by_role("button", name="Tilføj").click()
    expect(carl.get_by_text("Der er ikke sendt noget endnu.")).to_be_visible()
    looks_right(carl)
    for told in ("har fået plads", "har fået plads", "står på venteliste"):
        carl.goto(address + "?svar=invited")
        carl.locator(".queue .do a").first.click()
        carl.get_by_label("Ja, jeg kommer").check()
        carl.get_by_role("button", name="Gem").click()
        expect(carl.get_by_text(re.compile(told)).first).to_be_visible()
    expect(carl.locator("#pladser")).to_contain_text("2 af 2 pladser er taget")
    looks_right(carl)

    # Nora brings a candidate she knows, and plans the conversations.
    nora = page_as("nora")
    nora.goto(address)
    nora.get_by_role("link", name="Tag en kandidat med").click()
    looks_right(nora)
    nora.get_by_label("Kandidat", exact=True).select_option(index=1)
    nora.get_by_label("Det får virksomhederne at vide").fill("Kan lukke en kasse")
    nora.get_by_role("button", name="Gem").click()  # nobody asked the candidate
    expect(nora.locator("main")).to_contain_text("Spørg kandidaten først.")
    looks_right(nora)
    nora.get_by_label("Kandidaten har sagt ja").check()
    nora.get_by_role("button", name="Gem").click()
    expect(nora.get_by_text("Kandidaten deltager.")).to_be_visible()
    nora.get_by_role("button", name="Planlæg samtalerne").click()
    expect(nora.locator("#speeddating table tbody tr").first).to_be_visible()
    looks_right(nora)
    nora.locator("#speeddating table a", has_text="Notér det").first.click()
    looks_right(nora)
    nora.get_by_label("job eller praktik aftalt").check()
    nora.get_by_label("Note").fill("Praktik fra mandag")
    nora.get_by_role("button", name="Gem").click()
    expect(nora.locator("#speeddating")).to_contain_text("Praktik fra mandag")
    expect(nora.get_by_role("button", name=re.compile("Planlæg samtalerne"))).to_have_count(0)

    # Carl does not know the candidate: the plan shows that there is one, not who.
    name = nora.locator("#speeddating .queue h3").first.inner_text().strip()
    carl.goto(address)
    expect(carl.locator("#speeddating")).to_contain_text("Kan lukke en kasse")
    expect(carl.locator("#speeddating")).not_to_contain_text(name)
    carl.get_by_role("link", name="Dagsseddel").click()
    expect(carl.locator("main")).to_contain_text("Runde 1")
    looks_right(carl)
    carl.goto(address)
    carl.get_by_role("link", name="Aflys").click()
    looks_right(carl)
    carl.get_by_label("Hvorfor bliver det aflyst?").fill("Sne på vejene")
    carl.get_by_role("button", name="Aflys").click()
    expect(carl.get_by_text("Arrangementet er aflyst.").first).to_be_visible()
    looks_right(carl)
