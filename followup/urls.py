"""Addresses of the room."""

from django.urls import path

from followup import callbacks, views

app_name = "followup"
urlpatterns = [
    path("", views.message_list, name="list"),
    path("pauser/", views.pause_list, name="pauses"),
    path("pauser/om/<uuid:subject>/", views.pause_subject, name="pause_subject"),
    path("pauser/<uuid:public_id>/slut/", views.end_pause, name="end_pause"),
    path("indbakke/", views.inbox, name="inbox"),
    path("indbakke/<int:pk>/", views.inbox_mail, name="inbox_mail"),
    path("kvittering/<str:token>/", callbacks.delivery, name="delivery"),
    path("retur/<slug:provider>/", callbacks.bounce, name="bounce"),
    path("<uuid:public_id>/", views.message_page, name="message"),
    path("<uuid:public_id>/send-igen/", views.resend, name="resend"),
    path("<uuid:public_id>/kom-frem/", views.arrived, name="arrived"),
    path("<uuid:public_id>/send-ikke/", views.cancel, name="cancel"),
    path("<uuid:public_id>/pause/", views.pause_recipient, name="pause_recipient"),
]
