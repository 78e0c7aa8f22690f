"""Addresses under /virksomheder/ for needs and task carving."""

from django.urls import path

from companies.views import carving, need, needs

urlpatterns = [
    path("behov/", needs.listing, name="needs"),
    path("behov/<uuid:need>/", need.need, name="need"),
    path("behov/<uuid:need>/ret/", need.edit, name="need_edit"),
    path("behov/<uuid:need>/tag/", need.take, name="need_take"),
    path("behov/<uuid:need>/giv/", need.give, name="need_give"),
    path("behov/<uuid:need>/kandidater/", need.propose, name="need_propose"),
    path("behov/<uuid:need>/besaet/", need.fill, name="need_fill"),
    path("behov/<uuid:need>/fri/<uuid:filling>/", need.empty, name="need_empty"),
    path("behov/<uuid:need>/staar/", need.renew, name="need_renew"),
    path("behov/<uuid:need>/luk/", need.close, name="need_close"),
    path("behov/<uuid:need>/aabn/", need.reopen, name="need_reopen"),
    path("opgaver/<uuid:carving>/", carving.carving, name="carving"),
    path("<uuid:company>/behov/", needs.new, name="need_new"),
    path("<uuid:company>/behov/link/", needs.send_link, name="need_link"),
    path("<uuid:company>/opgaver/", carving.new, name="carving_new"),
]
