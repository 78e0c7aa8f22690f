"""Addresses under /firma/: the company's own page, without login."""

from django.urls import path

from companies.views import own_page

app_name = "own_page"
urlpatterns = [
    path("ind/", own_page.where, name="where"),
    path("ind/<str:code>/", own_page.ask, name="ask"),
    path("ind/<str:code>/kode/", own_page.enter, name="enter"),
    path("<str:token>/", own_page.page, name="page"),
    path("<str:token>/ret/<uuid:person>/", own_page.correct, name="correct"),
    path("<str:token>/stoppet/<uuid:person>/", own_page.left, name="left"),
    path("<str:token>/kollega/", own_page.colleague, name="colleague"),
    path("<str:token>/skriv/", own_page.write, name="write"),
    path("<str:token>/luk/", own_page.close, name="close"),
]
