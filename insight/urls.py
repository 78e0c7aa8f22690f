"""Addresses of the room."""

from django.urls import path

from insight import ratings, views

CSV, EXCEL = {"form": "csv"}, {"form": "xlsx"}

app_name = "insight"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("beregn/", views.compute_now, name="compute"),
    path("samtaler/", ratings.ratings, name="ratings"),
    path("offentlige-tal/", views.published_figures, name="published"),
    path("tal.csv", views.figures_file, CSV, name="figures_csv"),
    path("tal.xlsx", views.figures_file, EXCEL, name="figures_xlsx"),
    path("<slug:code>/raekker/", views.rows_behind, name="rows"),
    path("<slug:code>/raekker.csv", views.rows_file, CSV, name="rows_csv"),
    path("<slug:code>/raekker.xlsx", views.rows_file, EXCEL, name="rows_xlsx"),
]
