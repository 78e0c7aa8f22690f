"""Addresses under /mig/: the citizen's own page. Nothing in them tells whose it is."""

from django.urls import path

from citizens.views import documents, own, own_held, own_login, plan_own

app_name = "own"
urlpatterns = [
    path("", own.start, name="start"),
    path("lukket/", own.is_closed, name="closed"),
    path("luk/", own.close, name="close"),
    path("side/", own.page, name="page"),
    path("side/alt/", own_held.held, name="held"),
    path("side/alt/fil/", own_held.file, name="file"),
    path("side/forkert/", own_held.wrong, name="wrong"),
    path("side/filer/", documents.own_documents, name="documents"),
    path("side/filer/<uuid:document>/", documents.own_document, name="document"),
    path("side/bliv/", own.stay, name="stay"),
    path("side/plan/", plan_own.plan, name="plan"),
    path("side/vis/<slug:code>/", own.part, name="part"),
    path("<str:code>/", own.ask, name="ask"),
    path("<str:code>/mitid/", own_login.login, name="login"),
    path("<str:code>/mitid/retur/", own_login.back, name="login_back"),
    path("<str:code>/kode/", own.enter, name="enter"),
]
