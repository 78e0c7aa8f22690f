"""The Celery application and its timetable."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings.local")

app = Celery("bro")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "followup-sweep": {"task": "followup.tasks.sweep_every_jobcentre", "schedule": 180.0},
    "followup-send": {"task": "followup.tasks.send_waiting", "schedule": 60.0},
    "insight-nightly": {
        "task": "insight.tasks.compute_every_jobcentre",
        "schedule": crontab(hour=3, minute=10),
    },
}
