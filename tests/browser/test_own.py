"""A citizen opens the own page on a phone, says what is wrong, and Nora answers; a case goes on."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

Checked = Callable[[Page], None]

INSIDE = (
    "from jobcenter.models import Jobcentre; from jobcenter.tenancy import acting_in;"
    "from jobcenter.viewer import Viewer; j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
)
CODE = (
    "from citizens.actions.own import make_code; from citizens.models import OwnCode;" + INSIDE
    + "    row = OwnCode.objects.filter(jobcentre=j, closed_at=None).order_by('-id')[0]\n"
    "    print(make_code(row, actor=Viewer.system(j)))"
)  # fmt: skip


def _last(text: str) -> str:
    return text.strip().splitlines()[-1]


def _today() -> str:
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date().isoformat()


def _citizen(site, name: str) -> list[str]:
    """Return public id, mail, and day and month of birth."""
    shown = "c.public_id, c.email, c.birth_date.day, c.birth_date.month"
    code = "from citizens.models import Citizen;" + INSIDE
    code += f"    c = Citizen.objects.get(jobcentre=j, first_name='{name}'); print({shown})"
    return _last(site.manage("shell", "-v0", "-c", code)).split()


def test_a_citizen_reads_everything_and_says_what_is_wrong(
    site,
    new_page: Callable[[], Page],
    page_as: Callable[[str], Page],
    looks_right: Checked,
    viewport: dict[str, int],
) -> None:
    name = "Oksana" if viewport["width"] > 500 else "Bjørn"
    citizen, email, day, month = _citizen(site, name)
    me = new_page()
    me.goto(f"{site.url}/mig/0901/")
    looks_right(me)
    me.get_by_label("Din e-mail eller dit telefonnummer").fill("ingenting")
    me.get_by_role("button", name="Send mig en kode").click()
    expect(
        me.get_by_text("Skriv en e-mailadresse eller et helt telefonnummer.").first
    ).to_be_visible()
    looks_right(me)
    me.get_by_label("Din e-mail eller dit telefonnummer").fill(email)
    me.get_by_role("button", name="Send mig en kode").click()
    expect(me.get_by_role("heading", level=1)).to_have_text("Skriv koden")
    looks_right(me)
    code = _last(site.manage("shell", "-v0", "-c", CODE))
    me.get_by_label("Koden").fill(f"{(int(code) + 1) % 10**6:06}")
    me.get_by_label("Dag", exact=True).fill(day)
    me.get_by_label("Måned").fill(month)
    me.get_by_role("button", name="Åbn min side").click()
    expect(me.get_by_text("Kode og fødselsdag åbner ingen side.").first).to_be_visible()
    looks_right(me)
    me.get_by_label("Koden").fill(f"{code[:3]} {code[3:]}")
    me.get_by_role("button", name="Åbn min side").click()
    expect(me.get_by_role("heading", level=1)).to_have_text(f"Hej {name}")
    looks_right(me)

    me.get_by_role("link", name="Alt om mig").click()
    expect(me.get_by_role("heading", name="Det, du har med dig")).to_be_visible()
    looks_right(me)
    with me.expect_download() as taken:
        me.get_by_role("button", name="Tag det med (PDF)").click()
    assert taken.value.suggested_filename.endswith(".pdf")
    me.get_by_role("link", name="Er der noget forkert her? Det, du har med dig").click()
    me.get_by_role("button", name="Send").click()
    expect(me.locator(".error-summary, [role=alert]").first).to_be_visible()
    looks_right(me)
    me.get_by_label("Hvad er forkert?").fill("Jeg har også kørt truck.")
    me.get_by_role("button", name="Send").click()
    expect(me.get_by_text("Jeg har også kørt truck.")).to_be_visible()
    looks_right(me)

    nora = page_as("nora")
    nora.goto(f"{site.url}/borgere/{citizen}/egen-adgang/")
    looks_right(nora)
    nora.get_by_label("Dit svar").fill("Tak. Det står der nu.")
    nora.get_by_role("button", name="Svar", exact=True).click()
    expect(nora.get_by_text("Besvaret. Borgeren får at vide, at der er et svar.")).to_be_visible()

    me.goto(f"{site.url}/mig/side/")
    me.get_by_role("link", name="Noget er forkert").click()
    expect(me.get_by_text("Tak. Det står der nu.")).to_be_visible()
    me.goto(f"{site.url}/mig/side/")
    me.get_by_role("link", name="Hvem har set på mig?").click()
    expect(me.get_by_text("Nora Nymann").first).to_be_visible()
    looks_right(me)
    me.get_by_role("button", name="Luk min side").click()
    expect(me.get_by_role("heading", level=1)).to_have_text("Din side er lukket")
    looks_right(me)
    me.go_back()
    expect(me.get_by_text("Nora Nymann")).to_have_count(0)


def test_a_citizen_reads_the_own_page_in_english(
    site, new_page: Callable[[], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    name = "Fatemeh" if viewport["width"] > 500 else "Hodan"
    _id, email, day, month = _citizen(site, name)
    me = new_page()
    me.goto(f"{site.url}/mig/0901/")
    me.get_by_role("link", name="English").click()
    me.get_by_label("Your e-mail or phone number").fill(email)
    me.get_by_role("button", name="Send me a code").click()
    looks_right(me)
    me.get_by_label("The code").fill(_last(site.manage("shell", "-v0", "-c", CODE)))
    me.get_by_label("Day").fill(day)
    me.get_by_label("Month").fill(month)
    me.get_by_role("button", name="Open my page").click()
    expect(me.get_by_role("heading", level=1)).to_have_text(f"Hello, {name}")
    looks_right(me)
    me.get_by_role("link", name="Everything about me").click()
    expect(me.get_by_role("heading", name="What you bring")).to_be_visible()
    looks_right(me)
    me.get_by_role("button", name="Close my page").click()
    expect(me.get_by_role("heading", level=1)).to_have_text("Your page is closed")


def test_a_handover_comes_back_and_is_then_accepted(
    site, page_as: Callable[[str], Page], looks_right: Checked, viewport: dict[str, int]
) -> None:
    name, short = ("Gitte", "Gitte H.") if viewport["width"] > 500 else ("Daniel", "Daniel F.")
    citizen = _citizen(site, name)[0]
    bente, nora = page_as("bente"), page_as("nora")
    bente.goto(f"{site.url}/borgere/{citizen}/")
    bente.get_by_role("link", name="Overdragelse", exact=True).first.click()
    looks_right(bente)
    bente.get_by_role("link", name="Overdrag til en konsulent").click()
    looks_right(bente)
    bente.get_by_label("Til hvilken konsulent?").select_option(label="Nora Nymann, jobkonsulent")
    bente.get_by_label("Hvad er aftalt med kandidaten?").fill("Vi begynder med 10 timer om ugen.")
    bente.get_by_label("Hvornår taler I sammen alle tre?").fill(_today())
    bente.get_by_role("button", name="Send overdragelsen").click()
    expect(bente.get_by_text("Gå de åbne barrierer igennem").first).to_be_visible()
    looks_right(bente)
    bente.get_by_label("Jeg har gået de åbne barrierer igennem").check()
    bente.get_by_role("button", name="Send overdragelsen").click()
    expect(bente.get_by_text("Nora Nymann har fået overdragelsen.")).to_be_visible()

    def open_row(page: Page, link: str) -> None:
        page.goto(site.url + "/")
        row = page.locator("li", has=page.get_by_role("heading", name=short)).filter(
            has_text="verdrage"
        )
        row.get_by_role("link", name=link).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"Overdragelse af {name}")

    open_row(nora, "Svar")
    looks_right(nora)
    nora.get_by_label("Hvorfor? Din kollega læser det.").fill("Skriv også, hvornår bussen går.")
    nora.get_by_role("button", name="Send den tilbage").click()
    expect(nora.get_by_text("Sendt tilbage til Bente Bekker.")).to_be_visible()

    open_row(bente, "Se på det")
    expect(bente.get_by_text("Skriv også, hvornår bussen går.")).to_be_visible()
    looks_right(bente)
    bente.get_by_role("link", name="Ret den, og send den igen").click()
    agreed = bente.get_by_label("Hvad er aftalt med kandidaten?")
    agreed.fill("Vi begynder med 10 timer om ugen. Bussen går 7.40.")
    bente.get_by_label("Jeg har gået de åbne barrierer igennem").check()
    bente.get_by_role("button", name="Send overdragelsen").click()
    expect(bente.get_by_text("Nora Nymann har fået overdragelsen.")).to_be_visible()

    open_row(nora, "Svar")
    expect(nora.get_by_text("Bussen går 7.40.")).to_be_visible()
    nora.get_by_role("button", name="Sig ja til overdragelsen").click()
    expect(nora.get_by_text("Du har sagt ja. Du er i sagsteamet nu.")).to_be_visible()
    expect(nora.get_by_text("Kontinuitet")).to_be_visible()
    looks_right(nora)
    mads = page_as("mads")
    mads.goto(f"{site.url}/borgere/kontinuitet/")
    looks_right(mads)
