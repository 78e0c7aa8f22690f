"""People from the case system: who is known again, who is asked about, what is undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from citizens.access import in_case_team_of
from citizens.actions import add_team_member, edit_citizen, end_citizen
from citizens.actions import imports as actions
from citizens.choices import Benefit, Function
from citizens.models import BenefitPeriod, CaseTeamMember, Citizen, CitizenFile, CitizenFileRow
from citizens.spreadsheets import cells
from jobcenter.clock import clock_at, now, today
from jobcenter.errors import NotYours, Refused
from jobcenter.models import AccessLog, Event, SearchWord
from jobcenter.spreadsheets.cells import CellRefused
from tests.citizens.factories import a_cpr, keep_open, make_citizen
from tests.citizens.importing import (
    HEAD,
    answer,
    go,
    line,
    look,
    results,
    run,
    take,
    undo,
    why,
    work,
)


def known(ole, **over):
    return Citizen.objects.filter(jobcentre_id=ole.jobcentre_id, **over).order_by("pk")


def everything(ole):
    """What an import may touch, versions left out."""
    there = []
    for model in (Citizen, CaseTeamMember, BenefitPeriod):
        for row in model.objects.filter(jobcentre_id=ole.jobcentre_id).order_by("pk"):
            fields = [f.attname for f in row._meta.local_fields if f.name != "version"]
            there.append({name: str(getattr(row, name)) for name in fields})
    words = SearchWord.objects.filter(jobcentre_id=ole.jobcentre_id, kind="citizen")
    return there, sorted(words.values_list("object_id", "word"))


def test_somebody_new_comes_in_whole_and_the_case_worker_follows(ole, bente, acting, north):
    keep_open(north, "match-5")
    number = a_cpr()
    with acting(ole) as viewer:
        sheet = run(viewer, HEAD + line(
            cpr=f"{number[:6]}-{number[6:]}", case="S-17", first="Søren", last="D'Ångelo-Ærø",
            phone="20 30 40 50", mail="soren@mail.example", target="3", benefit="Kontanthjælp",
            since="01.10.2026", match="4", worker=bente.user.email,
        ))  # fmt: skip
        assert sheet.counts["fate"] == {"written": 1}
        [citizen] = known(ole, last_name="D'Ångelo-Ærø")
        assert (citizen.first_name, citizen.case_number) == ("Søren", "S-17")
        assert str(citizen.phone) == "+4520304050"
        assert citizen.benefit == Benefit.CASH
        assert citizen.target_group.number == 3
        assert citizen.benefits.get().from_on.isoformat() == "2026-10-01"
        groups = set(citizen.matches.values_list("scheme__code", "group__code"))
        assert groups == {("lab-6", "3"), ("match-5", "4")}
        assert in_case_team_of(bente, citizen.pk)
        assert not in_case_team_of(ole, citizen.pk)
        words = SearchWord.objects.filter(jobcentre_id=ole.jobcentre_id, object_id=citizen.pk)
        assert "soren" in {w.word.replace("|", "o") for w in words}
        events = Event.objects.filter(jobcentre_id=ole.jobcentre_id, citizen_id=citizen.pk)
        kinds = set(events.values_list("kind", flat=True))
        assert kinds == {"citizen.registered", "citizen.team_joined"}


def test_people_are_known_again_in_the_order_of_what_is_surest(ole, nora, acting):
    by_number = make_citizen(nora, first_name="Anna", cpr=(number := a_cpr()))
    by_mail = make_citizen(nora, first_name="Bo Peter", email="BO@mail.example")
    by_phone = make_citizen(nora, first_name="Cæcilie", phone="+4520111111")
    with acting(ole) as viewer:
        Citizen.objects.filter(jobcentre_id=ole.jobcentre_id, pk=by_phone.pk).update(
            case_number="77"
        )
        sheet = look(
            viewer,
            HEAD
            + line(cpr=number, first="Anna", last="Ny", mail="anna@mail.example")
            + line(first="bo", last="Andet", mail="bo@mail.example", case="B1")
            + line(case="77", mail="c@mail.example")
            + line(cpr=a_cpr(), first="Ny", last="Person", target="2"),
        )
        assert results(sheet) == {2: "changed", 3: "changed", 4: "changed", 5: "new"}
        rows = sheet.rows.filter(jobcentre_id=ole.jobcentre_id).order_by("line")
        assert [r.citizen_id for r in rows] == [by_number.pk, by_mail.pk, by_phone.pk, None]
        looks = AccessLog.objects.filter(jobcentre_id=ole.jobcentre_id, purpose="citizen.import")
        assert set(looks.values_list("citizen", "membership_id")) == {
            (c.public_id, ole.pk) for c in (by_number, by_mail, by_phone)
        }


def test_nobody_is_known_again_by_name_alone(ole, nora, acting):
    there = make_citizen(nora, first_name="Peter", last_name="Jensen")
    born = there.birth_date.isoformat()
    with acting(ole) as viewer:
        sheet = look(viewer, HEAD + line(first="Peter", last="Jensen", born=born, target="3"))
        assert results(sheet) == {2: "asked"}
        assert why(sheet) == {2: [("", "maybe_known")]}
        sheet = answer(viewer, sheet, {2: str(there.public_id)})
        assert results(sheet) == {2: "unchanged"}
        sheet = answer(viewer, sheet, {2: "new"})
        assert results(sheet) == {2: "new"}
        assert go(viewer, sheet).counts["fate"] == {"written": 1}
        assert known(ole, first_name="Peter", last_name="Jensen").count() == 2


def test_an_answer_must_be_one_of_those_asked_about(ole, nora, acting):
    make_citizen(nora, first_name="Peter", last_name="Jensen", cpr=(number := a_cpr()))
    other = make_citizen(nora, first_name="Ulla", last_name="Und")
    with acting(ole) as viewer:
        born = cells.citizen_number(number, today=today(), zeros_lost=False).birth_date
        sheet = look(
            viewer, HEAD + line(first="Peter", last="Jensen", born=born.isoformat(), target="3")
        )
        assert results(answer(viewer, sheet, {2: str(other.public_id)})) == {2: "asked"}


def test_several_with_the_same_mail_and_first_name_are_asked_about(ole, nora, acting):
    make_citizen(nora, first_name="Kim", email="familien@mail.example")
    make_citizen(nora, first_name="Kim", email="familien@mail.example")
    with acting(ole) as viewer:
        sheet = look(viewer, HEAD + line(first="Kim", last="X", mail="familien@mail.example",
                                         born="01.01.1990", target="3"))  # fmt: skip
        assert results(sheet) == {2: "asked"}


def test_the_same_person_with_and_without_number_is_flagged(ole, nora, acting):
    """One known without number; and one twice in the same file."""
    with acting(ole) as viewer:
        run(viewer, HEAD + line(first="Åse", last="Øby", born="02.03.1991",
                                mail="aase@mail.example", target="3"))  # fmt: skip
        [without] = known(ole, last_name="Øby")
        assert without.cpr_index is None
        number = a_cpr()
        sheet = look(
            viewer,
            HEAD
            + line(cpr=number, first="Åse", last="Øby", mail="aase@mail.example", target="3")
            + line(cpr=a_cpr(), first="Ib", last="Ibsen", mail="ib@mail.example", target="3")
            + line(first="Ib", last="Ibsen", born="05.05.1955", mail="ib@mail.example", target="3"),
        )
        assert results(sheet) == {2: "asked", 3: "new", 4: "asked"}
        assert why(sheet)[4] == [("", "maybe_line")]
        sheet = answer(viewer, sheet, {2: str(without.public_id)})
        assert results(sheet)[2] == "changed"
        go(viewer, sheet)
        without.refresh_from_db()
        assert without.cpr_index


def test_two_numbers_of_two_people_are_no_one(ole, nora, acting):
    make_citizen(nora, cpr=(number := a_cpr()))
    other = make_citizen(nora)
    with acting(ole) as viewer:
        Citizen.objects.filter(jobcentre_id=ole.jobcentre_id, pk=other.pk).update(case_number="9")
        sheet = look(viewer, HEAD + line(cpr=number, case="9", first="A", last="B")
                     + line(cpr=a_cpr(), case="9", first="A", last="B"))  # fmt: skip
        assert why(sheet) == {2: [("cpr", "two_people")], 3: [("case_number", "number_differs")]}


def test_bad_rows_say_why_and_stop_no_others(ole, acting):
    future = (today() + timedelta(days=3)).isoformat()
    twice = a_cpr()
    with acting(ole) as viewer:
        sheet = look(
            viewer,
            HEAD
            + line(cpr="123", first="A", last="B", target="3")
            + line(cpr="999999-1234", first="A", last="B", target="3")
            + line(first="A", last="B", born=future, target="3")
            + line(first="A", last="B", target="3")
            + line(cpr=twice, first="C", last="D", target="3")
            + line(cpr=twice, first="C", last="D", target="3")
            + line(cpr=a_cpr(), first="E", last="F", target="17", benefit="penge", phone="12")
            + line(cpr=a_cpr(), first="E", last="F", target="8")
            + line(cpr=a_cpr(), first="E", last="F", target="12")
            + line(cpr=a_cpr(), first="E", last="F")
            + line(target="3")
            + line(cpr=a_cpr(), first="=2+2", last="F", target="3")
            + line(cpr="1.1E+9", first="G", last="H", target="3"),
        )
        assert why(sheet) == {
            2: [("cpr", "cpr_form")],
            3: [("cpr", "cpr_date")],
            4: [("birth_date", "birth_date_ahead")],
            5: [("birth_date", "birth_date_missing")],
            6: [],
            7: [("", "twice")],
            8: [("phone", "phone"), ("target_group", "target"), ("benefit", "benefit")],
            9: [("target_group", "target_group_closed")],
            10: [("target_group", "target_group_flag_missing")],
            11: [("target_group", "target_missing")],
            12: [("cpr", "nobody_named")],
            13: [("first_name", "formula")],
            14: [("cpr", "digits_lost")],
        }
        assert go(viewer, sheet).counts["fate"] == {"refused": 12, "written": 1}


def test_blanks_are_filled_and_nothing_else_unless_chosen(ole, nora, acting):
    kim = make_citizen(nora, cpr=(number := a_cpr()), email="kim@mail.example", first_name="Kim")
    text = HEAD + line(cpr=number, first="Kimmie", last="Kjær", phone="20202020",
                       mail="ny@mail.example", target="2", benefit="sygedagpenge")  # fmt: skip
    with acting(ole) as viewer:
        run(viewer, text)
        kim.refresh_from_db()
        assert (kim.first_name, kim.email) == ("Kim", "kim@mail.example")
        assert str(kim.phone) == "+4520202020"
        assert kim.benefit == Benefit.SICKNESS
        assert kim.target_group.number == 3
        run(viewer, text, overwrites=True)
        kim.refresh_from_db()
        assert (kim.first_name, kim.email) == ("Kimmie", "ny@mail.example")
        assert kim.target_group.number == 2
        held = kim.target_groups.filter(to_on__isnull=True).get()
        assert held.target_group.number == 2
        assert kim.matches.filter(to_on__isnull=True).get().group.code == "2"


def test_undo_restores_what_nobody_changed_since(ole, nora, bente, acting):
    kim = make_citizen(nora, cpr=(number := a_cpr()), first_name="Kim")
    text = (
        HEAD
        + line(cpr=number, first="Bo", last="Ny", target="2", benefit="dagpenge", phone="20202020")
        + line(cpr=a_cpr(), first="Ny", last="Første", target="3", worker="bente")
        + line(cpr=a_cpr(), first="Ny", last="Anden", target="3", worker="bente")
        + line(cpr=a_cpr(), first="Ny", last="Tredje", target="3", worker="bente")
    )
    with acting(ole) as viewer:
        before = everything(ole)
        sheet = run(viewer, text, overwrites=True)
        assert undo(viewer, sheet).counts["fate"] == {"undone": 4}
        assert everything(ole) == before
        kim.refresh_from_db()
        assert kim.target_groups.filter(to_on__isnull=True).get().target_group.number == 3
        sheet = run(viewer, text, overwrites=True)
        second, third = known(ole, last_name__in=["Anden", "Tredje"])
    with acting(bente) as viewer:
        edit_citizen(second, actor=viewer, version=second.version, email="b@mail.example")
        add_team_member(third, actor=viewer, membership=nora, function=Function.CONSULTANT)
    with acting(nora) as viewer:
        kim.refresh_from_db()
        edit_citizen(kim, actor=viewer, version=kim.version, wishes="Noget med dyr")
    with acting(ole) as viewer:
        assert undo(viewer, sheet).counts["fate"] == {"undone": 1, "kept": 3}
        assert not known(ole, last_name="Første").exists()
        assert known(ole, last_name__in=["Anden", "Tredje"]).count() == 2


def test_an_import_is_no_way_into_a_case(ole, tine, nora, bente, acting):
    """Not for who imports, and not for a friend where somebody follows the person already."""
    kim = make_citizen(nora, cpr=(number := a_cpr()))
    with acting(ole) as viewer:
        sheet = run(viewer, HEAD + line(cpr=a_cpr(), first="A", last="B", target="3", worker="ole")
                    + line(cpr=number, first="Kim", last="K", worker="bente"))  # fmt: skip
        assert why(sheet)[2] == [("case_worker", "worker_imports")]
        assert not in_case_team_of(bente, kim.pk)
        assert results(sheet)[3] == "unchanged"


def test_who_has_ended_is_not_touched(ole, nora, acting):
    kim = make_citizen(nora, cpr=(number := a_cpr()))
    with acting(nora) as viewer:
        end_citizen(kim, actor=viewer, reason="Flyttet til en anden kommune")
    with acting(ole) as viewer:
        sheet = look(viewer, HEAD + line(cpr=number, first="Kim", last="K", phone="20202020"))
        assert why(sheet) == {2: [("", "work_ended")]}


def test_a_first_zero_that_went_is_put_back_only_where_all_of_them_went():
    def read(text, zeros_lost):
        return cells.citizen_number(text, today=today(), zeros_lost=zeros_lost).digits

    assert read("610190-1234", False) == "6101901234"
    assert read("6.101901234E+9", False) == "6101901234"
    assert read("101901234", True) == "0101901234"
    with pytest.raises(CellRefused, match="cpr_form"):
        read("101901234", False)


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("nr. 3", 3), ("LAB § 6, nr. 12", 12), ("3.0", 3)]
)
def test_a_target_group_is_read(text, number):
    assert cells.target_number(text) == number


@pytest.mark.parametrize("text", ["6.3", "14", "0", "kontanthjælp"])
def test_what_is_no_target_group_is_refused(text):
    with pytest.raises(CellRefused):
        cells.target_number(text)


def test_only_an_administrator_imports_and_only_here(ole, nora, sol, acting, client_as):
    with acting(ole) as viewer:
        sheet = take(viewer, HEAD + line(first="A", last="B"))
    for who in (nora, sol):
        with acting(who) as viewer, pytest.raises(PermissionDenied):
            take(viewer, HEAD + line(first="A", last="B"))
    assert client_as(nora).get(reverse("citizens:imports")).status_code == 403
    with acting(sol) as viewer:
        object.__setattr__(viewer, "roles", frozenset({"administrator"}))
        with pytest.raises(NotYours):
            actions.run_spreadsheet(sheet, actor=viewer)


def test_previews_are_counted_and_who_ran_it_is_known(ole, acting, client_as, monkeypatch, caplog):
    monkeypatch.setattr("citizens.views.imports.PREVIEWS", 2)
    with acting(ole) as viewer:
        sheet = take(viewer, HEAD + line(first="A", last="B", born="1.2.1980", target="3"))
    client, columns = client_as(ole), reverse("citizens:import_columns", args=[sheet.public_id])
    chosen = {f"kolonne-{at}": field for at, field in enumerate(sheet.mapping)}
    mend = reverse("citizens:import_mend", args=[sheet.public_id])
    assert client.post(columns, chosen).status_code == 302
    assert client.post(mend, {}).status_code == 302
    for url, form in ((mend, {}), (columns, chosen)):
        slow = client.post(url, form)
        assert (slow.status_code, slow["Retry-After"]) == (429, "3600")
        assert "Prøv igen om en time" in slow.text
    assert "previews stopped" in caplog.text
    assert client.post(reverse("citizens:import_run", args=[sheet.public_id])).status_code == 302
    with acting(ole):
        sheet.refresh_from_db()
        assert (sheet.state, sheet.started_by_id) == ("done", ole.pk)


def test_what_is_kept_of_a_file_is_sealed_and_deleted(ole, acting):
    """Cells, headers, file name and refusals: nothing in clear in the tables, all gone in time."""
    with acting(ole) as viewer:
        text = HEAD + line(cpr="610190-9999", first="Zacharias", last="Qvortrup", born="1.1.1900")
        sheet = take(viewer, text, name="Qvortrup.csv")
        imports_sheet = look(viewer, text)
        with connection.cursor() as cursor:
            for table in ("citizens_citizenfile", "citizens_citizenfilerow"):
                cursor.execute(f"SELECT * FROM {table}")
                for value in (value for row in cursor.fetchall() for value in row):
                    said = bytes(value) if isinstance(value, bytes | memoryview) else str(value)
                    for secret in ("Qvortrup", "Zacharias", "9999", "Fornavn"):
                        assert (secret.encode() if isinstance(said, bytes) else secret) not in said
        assert sheet.file_name == "Qvortrup.csv"
        with clock_at(now() + actions.KEPT + timedelta(hours=1)):
            assert actions.forget_old_files(actor=viewer) == 2
        assert not CitizenFileRow.objects.filter(jobcentre_id=ole.jobcentre_id).exists()
        imports_sheet.refresh_from_db()
        assert imports_sheet.forgotten_at


def test_a_file_of_200_000_rows_is_refused(ole, acting):
    text = HEAD + line(first="A", last="B") * 200_000
    with acting(ole) as viewer, pytest.raises(Refused, match="50000"):
        take(viewer, text)
    with acting(ole):
        assert not CitizenFile.objects.filter(jobcentre_id=ole.jobcentre_id).exists()


def test_a_preview_shows_what_the_file_says_never_what_we_know(ole, nora, acting, client_as):
    make_citizen(nora, cpr=(number := a_cpr()), email="hemmelig@mail.example", first_name="Vibeke")
    with acting(ole) as viewer:
        sheet = look(viewer, HEAD + line(cpr=number, first="Ny", last="Navn", phone="20202020",
                                         mail="ny@mail.example"), overwrites=True)  # fmt: skip
    page = client_as(ole).get(reverse("citizens:import", args=[sheet.public_id]))
    told = page.content.decode()
    assert "ny@mail.example" in told
    for secret in ("hemmelig", "Vibeke", number, number[6:]):
        assert secret not in told


def test_whom_a_row_may_mean_is_in_the_log_of_looks(ole, nora, acting):
    kim = make_citizen(nora, first_name="Kim", last_name="Kjær")
    text = HEAD + line(first="Kim", last="Kjær", target="2")
    with acting(ole) as viewer:
        sheet = look(viewer, text)
        assert sheet.rows.get().problems[0]["candidates"]
        looks = AccessLog.objects.filter(citizen=kim.public_id, purpose="citizen.import")
        assert looks.count() == 1
        actions.mend_rows(sheet, {}, set(), actor=viewer)
        assert looks.count() == 1  # once for one question


def test_an_answer_that_is_no_answer_is_passed_over(ole, acting, client_as):
    with acting(ole) as viewer:
        sheet = look(viewer, HEAD + line(first="Kim", last="Kjær", target="2"))
        row = sheet.rows.filter(jobcentre_id=ole.jobcentre_id).get()
    for odd in ("x" * 37, "x" * 5_000, "\x00"):
        url = reverse("citizens:import_mend", args=[sheet.public_id])
        assert client_as(ole).post(url, {f"hvem-{row.line}": odd}).status_code == 302
        with acting(ole) as viewer:
            work(sheet, viewer)
            assert sheet.rows.filter(jobcentre_id=ole.jobcentre_id).get().answer == ""
