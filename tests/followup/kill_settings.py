"""Settings of the processes the kill tests start: the suite's, with real servers."""

import os

from jobcenter.settings.test import *  # noqa: F403
from jobcenter.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["BRO_KILL_DB"]
CELERY_BROKER_URL = os.environ["BRO_KILL_BROKER"]
CLOCK_FILE = os.environ["BRO_KILL_CLOCK"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["BRO_KILL_SMTP"])
SEND_LEASE_SECONDS = 3
