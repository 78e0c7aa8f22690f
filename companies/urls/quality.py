"""Addresses under /virksomheder/ for what keeps our knowledge in order: imports, merging."""

from django.urls import path

from companies.views import field_use, handing, likeness, spreadsheets

urlpatterns = [
    path("regneark/", spreadsheets.spreadsheets, name="spreadsheets"),
    path("regneark/<uuid:sheet>/", spreadsheets.spreadsheet, name="spreadsheet"),
    path(
        "regneark/<uuid:sheet>/kolonner/",
        spreadsheets.spreadsheet_columns,
        name="spreadsheet_columns",
    ),
    path("regneark/<uuid:sheet>/om/", spreadsheets.spreadsheet_remap, name="spreadsheet_remap"),
    path("regneark/<uuid:sheet>/ret/", spreadsheets.spreadsheet_mend, name="spreadsheet_mend"),
    path("regneark/<uuid:sheet>/koer/", spreadsheets.spreadsheet_run, name="spreadsheet_run"),
    path("regneark/<uuid:sheet>/fortryd/", spreadsheets.spreadsheet_undo, name="spreadsheet_undo"),
    path(
        "regneark/<uuid:sheet>/kasser/",
        spreadsheets.spreadsheet_discard,
        name="spreadsheet_discard",
    ),
    path(
        "regneark/<uuid:sheet>/resultat/",
        spreadsheets.spreadsheet_results,
        name="spreadsheet_results",
    ),
    path("dubletter/", likeness.duplicates, name="duplicates"),
    path("dubletter/find/", likeness.duplicates_search, name="duplicates_search"),
    path("dubletter/<uuid:pair>/forskellige/", likeness.different, name="different"),
    path("person/<uuid:person>/flet/<uuid:other>/", likeness.merge, name="merge"),
    path("fletning/<uuid:merge>/fortryd/", likeness.undo_merge, name="undo_merge"),
    path("<uuid:company>/person/ligner/", likeness.person_alike, name="person_alike"),
    path("overdrag/", handing.hand_over_index, name="hand_over_index"),
    path("overdrag/mit/", handing.hand_over_mine, name="hand_over_mine"),
    path("overdrag/<uuid:member>/", handing.hand_over, name="hand_over"),
    path("overdraget/<uuid:done>/set/", handing.hand_over_seen, name="hand_over_seen"),
    path("felter/", field_use.fields, name="fields"),
]
