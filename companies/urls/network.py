"""Addresses under /virksomheder/ for networks and the newsletter."""

from django.urls import path

from companies.views import networks, newsletters

urlpatterns = [
    path("netvaerk/", networks.networks, name="networks"),
    path("netvaerk/ny/", networks.write, name="network_new"),
    path("netvaerk/medlem/<uuid:member>/ud/", networks.leave, name="network_leave"),
    path("netvaerk/medlem/<uuid:member>/bevis/", networks.certify, name="network_certify"),
    path("netvaerk/medlem/<uuid:member>/bevis/pdf/", networks.certificate,
         name="network_certificate"),
    path("netvaerk/<uuid:network>/", networks.network, name="network"),
    path("netvaerk/<uuid:network>/ret/", networks.write, name="network_edit"),
    path("netvaerk/<uuid:network>/ind/", networks.join, name="network_join"),
    path("netvaerk/<uuid:network>/slut/", networks.end, name="network_end"),
    path("nyhedsbrev/", newsletters.newsletters, name="newsletters"),
    path("nyhedsbrev/nyt/", newsletters.write, name="newsletter_new"),
    path("nyhedsbrev/modtagere/", newsletters.recipients, name="newsletter_recipients"),
    path("nyhedsbrev/modtagere/<uuid:consent>/stop/", newsletters.told_stop,
         name="newsletter_told_stop"),
    path("nyhedsbrev/<uuid:newsletter>/", newsletters.newsletter, name="newsletter"),
    path("nyhedsbrev/<uuid:newsletter>/ret/", newsletters.write, name="newsletter_edit"),
    path("nyhedsbrev/<uuid:newsletter>/send/", newsletters.send, name="newsletter_send"),
    path("nyhedsbrev/<uuid:newsletter>/slet/", newsletters.drop, name="newsletter_drop"),
]  # fmt: skip
