"""Addresses under /virksomheder/ for events."""

from django.urls import path

from companies.views import gatherings

urlpatterns = [
    path("arrangementer/", gatherings.gatherings, name="gatherings"),
    path("arrangementer/ny/", gatherings.new, name="gathering_new"),
    path("arrangementer/svar/<uuid:invitation>/", gatherings.answer, name="gathering_answer"),
    path("arrangementer/<uuid:gathering>/", gatherings.gathering, name="gathering"),
    path("arrangementer/<uuid:gathering>/ret/", gatherings.edit, name="gathering_edit"),
    path("arrangementer/<uuid:gathering>/inviter/", gatherings.invite, name="gathering_invite"),
    path("arrangementer/<uuid:gathering>/send/", gatherings.send, name="gathering_send"),
    path("arrangementer/<uuid:gathering>/dagsseddel/", gatherings.sheet, name="gathering_sheet"),
    path(
        "arrangementer/<uuid:gathering>/fremmoede/", gatherings.attendance,
        name="gathering_attendance",
    ),
    path("arrangementer/<uuid:gathering>/luk/", gatherings.close, name="gathering_close"),
]  # fmt: skip
