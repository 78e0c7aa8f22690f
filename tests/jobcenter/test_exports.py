"""Files of lists: what is filtered, without formulas, for whoever asked, for a day."""

import csv
import io
import stat
import zipfile
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from jobcenter import export_actions, exports
from jobcenter.clock import clock_at, now
from jobcenter.lists import kinds
from jobcenter.models import Event, Export
from jobcenter.tenancy import acting_in
from tests.companies.factories import make_company, make_person

TAKE = "/lister/companies/fil/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.EXPORT_DIR = tmp_path / "exports"


@pytest.fixture
def asked(carl, acting, db) -> Export:
    """A file of Nordby's companies that Carl asked for."""
    make_company("Bageriet Nord ApS")
    make_company("Vestby VVS", municipality_code="0903")
    with acting(carl) as viewer:
        return export_actions.ask_export(
            kinds["companies"], QueryDict("q=bageriet&side=x&kol=town"), "csv", actor=viewer
        )


def again(export: Export) -> Export:
    with acting_in(export.jobcentre_id):
        export.refresh_from_db()
    return export


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content)  # read to the end, which closes the file


class TestShort:
    def test_csv_is_what_is_filtered_with_the_columns_chosen(self, carl, client_as) -> None:
        make_company("Bageriet Nord ApS")
        make_company("Vestby VVS")
        answer = client_as(carl).post(
            TAKE, {"format": "csv", "query": "q=bageriet&omraade=here&kol=town"}
        )
        body = body_of(answer)
        assert body.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
        assert [row[1] for row in rows[1:]] == ["Bageriet Nord ApS"]
        assert "By" in rows[0]
        assert "Ansatte" not in rows[0]
        assert answer["Cache-Control"] == "no-store"
        with acting_in(carl.jobcentre_id):
            log = Event.objects.filter(jobcentre_id=carl.jobcentre_id, kind__contains="export")
            assert [(row.kind, row.actor_id) for row in log] == [("jobcenter.export_made", carl.pk)]

    @pytest.mark.parametrize(
        "name", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "=HYPERLINK('http://x')"]
    )
    def test_no_cell_is_a_formula(self, carl, client_as, name) -> None:
        make_company(name)
        sheet = body_of(client_as(carl).post(TAKE, {"format": "csv"})).decode("utf-8-sig")
        cell = list(csv.reader(io.StringIO(sheet), delimiter=";"))[1][1]
        assert cell == f"'{name}"
        book = body_of(client_as(carl).post(TAKE, {"format": "xlsx"}))
        inside = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in inside
        assert "hyperlink" not in inside.replace("HYPERLINK", "")

    def test_those_ticked_in_their_order_and_no_others(self, carl, sol, client_as) -> None:
        rows = [make_company(name) for name in ("Anlæg ApS", "Bageri ApS", "Cykler ApS")]
        ids = [str(row.public_id) for row in (rows[2], rows[0])]
        asked = {"format": "csv", "query": "q=findesikke&kol=town", "raekker": "valgt"}
        body = body_of(client_as(carl).post(TAKE, {**asked, "valgt": [*ids, "x"]}))
        sheet = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
        assert [row[1] for row in sheet[1:]] == ["Cykler ApS", "Anlæg ApS"]
        answer = client_as(carl).post(TAKE, asked)
        assert answer.status_code == 422
        assert "Sæt først flueben" in answer.content.decode()

    def test_ticked_rows_of_another_jobcentre_are_nowhere(
        self, carl, sol, acting, client_as
    ) -> None:
        with acting(carl) as viewer:
            person = make_person(make_company(), viewer, "Grethe Gram")
        asked = {"format": "csv", "raekker": "valgt", "valgt": str(person.public_id)}
        there = body_of(client_as(carl).post("/lister/people/fil/", asked)).decode()
        assert "Grethe Gram" in there
        assert "Grethe" not in body_of(client_as(sol).post("/lister/people/fil/", asked)).decode()

    def test_a_companies_list_is_no_calendar(self, carl, client_as) -> None:
        for form in ("ics", "exe", ""):
            assert client_as(carl).post(TAKE, {"format": form}).status_code == 404

    def test_the_address_streams_csv_within_the_jobcentre(self, carl, sol, client_as) -> None:
        make_company("Bageriet Nord ApS")
        for person, number in ((carl, 2), (sol, 1)):
            body = body_of(client_as(person).get(reverse("companies:export")))
            assert len(body.decode("utf-8-sig").strip().splitlines()) == number


