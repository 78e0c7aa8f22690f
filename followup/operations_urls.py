"""Address of the operations page, mounted at /drift/."""

from django.urls import path

from followup import operations_views

app_name = "operations"
urlpatterns = [path("", operations_views.operations, name="page")]
