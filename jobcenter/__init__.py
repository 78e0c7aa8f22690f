"""The frame and the tenant: people, access, audit and what every other room stands on."""

from jobcenter.celery import app as celery_app

__all__ = ["celery_app"]
