"""People come in from the case system: a slip is mended, somebody is asked about, it is undone."""

from playwright.sync_api import expect

HEAD = "CPR-nr;Fornavn;Efternavn;Født;Mail;Målgruppe;Sagsbehandler"


def test_a_file_with_a_slip_is_mended_run_and_undone(page_as, site, viewport, looks_right):
    letters = "desk" if viewport["width"] > 500 else "phone"
    good, mended = ("711288-4101", "711289-4102") if letters == "desk" else (
        "711288-4201", "711289-4202"
    )  # fmt: skip
    ole = page_as("ole")
    ole.goto(site.url + "/borgere/indlaesning/")
    looks_right(ole)
    text = f"{HEAD}\r\n{good};Åse;O'Nørre {letters};;{letters}1@mail.example;3;bente\r\n"
    text += f"12;Bo;Bæk {letters};;;3;\r\n;Cecilie;Dam {letters};01-02-1985;;3;\r\n"
    ole.get_by_label("Fil", exact=True).set_input_files(
        {"name": "udtraek.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )
    ole.get_by_role("button", name="Læs filen").click()
    expect(ole.get_by_role("heading", level=1)).to_contain_text("Hvilken kolonne er hvad?")
    expect(ole.get_by_label("Udfyld kun det, der er tomt")).to_be_checked()
    looks_right(ole)
    ole.get_by_role("button", name="Vis, hvad der bliver ændret").click()
    expect(ole.locator("main")).to_contain_text("Skriv CPR-nummeret med ti cifre")
    looks_right(ole)
    ole.locator("#celle-3-cpr").fill(mended)
    ole.get_by_role("button", name="Gem rettelserne, og se igen").click()
    expect(ole.locator("main")).not_to_contain_text("Skriv CPR-nummeret med ti cifre")
    looks_right(ole)
    ole.get_by_role("button", name="Skriv 3 rækker").click()
    expect(ole.get_by_role("heading", level=1)).to_contain_text("Hvad der blev af rækkerne")
    looks_right(ole)

    # the case worker of the row follows her; the two others wait for a leader
    bente = page_as("bente")
    bente.goto(site.url + f"/borgere/?vis=mine&ord=O'Nørre {letters}")
    expect(bente.locator("main")).to_contain_text(f"O'Nørre {letters}")
    tine = page_as("tine")
    tine.goto(site.url + "/borgere/indlaesning/uden-team/")
    looks_right(tine)
    expect(tine.locator("main")).not_to_contain_text("Bæk")

    ole.get_by_role("link", name="Fortryd importen").click()
    looks_right(ole)
    ole.get_by_role("button", name="Fortryd hele importen").click()
    expect(ole.locator("main")).to_contain_text("Alt er, som det var før.")
    bente.reload()
    expect(bente.locator("main")).not_to_contain_text(f"O'Nørre {letters}")
