"""Addresses under /virksomheder/."""

from django.urls import path

from companies import quality_urls
from companies.views import (
    contacts,
    enquiries,
    enquiry,
    imports,
    listing,
    pages,
    people,
    preparation,
    profile,
)

app_name = "companies"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("eksport/", listing.export, name="export"),
    path("log/", listing.quick_log, name="quick_log"),
    path("indlaesning/", imports.runs, name="imports"),
    path("indlaesning/<uuid:run>/", imports.run, name="import"),
    *quality_urls.urlpatterns,
    path("arbejdssted/<uuid:workplace>/", pages.workplace, name="workplace"),
    path("arbejdssted/<uuid:workplace>/profil/", profile.versions, name="profile"),
    path("arbejdssted/<uuid:workplace>/profil/ret/", profile.edit, name="profile_edit"),
    path("person/<uuid:person>/", people.edit, name="person"),
    path("person/<uuid:person>/stoppet/", people.left, name="person_left"),
    path("kontakt/<uuid:contact>/", contacts.contact, name="contact"),
    path("kontakt/<uuid:contact>/afholdt/", contacts.hold, name="hold"),
    path("kontakt/<uuid:contact>/ret/", contacts.edit, name="contact_edit"),
    path("kontakt/<uuid:contact>/del/", contacts.share, name="share"),
    path("kontakt/<uuid:contact>/aflys/", contacts.cancel, name="cancel"),
    path("kontakt/<uuid:contact>/skridt/", contacts.step_done, name="step_done"),
    path("henvendelser/", enquiries.inbox, name="enquiries"),
    path("henvendelser/eksport/", enquiries.export, name="enquiries_export"),
    path("henvendelser/ny/", enquiries.new, name="enquiry_new"),
    path("henvendelser/indgang/", enquiries.settings_page, name="entrance_settings"),
    path("henvendelser/<uuid:enquiry>/", enquiry.enquiry, name="enquiry"),
    path("henvendelser/<uuid:enquiry>/tag/", enquiry.take, name="enquiry_take"),
    path("henvendelser/<uuid:enquiry>/svar/", enquiry.answer, name="enquiry_answer"),
    path("henvendelser/<uuid:enquiry>/note/", enquiry.note, name="enquiry_note"),
    path("henvendelser/<uuid:enquiry>/overdrag/", enquiry.offer, name="enquiry_offer"),
    path("henvendelser/<uuid:enquiry>/modtag/", enquiry.accept, name="enquiry_accept"),
    path("henvendelser/<uuid:enquiry>/afvis/", enquiry.decline, name="enquiry_decline"),
    path("henvendelser/<uuid:enquiry>/fortryd/", enquiry.withdraw, name="enquiry_withdraw"),
    path("henvendelser/<uuid:enquiry>/moede/", enquiry.meeting, name="enquiry_meeting"),
    path("henvendelser/<uuid:enquiry>/luk/", enquiry.close, name="enquiry_close"),
    path("henvendelser/<uuid:enquiry>/virksomhed/", enquiry.connect, name="enquiry_connect"),
    path("<uuid:company>/", pages.company, name="company"),
    path("<uuid:company>/log/", contacts.log, name="log"),
    path("<uuid:company>/planlaeg/", contacts.plan, name="plan"),
    path("<uuid:company>/person/", people.add, name="person_add"),
    path("<uuid:company>/relation/", people.relation, name="relation"),
    path("<uuid:company>/relation/historie/", people.relation_history, name="relation_history"),
    path("<uuid:company>/forberedelse/", preparation.sheet, name="preparation"),
]
