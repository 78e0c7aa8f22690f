"""The slow statements of a page with their plans, as the application's role sees them."""

import re
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction
from django.test import Client

from bench.measure import client_of
from bench.pages import PAGES
from bench.sizes import Size
from bench.subjects import subjects_of
from jobcenter.models import Jobcentre
from jobcenter.tenancy import set_tenant

SLOW_MS = 2.0


def explain_pages(
    size: Size, jobcentre: Jobcentre, say: Callable[[str], None], *, only: Sequence[str] = ()
) -> None:
    """Explain the pages with any of `only` in their names."""
    subjects = subjects_of(size, jobcentre)
    for page in PAGES:
        url = page.address(subjects)
        if url and any(part in page.name for part in only):
            say(f"{page.name}  {url}")
            explain_page(url, client_of(page.persona, jobcentre), jobcentre.pk, say)


def explain_page(
    url: str,
    client: Client,
    jobcentre_id: int,
    say: Callable[[str], None],
    *,
    slow: float = SLOW_MS,
) -> None:
    """Open a warm page once more, and show each statement's time; of the slow ones the plan."""
    seen: list[tuple[float, str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.append(((time.perf_counter() - began) * 1000, sql, params))

    client.get(url)
    client.get(url)
    with connection.execute_wrapper(note):
        client.get(url)
    for taken, sql, params in seen:
        say(f"  {taken:7.1f} ms  {shortened(sql)}")
        if taken >= slow and sql.lstrip().upper().startswith(("SELECT", "WITH")):
            with transaction.atomic(), connection.cursor() as cursor:
                set_tenant(jobcentre_id)
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
                for (line,) in cursor.fetchall():
                    say(f"             {line[:200]}")


def shortened(sql: str) -> str:
    """Return a statement without its list of columns."""
    return re.sub(r"SELECT .{200,}? FROM ", "SELECT … FROM ", sql, flags=re.DOTALL)[:600]
