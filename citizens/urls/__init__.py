"""Addresses of the room: names and numbers are never in them."""

from django.urls import include, path

from citizens.views import access, groups, hold, lists, lists_kept, page, profile

app_name = "citizens"
urlpatterns = [
    path("", lists.list_citizens, name="list"),
    path("ny/", page.register, name="register"),
    path("nummer/", lists.find_number, name="find_number"),
    path("ord/", lists_kept.words, name="words"),
    path("ord/<slug:kind>/<slug:code>/", lists_kept.word, name="word"),
    path("ordninger/", lists_kept.schemes, name="schemes"),
    path("ordninger/<slug:code>/", lists_kept.scheme, name="scheme"),
    path("opbevaring/", include("citizens.urls.erasing")),
    path("indlaesning/", include("citizens.urls.imports")),
    path("adgang/", access.requests, name="requests"),
    path("adgang/<uuid:request_id>/", access.decide, name="decide"),
    path("adgang/<uuid:request_id>/set/", access.see, name="see_answer"),
    path("<uuid:citizen>/", page.page, name="page"),
    path("<uuid:citizen>/ret/", page.edit, name="edit"),
    path("<uuid:citizen>/nummer/", page.number, name="number"),
    path("<uuid:citizen>/nummer/skriv/", page.write_number, name="write_number"),
    path("<uuid:citizen>/maalgruppe/", groups.target, name="target"),
    path("<uuid:citizen>/matchgruppe/<slug:scheme>/", groups.match, name="match"),
    path("<uuid:citizen>/ydelse/", groups.benefit, name="benefit"),
    path("<uuid:citizen>/profil/<slug:kind>/", profile.lines, name="profile"),
    path(
        "<uuid:citizen>/profil/<slug:kind>/<uuid:line>/fjern/",
        profile.remove_line,
        name="remove_line",
    ),
    path("<uuid:citizen>/barrierer/ny/", profile.new_barrier, name="new_barrier"),
    path("<uuid:citizen>/barrierer/<uuid:barrier>/", profile.edit_barrier, name="barrier"),
    path("<uuid:citizen>/barrierer/<uuid:barrier>/ophoert/", profile.lift, name="lift_barrier"),
    path("<uuid:citizen>/plan/", include("citizens.urls.plan")),
    path("<uuid:citizen>/dokumenter/", include("citizens.urls.documents")),
    path("", include("citizens.urls.case_handover")),
    path("<uuid:citizen>/egen-adgang/", include("citizens.urls.own")),
    path("<uuid:citizen>/afslut/", page.end, name="end"),
    path("<uuid:citizen>/hold/", hold.hold, name="hold"),
    path("<uuid:citizen>/genoptag/", page.reopen, name="reopen"),
    path("<uuid:citizen>/adgang/", access.ask, name="ask"),
    path("<uuid:citizen>/team/", access.add_member, name="team"),
    path("<uuid:citizen>/team/<uuid:member>/ud/", access.remove_member, name="remove_member"),
    path("<uuid:citizen>/opslag/", access.access_log, name="access_log"),
    path("", include("citizens.urls.range")),
]
