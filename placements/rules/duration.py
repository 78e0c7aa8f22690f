"""How long a work trial may last (LAB § 61) and what an extension needs.

The limit is per offer. Weeks are calendar weeks of seven days; whether the first day counts is
not stated in the text, so `duration.toml` says it ("inclusive": the strictest reading).
Explained in prose in docs/rules/duration.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from citizens import law as target_groups
from jobcenter.errors import N_, Refused
from jobcenter.law import Provenance, Sentence, in_force, provenance_of, read_law

LAW = Path(__file__).parent.parent / "law"


@dataclass(frozen=True)
class Limit:
    """The longest a work trial may last for one person, in weeks per offer."""

    weeks: int
    weeks_with_extension: int | None
    further_weeks: int | None
    rule_id: str
    further_rule_id: str
    trial_class: str
    provenance: Provenance
    in_use: bool
    inclusive: bool

    @property
    def legal_ref(self) -> str:
        """Return the paragraph, such as "LAB § 61"."""
        return self.provenance.legal_ref

    @property
    def verified(self) -> bool:
        """Tell whether somebody has read the paragraph and signed for it."""
        return self.provenance.verified

    def latest_end(self, starts_on: date) -> date:
        """Return the last day allowed without an extension."""
        return end_of_weeks(starts_on, self.weeks, inclusive=self.inclusive)

    def latest_end_with_extension(self, starts_on: date) -> date:
        """Return the last day allowed after one concrete assessment; no extension: the same."""
        weeks = self.weeks_with_extension or self.weeks
        return end_of_weeks(starts_on, weeks, inclusive=self.inclusive)


def end_of_weeks(starts_on: date, weeks: int, *, inclusive: bool = True) -> date:
    """Return the last day of `weeks` whole weeks from `starts_on`.

    Inclusive, 13 weeks from Monday 2026-09-07 end on Sunday 2026-12-06; else on the Monday.
    """
    return starts_on + timedelta(days=7 * weeks - (1 if inclusive else 0))


def weeks_between(starts_on: date, ends_on: date, *, inclusive: bool = True) -> int:
    """Return how many weeks a period takes, a started week counted whole."""
    days = (ends_on - starts_on).days + (1 if inclusive else 0)
    return -(-days // 7)


@lru_cache(maxsize=1)
def _law() -> dict[str, Any]:
    return read_law(LAW / "duration.toml")


@lru_cache(maxsize=1)
def all_limits() -> tuple[Limit, ...]:
    """Return every row of the law file, also those kept only as a record."""
    inclusive = _law()["day_count"]["mode"] == "inclusive"
    return tuple(
        Limit(
            weeks=row["max_weeks"],
            weeks_with_extension=row.get("extended_weeks"),
            further_weeks=row.get("further_weeks"),
            rule_id=row["id"],
            further_rule_id=row.get("further_id", ""),
            trial_class=row.get("trial_class", ""),
            provenance=provenance_of(row, f"duration {row['id']}"),
            in_use=row["in_use"],
            inclusive=inclusive,
        )
        for row in _law()["rules"]
    )


def max_weeks(target_group_number: int, flag: str, starts_on: date) -> Limit:
    """Return the limit for a person of the target group whose work trial starts on `starts_on`.

    Raises Refused when the law in the files does not cover the day or the group, or when the
    group needs a flag (number 12: "jobparat" or "aktivitetsparat").
    """
    trial_class = target_groups.trial_class(target_group_number, flag, starts_on)
    for limit in in_force(all_limits(), starts_on):
        if limit.in_use and limit.trial_class == trial_class:
            return limit
    raise Refused(
        "duration_no_rule",
        N_("No rule on the length of a work trial is known for %(day)s."),
        day=starts_on,
    )


def check_can_start_for(
    starts_on: date, ends_on: date, *, target_group_number: int, flag: str = ""
) -> Limit:
    """Refuse a first offer that ends before it begins or lasts longer than LAB § 61 allows.

    Returns the limit that was used, so that the placement can keep its reference.
    """
    if ends_on < starts_on:
        raise Refused(
            "duration_ends_before_start",
            N_("The placement ends on %(ends_on)s, before it starts on %(starts_on)s."),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    limit = max_weeks(target_group_number, flag, starts_on)
    latest = limit.latest_end(starts_on)
    if ends_on <= latest:
        return limit
    params: dict[str, object] = {
        "weeks": limit.weeks,
        "number": target_group_number,
        "latest": latest,
        "legal_ref": limit.legal_ref,
    }
    if limit.weeks_with_extension is None:
        raise Refused(
            "duration_too_long",
            N_(
                "A work trial for target group %(number)s lasts at most %(weeks)s weeks, here "
                "until %(latest)s (%(legal_ref)s)."
            ),
            **params,
        )
    raise Refused(
        "duration_needs_extension",
        N_(
            "A work trial for target group %(number)s lasts at most %(weeks)s weeks, here until "
            "%(latest)s; it can be extended later to %(extended)s weeks after a concrete "
            "assessment (%(legal_ref)s)."
        ),
        extended=limit.weeks_with_extension,
        **params,
    )


def check_can_extend_to(
    new_ends_on: date,
    *,
    first_starts_on: date,
    current_ends_on: date,
    target_group_number: int,
    flag: str = "",
    assessment: str = "",
    special_need: str = "",
) -> tuple[str, Limit]:
    """Refuse an extension beyond LAB § 61; return the rule id that allows it and the limit.

    `first_starts_on` is the first day of the whole chain of offers, `current_ends_on` the last
    day agreed so far. The law of the extension's first day is used. `assessment` is the written
    "konkret vurdering"; beyond 26 weeks `special_need` says what the "helt særligt behov" is.
    """
    if new_ends_on <= current_ends_on:
        raise Refused(
            "extension_not_later",
            N_("The extension must end after %(ends_on)s."),
            ends_on=current_ends_on,
        )
    limit = max_weeks(target_group_number, flag, current_ends_on + timedelta(days=1))
    if new_ends_on <= limit.latest_end(first_starts_on):
        return limit.rule_id, limit
    if limit.weeks_with_extension is None:
        raise Refused(
            "extension_none",
            N_(
                "A work trial for target group %(number)s cannot be extended beyond %(weeks)s "
                "weeks (%(legal_ref)s)."
            ),
            number=target_group_number,
            weeks=limit.weeks,
            legal_ref=limit.legal_ref,
        )
    extended_end = limit.latest_end_with_extension(first_starts_on)
    if new_ends_on <= extended_end:
        if not assessment.strip():
            raise Refused(
                "extension_needs_assessment",
                N_(
                    "Write the concrete assessment: beyond %(weeks)s weeks a work trial is "
                    "extended only after one (%(legal_ref)s)."
                ),
                weeks=limit.weeks,
                legal_ref=limit.legal_ref,
            )
        return limit.rule_id, limit
    _check_can_go_further(
        limit, extended_end, current_ends_on, new_ends_on, special_need=special_need
    )
    return limit.further_rule_id, limit


def _check_can_go_further(
    limit: Limit, extended_end: date, current_ends_on: date, new_ends_on: date, *, special_need: str
) -> None:
    further = limit.further_weeks or 0
    if current_ends_on < extended_end:
        raise Refused(
            "extension_first_to_limit",
            N_(
                "Extend to %(weeks)s weeks first, here until %(latest)s; what lies beyond is "
                "decided towards the end of them (%(legal_ref)s)."
            ),
            weeks=limit.weeks_with_extension,
            latest=extended_end,
            legal_ref=limit.legal_ref,
        )
    latest = current_ends_on + timedelta(weeks=further)
    if new_ends_on > latest:
        raise Refused(
            "extension_too_long",
            N_(
                "Beyond %(total)s weeks a work trial is extended by at most %(weeks)s weeks at a "
                "time, here until %(latest)s (%(legal_ref)s)."
            ),
            total=limit.weeks_with_extension,
            weeks=further,
            latest=latest,
            legal_ref=limit.legal_ref,
        )
    if not special_need.strip():
        raise Refused(
            "extension_needs_special_need",
            N_(
                "Write what the quite special need is: beyond %(total)s weeks a work trial is "
                "extended only with one (%(legal_ref)s)."
            ),
            total=limit.weeks_with_extension,
            legal_ref=limit.legal_ref,
        )


def warnings_on_extension(
    *, decided_on: date, current_ends_on: date, rule_id: str
) -> tuple[Sentence, ...]:
    """Warn, never block, when a decision under VP-DUR-C is taken long before the end."""
    weeks = _law()["towards_the_end"]["weeks"]
    if rule_id != "VP-DUR-C" or decided_on >= current_ends_on - timedelta(weeks=weeks):
        return ()
    return (
        Sentence(
            "extension_decided_early",
            N_(
                "The need beyond 26 weeks is assessed towards the end of them; this is decided "
                "more than %(weeks)s weeks before (LAB § 61)."
            ),
            {"weeks": weeks},
        ),
    )


def warnings_on_offer(
    limit: Limit,
    starts_on: date,
    ends_on: date,
    *,
    same_workplace_ended_on: date | None = None,
) -> tuple[Sentence, ...]:
    """Warn, never block: a second offer right after the first, and law about to change.

    `same_workplace_ended_on` is the last day of the person's previous trial at the workplace.
    § 61 limits one offer, so whether a second in a row is right is a professional judgement.
    """
    warnings = []
    gap = timedelta(weeks=_law()["repeated_offer"]["weeks"])
    if same_workplace_ended_on and starts_on - same_workplace_ended_on <= gap:
        warnings.append(
            Sentence(
                "offer_in_a_row",
                N_(
                    "The person ended a work trial at the same workplace on %(day)s. The limit "
                    "is per offer; write why a second one is right (%(legal_ref)s)."
                ),
                {"day": same_workplace_ended_on, "legal_ref": limit.legal_ref},
            )
        )
    if limit.provenance.may_change_before(ends_on):
        warnings.append(
            Sentence(
                "law_may_change",
                N_(
                    "%(legal_ref)s is expected to be replaced after %(day)s. Check the rules "
                    "before the placement runs past that day."
                ),
                {"legal_ref": limit.legal_ref, "day": limit.provenance.expected_end},
            )
        )
    if not limit.verified:
        warnings.append(
            Sentence(
                "law_unverified",
                N_("The rule %(rule)s has not been verified against the text of the law."),
                {"rule": limit.rule_id},
            )
        )
    return tuple(warnings)
