"""Days and hours: one format in the code, each language's own way on the page."""

from datetime import datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from jobcenter.clock import COPENHAGEN
from jobcenter.dates import say

MOMENT = datetime(2026, 11, 22, 9, 5, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("pattern", "danish", "english"),
    [
        ("j. F Y", "22. november 2026", "22 November 2026"),
        ("j. M Y", "22. nov. 2026", "22 Nov 2026"),
        ("j. b H:i", "22. nov. 09.05", "22 Nov 09:05"),
        ("j. N", "22. nov.", "22 Nov"),
        ("l j. F", "søndag 22. november", "Sunday 22 November"),
        ("H.i", "09.05", "09:05"),
        ("d.m. H:i:s", "22.11. 09:05:00", "22.11. 09:05:00"),
        ("TIME_FORMAT", "09.05", "09:05"),
        ("SHORT_DATE_FORMAT", "22.11.2026", "22 Nov 2026"),
        ("SHORT_DATETIME_FORMAT", "22.11.2026 09.05", "22 Nov 2026 09:05"),
        ("DATE_FORMAT", "22. november 2026", "22 November 2026"),
        ("Y", "2026", "2026"),
    ],
)
def test_each_language_in_code_and_templates(pattern, danish, english) -> None:
    page = Template("{{ moment|date:pattern }}")
    for language, text in (("da", danish), ("en", english)):
        with override(language):
            assert say(MOMENT, pattern) == text
            assert page.render(Context({"moment": MOMENT, "pattern": pattern})) == text


def test_nothing_stays_nothing() -> None:
    assert Template("{{ day|date:'j. F' }}").render(Context({"day": None})) == ""
