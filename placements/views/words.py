"""Rules in the page's language: the law box, warnings, purposes."""

from typing import Any

from django.utils.translation import get_language

from jobcenter.law import Sentence
from jobcenter.views.errors import sentence as in_words
from placements.models import Placement
from placements.rules.conditions import all_purposes


def say(sentence: Sentence | None) -> str:
    """Return a rule's sentence in the page's language; nothing for none."""
    return in_words(sentence) if sentence else ""


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
