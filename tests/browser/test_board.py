"""The board of places: reserve a free week, move by form and by mouse, give back."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

TWO_PLACES = (
    "from datetime import date; from decimal import Decimal;"
    "from jobcenter.models import Jobcentre, Membership;"
    "from jobcenter.tenancy import acting_in; from jobcenter.viewer import Viewer;"
    "from placements.actions import open_place; from placements.models import Place;"
    "j = Jobcentre.objects.get(code='0901')\n"
    "with acting_in(j):\n"
    "    m = Membership.objects.get(jobcentre=j, user__email='nora@nord.example')\n"
    "    w = Place.objects.filter(jobcentre=j).order_by('id').first().workplace\n"
    "    for name in ('%s', '%s'):\n"
    "        open_place(w, actor=Viewer.of(m), title=name, weekly_hours=Decimal(37),"
    " open_from=date(2020, 1, 1))"
)


def test_a_place_is_reserved_and_moved(
    site,
    page_as: Callable[[str], Page],
    looks_right: Callable[[Page], None],
    viewport: dict[str, int],
) -> None:
    here, there = f"Tavle {viewport['width']} her", f"Tavle {viewport['width']} der"
    site.manage("shell", "-v0", "-c", TWO_PLACES % (here, there))
    nora = page_as("nora")
    nora.goto(site.url + "/pladser/")
    nora.get_by_role("link", name="Tavle uge for uge").click()
    expect(nora.locator("table[data-board]")).to_be_visible()
    looks_right(nora)

    only = f"{site.url}/pladser/tavle/?ord=tavle+{viewport['width']}"
    nora.goto(only)
    nora.locator(f"tr:has-text('{here}') a.span-free").first.click()
    expect(nora.get_by_role("heading", name="Reservér en plads")).to_be_visible()
    looks_right(nora)
    nora.get_by_role("button", name="Reservér").click()
    expect(nora.locator("[aria-invalid=true]").first).to_be_visible()
    looks_right(nora)
    nora.get_by_label("Hvad skal teamet bruge den til?").fill("Holdet i foråret")
    nora.get_by_role("button", name="Reservér").click()
    expect(nora.get_by_text("Pladsen er reserveret.")).to_be_visible()
    looks_right(nora)

    nora.goto(only)
    held = nora.locator("[data-move]")
    expect(held).to_have_count(1)
    looks_right(nora)
    held.get_by_role("link", name="Flyt til …").focus()
    nora.keyboard.press("Enter")
    expect(nora.get_by_label("Hvilken plads?")).to_be_visible()
    looks_right(nora)
    nora.get_by_label("Hvilken plads?").select_option(label=_option(nora, there))
    nora.locator("#id_starts_on").fill(_monday(6))
    nora.get_by_role("button", name="Flyt", exact=True).click()
    expect(nora.get_by_text("Reservationen er flyttet.")).to_be_visible()
    expect(nora.locator(f"tr:has-text('{there}') [data-move]")).to_have_count(1)

    if viewport["width"] > 1000:  # by mouse, back to the first place and another week
        target = nora.locator(f"tr:has-text('{here}') a.span-free").first
        nora.locator("[data-move]").drag_to(target, target_position={"x": 200, "y": 10})
        expect(nora.get_by_text("Reservationen er flyttet.")).to_be_visible()
        expect(nora.locator(f"tr:has-text('{here}') [data-move]")).to_have_count(1)

    nora.locator("[data-move] a").first.click()
    nora.get_by_role("link", name="Giv den tilbage").click()
    expect(nora.get_by_label("Hvorfor gives den tilbage?")).to_be_visible()
    looks_right(nora)
    nora.get_by_label("Hvorfor gives den tilbage?").fill("Holdet begynder senere")
    nora.get_by_role("button", name="Giv den tilbage").click()
    expect(nora.get_by_text("Pladsen er givet tilbage.")).to_be_visible()
    looks_right(nora)


def _option(page: Page, words: str) -> str:
    return page.locator(f"#id_place option:has-text('{words}')").first.inner_text()


def _monday(weeks: int) -> str:
    today = date.today()  # noqa: DTZ011
    return (today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)).isoformat()
