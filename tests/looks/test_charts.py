"""Charts: where lines and bars lie, and that the picture says what the numbers say."""

import re
from itertools import pairwise

import pytest
from django.template import Context, Template
from django.utils import translation

from jobcenter import charts


def show(value: float) -> str:
    return f"{value:g}"


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (0, [0, 1]),
        (1, [0, 0.25, 0.5, 0.75, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (172, [0, 50, 100, 150, 200]),
        (200, [0, 50, 100, 150, 200]),
        (1300, [0, 500, 1000, 1500]),
    ],
)
def test_scale_is_round_and_holds_the_highest(highest: float, steps: list[float]) -> None:
    assert charts.ticks(highest) == steps


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (12.0, "12"), (12.34, "12.3"), (-0.4, "-0.4"), (1234.5, "1234.5")]
)
def test_coordinates_have_a_point_and_no_grouping(value: float, text: str) -> None:
    assert charts.at(value) == text


def test_line_breaks_where_nothing_was_measured() -> None:
    points = [charts.Point(str(n), v) for n, v in enumerate([1, 2, None, 4, 5])]
    chart = charts.line(points, show=show)
    assert len(chart.paths) == 2
    assert len(chart.points) == 4
    assert chart.last is not None
    assert chart.last.text == "5"


def test_line_of_nothing_is_an_empty_paper() -> None:
    chart = charts.line([], show=show)
    assert chart.paths == []
    assert chart.last is None


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_line_stays_on_its_paper(width: int) -> None:
    points = [charts.Point(f"uge {n}", n * 7) for n in range(30)]
    ahead = [charts.Ahead("uge 31", 200, 210, 260)]
    chart = charts.line(points, show=show, target=300, ahead=ahead, width=width)
    places = [tuple(map(float, xy)) for xy in chart.points]
    assert all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in places)
    assert [x for x, _y in places] == sorted(x for x, _y in places)
    assert float(chart.points[0][1]) > float(chart.points[-1][1]), "more lies higher"
    assert len(chart.labels) < 30, "labels are thinned out"
    assert "Z" in chart.shade


def test_bars_are_as_long_as_their_numbers() -> None:
    rows = [charts.Bar("a", (50,)), charts.Bar("b", (100,)), charts.Bar("c", (0,))]
    chart = charts.bars(rows, show=show)
    lengths = [float(row.segments[0].width) for row in chart.rows]
    assert lengths[1] == pytest.approx(2 * lengths[0], abs=0.2)
    assert lengths[2] == 0


def test_stacked_parts_follow_each_other() -> None:
    chart = charts.bars([charts.Bar("a", (10, 20, 30))], show=show)
    parts = chart.rows[0].segments
    for before, after in pairwise(parts):
        assert float(before.x) + float(before.width) == pytest.approx(float(after.x), abs=0.2)


def test_long_names_end_in_dots() -> None:
    chart = charts.bars([charts.Bar("Møbelværket " * 9, (1,))], show=show)
    assert chart.rows[0].label.text.endswith("…")


@pytest.mark.parametrize(
    ("value", "shade"), [(None, None), (0, 0), (19, 0), (20, 1), (99, 4), (100, 4)]
)
def test_shades(value: float | None, shade: int | None) -> None:
    assert charts.shade_of(value, 0, 100) == shade


def test_equal_values_get_the_middle_shade() -> None:
    assert charts.shade_of(5, 5, 5) == 2


@pytest.mark.parametrize(
    ("value", "maximum", "percent"), [(1, 2, 50), (3, 2, 100), (-1, 2, 0), (1, 0, 0)]
)
def test_share_stays_within_the_whole(value: float, maximum: float, percent: float) -> None:
    assert charts.share(value, maximum) == percent


def draw(source: str, **context: object) -> str:
    with translation.override("da"):
        return Template("{% load charts %}" + source).render(Context(context))


def test_every_chart_has_title_description_and_table() -> None:
    sources = [
        '{% line_chart "Titel" points target=1250.5 decimals=1 %}',
        '{% bar_chart "Titel" points unit="%" %}',
        '{% stacked_bar "Titel" series stacks %}',
        '{% heat_map "Titel" series stacks %}',
    ]
    context = {
        "points": [("jan", 1234.5), ("feb", 7)],
        "series": ["a", "b"],
        "stacks": [("Nord", [1, 2]), ("Øst", [3, 1400])],
    }
    for source in sources:
        html = draw(source, **context)
        assert html.count('<svg class="chart-') == 2
        assert "<title " in html
        assert "<desc " in html
        assert "<details" in html
        assert "<table>" in html
        assert "style=" not in html
        for attribute in ("d", "x", "y", "width", "height", "cx", "cy", "points"):
            for value in re.findall(rf' {attribute}="([^"]*)"', html):
                assert "," not in value, f"{attribute}={value!r} has a Danish comma"


def test_numbers_are_written_in_danish() -> None:
    html = draw('{% bar_chart "Titel" points decimals=1 unit="%" %}', points=[("jan", 1234.5)])
    assert "1.234,5 %" in html


def test_rows_with_an_address_are_links() -> None:
    html = draw('{% bar_chart "Titel" rows %}', rows=[("Nord", 3, "/hold/nord/")])
    assert html.count('href="/hold/nord/"') == 3, "in both pictures and in the table"
    assert 'role="group"' in html, "links inside an image would be lost to screen readers"


def test_same_chart_is_drawn_the_same_twice() -> None:
    source = '{% bar_chart "Titel" rows %}'
    assert draw(source, rows=[("a", 1)]) == draw(source, rows=[("a", 1)])


def test_progress_bar_says_it_in_words() -> None:
    html = draw('{% progress_bar 58 70 label="58 af 70 i brug" tone="ok" mark=60 %}')
    assert 'aria-label="58 af 70 i brug"' in html
    assert 'width="82.9"' in html
