"""Addresses of a citizen's documents, below the citizen's own."""

from django.urls import path

from citizens.views import documents

urlpatterns = [
    path("", documents.documents, name="documents"),
    path("<uuid:document>/", documents.fetch_document, name="document"),
    path("<uuid:document>/fjern/", documents.take_document, name="take_document"),
]
