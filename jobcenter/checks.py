"""System checks: the application refuses to start as a role that is too strong."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from jobcenter.grants import refuse_strong_role


@register(Tags.database)
def role_is_weak_enough(
    app_configs: Any = None, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """E001: web and worker never connect as owner, superuser or a role past row security."""
    if settings.ACTING_AS_OWNER or not databases:
        return []
    sentence = refuse_strong_role()
    return [Error(sentence, id="bro.E001")] if sentence else []
