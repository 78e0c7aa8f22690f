"""Using a list as its page does: take it out as a file, change many rows."""

import re
from collections.abc import Sequence
from typing import Any

from django.test import Client


def a_file(client: Client, code: str, query: str, **more: object) -> str:
    """Return a list's CSV for the filters of an address, without its first sign."""
    asked = {"query": query, "format": "csv", **more}
    answer = client.post(f"/lister/{code}/fil/", asked)
    assert answer.status_code == 200, answer.status_code
    content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert content.startswith(b"\xef\xbb\xbf")
    assert answer["Cache-Control"] == "no-store"
    return content.decode("utf-8-sig")


def preview(client: Client, code: str, deed: str, ids: Sequence[Any], **said: Any) -> str:
    """Return the page that says what a change of rows would do."""
    asked = {"handling": deed, "valgt": [str(each) for each in ids], "trin": "vis", **said}
    answer = client.post(f"/lister/{code}/samlet/", asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def confirm(client: Client, code: str, page: str, **more: Any) -> str:
    """Press the button of a preview and return what became of the rows."""
    form = page[page.index('name="trin" value="gem"') - 2500 : page.index("<table")]
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    answer = client.post(f"/lister/{code}/samlet/", {**values, **more})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def rows_on(page: str) -> list[str]:
    """Return the public ids of a list's rows, in their order."""
    return re.findall(r'name="valgt" value="([0-9a-f-]{36})"', page)


def all_pages(client: Client, url: str) -> list[str]:
    """Return the public ids of all pages of a list, following "next"."""
    found: list[str] = []
    while True:
        page = client.get(url).content.decode()
        found += rows_on(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            return found
        url = url.split("?")[0] + following[1].replace("&amp;", "&")
