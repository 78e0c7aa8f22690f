"""Addresses of the range, in the room's own namespace."""

from django.urls import path

from citizens.views import board, frames, grants, offers, range_report, releases, support

urlpatterns = [
    path("vifte/", offers.offers, name="offers"),
    path("vifte/fordeling/", range_report.range_report, name="range_report"),
    path("vifte/ny/<slug:kind>/", offers.new_offer, name="new_offer"),
    path("vifte/<uuid:offer>/", offers.offer, name="offer"),
    path("vifte/<uuid:offer>/aaben/", offers.close_offer, name="close_offer"),
    path("<uuid:citizen>/tilbud/", support.support, name="support"),
    path("<uuid:citizen>/tilbud/<uuid:offer>/", support.refer_to, name="refer"),
    path("<uuid:citizen>/tilbud/<uuid:offer>/frigiv/", releases.release, name="release_offer"),
    path("<uuid:citizen>/ophold/<uuid:stay>/start/", support.start, name="start_stay"),
    path("<uuid:citizen>/ophold/<uuid:stay>/slut/", support.end, name="end_stay"),
    path("<uuid:citizen>/stoette/ny/", grants.new_grant, name="new_grant"),
    path("<uuid:citizen>/stoette/<uuid:grant>/", grants.grant, name="support_grant"),
    path("<uuid:citizen>/stoette/<uuid:grant>/slut/", grants.end_grant, name="end_grant"),
    path(
        "<uuid:citizen>/stoette/<uuid:grant>/brug/<uuid:use>/fjern/",
        grants.take_use,
        name="remove_use",
    ),
    path("barrierer/", board.barriers, name="board"),
    path("rammer/", frames.frames, name="frames"),
    path("rammer/<uuid:member>/", frames.frame, name="frame"),
    path("rammer/svar/<uuid:question>/", frames.answer, name="answer_frame"),
    path("rammer/svar/<uuid:question>/set/", frames.seen, name="frame_seen"),
]
