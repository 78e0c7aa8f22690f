"""Rules in the page's language: the law box, warnings, purposes."""

from typing import Any

from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jobcenter.law import Sentence
from placements.models import Placement
from placements.rules.conditions import all_purposes


def say(sentence: Sentence | None) -> str:
    """Return a rule's sentence in the page's language, dates and numbers as read there."""
    if sentence is None:
        return ""
    text = _(sentence.message)
    return text % {key: localize(value) for key, value in sentence.params.items()}


def purpose_label(code: str) -> str:
    """Return a purpose as the law file words it."""
    for each in all_purposes():
        if each.code == code:
            return each.label_en if get_language() == "en" else each.label_da
    return code


def law_in_words(placement: Placement) -> dict[str, Any]:
    """Return the law box: what was allowed at the time, by which paragraph, and why."""
    return {
        "rule": placement.rule_id,
        "ref": placement.legal_ref,
        "weeks": placement.max_weeks,
        "group": placement.target_group_number,
        "latest": placement.latest_end_on,
        "is_extension": placement.extension_of_id is not None,
        "assessment": placement.assessment,
    }
