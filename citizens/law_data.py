"""The law's groups as rows: `load_law` makes the tables say what `citizens/law/*.toml` says."""

from typing import Any

from django.apps import apps as present_apps
from django.db import connection

from citizens import law
from jobcenter.law import Provenance


def load_law(apps: Any = None) -> None:
    """Insert and update target groups, schemes and groups; never deletes. Safe to run again.

    `apps` is a migration's registry; without it the present models are used.
    """
    source = apps or present_apps
    target_group = source.get_model("citizens", "TargetGroup")
    for group in law.all_target_groups():
        target_group.objects.update_or_create(
            ruleset=group.ruleset,
            number=group.number,
            defaults={
                "label_da": group.labels[0].da,
                "label_en": group.labels[0].en,
                "active": group.active,
                "closed_to_new_from": group.closed_to_new_from,
                **_dated(group.provenance),
            },
        )
    match_scheme = source.get_model("citizens", "MatchScheme")
    match_group = source.get_model("citizens", "MatchGroup")
    for scheme in law.match_schemes():
        row, _made = match_scheme.objects.update_or_create(
            code=scheme.code,
            defaults={
                "name_da": scheme.name_da,
                "name_en": scheme.name_en,
                "active": scheme.active,
                **_dated(scheme.provenance),
            },
        )
        for part in scheme.groups:
            match_group.objects.update_or_create(
                scheme=row,
                code=part.code,
                defaults={
                    "name_da": part.name_da,
                    "name_en": part.name_en,
                    "order": part.order,
                    "verified": part.verified,
                },
            )


def _dated(provenance: Provenance) -> dict[str, Any]:
    return {
        "legal_ref": provenance.legal_ref,
        "valid_from": provenance.valid_from,
        "valid_to": provenance.valid_to,
        "expected_end": provenance.expected_end,
        "verified": provenance.verified,
        "unverified_because": provenance.unverified_because,
    }


def load_after_migrate(sender: Any, **kwargs: Any) -> None:
    """Bring the rows up to date after every migrate: a corrected law file needs no migration."""
    if "citizens_matchgroup" in connection.introspection.table_names():
        load_law()
