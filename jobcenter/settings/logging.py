"""Logs: one line per request, without paths, query strings, tokens, names or numbers."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "jobcenter.logs.SafeFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # The request log below says the same without the path.
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
    },
}
