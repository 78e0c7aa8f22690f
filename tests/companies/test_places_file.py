"""The file of places: what a line must say, and what becomes of the others."""

import pytest
from django.core.management import CommandError, call_command

from companies.models import Workplace
from companies.places_file import import_places
from companies.rules.places import Place, check_place
from jobcenter.errors import Refused
from tests.companies.factories import make_company, make_workplace, url


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["9910000001", "55.6761", "12.5683"], Place("9910000001", 55.6761, 12.5683)),
        ([" 9910000001 ", "55,6761", "12,5683", "more"], Place("9910000001", 55.6761, 12.5683)),
        (["9910000001", "57", "10"], Place("9910000001", 57.0, 10.0)),
        (["9910000001", "55.6761"], "place_columns"),
        (["991000000", "55.6761", "12.5683"], "place_number"),
        (["९९१०००००० १", "55.6761", "12.5683"], "place_number"),
        (["9910000001", "", ""], "place_degrees"),
        (["9910000001", "nan", "12"], "place_degrees"),
        (["9910000001", "1e1", "12"], "place_degrees"),
        (["9910000001", "12.5683", "55.6761"], "place_swapped"),
        (["9910000001", "64.17", "-51.73"], "place_abroad"),
    ],
)
def test_a_line(cells, expected) -> None:
    if isinstance(expected, Place):
        assert check_place(cells) == expected
    else:
        with pytest.raises(Refused) as no:
            check_place(cells)
        assert no.value.code == expected


@pytest.fixture
def rows(db) -> list[Workplace]:
    company = make_company()
    return [make_workplace(company, f"Sted {number}") for number in range(3)]


def test_bad_lines_stop_no_other(rows) -> None:
    first, second, third = rows
    lines = [
        "P-nummer;bredde;længde\n",
        f"{first.p_number};55.1;10.1\n",
        "\n",
        f'"{second.p_number}";"55,2";"10,2"\r\n',
        f"{third.p_number};10.3;55.3\n",
        "9999999999;55;10\n",
        f"{first.p_number};55.4;10.4\n",  # the last line about a workplace counts
    ]
    report = import_places(lines)
    assert (report.lines, report.placed, report.same, report.unknown, report.bad) == (5, 2, 0, 1, 2)
    assert [(line, no.code) for line, _number, no in report.bad_lines] == [
        (5, "place_swapped"), (6, "place_unknown"),
    ]  # fmt: skip
    places = dict(Workplace.objects.values_list("pk", "latitude").order_by("pk"))
    assert places == {first.pk: 55.4, second.pk: 55.2, third.pk: None}
    again = import_places(lines)
    assert (again.placed, again.same) == (0, 2)


def test_the_command_reports(rows, tmp_path, capsys) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"{rows[0].p_number};55.1;10.1\n1;2;3\n")
    call_command("import_places", str(path))
    said = capsys.readouterr().out
    assert "2 linjer: 1 arbejdssteder fik et sted" in said
    assert "Linje 2 1: Et P-nummer har ti cifre." in said
    path.write_bytes(b"\xe6;1;2\n")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_places", str(path))
    with pytest.raises(CommandError):
        call_command("import_places", str(tmp_path / "none"))


def test_the_empty_map_says_where_places_come_from(rows, carl, client_as) -> None:
    body = client_as(carl).get(url("map")).content.decode()
    assert "3 arbejdssteder i" in body
    assert "adresseregistret" in body
