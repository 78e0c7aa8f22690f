"""Addresses under /virksomheder/."""

from django.urls import path

from companies.views import contacts, imports, listing, pages, people

app_name = "companies"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("eksport/", listing.export, name="export"),
    path("log/", listing.quick_log, name="quick_log"),
    path("indlaesning/", imports.runs, name="imports"),
    path("indlaesning/<uuid:run>/", imports.run, name="import"),
    path("arbejdssted/<uuid:workplace>/", pages.workplace, name="workplace"),
    path("person/<uuid:person>/", people.edit, name="person"),
    path("person/<uuid:person>/stoppet/", people.left, name="person_left"),
    path("kontakt/<uuid:contact>/", contacts.contact, name="contact"),
    path("kontakt/<uuid:contact>/afholdt/", contacts.hold, name="hold"),
    path("kontakt/<uuid:contact>/aflys/", contacts.cancel, name="cancel"),
    path("kontakt/<uuid:contact>/skridt/", contacts.step_done, name="step_done"),
    path("<uuid:company>/", pages.company, name="company"),
    path("<uuid:company>/log/", contacts.log, name="log"),
    path("<uuid:company>/planlaeg/", contacts.plan, name="plan"),
    path("<uuid:company>/person/", people.add, name="person_add"),
    path("<uuid:company>/relation/", people.relation, name="relation"),
]
