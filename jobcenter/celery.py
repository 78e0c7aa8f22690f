"""The Celery application and its timetable."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings.local")

app = Celery("bro", task_cls="jobcenter.celery_requests:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# One beat ticks, others stand by: `celery -A jobcenter.celery:app beat` may run on two machines.
app.conf.beat_scheduler = "followup.beat:StandbyScheduler"
app.conf.beat_max_loop_interval = 5
# A worker waits for Redis as long as it takes.
app.conf.broker_connection_max_retries = None

# A hint that nobody took before the next one comes is worth nothing: `expires`, in seconds.
app.conf.beat_schedule = {
    "followup-sweep": {
        "task": "followup.tasks.sweep_every_jobcentre",
        "schedule": 180.0,
        "options": {"expires": 170},
    },
    "followup-send": {
        "task": "followup.tasks.send_waiting",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "companies-spreadsheets": {
        "task": "companies.tasks.go_on_with_silent_spreadsheets",
        "schedule": 180.0,
        "options": {"expires": 170},
    },
    "citizens-files": {
        "task": "citizens.tasks.go_on_with_silent_files",
        "schedule": 180.0,
        "options": {"expires": 170},
    },
    "citizens-erasures": {
        "task": "citizens.tasks.propose_erasures",
        "schedule": crontab(day_of_month=1, hour=4, minute=40),
    },
    "citizens-forget": {
        "task": "citizens.tasks.forget_old_imports",
        "schedule": crontab(hour=2, minute=25),
    },
    "companies-mailbox": {
        "task": "companies.tasks.read_mailbox",
        "schedule": 120.0,
        "options": {"expires": 110},
    },
    "exports": {
        "task": "jobcenter.tasks.tidy_exports",
        "schedule": 120.0,
        "options": {"expires": 115},
    },
    "companies-duplicates": {
        "task": "companies.tasks.find_duplicates_everywhere",
        "schedule": crontab(hour=3, minute=40),
    },
    "companies-agreements": {
        "task": "companies.tasks.expire_agreements_everywhere",
        "schedule": crontab(hour=0, minute=20),
    },
    "companies-parties": {
        "task": "companies.tasks.renew_parties_everywhere",
        "schedule": crontab(hour=4, minute=40),
    },
    "companies-needs": {
        "task": "companies.tasks.lapse_needs_everywhere",
        "schedule": crontab(hour=0, minute=35),
    },
    "placements-sharing": {
        "task": "placements.tasks.lapse_words_everywhere",
        "schedule": crontab(hour=0, minute=45),
    },
    "placements-reservations": {
        "task": "placements.tasks.lapse_reservations_everywhere",
        "schedule": crontab(hour=0, minute=10),
    },
    "companies-forget": {
        "task": "companies.tasks.forget_old_imports",
        "schedule": crontab(hour=2, minute=20),
    },
    "companies-fields": {
        "task": "companies.tasks.count_fields_everywhere",
        "schedule": crontab(hour=4, minute=20),
    },
    "insight-nightly": {
        "task": "insight.tasks.compute_every_jobcentre",
        "schedule": crontab(hour=3, minute=10),
    },
}
