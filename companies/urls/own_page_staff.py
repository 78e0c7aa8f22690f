"""Addresses under /virksomheder/ for our side of the company's own page."""

from django.urls import path

from companies.views import own_page_staff

urlpatterns = [
    path("rettelse/<uuid:correction>/ja/", own_page_staff.accept, name="correction_accept"),
    path("rettelse/<uuid:correction>/nej/", own_page_staff.decline, name="correction_decline"),
    path("person/<uuid:person>/side/giv/", own_page_staff.give, name="page_give"),
    path("person/<uuid:person>/side/tag/", own_page_staff.take, name="page_take"),
    path("<uuid:company>/side/", own_page_staff.own_page, name="own_page"),
]
