"""How many queries a page costs, savepoints left out: they never leave the transaction."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, url: str) -> int:
    """Open a page and return its number of queries."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return sum(1 for query in seen if "SAVEPOINT" not in query["sql"])
