"""A spreadsheet's way in: what is read, refused, written, and taken back."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from companies import actions
from companies.actions import spreadsheets as imports
from companies.actions.people import PersonFacts
from companies.models import CompanyRelation, ContactPerson, Spreadsheet
from companies.models.spreadsheets import RowFate
from companies.rules.likeness import is_name_like
from jobcenter.errors import NotYours, Refused
from jobcenter.models import SearchWord
from tests.companies.factories import make_company, make_contact, make_person, make_workplace, url

HEAD = "CVR-nr.;P-nr.;Firma;Kontaktperson;Titel;Telefon;Mail;Rolle;Ansvarlig;Status;Segment\r\n"


def take(viewer, text, name="liste.csv"):
    raw = text if isinstance(text, bytes) else text.encode()
    return imports.take_spreadsheet(io.BytesIO(raw), name, len(raw), actor=viewer)


def work(sheet, viewer):
    more, world = True, None
    while more:
        more, world = imports.go_on(sheet, world, actor=viewer)
    sheet.refresh_from_db()
    return sheet


def look(viewer, text):
    sheet = take(viewer, text)
    imports.choose_columns(sheet, sheet.mapping, actor=viewer)
    return work(sheet, viewer)


def run(viewer, text):
    sheet = look(viewer, text)
    imports.run_spreadsheet(sheet, actor=viewer)
    return work(sheet, viewer)


def undo(viewer, sheet):
    imports.undo_spreadsheet(sheet, actor=viewer)
    return work(sheet, viewer)


def why(sheet):
    return {
        row.line: [(p["field"], p["code"]) for p in row.problems]
        for row in sheet.rows.filter(jobcentre_id=sheet.jobcentre_id).order_by("line")
    }


def everything(jobcentre):
    """All that an import may touch, histories and counters of versions left out."""
    leave = {"version", "created_at"}
    rows = []
    for model in (ContactPerson, CompanyRelation):
        for row in model.objects.filter(jobcentre=jobcentre).order_by("id"):
            values = {f.attname: str(getattr(row, f.attname)) for f in row._meta.local_fields}
            rows.append({k: v for k, v in values.items() if k not in leave})
    words = SearchWord.objects.filter(jobcentre=jobcentre).order_by("object_id", "word")
    return rows, list(words.values_list("object_id", "word"))


def test_rows_are_new_changed_unchanged_and_refused(carl, acting, bakery, shop):
    other = make_company("Tømrer Poulsen A/S")
    with acting(carl) as viewer:
        make_person(bakery, viewer, "Hanne Holst", title="chef")
        sheet = look(
            viewer,
            HEAD
            + f"{bakery.cvr};;Bageriet Nord;Hanne Holst;chef;;;;;;\r\n"
            + f"{bakery.cvr};{shop.p_number};;Ib Ibsen;;98000001.0;ib@bager.example;mentor;"
            "carl@nord.example;samarbejder;2\r\n"
            + f"{other.cvr};;;Åse Poulsen;;4598000002;;;;;\r\n"
            + f"{other.cvr};;;Åse Poulsen;;4598000002;;;;;\r\n",
        )
        rows = list(sheet.rows.filter(jobcentre_id=viewer.jobcentre_id).order_by("line"))
        assert [row.result for row in rows] == ["unchanged", "new", "new", "refused"]
        assert why(sheet)[5] == [("name", "person_twice")]
        imports.run_spreadsheet(sheet, actor=viewer)
        work(sheet, viewer)
        ib = ContactPerson.objects.get(jobcentre=carl.jobcentre, name="Ib Ibsen")
        assert (str(ib.phone), ib.email, ib.roles) == (
            "+4598000001",
            "ib@bager.example",
            ["mentor"],
        )
        assert ib.workplace_id == shop.pk
        aase = ContactPerson.objects.get(jobcentre=carl.jobcentre, name="Åse Poulsen")
        assert str(aase.phone) == "+4598000002"
        relation = CompanyRelation.objects.get(jobcentre=carl.jobcentre, company=bakery)
        assert (relation.owner_id, relation.status, relation.segment) == (carl.pk, "cooperating", 2)


BAD = [
    ("12345678", "", "", "", ("cvr", "cvr_check_digit")),
    ("10150817", "", "", "", ("cvr", "cvr_unknown")),
    ("2.5E+7", "", "", "", ("cvr", "digits_lost")),
    ("1234567", "", "", "", ("cvr", "cvr_length")),
    ("ABC", "", "", "", ("cvr", "not_a_number")),
    ("{cvr}", "{other_p}", "", "", ("p_number", "p_elsewhere")),
    ("{cvr}", "1234567890", "", "", ("p_number", "p_unknown")),
    ("{ceased}", "", "", "", ("cvr", "company_ceased")),
    ("{cvr}", "", "Et helt andet firma", "", ("company_name", "name_differs")),
    ("{cvr}", "", "", "<b>Ib</b>", ("name", "markup")),
    ("{cvr}", "", "", "Ib\u202e Ibsen", ("name", "hidden_signs")),
    ("{cvr}", "", "", '"=HYPERLINK(""x"")"', ("name", "formula")),
    ("{cvr}", "", "", "#REF!", ("name", "spreadsheet_error")),
    ("{cvr}", "", "", "x" * 121, ("name", "too_long")),
    ("", "", "", "Ib Ibsen", ("cvr", "cvr_missing")),
]


@pytest.mark.parametrize(("cvr", "p", "firm", "name", "expected"), BAD, ids=lambda v: str(v)[:20])
def test_a_bad_cell_gets_a_sentence_and_stops_no_other_row(
    cvr, p, firm, name, expected, carl, acting, bakery
):
    other = make_workplace(make_company("Andre A/S"))
    gone = make_company("Lukket ApS", status="ceased")
    known = {"cvr": bakery.cvr, "other_p": other.p_number, "ceased": gone.cvr}
    name = name or "Ib Ibsen"
    line = ";".join([cvr.format(**known), p.format(**known), firm, name]) + ";" * 7
    with acting(carl) as viewer:
        sheet = run(viewer, HEAD + line + f"\r\n{bakery.cvr};;;Ida Iversen;;;;;;;\r\n")
        assert expected in why(sheet)[2]
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre, name="Ida Iversen").exists()
        assert not ContactPerson.objects.filter(
            jobcentre=carl.jobcentre, name__startswith="Ib"
        ).exists()


def test_what_a_spreadsheet_did_to_a_number_is_undone_where_nothing_was_lost(carl, acting, bakery):
    d = bakery.cvr
    forms = [f"{d}.0", f"{d[0]},{d[1:]}E+07", f"{d[:2]} {d[2:4]} {d[4:6]} {d[6:]}", f"DK-{d}"]
    with acting(carl) as viewer:
        text = "cvr;navn\n" + "".join(f"{form};Person nr {n}x\n" for n, form in enumerate(forms))
        sheet = look(viewer, text)
        assert sheet.counts["result"] == {"new": 4}, why(sheet)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators(encoding, separator, carl, acting, bakery):
    text = f"CVR;Navn\r\n{bakery.cvr};Åse Ærø\r\n\r\n".replace(";", separator)
    with acting(carl) as viewer:
        run(viewer, text.encode(encoding))
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre, name="Åse Ærø").exists()


def test_lines_of_two_encodings_in_one_file(carl, acting, bakery):
    raw = b"CVR;Navn\n" + f"{bakery.cvr};Åse Ærø\n".encode("cp1252")
    raw += f"{bakery.cvr};Øjvind Å\n".encode()
    with acting(carl) as viewer:
        sheet = run(viewer, raw)
        assert set(sheet.how_read["encodings"]) == {"utf-8", "windows-1252"}
        names = ContactPerson.objects.filter(jobcentre=carl.jobcentre).values_list(
            "name", flat=True
        )
        assert set(names) == {"Åse Ærø", "Øjvind Å"}


def workbook(rows):
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet("Liste")
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
    return file.getvalue()


def test_an_excel_file_with_a_title_above_the_header(carl, acting, bakery, shop):
    raw = workbook(
        [["Kontakter 2026"], [], ["CVR", "P-nummer", "Navn", "Tlf"],
         [int(bakery.cvr), float(shop.p_number), "Ib Ibsen", 98000003]]
    )  # fmt: skip
    with acting(carl) as viewer:
        run(viewer, raw)
        ib = ContactPerson.objects.get(jobcentre=carl.jobcentre, name="Ib Ibsen")
        assert (ib.workplace_id, str(ib.phone)) == (shop.pk, "+4598000003")


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"", "file_empty"), (b"PK\x03\x04nonsense", "file_broken"), (b"%PDF-1.7", "not_a_table"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel"), (b"CVR;Navn\n", "file_empty"),
     (b'CVR;Navn\n1;"aa' + b"x" * 300_000, "csv_broken")],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why(raw, code, carl, acting):
    with acting(carl) as viewer:
        with pytest.raises(Refused) as refused:
            take(viewer, raw)
        assert refused.value.code == code
        assert not Spreadsheet.objects.filter(jobcentre=carl.jobcentre).exists()


def test_a_file_over_fifty_megabytes_is_refused(carl, acting):
    with acting(carl) as viewer, pytest.raises(Refused) as refused:
        imports.take_spreadsheet(io.BytesIO(b"x"), "x.csv", 50_000_001, actor=viewer)
    assert refused.value.code == "file_too_large"


def test_columns_are_remembered_by_their_headers_in_this_jobcentre_only(carl, sol, acting, bakery):
    text = f"Nummer;Hvem\n{bakery.cvr};Ib Ibsen\n"
    with acting(carl) as viewer:
        sheet = take(viewer, text)
        assert sheet.mapping == ["phone", ""]
        imports.choose_columns(sheet, ["cvr", "name"], actor=viewer)
        assert take(viewer, text).mapping == ["cvr", "name"]
    with acting(sol.jobcentre) as viewer:
        assert Spreadsheet.objects.filter(jobcentre=sol.jobcentre).count() == 0
    with acting(sol) as viewer, pytest.raises(PermissionDenied):
        take(viewer, text)


def test_undo_puts_everything_back(carl, acting, bakery, shop):
    with acting(carl) as viewer:
        make_person(bakery, viewer, "Hanne Holst", phone="+4598000009", roles=["hr"])
        before = everything(carl.jobcentre)
        sheet = run(
            viewer,
            HEAD + f"{bakery.cvr};{shop.p_number};;Hanne Holst;direktør;98000001;;mentor;"
            "carl@nord.example;samarbejder;1\r\n"
            + f"{bakery.cvr};;;Ny Person;;;ny@x.example;;;;\r\n",
        )
        assert everything(carl.jobcentre) != before
        undo(viewer, sheet)
        assert everything(carl.jobcentre) == before
        assert sheet.counts["fate"] == {RowFate.UNDONE: 2}


def test_undo_keeps_what_was_edited_or_used_since(carl, nora, acting, bakery):
    with acting(carl) as viewer:
        sheet = run(
            viewer,
            "cvr;navn\n" + "".join(f"{bakery.cvr};{n}\n" for n in ("Ib A", "Ida B", "Per C")),
        )
        people = {p.name: p for p in ContactPerson.objects.filter(jobcentre=carl.jobcentre)}
        make_contact(bakery, viewer, person=people["Ida B"])
    with acting(nora) as viewer:
        actions.edit_person(
            people["Ib A"], PersonFacts("Ib A", title="kok"), actor=viewer, version=1
        )
    with acting(carl) as viewer:
        undo(viewer, sheet)
        left = ContactPerson.objects.filter(jobcentre=carl.jobcentre).values_list("name", flat=True)
        assert set(left) == {"Ib A", "Ida B"}
        assert sheet.counts["fate"] == {RowFate.KEPT: 2, RowFate.UNDONE: 1}


def test_names_are_compared_only_where_mail_or_number_is_the_same(
    carl, acting, bakery, monkeypatch
) -> None:
    """A company with thousands of people: likeness of each row with each person took minutes."""
    asked = []

    def is_like(one: str, other: str) -> bool:
        asked.append((one, other))
        return is_name_like(one, other)

    monkeypatch.setattr("companies.spreadsheets.planning.is_name_like", is_like)
    rows = "".join(f"{bakery.cvr};Person {n} P{n};p{n}@bager.example\n" for n in range(20))
    with acting(carl) as viewer:
        assert run(viewer, "cvr;navn;mail\n" + rows).counts["fate"] == {RowFate.WRITTEN: 20}
        again = run(viewer, f"cvr;navn;mail\n{bakery.cvr};Persn 7 P7;p7@bager.example\n")
        assert again.counts["fate"] == {RowFate.WRITTEN: 1}
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre, company=bakery).count() == 20
    assert set(asked) == {("Persn 7 P7", "Person 7 P7")}


def test_running_and_going_on_twice_writes_once(carl, acting, bakery):
    with acting(carl) as viewer:
        sheet = look(viewer, f"cvr;navn\n{bakery.cvr};Ib Ibsen\n")
        imports.run_spreadsheet(sheet, actor=viewer)
        with pytest.raises(Refused):
            imports.run_spreadsheet(sheet, actor=viewer)
        work(sheet, viewer)
        assert imports.go_on(sheet, None, actor=viewer) == (False, None)
        assert ContactPerson.objects.filter(jobcentre=carl.jobcentre).count() == 1


def test_what_changed_after_the_preview_is_not_written(carl, acting, bakery):
    with acting(carl) as viewer:
        person = make_person(bakery, viewer, "Ib Ibsen", title="bager")
        sheet = look(viewer, f"cvr;navn;titel\n{bakery.cvr};Ib Ibsen;chef\n")
        actions.edit_person(person, PersonFacts("Ib Ibsen", title="kok"), actor=viewer, version=1)
        imports.run_spreadsheet(sheet, actor=viewer)
        work(sheet, viewer)
        assert why(sheet)[2] == [("", "changed_since")]
        person.refresh_from_db()
        assert person.title == "kok"


def test_the_pages_from_upload_to_undo(carl, client_as, bakery, acting):
    client = client_as(carl)
    file = SimpleUploadedFile("kontakter.csv", f"cvr;navn\n123;Bo Bo\n{bakery.cvr};Ib\n".encode())
    answer = client.post(url("spreadsheets"), {"file": file})
    assert answer.status_code == 302
    page = answer.url
    assert "Ib" in client.get(page).content.decode()
    answer = client.post(page + "kolonner/", {"kolonne-0": "", "kolonne-1": "name"})
    assert answer.status_code == 422
    client.post(page + "kolonner/", {"kolonne-0": "cvr", "kolonne-1": "name"})
    html = client.get(page).content.decode()
    assert "celle-2-cvr" in html
    client.post(page + "ret/", {"celle-2-cvr": bakery.cvr})
    assert "celle-2-cvr" not in client.get(page).content.decode()
    client.post(page + "koer/")
    assert client.get(page).status_code == 200
    results = b"".join(client.get(page + "resultat/").streaming_content).decode("utf-8-sig")
    assert "Bo Bo" in results
    assert client.get(page + "fortryd/").status_code == 200
    client.post(page + "fortryd/")
    assert client.get(page).status_code == 200
    with acting(carl):
        assert not ContactPerson.objects.filter(jobcentre=carl.jobcentre).exists()


def test_a_reader_is_refused_and_south_finds_nothing(nora, sol, carl, client_as, acting, bakery):
    with acting(carl) as viewer:
        sheet = look(viewer, f"cvr;navn\n{bakery.cvr};Ib Ibsen\n")
    assert client_as(nora).get(url("spreadsheets")).status_code == 403
    assert client_as(sol).get(url("spreadsheet", sheet)).status_code == 403
    with acting(sol) as viewer, pytest.raises((NotYours, PermissionDenied)):
        imports.run_spreadsheet(sheet, actor=viewer)
