"""Addresses of the room."""

from django.urls import path

from actionplans import views

app_name = "actionplans"
urlpatterns = [
    path("", views.plan, name="index"),
    path("ny/", views.new_plan, name="new"),
    path("<uuid:public_id>/", views.plan, name="plan"),
    path("<uuid:public_id>/godkend/", views.approve, name="approve"),
    path("<uuid:public_id>/revider/", views.revise, name="revise"),
    path("<uuid:public_id>/nyt-maal/", views.new_target, name="new_target"),
    path("maal/<uuid:public_id>/", views.target, name="target"),
    path("maal/<uuid:public_id>/ret/", views.edit_target, name="edit_target"),
    path("maal/<uuid:public_id>/note/", views.note, name="note"),
]
