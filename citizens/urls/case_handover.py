"""Addresses of handovers: of one citizen, of one handover, and the manager's figures."""

from django.urls import path

from citizens.views import case_handover

urlpatterns = [
    path("kontinuitet/", case_handover.figures, name="continuity"),
    path("overdragelse/<uuid:handover>/", case_handover.handover, name="case_handover"),
    path("overdragelse/<uuid:handover>/igen/", case_handover.again, name="handover_again"),
    path("overdragelse/<uuid:handover>/fortryd/", case_handover.withdraw, name="handover_withdraw"),
    path("<uuid:citizen>/overdragelse/", case_handover.handovers, name="case_handovers"),
    path("<uuid:citizen>/overdragelse/ny/", case_handover.propose, name="handover_new"),
]
