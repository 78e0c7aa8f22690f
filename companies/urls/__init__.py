"""Addresses under /virksomheder/."""

from django.urls import path

from companies.urls import absence as absence_urls
from companies.urls import campaign as campaign_urls
from companies.urls import gathering as gathering_urls
from companies.urls import growth as growth_urls
from companies.urls import need as need_urls
from companies.urls import network as network_urls
from companies.urls import offer_staff as offer_staff_urls
from companies.urls import own_page_staff as own_page_staff_urls
from companies.urls import party as party_urls
from companies.urls import quality as quality_urls
from companies.urls import retention as retention_urls
from companies.views import (
    agreements,
    agreements_signing,
    contacts,
    enquiries,
    enquiry,
    imports,
    listing,
    lists,
    pages,
    people,
    places,
    preparation,
    profile,
)

app_name = "companies"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("eksport/", listing.export, name="export"),
    path("kort/", places.on_map, name="map"),
    path("kontakter/", lists.contacts, name="contacts"),
    path("personer/", lists.people, name="people"),
    path("log/", listing.quick_log, name="quick_log"),
    path("indlaesning/", imports.runs, name="imports"),
    path("indlaesning/<uuid:run>/", imports.run, name="import"),
    *quality_urls.urlpatterns,
    *campaign_urls.urlpatterns,
    *own_page_staff_urls.urlpatterns,
    *party_urls.urlpatterns,
    *offer_staff_urls.urlpatterns,
    *gathering_urls.urlpatterns,
    *growth_urls.urlpatterns,
    *need_urls.urlpatterns,
    *retention_urls.urlpatterns,
    *absence_urls.urlpatterns,
    *network_urls.urlpatterns,
    path("arbejdssted/<uuid:workplace>/", pages.workplace, name="workplace"),
    path("arbejdssted/<uuid:workplace>/profil/", profile.versions, name="profile"),
    path("arbejdssted/<uuid:workplace>/profil/ret/", profile.edit, name="profile_edit"),
    path("person/<uuid:person>/", people.edit, name="person"),
    path("person/<uuid:person>/stoppet/", people.left, name="person_left"),
    path("person/<uuid:person>/tilbage/", people.back, name="person_back"),
    path("kontakt/<uuid:contact>/", contacts.contact, name="contact"),
    path("kontakt/<uuid:contact>/afholdt/", contacts.hold, name="hold"),
    path("kontakt/<uuid:contact>/ret/", contacts.edit, name="contact_edit"),
    path("kontakt/<uuid:contact>/del/", contacts.share, name="share"),
    path("kontakt/<uuid:contact>/aflys/", contacts.cancel, name="cancel"),
    path("kontakt/<uuid:contact>/skridt/", contacts.step_done, name="step_done"),
    path("aftaler/", agreements.listing, name="agreements"),
    path("aftaler/skabelon/", agreements.template, name="agreement_template"),
    path("aftaler/<uuid:agreement>/", agreements.agreement, name="agreement"),
    path("aftaler/<uuid:agreement>/ret/", agreements.edit, name="agreement_edit"),
    path(
        "aftaler/<uuid:agreement>/send/", agreements.move, {"step": "send"}, name="agreement_send"
    ),
    path(
        "aftaler/<uuid:agreement>/tilbage/",
        agreements.move,
        {"step": "back"},
        name="agreement_back",
    ),
    path("aftaler/<uuid:agreement>/afslut/", agreements.end, name="agreement_end"),
    path("aftaler/<uuid:agreement>/forny/", agreements.renew, name="agreement_renew"),
    path("aftaler/<uuid:agreement>/versioner/", agreements.versions, name="agreement_versions"),
    path("aftaler/<uuid:agreement>/maal/<uuid:goal>/", agreements.tick, name="agreement_tick"),
    path("aftaler/<uuid:agreement>/pdf/", agreements_signing.document, name="agreement_pdf"),
    path("aftaler/<uuid:agreement>/tegn/", agreements_signing.sign_ours, name="agreement_sign"),
    path("aftaler/<uuid:agreement>/scan/", agreements_signing.scan, name="agreement_scan"),
    path("aftaler/scan/<uuid:scan>/", agreements_signing.fetch_scan, name="agreement_file"),
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
    path("<uuid:company>/aftale/", agreements.new, name="agreement_new"),
    path(
        "<uuid:company>/evaluering/", agreements_signing.evaluate_ours, name="agreement_evaluation"
    ),
    path("<uuid:company>/log/", contacts.log, name="log"),
    path("<uuid:company>/planlaeg/", contacts.plan, name="plan"),
    path("<uuid:company>/person/", people.add, name="person_add"),
    path("<uuid:company>/relation/", people.relation, name="relation"),
    path("<uuid:company>/relation/historie/", people.relation_history, name="relation_history"),
    path("<uuid:company>/forberedelse/", preparation.sheet, name="preparation"),
]
