"""Two jobcentres in one agreement: North invites, South accepts, both see the sums."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]


def test_north_invites_and_south_takes_part(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    note = f"Skal vi løfte den sammen? {viewport['width']}"
    carl = page_as("carl")
    carl.goto(site.url + "/virksomheder/aftaler/?sorter=ends")
    # An agreement of its own for each width, that nobody was invited to.
    rows = carl.locator("tbody tr td a[href*='/aftaler/']")
    purposes = rows.evaluate_all("links => links.map(each => each.href)")
    for page in purposes if viewport["width"] > 500 else reversed(purposes):
        carl.goto(page)
        if carl.locator("#parter .tag").count() == 0:
            break
    carl.get_by_role("link", name="Inviter eller se parter").click()
    looks_right(carl)
    carl.get_by_role("button", name="Inviter", exact=True).click()
    expect(carl.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(carl)
    carl.get_by_label("Jobcenter, du vil invitere").select_option("Job og Virksomhed Sønderby")
    carl.get_by_label("Et par ord til dem").fill(note)
    carl.get_by_role("button", name="Inviter", exact=True).click()
    expect(carl.get_by_text("De er inviteret.")).to_be_visible()
    expect(carl.get_by_text("venter på svar")).to_be_visible()
    looks_right(carl)

    stine = page_as("stine")
    stine.goto(site.url + "/")
    expect(stine.get_by_text("spørger, om vi vil være part").first).to_be_visible()
    stine.goto(site.url + "/virksomheder/aftaler/")
    stine.get_by_role("link", name="Andre jobcentres aftaler").click()
    looks_right(stine)
    for link in stine.locator("section:has(h2:text('Venter')) h3 a").evaluate_all(
        "links => links.map(each => each.href)"
    ):
        stine.goto(link)
        if stine.get_by_text(note).count():
            break
    expect(stine.get_by_text(note)).to_be_visible()
    expect(stine.get_by_role("heading", name="Teksten")).to_have_count(0)
    looks_right(stine)
    stine.get_by_text("Sig nej", exact=True).first.click()
    stine.get_by_role("button", name="Sig nej").click()
    expect(stine.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(stine)
    stine.get_by_role("button", name="Sig ja: bliv part").click()
    expect(stine.get_by_text("Jeres jobcenter er nu part i aftalen.")).to_be_visible()
    expect(stine.get_by_role("heading", name="Teksten")).to_be_visible()
    looks_right(stine)
    with stine.expect_download() as fetched:
        stine.get_by_role("link", name="Som PDF").click()
    assert fetched.value.suggested_filename == "partnerskabsaftale.pdf"
    if stine.locator("#andel input[name=share]").count():
        stine.locator("#andel input[name=share]").first.fill("1")
        stine.locator("#andel button").first.click()
        expect(stine.get_by_text("Jeres andel er noteret")).to_be_visible()
        expect(stine.locator("#leveret")).to_contain_text("påtaget 1")
    stine.get_by_text("Træd ud af aftalen").click()
    stine.get_by_label("Hvorfor?").fill("Bare for at se")
    stine.get_by_label("Sidste dag som part").fill("2020-01-01")
    stine.get_by_role("button", name="Giv opsigelse").click()
    expect(stine.get_by_text("30 dages varsel").first).to_be_visible()
    looks_right(stine)

    carl.reload()
    expect(carl.locator("#tilsammen")).to_contain_text("Job og Virksomhed Sønderby")
    looks_right(carl)
    carl.get_by_role("link", name="Afslut deres del").click()
    looks_right(carl)

    # The demo's own: six needs of South's, none of North's, and a share of ten.
    stine.goto(site.url + "/virksomheder/aftaler/andres/")
    stine.get_by_role("link", name="Fire faste pladser og en vej ind i faget").last.click()
    expect(stine.get_by_text("6 af 10 er påtaget")).to_be_visible()
    looks_right(stine)
