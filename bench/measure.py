"""How fast pages and nightly work are, through the real stack as the application's role."""

import json
import logging
import os
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench.pages import PAGES
from bench.sizes import Size
from bench.subjects import Page, Subjects, subjects_of
from jobcenter.models import Jobcentre, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE_MS, PAGE_QUERIES, SWEEP_SECONDS, BUILD_SECONDS = 50, 12, 10, 15 * 60
WARM_UPS, RUNS = 5, 40


@dataclass
class Statements:
    """Every statement sent to the database: how many, how long, how many rows came back."""

    count: int = 0
    seconds: float = 0
    rows: int = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.count += 1
            self.rows += max(context["cursor"].rowcount, 0)


@dataclass
class Figure:
    """What was measured of one page or one piece of work."""

    page: str
    p50_ms: float
    p95_ms: float
    queries: int
    sql_ms: float
    rows: int
    bytes: int
    cpu_ms: float = 0  # of this process
    min_ms: float = 0  # the fastest: what is left when neighbours are busy
    persona: str = ""
    status: int = 200
    is_held: bool = True
    bar_ms: float = PAGE_MS
    bar_queries: int | None = PAGE_QUERIES
    missed: list[str] = field(default_factory=list)
    note: str = ""

    def judge(self) -> None:
        """Find what is beyond the bars."""
        if self.status != 200:
            self.missed.append(f"answers {self.status}")
        if self.is_held and self.p95_ms >= self.bar_ms:
            self.missed.append("time")
        if self.is_held and self.bar_queries is not None and self.queries > self.bar_queries:
            self.missed.append("queries")

    def line(self) -> str:
        """Return the line of JSON."""
        names = [
            "page",
            "p50_ms",
            "p95_ms",
            "queries",
            "sql_ms",
            "rows",
            "bytes",
            "cpu_ms",
            "min_ms",
            "persona",
            "status",
            "note",
        ]
        return json.dumps(
            {name: getattr(self, name) for name in names} | {"missed": self.missed},
            ensure_ascii=False,
        )


@contextmanager
def quiet() -> Iterator[None]:
    """Write the log lines of requests nowhere, but write them: they are part of the page."""
    plain = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    before = [(handler, handler.stream) for handler in plain]
    with Path(os.devnull).open("w") as sink:
        for handler in plain:
            handler.setStream(sink)
        try:
            yield
        finally:
            for handler, stream in before:
                handler.setStream(stream)


def client_of(persona: str, jobcentre: Jobcentre) -> Client:
    """Return a browser signed in as a persona of the first jobcentre; nobody for ""."""
    client = Client(raise_request_exception=False)
    if persona:
        client.force_login(User.objects.get(email=f"{persona}@nord.example"), backend=BACKEND)
        session = client.session
        session["jobcentre_id"] = jobcentre.pk
        session.save()
    return client


def measure_page(page: Page, url: str, client: Client, *, warm_ups: int, runs: int) -> Figure:
    """Open a page many times and return its figures."""
    headers = {"HX-Request": "true"} if page.is_fragment else None
    taken, cpu, per_run = [], [], []
    response: Any = None
    size = 0
    for number in range(warm_ups + runs):
        statements = Statements()
        with connection.execute_wrapper(statements):
            began, clocked = time.perf_counter(), time.process_time()
            if page.posted is None:
                response = client.get(url, headers=headers)
            else:
                response = client.post(url, page.posted, headers=headers)
            size = sum(len(part) for part in response)
            seconds, busy = time.perf_counter() - began, time.process_time() - clocked
        if number >= warm_ups:
            taken.append(seconds * 1000)
            cpu.append(busy * 1000)
            per_run.append(statements)
    taken.sort()
    figure = Figure(
        page=page.name,
        p50_ms=round(statistics.median(taken), 1),
        p95_ms=round(taken[min(len(taken) - 1, int(len(taken) * 0.95))], 1),
        queries=max(each.count for each in per_run),
        sql_ms=round(statistics.median(each.seconds for each in per_run) * 1000, 1),
        rows=per_run[-1].rows,
        bytes=size,
        cpu_ms=round(statistics.median(cpu), 1),
        min_ms=round(taken[0], 1),
        persona=page.persona,
        status=200 if page.posted and response.status_code == 302 else response.status_code,
        is_held=page.is_held,
        bar_ms=page.bar_ms,
    )
    figure.judge()
    return figure


