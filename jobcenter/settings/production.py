"""A municipality's own installation: everything comes from the environment."""

from jobcenter.settings.base import *  # noqa: F403
from jobcenter.settings.base import DATABASES, env
from jobcenter.settings.environment import flag, required

SECRET_KEY = required("SECRET_KEY")
CPR_KEYS = required("BRO_CPR_KEYS")
CPR_HASH_KEY = required("BRO_CPR_HASH_KEY")
BASE_URL = required("BRO_BASE_URL")
ALLOWED_HOSTS = [h for h in required("BRO_HOSTS").split(",") if h]
DEMO = False

SECURE_SSL_REDIRECT = flag("BRO_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# A pool in the web only; Celery opens and closes its connection around each task.
if flag("BRO_POOL"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
EMAIL_BACKEND = env("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
