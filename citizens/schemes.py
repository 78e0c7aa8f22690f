"""Match schemes as rules read them: the law's from its file, a jobcentre's own from their rows."""

from citizens import law
from citizens.models import MatchScheme
from jobcenter.law import Provenance


def as_law(scheme: MatchScheme) -> law.Scheme:
    """Return a scheme with its period; an own one stands on the jobcentre's decision."""
    if scheme.jobcentre_id is None:
        return next(each for each in law.match_schemes() if each.code == scheme.code)
    return law.Scheme(
        code=scheme.code,
        name_da=scheme.name_da,
        name_en=scheme.name_en,
        active=scheme.active,
        groups=(),
        provenance=Provenance(
            legal_ref=scheme.legal_ref,
            valid_from=scheme.valid_from,
            valid_to=scheme.valid_to,
            verified=scheme.verified,
            unverified_because=scheme.unverified_because,
        ),
    )
