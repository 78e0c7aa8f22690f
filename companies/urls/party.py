"""Addresses of agreements with several jobcentres, under /virksomheder/aftaler/."""

from django.urls import path

from companies.views import parties

urlpatterns = [
    path("aftaler/andres/", parties.ours, name="party_agreements"),
    path("aftaler/andres/<uuid:invitation>/", parties.party, name="party"),
    path("aftaler/andres/<uuid:invitation>/ja/", parties.accept, name="party_accept"),
    path("aftaler/andres/<uuid:invitation>/nej/", parties.decline, name="party_decline"),
    path("aftaler/andres/<uuid:invitation>/ud/", parties.leave, name="party_leave"),
    path("aftaler/andres/<uuid:invitation>/pdf/", parties.document, name="party_pdf"),
    path("aftaler/andres/<uuid:invitation>/andel/<uuid:goal>/", parties.share, name="party_share"),
    path("aftaler/part/<uuid:invitation>/tilbage/", parties.withdraw, name="party_withdraw"),
    path("aftaler/<uuid:agreement>/parter/", parties.parties, name="agreement_parties"),
    path("aftaler/<uuid:agreement>/parter/inviter/", parties.invite, name="party_invite"),
]
