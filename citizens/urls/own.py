"""Addresses of the case team's side of a citizen's own access, below the citizen's own."""

from django.urls import path

from citizens.views import own_staff

urlpatterns = [
    path("", own_staff.own, name="own"),
    path("send/", own_staff.offer, name="own_offer"),
    path("luk/", own_staff.shut, name="own_close"),
    path("aabn/", own_staff.unshut, name="own_reopen"),
    path("svar/<uuid:remark>/", own_staff.answer, name="own_answer"),
]
