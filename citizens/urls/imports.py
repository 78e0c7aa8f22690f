"""Addresses of the import from the case system."""

from django.urls import path

from citizens.views import imports, unfollowed

urlpatterns = [
    path("", imports.imports, name="imports"),
    path("uden-team/", unfollowed.unfollowed_list, name="unfollowed"),
    path("<uuid:sheet>/", imports.import_file, name="import"),
    path("<uuid:sheet>/kolonner/", imports.import_columns, name="import_columns"),
    path("<uuid:sheet>/om/", imports.import_remap, name="import_remap"),
    path("<uuid:sheet>/ret/", imports.import_mend, name="import_mend"),
    path("<uuid:sheet>/koer/", imports.import_run, name="import_run"),
    path("<uuid:sheet>/fortryd/", imports.import_undo, name="import_undo"),
    path("<uuid:sheet>/laeg-vaek/", imports.import_discard, name="import_discard"),
    path("<uuid:sheet>/resultat/", imports.import_results, name="import_results"),
]
