"""The Celery application of the kill tests: the real one, a worked kind, a quicker timetable."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.followup.kill_settings"

import django

django.setup()

from followup import kinds  # noqa: E402  after the set-up
from jobcenter.celery import app  # noqa: E402
from tests.followup.kinds import EveryTeam, UrgentNote  # noqa: E402

kinds.reminder_kinds.clear()
kinds.register(EveryTeam())
kinds.register_message(UrgentNote())

app.conf.beat_schedule = {
    "sweep": {
        "task": "followup.tasks.sweep_every_jobcentre", "schedule": 1.0, "options": {"expires": 5},
    },
    "send": {
        "task": "followup.tasks.send_waiting", "schedule": 1.0, "options": {"expires": 5},
    },
}  # fmt: skip