class TestLong:
    def test_is_written_by_a_worker_and_fetched_by_who_asked(
        self, carl, client_as, monkeypatch, settings, django_capture_on_commit_callbacks
    ) -> None:
        from jobcenter.tasks import write_export

        settings.EXPORT_AT_ONCE = 2
        published = []
        monkeypatch.setattr(
            write_export, "apply_async", lambda **how: published.append(how["args"])
        )
        for number in range(4):
            make_company(f"Firma {number}")
        client = client_as(carl)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(TAKE, {"format": "xlsx", "query": "sorter=-name"})
        page = answer.headers["Location"]
        assert len(published) == 1
        assert "every 2s" in client.get(page).content.decode()
        assert client.get(page + "hent/").status_code == 404  # not written yet
        # A second click finds the same file.
        assert client.post(TAKE, {"format": "xlsx", "query": "sorter=-name"})["Location"] == page
        assert export_actions.write_export(*published[0]) is True
        assert export_actions.write_export(*published[0]) is False  # twice is once
        body = client.get(page, headers={"hx-request": "true"}).content.decode()
        assert "Klar: 4 rækker" in body
        assert "every 2s" not in body
        answer = client.get(page + "hent/")
        assert zipfile.ZipFile(io.BytesIO(body_of(answer))).testzip() is None
        assert "Virksomheder" in client.get(reverse("jobcenter:files")).content.decode()

    def test_nobody_else_can_fetch_it(self, asked, carl, nora, sol, client_as) -> None:
        export_actions.write_export(asked.jobcentre_id, asked.pk)
        page = reverse("jobcenter:file", args=[asked.public_id])
        for person in (nora, sol):
            assert client_as(person).get(page).status_code == 404
            assert client_as(person).get(page + "hent/").status_code == 404
        assert body_of(client_as(carl).get(page + "hent/"))
        with acting_in(carl.jobcentre_id):
            kinds_logged = Event.objects.filter(
                jobcentre_id=carl.jobcentre_id, subject=asked.public_id
            ).values_list("kind", flat=True)
            assert sorted(kinds_logged) == ["jobcenter.export_asked", "jobcenter.export_fetched"]

    def test_the_file_is_private_and_says_nothing(self, asked) -> None:
        export_actions.write_export(asked.jobcentre_id, asked.pk)
        ready = again(asked)
        path = exports.folder() / ready.file_name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert "compan" not in ready.file_name
        assert (ready.state, ready.size) == ("ready", path.stat().st_size)
        assert ready.query == "q=bageriet"  # the page and what the list does not know stay out

    def test_tells_who_asked_by_message(self, asked) -> None:
        from followup.models import Message

        export_actions.write_export(asked.jobcentre_id, asked.pk)
        with acting_in(asked.jobcentre_id):
            told = Message.objects.get(jobcentre_id=asked.jobcentre_id)
            assert (told.kind, told.subject) == ("followup.export_ready", asked.public_id)
            assert told.address == "carl@nord.example"

    def test_stands_on_my_day_until_it_is_fetched(self, asked, carl, nora, client_as) -> None:
        assert (
            reverse("jobcenter:files")
            in client_as(carl).get(reverse("placements:day")).content.decode()
        )
        day, title = reverse("jobcenter:files"), "Virksomheder – CSV"
        part = {"hx-request": "true"}
        assert title not in client_as(carl).get(day, headers=part).content.decode()
        export_actions.write_export(asked.jobcentre_id, asked.pk)
        assert title in client_as(carl).get(day, headers=part).content.decode()
        assert title not in client_as(nora).get(day, headers=part).content.decode()
        with clock_at(now() + timedelta(hours=25)):
            assert title not in client_as(carl).get(day, headers=part).content.decode()
        body_of(client_as(carl).get(reverse("jobcenter:file_fetch", args=[asked.public_id])))
        assert title not in client_as(carl).get(day, headers=part).content.decode()

    def test_is_deleted_after_a_day(self, asked, carl, client_as) -> None:
        export_actions.write_export(asked.jobcentre_id, asked.pk)
        path = exports.folder() / again(asked).file_name
        with clock_at(now() + timedelta(hours=25)):
            page = reverse("jobcenter:file", args=[asked.public_id])
            assert client_as(carl).get(page + "hent/").status_code == 404
            assert export_actions.tidy_exports(asked.jobcentre_id) == []
        assert not path.exists()
        assert again(asked).state == "expired"

    def test_what_nobody_took_is_found(self, asked) -> None:
        assert export_actions.tidy_exports(asked.jobcentre_id) == []
        with clock_at(now() + timedelta(minutes=2)):
            assert export_actions.tidy_exports(asked.jobcentre_id) == [asked.pk]

    def test_a_failure_leaves_no_file(self, asked, monkeypatch) -> None:
        def broken(*args: object) -> None:
            raise RuntimeError("the disk is full")

        monkeypatch.setattr(exports, "write", broken)
        with pytest.raises(RuntimeError):
            export_actions.write_export(asked.jobcentre_id, asked.pk)
        assert again(asked).state == "failed"
        assert list(exports.folder().iterdir()) == []

    def test_who_left_gets_nothing(self, asked, carl) -> None:
        with acting_in(carl.jobcentre_id):
            carl.ended_on = now().date()
            carl.save(update_fields=["ended_on"])
        with pytest.raises(Exception):  # noqa: B017
            export_actions.write_export(asked.jobcentre_id, asked.pk)
        assert again(asked).state == "failed"
