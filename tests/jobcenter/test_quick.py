"""Addresses and dates that are remembered say what Django's own say."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, defaultfilters
from django.urls import NoReverseMatch
from django.urls import reverse as plain
from django.utils import translation

from jobcenter.addresses import reverse
from jobcenter.dates import spoken
from jobcenter.ids import uuid7

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("companies:list", None),
        ("companies:list", []),
        ("companies:company", [uuid4()]),
        ("companies:company", [uuid7()]),
        ("companies:company", [str(uuid4())]),
        ("placements:week", [uuid4(), "2026-W07"]),
    ],
)
def test_an_address_is_djangos(name: str, args: list[object] | None) -> None:
    assert reverse(name, args) == reverse(name, args) == plain(name, args=args)


def test_no_address_where_there_is_none() -> None:
    for name, args in [("companies:company", []), ("nowhere", None), ("companies:list", [uuid4()])]:
        for _again in range(2):
            with pytest.raises(NoReverseMatch):
                reverse(name, args)


def _rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_the_tag_takes_what_djangos_takes() -> None:
    one = UUID(int=7)
    url = f"/virksomheder/{one}/"
    assert _rendered("{% url 'companies:company' one %}", one=one) == url
    assert _rendered("{% url name company=one %}", name="companies:company", one=one) == url
    assert _rendered("{% url 'companies:company' one as it %}<{{ it }}>", one=one) == f"<{url}>"
    assert _rendered("{% url 'nowhere' as it %}<{{ it }}>") == "<>"
    with pytest.raises(NoReverseMatch):
        _rendered("{% url 'nowhere' %}")


def test_a_date_is_djangos_in_each_language_and_zone() -> None:
    night = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)  # comes twice: clocks go back
    moments = [
        date(2026, 3, 1), night, night.replace(fold=1), datetime(2026, 3, 1, 12, tzinfo=UTC),
        datetime(2026, 3, 1, 12, tzinfo=UTC).astimezone(COPENHAGEN),
        None, "", "text", timedelta(days=1),
    ]  # fmt: skip
    for language in ("da", "en", "da"):
        with translation.override(language):
            for moment in moments:
                timed = ("l j. F H:i", "c") if isinstance(moment, datetime) else ()
                for form in ("j. F Y", "l W", "SHORT_DATE_FORMAT", None, *timed):
                    argument = f':"{form}"' if form else ""
                    shown = _rendered(f"{{{{ moment|date{argument} }}}}", moment=moment)
                    local = moment
                    if isinstance(moment, datetime) and moment.tzinfo:
                        local = moment.astimezone(COPENHAGEN)
                    told = spoken(form or "DATE_FORMAT", language)
                    assert shown == defaultfilters.date(local, told)