def measure_pages(
    size: Size,
    jobcentre: Jobcentre,
    tell: Callable[[Figure], None],
    *,
    only: Iterable[str] = (),
    warm_ups: int = WARM_UPS,
    runs: int = RUNS,
) -> list[Figure]:
    """Measure every page there is; those of `only` if it names any."""
    chosen = [page for page in PAGES if not only or any(part in page.name for part in only)]
    subjects: Subjects = subjects_of(size, jobcentre)
    clients: dict[str, Client] = {}
    figures = []
    for page in chosen:
        url = page.address(subjects)
        if url is None:
            continue
        if page.persona not in clients:
            clients[page.persona] = client_of(page.persona, jobcentre)
        many = {"warm_ups": warm_ups, "runs": runs} if page.is_held else {"warm_ups": 0, "runs": 2}
        figure = measure_page(page, url, clients[page.persona], **many)
        figures.append(figure)
        tell(figure)
    return figures


def measure_work(name: str, work: Callable[[], int], *, bar_seconds: float | None = None) -> Figure:
    """Do a piece of work once and return its figures; it returns how many rows it was about."""
    statements = Statements()
    with connection.execute_wrapper(statements):
        began = time.perf_counter()
        rows = work()
        seconds = time.perf_counter() - began
    figure = Figure(
        page=name,
        p50_ms=round(seconds * 1000),
        p95_ms=round(seconds * 1000),
        queries=statements.count,
        sql_ms=round(statements.seconds * 1000),
        rows=rows,
        bytes=0,
        persona="system",
        is_held=bar_seconds is not None,
        bar_ms=(bar_seconds or 0) * 1000,
        bar_queries=None,
    )
    figure.judge()
    return figure


def sweep_all() -> int:
    """Sweep every jobcentre, one after another, and return how many candidates were looked at."""
    from django.db.models import Sum

    from followup.models import SweepRun
    from followup.sweep import sweep
    from jobcenter.tenancy import acting_in

    found = 0
    for jobcentre in Jobcentre.objects.order_by("id"):
        sweep(jobcentre.pk)
        with acting_in(jobcentre):
            mine = SweepRun.objects.filter(jobcentre=jobcentre)
            found += mine.aggregate(rows=Sum("found"))["rows"] or 0
    return found


def measure_nightly(jobcentre: Jobcentre) -> Iterator[Figure]:
    """Measure the sweep of everything, a night's figures, and the import of the register's file."""
    from insight.actions import compute_incrementally
    from jobcenter.tenancy import acting_in
    from jobcenter.viewer import Viewer

    def night() -> int:
        with acting_in(jobcentre):
            return compute_incrementally(actor=Viewer.system(jobcentre)).changed

    def register() -> int:
        path = Path(__file__).parents[1] / "companies" / "fixtures" / "cvr_fictitious.jsonl.gz"
        with Path(os.devnull).open("w") as nowhere:
            call_command("import_cvr", str(path), stdout=nowhere)
        return 2850

    first, again = "sweep of everything, first of the day", "sweep of everything, nothing new"
    yield measure_work(first, sweep_all, bar_seconds=SWEEP_SECONDS)
    yield measure_work(again, sweep_all, bar_seconds=SWEEP_SECONDS)
    yield measure_work("nightly figures of the largest jobcentre", night)
    yield measure_work("import of the register's file", register)
    yield measure_work("import of the register's file again", register)
