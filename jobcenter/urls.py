"""Every address of the application."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from jobcenter.views import bulk, errors, exports, operations, personas, saved_views, shell

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

frame = [
    path("soeg/", shell.search, name="search"),
    path("skift/", shell.choose, name="choose"),
    path("skift/<uuid:jobcentre>/", shell.switch, name="switch"),
    path("tilgaengelighed/", shell.accessibility, name="accessibility"),
    path("mennesker/", shell.people, name="people"),
    path("lister/<slug:code>/visning/", saved_views.save, name="save_view"),
    path("lister/<slug:code>/fil/", exports.export, name="export"),
    path("lister/<slug:code>/samlet/", bulk.bulk, name="bulk"),
    path("filer/", exports.files, name="files"),
    path("filer/<uuid:export>/", exports.file, name="file"),
    path("filer/<uuid:export>/hent/", exports.fetch, name="file_fetch"),
    path("lister/visning/<uuid:view>/", saved_views.view, name="view"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("metrics", operations.metrics, name="metrics"),
]
if settings.DEMO:
    frame.append(path("persona/<slug:name>/", personas.sign_in, name="persona"))
if settings.DEBUG:
    frame.append(path("stil/", shell.styleguide, name="styleguide"))

urlpatterns = [
    path("", include((frame, "jobcenter"))),
    path("sprog/", set_language, name="set_language"),
    path("konto/", include("jobcenter.account_urls")),
    path("beskeder/", include("followup.urls")),
    path("drift/", include("followup.operations_urls")),
    path("virksomheder/", include("companies.urls")),
    path("henvendelse/", include("companies.urls.entrance")),
    path("aftale/", include("companies.urls.agreement")),
    path("firma/", include("companies.urls.own_page")),
    path("ydelser/", include("companies.urls.offer")),
    path("afmeld/", include("companies.urls.mail_stop")),
    path("arrangement/", include("companies.urls.gathering_door")),
    path("behov/", include("companies.urls.need_door")),
    path("nyhedsbrev/", include("companies.urls.newsletter_door")),
    path("borgere/", include("citizens.urls")),
    path("mig/", include("citizens.urls.own_page")),
    path("minplan/", include("citizens.urls.plan_door")),
    path("", include("placements.urls")),
    path("overblik/", include("insight.urls")),
    path("handlingsplan/", include("actionplans.urls")),
]
