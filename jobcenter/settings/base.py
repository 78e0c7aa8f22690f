"""What every environment shares."""

import json
from pathlib import Path
from typing import Any

import dj_database_url
import pghistory
from csp.constants import NONE, SELF

from jobcenter.settings.accounts import *  # noqa: F403  all of allauth's
from jobcenter.settings.accounts import OIDC_ORIGINS
from jobcenter.settings.environment import ROOT, VAR, env, flag
from jobcenter.settings.logging import LOGGING  # noqa: F401

ROOMS = ["jobcenter", "followup", "companies", "citizens", "placements", "insight", "actionplans"]

DEBUG = False
DEMO = flag("BRO_DEMO")
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = [h for h in env("BRO_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
BASE_URL = env("BRO_BASE_URL", f"http://localhost:{env('BRO_PORT', '8000')}")
VERSION = "0.1"
CLOCK_FILE: str | None = None

INSTALLED_APPS = [
    *ROOMS,
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "template_partials",
    "csp",
    "phonenumber_field",
    "anymail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jobcenter.logs.RequestLogMiddleware",
    "jobcenter.middleware.TenantMiddleware",
]

ROOT_URLCONF = "jobcenter.urls"
WSGI_APPLICATION = "jobcenter.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "jobcenter.User"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jobcenter.context.shell",
            ],
            "builtins": [
                "jobcenter.templatetags.components",
                "jobcenter.templatetags.quick",
            ],
        },
    }
]
FORM_RENDERER = "jobcenter.form_rendering.Renderer"

# The owner (migrations, bench, backup) and the application are two roles of one database.
ACTING_AS_OWNER = env("BRO_ROLE") == "owner"
_DATABASE = dj_database_url.parse(
    env("DATABASE_OWNER_URL" if ACTING_AS_OWNER else "DATABASE_URL")
    or "postgres://bro_app@localhost/bro"
)
# Pages join along foreign keys in the order they name them: with the policies' conditions on top,
# looking for a better order of eight tables took the planner 40 ms, this takes 3. A page's
# statements are short: to start parallel workers or a compiler takes longer than they do.
PLANNER = "-c join_collapse_limit=4 -c max_parallel_workers_per_gather=0 -c jit=off"
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **_DATABASE,
        "OPTIONS": {"options": PLANNER, **_DATABASE.get("OPTIONS", {})},
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
}
REDIS_URL = env("REDIS_URL", "redis://localhost:6379/0")

# Lock-outs and rate limits stay when Redis goes, so the cache lives in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "jobcenter_cache",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jobcenter.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]  # fmt: skip
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
FORMAT_MODULE_PATH = "jobcenter.formats"
LOCALE_PATHS = [ROOT / "locale" / name for name in [*ROOMS, "components"]]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
PHONENUMBER_DEFAULT_REGION = "DK"

# Files people asked for or handed in; every web server and worker must see the same.
FILES = Path(env("BRO_FILES", str(VAR / "files")))
EXPORT_DIR = FILES / "exports"
EXPORT_AT_ONCE = int(env("BRO_EXPORT_AT_ONCE", "5000"))  # rows a page writes itself; more: a worker

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *OIDC_ORIGINS],
    }
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)  # as kombu spells a socket
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Workers do not talk to each other (with --without-gossip, --without-mingle): nobody listens, and
# after Redis was away their talk can leave a worker that takes no task (kombu #582).
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # Publishing is a hint: without Redis it fails at once instead of keeping a page for 6 s.
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Europe/Copenhagen"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

DEFAULT_FROM_EMAIL = env("BRO_FROM_EMAIL", "Bro <bro@nord.example>")
EMAIL_BACKEND = env("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
MAILDIR = env("BRO_MAILDIR")  # where the mail server puts what companies write
SMS_URL_TEMPLATE = env("SMS_URL_TEMPLATE")
SMS_SECRET = env("SMS_SECRET")
ANYMAIL = json.loads(env("ANYMAIL", "{}"))  # a mail service's keys, see README.md
QUIET_HOURS = True  # reminders leave 7–17 on working days
SEND_LEASE_SECONDS = int(env("BRO_SEND_LEASE", "600"))  # then a silent sender's mail is doubtful

CPR_KEYS = env("BRO_CPR_KEYS")
CPR_HASH_KEY = env("BRO_CPR_HASH_KEY")

PGHISTORY_APPEND_ONLY = True
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)  # read by object alone
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False
