"""Settings of the test suite: strict where production is lenient."""

from jobcenter.settings.base import *  # noqa: F403
from jobcenter.settings.base import DATABASES, TEMPLATES
from jobcenter.settings.environment import VAR, env

SECRET_KEY = "tests-only-" + "x" * 40
CPR_KEYS = "1:" + "A" * 43 + "="
CPR_HASH_KEY = "B" * 43 + "="
ALLOWED_HOSTS = ["*"]
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CLOCK_FILE = str(VAR / f"clock{env('PYTEST_XDIST_WORKER')}")
CELERY_BROKER_URL = "memory://"
MFA_REQUIRED = False
WHITENOISE_AUTOREFRESH = True
# The suite connects as the application; only its set-up knows the owner.
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL")
DATABASES["default"]["TEST"] = {"NAME": env("BRO_TEST_DB", "test_bro")}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED[%s]"
