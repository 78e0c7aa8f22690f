"""Search as one types: many beginnings of words, not one query that happens to be fast."""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.measure import Figure, Statements, client_of
from companies.queries.words import words_in
from jobcenter.models import Jobcentre

SEARCH_MS = 40
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
WARM_UPS = 25
# Who types where: the box on every page, and the box of the list of companies.
BOXES = (
    ("search box", "nora", "jobcenter:search", {"HX-Request": "true"}),
    ("list's box", "carl", "companies:list",
     {"HX-Request": "true", "HX-Target": "resultat"}),
)  # fmt: skip


def typed() -> dict[str, list[str]]:
    """Return what is typed, the same every time: every two letters, longer beginnings of the
    register's words, and pairs of beginnings, of one name and of two that have nothing in common.
    """
    chance = random.Random(1)  # noqa: S311  nothing secret
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, city FROM companies_company TABLESAMPLE SYSTEM (1) REPEATABLE (1)"
            " ORDER BY id"
        )
        names = [words_in(f"{name} {city}") for name, city in cursor.fetchall()]
    names = [[word for word in words if len(word) > 2] for words in names]
    names = [words for words in names if len(words) > 1]
    words = sorted({word for each in names for word in each})

    def beginning(word: str, least: int = 3) -> str:
        return word[: chance.randint(least, 8)]

    of_one = [chance.sample(each, 2) for each in chance.choices(names, k=50)]
    of_two = [chance.sample(words, 2) for _ in range(50)]
    return {
        "two letters": ["".join(pair) for pair in product(LETTERS, repeat=2)],
        "three to eight letters": [beginning(word) for word in chance.choices(words, k=200)],
        "two words": [" ".join(map(beginning, pair)) for pair in of_one + of_two],
    }


def measure_searches(jobcentre: Jobcentre) -> Iterator[Figure]:
    """Type everything once in each box; every two letters and the others are a line each."""
    asked = typed()
    for box, persona, view, headers in BOXES:
        client = client_of(persona, jobcentre)
        for what, queries in asked.items():
            for query in queries[:WARM_UPS]:
                client.get(reverse(view), {"q": query}, headers=headers)
            yield _figure(f"{box}, any {what}", persona, client, reverse(view), queries, headers)


def _figure(
    name: str, persona: str, client: Client, url: str, queries: Sequence[str], headers: Any
) -> Figure:
    taken: list[tuple[float, str]] = []
    statements, bad, size = [], 200, 0
    for query in queries:
        counted = Statements()
        with connection.execute_wrapper(counted):
            began = time.perf_counter()
            answer = client.get(url, {"q": query}, headers=headers)
            seconds = time.perf_counter() - began
        taken.append((seconds * 1000, query))
        statements.append(counted)
        size = max(size, len(answer.content))
        bad = answer.status_code if answer.status_code not in {200, 302} else bad
    taken.sort()
    times = [ms for ms, _query in taken]
    figure = Figure(
        page=name,
        p50_ms=round(statistics.median(times), 1),
        p95_ms=round(times[int(len(times) * 0.95)], 1),
        queries=max(each.count for each in statements),
        sql_ms=round(statistics.median(each.seconds for each in statements) * 1000, 1),
        rows=max(each.rows for each in statements),
        bytes=size,
        min_ms=round(times[0], 1),
        persona=persona,
        status=bad,
        bar_ms=SEARCH_MS,
        bar_queries=None,
        note=f"at most {times[-1]:.0f} ms: {taken[-1][1]}",
    )
    figure.judge()
    return figure
