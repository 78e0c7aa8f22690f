"""Addresses of the room: names and numbers are never in them."""

from django.urls import path

from placements.views import (
    check_ins,
    day,
    door,
    moves,
    needs,
    placements,
    places,
    planning,
    speed_dating,
    visits,
)

app_name = "placements"
urlpatterns = [
    path("", day.my_day, name="day"),
    path("pladser/", places.list_places, name="places"),
    path("pladser/ny/<uuid:workplace>/", places.open_new, name="open_place"),
    path("pladser/<uuid:place>/", places.page, name="place"),
    path("pladser/<uuid:place>/ret/", places.edit, name="edit_place"),
    path("pladser/<uuid:place>/luk/", places.close, name="close_place"),
    path("forloeb/", placements.list_placements, name="list"),
    path("forloeb/nyt/", planning.choose, name="new"),
    path("forloeb/nyt/<uuid:citizen>/<uuid:place>/", planning.plan, name="plan"),
    path("forloeb/<uuid:placement>/", placements.page, name="placement"),
    path("forloeb/<uuid:placement>/aftal/", moves.agree, name="agree"),
    path("forloeb/<uuid:placement>/start/", moves.start, name="start"),
    path("forloeb/<uuid:placement>/slut/", moves.end, name="end"),
    path("forloeb/<uuid:placement>/afbryd/", moves.interrupt, name="interrupt"),
    path("forloeb/<uuid:placement>/aflys/", moves.cancel, name="cancel"),
    path("forloeb/<uuid:placement>/forlaeng/", moves.extend, name="extend"),
    path("forloeb/<uuid:placement>/opfoelgning/", moves.follow_up, name="follow_up"),
    path("forloeb/<uuid:placement>/behov/", needs.use, name="use_for_need"),
    path("forloeb/<uuid:placement>/behov/tilbage/", needs.unuse, name="unuse_for_need"),
    path("forloeb/<uuid:placement>/link/", moves.send_link, name="send_link"),
    path("forloeb/<uuid:placement>/link/tilbage/", moves.revoke_link, name="revoke_link"),
    path("forloeb/<uuid:placement>/ugestatus/<slug:week>/", check_ins.week, name="week"),
    path("forloeb/<uuid:placement>/besoeg/", visits.plan, name="plan_visit"),
    path("speeddating/<uuid:gathering>/kandidat/", speed_dating.bring, name="dating_bring"),
    path("speeddating/<uuid:gathering>/plan/", speed_dating.plan, name="dating_plan"),
    path(
        "speeddating/kandidat/<uuid:candidate>/ud/", speed_dating.take_out, name="dating_take_out"
    ),
    path("speeddating/samtale/<uuid:date>/", speed_dating.outcome, name="dating_outcome"),
    path("ugestatus/<uuid:check_in>/gjort/", check_ins.handle, name="handle"),
    path("besoeg/", visits.log, name="visits"),
    path("m/<str:token>/", door.week, name="door"),
    path("m/<str:token>/nyt-link/", door.new_link, name="door_new_link"),
]
