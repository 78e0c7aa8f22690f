"""Populations: citizens in any of some match groups, of any scheme; the empty one is everybody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from citizens.models import JobcentreScheme, MatchGroup
from insight.models import IndicatorValue

LONGEST = IndicatorValue._meta.get_field("breakdown").max_length or 200


@dataclass(frozen=True)
class Population:
    """Citizens who on a day are in any of the groups; counted once each."""

    key: str
    group_ids: frozenset[int]


EVERYBODY = Population("", frozenset())


def population_of(groups: Iterable[MatchGroup]) -> Population:
    """Return the population of match groups, whose scheme is fetched; none means everybody."""
    chosen = list(groups)
    key = "+".join(sorted(f"{group.scheme.code}/{group.code}" for group in chosen))
    if len(key) > LONGEST:
        key = f"set:{sha256(key.encode()).hexdigest()[:40]}"
    return Population(key, frozenset(group.pk for group in chosen))


# Upper rooms say which further populations they follow: `f(jobcentre_id)` returns them.
followed: list[Callable[[int], Iterable[Population]]] = []


def follow(source: Callable[[int], Iterable[Population]]) -> None:
    """Have the populations of `source` computed every night too."""
    followed.append(source)


def groups_of(jobcentre_id: int) -> list[MatchGroup]:
    """Return the groups of every scheme the jobcentre keeps open, by scheme and order."""
    schemes = JobcentreScheme.objects.filter(jobcentre_id=jobcentre_id).values("scheme")
    return list(
        MatchGroup.objects.filter(scheme__in=schemes)
        .select_related("scheme")
        .order_by("scheme__valid_from", "scheme__code", "order")
    )


def populations_of(jobcentre_id: int) -> list[Population]:
    """Return every population to compute: each open group by itself, and what is followed."""
    found = {
        population_of([group]).key: population_of([group]) for group in groups_of(jobcentre_id)
    }
    for source in followed:
        for population in source(jobcentre_id):
            if population.group_ids:
                found[population.key] = population
    return [found[key] for key in sorted(found)]
