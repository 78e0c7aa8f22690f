"""Addresses under /virksomheder/ for segments, coverage and campaigns."""

from django.urls import path

from companies.views import campaign_work, campaigns, coverage

urlpatterns = [
    path("daekning/", coverage.covered, name="coverage"),
    path("segmenter/", coverage.segments, name="segments"),
    path("branchetal/", coverage.figures, name="industry_figures"),
    path("branchetal/slet/", coverage.figure_gone, name="industry_figure_gone"),
    path("panel/", coverage.panel, name="panel"),
    path("panel/ny/", coverage.panel_add, name="panel_add"),
    path("panel/moede/", coverage.panel_meeting, name="panel_meeting"),
    path("panel/<uuid:member>/forlad/", coverage.panel_leave, name="panel_leave"),
    path("kampagner/", campaigns.campaigns, name="campaigns"),
    path("kampagner/vaelg/", campaigns.choose, name="campaign_choose"),
    path("kampagner/numre/", campaigns.numbers, name="campaign_numbers"),
    path("kampagner/ny/", campaigns.new, name="campaign_new"),
    path("kampagner/firma/<uuid:row>/", campaign_work.row, name="campaign_row"),
    path("kampagner/firma/<uuid:row>/tag/", campaign_work.take, name="campaign_take"),
    path("kampagner/<uuid:campaign>/", campaigns.campaign, name="campaign"),
    path("kampagner/<uuid:campaign>/ret/", campaigns.edit, name="campaign_edit"),
    path("kampagner/<uuid:campaign>/vaelg/", campaigns.rechoose, name="campaign_rechoose"),
    path("kampagner/<uuid:campaign>/start/", campaign_work.start, name="campaign_start"),
    path("kampagner/<uuid:campaign>/breve/", campaign_work.letters, name="campaign_letters"),
    path("kampagner/<uuid:campaign>/luk/", campaign_work.close, name="campaign_close"),
    path("kampagner/<uuid:campaign>/slet/", campaign_work.drop, name="campaign_drop"),
    path("<uuid:company>/segment/", coverage.segment, name="segment"),
]
