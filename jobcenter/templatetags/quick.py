"""Django's `url` and `date`, remembering what they worked out: a long page holds hundreds."""

from datetime import date as day_of
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import defaultfilters, defaulttags
from django.template.base import Parser, Token
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from jobcenter.addresses import reverse
from jobcenter.dates import spoken

register = template.Library()


class QuickURLNode(defaulttags.URLNode):
    """Django's, without the search for an instance of the application: each room is there once."""

    def render(self, context: Any) -> str:
        args = [arg.resolve(context) for arg in self.args]
        kwargs = {name: value.resolve(context) for name, value in self.kwargs.items()}
        try:
            url = reverse(self.view_name.resolve(context), args, kwargs)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            url = ""
        if self.asvar:
            context[self.asvar] = url
            return ""
        return conditional_escape(url) if context.autoescape else url


@register.tag
def url(parser: Parser, token: Token) -> QuickURLNode:
    """Return the address of a view; all that Django's tag of that name takes."""
    plain = defaulttags.url(parser, token)
    return QuickURLNode(plain.view_name, plain.args, plain.kwargs, plain.asvar)


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, pattern: str = "DATE_FORMAT") -> Any:
    """Return Django's `date` in the reader's language: templates write formats as in Danish."""
    language = get_language() or "da"
    if type(value) is day_of:
        return _told(value, pattern, None, 0, language)
    if type(value) is datetime:
        return _told(value, pattern, value.tzinfo, value.fold, language)
    return defaultfilters.date(value, spoken(pattern, language))


@lru_cache(maxsize=8_192)
def _told(value: day_of, pattern: str, zone: Any, fold: int, language: str) -> str:
    """Return a day in words; equal moments differ by zone, and in the hour that comes twice."""
    return str(defaultfilters.date(value, spoken(pattern, language)))
