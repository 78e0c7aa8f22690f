"""Sickness absence: what cannot be is refused, the estimate says what it rests on."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Value
from django.urls import reverse

from companies.actions import absence as acts
from companies.models import AbsenceFigure, AbsenceStart, Company
from companies.queries.absence import absence_rate
from companies.rules import absence as rules
from companies.rules.absence import Figures
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.models import Event
from jobcenter.tenancy import acting_in
from tests.companies.factories import HTML, make_company, make_workplace, url

DAY = date(2026, 6, 15)


def month(year=2026, number=3, employees=10, working=20, absence="10"):
    return Figures(date(year, number, 1), employees, working, Decimal(absence))


def months(*rates, year=2025):
    return [month(year, at, absence=str(rate * 2)) for at, rate in enumerate(rates, start=1)]


class TestRules:
    @pytest.mark.parametrize(
        "text", ["2026-03", "2026-03-01", "3/2026", "03.2026", "marts 2026", "Mar 2026", "1-3-2026",
                 "2026-03-01 00:00:00"],
    )  # fmt: skip
    def test_months_as_people_write_them(self, text) -> None:
        assert rules.month_of(text) == date(2026, 3, 1)

    @pytest.mark.parametrize("text", ["", "13/2026", "foo 2026", "2026", "0000-01", "marts"])
    def test_what_is_no_month(self, text) -> None:
        assert rules.month_of(text) is None

    @pytest.mark.parametrize(
        ("text", "number"),
        [("12", "12"), ("12,5", "12.5"), ("1.234,5", "1234.5"), ("-3", "-3"), ("1234.5", "1234.5"),
         ("=1+1", None), ("", None), ("1e9", None), ("NaN", None), ("٣", None)],
    )  # fmt: skip
    def test_numbers(self, text, number) -> None:
        assert rules.number_of(text) == (Decimal(number) if number else None)

    @pytest.mark.parametrize(
        ("told", "code"),
        [
            (month(absence="-1"), "absence_days"), (month(absence="200.1"), "absence_days"),
            (month(number=7), "month"), (month(year=1999), "month"),
            (month(employees=4, absence="1"), "employees"), (month(working=32), "working_days"),
            (month(working=0), "working_days"), (month(employees=0), "employees"),
        ],
    )  # fmt: skip
    def test_what_cannot_be(self, told, code) -> None:
        with pytest.raises(Refused) as caught:
            rules.check_figures(told, DAY)
        assert caught.value.code == code
        rules.check_figures(month(number=6, absence="200"), DAY)

    def test_the_estimate(self) -> None:
        """5 % of 200 days are 10; with 6 of absence 4 are saved, half of them on benefit."""
        told = [*months(5, 5), month(2025, 3, absence="6")]
        start = date(2025, 3, 1)
        base = rules.base_rate(told, start, None)
        assert base == 5
        assert rules.saved(told, start, base, 50) == rules.Saved(Decimal(4), Decimal(2), 1)
        assert rules.base_rate(told, start, Decimal(3)) == 3
        more = rules.saved(told, start, Decimal(2), 50)
        assert more is not None and more.absence_days == -2

    def test_nothing_can_be_said(self) -> None:
        told = months(5, 5)
        assert rules.base_rate(told, None, None) is None
        assert rules.base_rate(told, date(2025, 1, 1), None) is None
        assert rules.saved(told, date(2025, 3, 1), Decimal(5), 40) is None
        assert rules.saved([], None, None, 40) is None

    def test_only_the_year_before_counts(self) -> None:
        told = [month(2024, 1, absence="200"), *months(*[5] * 12)]
        assert rules.base_rate(told, date(2026, 1, 1), None) == 5

    def test_rows_of_a_file(self) -> None:
        headers = ["Måned", "Antal ansatte", "Arbejdsdage", "Sygedage"]
        rows = [
            (2, ["2026-01", "10", "21", "10,5"]), (3, ["2026-01", "10", "21", "10"]),
            (4, ["2026-02", "10", "21", "-1"]), (5, ["2026-03", "10", "21", "211"]),
            (6, ["2027-01", "10", "21", "1"]), (7, ["snart", "10", "21", "1"]),
            (8, ["2026-04", "ti", "21", "1"]), (9, ["2026-05", "10", "20", "0"]),
        ]  # fmt: skip
        good, wrong = rules.read_rows(headers, rows, DAY)
        assert [told.month.month for told in good] == [1, 5]
        assert [each.line for each in wrong] == [3, 4, 5, 6, 7, 8]
        with pytest.raises(Refused, match="four columns"):
            rules.read_rows(["Måned", "Sygedage"], [], DAY)


class TestActions:
    def test_each_month_once_or_replaced(self, bakery, carl, acting) -> None:
        with acting(carl) as viewer:
            assert acts.note_months(bakery, None, months(5, 5), actor=viewer) == 2
            with pytest.raises(Refused) as caught:
                acts.note_months(bakery, None, months(6), actor=viewer)
            assert caught.value.params["month"] == "2025-01"
            acts.note_months(bakery, None, months(6), actor=viewer, replace=True)
            assert AbsenceFigure.objects.order_by("month")[0].absence_days == 12
            place = make_workplace(bakery)
            acts.note_months(bakery, place, months(6), actor=viewer)
            assert AbsenceFigure.objects.count() == 3
            told = Event.objects.filter(kind="companies.absence_noted", company_id=bakery.pk)
            assert {row.text for row in told} == {"1", "2"}

    def test_bad_input(self, bakery, carl, acting) -> None:
        other = make_workplace(make_company("En anden"))
        with acting(carl) as viewer:
            for wrong in ([], [month(absence="-1")], months(5) * 2, months(5) * 241,
                          [month(absence="201")]):  # fmt: skip
                with pytest.raises(Refused), transaction.atomic():
                    acts.note_months(bakery, None, wrong, actor=viewer)
            with pytest.raises(Refused, match="another"):
                acts.note_months(bakery, other, months(5), actor=viewer)
            assert not AbsenceFigure.objects.exists()

    def test_the_database_refuses(self, bakery, carl, acting) -> None:
        with acting(carl) as viewer:
            acts.note_months(bakery, None, months(5), actor=viewer)
        for wrong in ({"absence_days": -1}, {"absence_days": 201}, {"employees": 4},
                      {"working_days": 0}, {"month": date(2026, 3, 2)}):  # fmt: skip
            with pytest.raises(IntegrityError), acting(carl):
                AbsenceFigure.objects.update(**wrong)

    def test_start_and_two_who_change_it(self, bakery, carl, acting) -> None:
        values = {"month": date(2025, 3, 1), "rate": None, "long_share": 40}
        with acting(carl) as viewer:
            acts.set_start(bakery, None, actor=viewer, version=0, **values)
            for version in (0, 2):
                with pytest.raises(Stale):
                    acts.set_start(bakery, None, actor=viewer, version=version, **values)
            acts.set_start(bakery, None, actor=viewer, version=1, **{**values, "long_share": 10})
            for wrong in ({"long_share": 101}, {"rate": Decimal(-1)}, {"month": date(2025, 3, 2)},
                          {"month": date(today().year + 1, 1, 1)}):  # fmt: skip
                with pytest.raises(Refused):
                    acts.set_start(bakery, None, actor=viewer, version=2, **{**values, **wrong})
            assert AbsenceStart.objects.get().long_share == 10

    def test_who_may_not(self, bakery, carl, bente, sol, acting) -> None:
        with acting(carl) as viewer:
            acts.note_months(bakery, None, months(5), actor=viewer)
            figure = AbsenceFigure.objects.get()
        with pytest.raises(PermissionDenied), acting(bente) as viewer:
            acts.note_months(bakery, None, months(5), actor=viewer)
        with pytest.raises(NotYours), acting(sol) as viewer:
            acts.drop_month(figure, actor=viewer)

    def test_agreements_count_it(self, bakery, carl, acting) -> None:
        place = make_workplace(bakery)
        with acting(carl) as viewer:
            acts.note_months(bakery, None, months(5, 4.5, 9), actor=viewer)
            acts.note_months(bakery, place, months(90), actor=viewer)

            def rate(first: date, last: date) -> Decimal | None:
                asked = absence_rate(viewer.jobcentre_id, company=OuterRef("pk"),
                                     since=Value(first), until=Value(last))  # fmt: skip
                return Company.objects.annotate(n=asked).get(pk=bakery.pk).n

            assert rate(date(2025, 1, 1), date(2025, 2, 28)) == Decimal("4.8")
            assert rate(date(2024, 1, 1), date(2024, 12, 31)) is None
            assert registries.deliveries["absence"] is absence_rate

    def test_a_rollback_leaves_nothing(self, bakery, carl, acting) -> None:
        with acting(carl) as viewer:
            with transaction.atomic():
                acts.note_months(bakery, None, months(5), actor=viewer)
                transaction.set_rollback(True)
            assert not AbsenceFigure.objects.exists()
            assert not Event.objects.filter(kind="companies.absence_noted").exists()


def sheet(rows) -> SimpleUploadedFile:
    """Return an Excel file of rows."""
    body = BytesIO()
    book = xlsxwriter.Workbook(body)
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile("fravaer.xlsx", body.getvalue())


HEAD = ["Måned", "Ansatte", "Arbejdsdage", "Fraværsdage"]


class TestPages:
    def test_month_start_and_estimate(self, known, carl, client_as) -> None:
        client, company = client_as(carl), known.company
        assert client.get(url("absence", company)).status_code == 200
        add = url("absence_add", company)
        body = {"month": "2025-01", "employees": "10", "working_days": "20", "absence_days": "10"}
        ahead = f"{today() + timedelta(days=40):%Y-%m}"
        for wrong in ({"month": ""}, {"month": ahead}, {"absence_days": "-1"},
                      {"employees": "4"}, {"absence_days": "201"}, {"working_days": "32"},
                      {"month": HTML}):  # fmt: skip
            answer = client.post(add, {**body, **wrong})
            assert answer.status_code == 422 and HTML not in answer.content.decode(), wrong
        assert client.post(add, body).status_code == 302
        assert client.post(add, body).status_code == 422
        client.post(add, {**body, "month": "2025-02", "absence_days": "6,5"})
        start = url("absence_start", company)
        values = {"month": "2025-02", "long_share": "50", "version": "0"}
        assert client.post(start, {**values, "long_share": "101"}).status_code == 422
        assert client.post(start, values).status_code == 302
        assert client.post(start, values).status_code == 422
        page = client.get(url("absence", company)).content.decode()
        assert "50 %" in page and "3,5" in page and "skøn" in page.lower()
        assert url("absence", company) in client.get(url("company", company)).content.decode()
        file = client.get(url("absence_export", company)).content.decode()
        assert file.count("\n") == 3 and "6,5" in file

    def test_files(self, known, carl, client_as) -> None:
        client, page = client_as(carl), url("absence_upload", known.company)
        wrong = sheet([HEAD, ["2025-01", 10, 20, 4], ["2025-01", 10, 20, 999], ["x", 1, 1, 1]])
        answer = client.post(page, {"file": wrong})
        shown = answer.content.decode()
        assert answer.status_code == 422 and "Række 3" in shown and "Række 4" in shown
        for bad in (sheet([["a", "b"]]), SimpleUploadedFile("x.csv", b""),
                    SimpleUploadedFile("x.pdf", b"%PDF-1.4"), sheet([HEAD])):  # fmt: skip
            assert client.post(page, {"file": bad}).status_code == 422
        rows = [HEAD, ["2025-01", 10, 20, 4], ["2025-02", 10, 20, 5.5]]
        assert client.post(page, {"file": sheet(rows)}).status_code == 302
        assert client.post(page, {"file": sheet(rows)}).status_code == 422
        again = {"file": sheet(rows), "replace": "on"}
        assert client.post(page, again).status_code == 302
        with acting_in(carl.jobcentre_id):
            assert AbsenceFigure.objects.count() == 2
        out = client.get(url("absence_export", known.company)).content
        back = {"file": SimpleUploadedFile("ud.csv", out), "replace": "on"}
        assert client.post(page, back).status_code == 302

    def test_of_a_workplace_and_for_whom(self, known, carl, bente, sol, acting, client_as) -> None:
        other = make_workplace(make_company("En anden"))
        client = client_as(carl)
        ours = f"?sted={known.workplace.public_id}"
        assert client.get(url("absence", known.company, ours)).status_code == 200
        strange = f"?sted={other.public_id}"
        assert client.get(url("absence", known.company, strange)).status_code == 404
        with acting(carl) as viewer:
            acts.note_months(known.company, None, months(5), actor=viewer)
            figure = AbsenceFigure.objects.get()
        drop = reverse("companies:absence_drop", args=[figure.public_id])
        assert client_as(bente).post(drop).status_code == 403
        assert client_as(sol).post(drop).status_code == 404
        theirs = client_as(sol).get(url("absence", known.company)).content.decode()
        assert "januar 2025" not in theirs
        assert client.post(drop).status_code == 302
        assert client.post(drop).status_code == 404

    def test_queries_do_not_grow(
        self, known, carl, acting, client_as, django_assert_max_num_queries
    ) -> None:
        client, page = client_as(carl), url("absence", known.company)
        with acting(carl) as viewer:
            acts.note_months(known.company, None, months(5), actor=viewer)
        with django_assert_max_num_queries(16) as seen:
            client.get(page)
        with acting(carl) as viewer:
            acts.note_months(known.company, None, months(*[4] * 12, year=2024), actor=viewer)
        with django_assert_max_num_queries(len(seen)):
            client.get(page)
