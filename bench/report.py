"""Builds if needed, measures, and writes the table and the JSON lines."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path

from bench import build, database
from bench.explain import explain_pages
from bench.heavy import measure_heavy
from bench.measure import (
    BUILD_SECONDS,
    PAGE_MS,
    PAGE_QUERIES,
    RUNS,
    WARM_UPS,
    Figure,
    measure_nightly,
    measure_pages,
    quiet,
)
from bench.searching import SEARCH_MS, measure_searches
from bench.sizes import Size
from jobcenter.clock import COPENHAGEN, clock_at
from jobcenter.models import Jobcentre
from jobcenter.wsgi import settle

COLUMNS = (
    ("min", 7),
    ("p50", 7),
    ("p95", 7),
    ("queries", 9),
    ("SQL", 7),
    ("CPU", 7),
    ("rows", 7),
    ("kB", 7),
)
HEAD = f"{'':<2}{'page':<44}" + "".join(f"{name:>{width}}" for name, width in COLUMNS)


def run(
    size: Size,
    folder: Path,
    say: Callable[[str], None],
    *,
    rebuild: bool = False,
    keep: bool = False,
    build_only: bool = False,
    explain: bool = False,
    only: Sequence[str] = (),
    runs: int = 0,
) -> int:
    """Build what is not there as it should be, measure, and return how many bars were missed."""
    name = build.database_name(size)
    note = database.read_stamp(name)
    is_current = note.get("stamp") == database.wanted_stamp()
    if rebuild or not note or not (is_current or keep):
        build.build(size, name, say)
    else:
        say(f"· {name} is there, built for {note['day']} in {note['build_seconds']} s")
    if build_only:
        return 0
    if explain:
        with acting_as_app(name) as jobcentre:
            explain_pages(size, jobcentre, say, only=only)
        return 0
    return measure(size, name, folder, say, only=only, runs=runs, nightly=not only)


@contextmanager
def acting_as_app(name: str) -> Iterator[Jobcentre]:
    """Be the application in the bench's database, on the day it was built for."""
    day = date.fromisoformat(database.read_stamp(name)["day"])
    database.become("app", name)
    settle()  # as each of the web server's workers
    with clock_at(datetime.combine(day, time(10), COPENHAGEN)), quiet():
        yield Jobcentre.objects.get(code="0901")


def measure(
    size: Size,
    name: str,
    folder: Path,
    say: Callable[[str], None],
    *,
    only: Sequence[str] = (),
    runs: int = 0,
    nightly: bool = True,
) -> int:
    """Measure a database, write the table and the lines; return how many bars were missed."""
    seconds = float(database.read_stamp(name)["build_seconds"])
    say(HEAD)
    with acting_as_app(name) as jobcentre:
        figures = measure_pages(
            size,
            jobcentre,
            lambda figure: say(row(figure)),
            only=only,
            warm_ups=min(WARM_UPS, runs or WARM_UPS),
            runs=runs or RUNS,
        )
        more: list[Iterator[Figure]] = []
        if not only or any("any prefix" in part for part in only):
            more.append(measure_searches(jobcentre))
        if nightly:
            more.append(measure_nightly(jobcentre))
        if not only or any("20,000" in part for part in only):
            more.append(measure_heavy(jobcentre, name))
        for figure in chain.from_iterable(more):
            say(row(figure))
            figures.append(figure)
    figures.append(built(seconds))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{size.name}{'-some' if only else ''}.jsonl"
    path.write_text("".join(figure.line() + "\n" for figure in figures))
    say(f"· written to {path}")
    return judge(figures, say)


def built(seconds: float) -> Figure:
    """Return the figure of the build."""
    figure = Figure(
        "build", seconds * 1000, seconds * 1000, 0, 0, 0, 0, persona="owner",
        bar_ms=BUILD_SECONDS * 1000, bar_queries=None,
    )  # fmt: skip
    figure.judge()
    return figure


def row(figure: Figure) -> str:
    """Return a line of the table."""
    mark = "✗" if figure.missed else ("✓" if figure.is_held else "·")
    times = (figure.min_ms, figure.p50_ms, figure.p95_ms)
    work = (figure.queries, figure.sql_ms, figure.cpu_ms, figure.rows, figure.bytes / 1000)
    cells = "".join(
        f"{value:>{width}.0f}" for value, (_name, width) in zip(times + work, COLUMNS, strict=True)
    )
    missed = f"  {', '.join(figure.missed)}" if figure.missed else ""
    return f"{mark:<2}{figure.page[:43]:<44}{cells}{missed}  {figure.note}".rstrip()


def judge(figures: Sequence[Figure], say: Callable[[str], None]) -> int:
    """Say which bars hold, and return how many do not."""
    pages = [figure for figure in figures if figure.is_held and figure.bar_queries is not None]
    slow = [figure for figure in pages if "time" in figure.missed]
    many = [figure for figure in pages if "queries" in figure.missed]
    broken = [figure for figure in figures if figure.status != 200]
    bars = [
        (f"every page's p95 under {PAGE_MS} ms", slow),
        (f"no page above {PAGE_QUERIES} queries", many),
        ("every page answers", broken),
        (f"search as one types: p95 under {SEARCH_MS} ms for any beginning of two letters",
         [each for each in figures if ", any " in each.page and each.missed]),
        ("a sweep of everything under 10 s",
         [each for each in figures if each.page.startswith("sweep") and each.missed]),
        ("20,000 people brought in within 60 s, and a jobcentre's old rows erased",
         [each for each in figures if each.page.startswith(("import of 20", "erasing"))
          and each.missed]),
        ("built in 15 minutes", [each for each in figures if each.page == "build" and each.missed]),
    ]  # fmt: skip
    for what, failing in bars:
        say(f"{'✗' if failing else '✓'} {what}" + (f": {len(failing)} miss it" if failing else ""))
    return sum(1 for _what, failing in bars if failing)
