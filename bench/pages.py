"""Every page that lists or shows something, as the persona who lives on it."""

from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from bench.subjects import Page, Subjects, at
from bench.tables.world import NUMBER
from jobcenter.clock import now


def _search(words: str, persona: str = "nora") -> Page:
    url = at("jobcenter:search", q=f"q={quote(words)}")
    return Page(f"search “{words}”", persona, url, is_fragment=True)


def _named(name: str, view: str, *args: str, persona: str = "nora", q: str = "",
           held: bool = True) -> Page:  # fmt: skip
    return Page(name, persona, at(view, *args, q=q), held)


def _next(name: str, base: Callable[[Subjects], str], key: str, value: str) -> Page:
    return Page(name, "nora", lambda s: f"{base(s)}?{key}={getattr(s, value).public_id}")


def _rows_behind(code: str, _samples: Any) -> str:
    return reverse("insight:rows", args=[code])


# One of each filter of the list of companies: every pair of them is measured.
FILTERS = {
    "word": "q=aps&omraade=here", "town": "by=dug", "industry": "branche=45-47", "size": "fra=10",
    "ceased": "status=ceased", "relation": "relation=cooperating", "segment": "segment=2",
    "contact": "kontakt=-90", "step": "skridt=any",
}  # fmt: skip

PAGES = [
    _named("my day", "placements:day"),
    _named("my day (company consultant)", "placements:day", persona="carl"),
    _named("my day (case worker)", "placements:day", persona="bente"),
    # companies
    _named("companies", "companies:list", persona="carl"),
    _named("companies everywhere", "companies:list", persona="carl", q="omraade=all"),
    _named("companies by name", "companies:list", persona="carl", q="q=dugfald"),
    _named("companies by common word", "companies:list", persona="carl", q="q=aps"),
    _named("companies by two words", "companies:list", persona="carl", q="q=restaurant+aps"),
    _named("companies by letters", "companies:list", persona="carl", q="q=du"),
    _named("companies by no match", "companies:list", persona="carl", q="q=xyzzyx"),
    _named("companies by CVR", "companies:list", persona="carl", q="q=991234"),
    _named("companies by P number", "companies:list", persona="carl", q="q=99100123"),
    _named("companies by industry", "companies:list", persona="carl", q="branche=55-56"),
    _named("companies by size", "companies:list", persona="carl", q="fra=50"),
    _named("companies by size everywhere", "companies:list", persona="carl",
           q="fra=50&omraade=all"),
    _named("companies by industry and size", "companies:list", persona="carl",
           q="branche=86-88&fra=100&omraade=all"),
    _named("companies by town", "companies:list", persona="carl", q="by=dug&omraade=all"),
    _named("companies ceased", "companies:list", persona="carl", q="status=ceased"),
    _named("companies mine", "companies:list", persona="carl", q="relation=mine"),
    _named("companies with relation", "companies:list", persona="carl", q="relation=with"),
    _named("companies cooperating", "companies:list", persona="carl", q="relation=cooperating"),
    _named("companies without relation", "companies:list", persona="carl", q="relation=none"),
    Page("companies, a later page", "carl",
         lambda s: f"{reverse('companies:list')}?side={s.company_mid.public_id}"),
    *(
        _named(f"companies here by {sort}", "companies:list", persona="carl", q=f"sorter={sort}")
        for sort in ("-name", "town", "industry", "-employees", "-contact", "step", "status",
                     "owner", "segment")
    ),
    *(
        _named(f"companies, {' and '.join(pair)}", "companies:list", persona="carl",
               q="&".join(FILTERS[name] for name in pair) + "&sorter=-contact")
        for pair in combinations(FILTERS, 2)
    ),
    _named("companies name, relation, size", "companies:list", persona="carl",
           q="q=aps&relation=with&fra=10"),
    _named("company, 10,000 rows", "companies:company", "company_long", persona="carl"),
    _named("company, ten rows", "companies:company", "company_short", persona="carl"),
    _named("company, common", "companies:company", "company_mid", persona="carl"),
    _named("company, timeline of contacts", "companies:company", "company_long", persona="carl",
           q="gruppe=contact"),
    _named("company, timeline of placements", "companies:company", "company_long", persona="carl",
           q="gruppe=placements"),
    _named("company, timeline of messages", "companies:company", "company_long", persona="carl",
           q="gruppe=message"),
    _named("company, as nora", "companies:company", "company_long"),
    _named("workplace", "companies:workplace", "workplace", persona="carl"),
    _named("preparation sheet", "companies:preparation", "company_long", persona="carl"),
    _named("relation over time", "companies:relation_history", "company_long", persona="carl"),
    _named("profile of a workplace", "companies:profile", "workplace", persona="carl"),
    _named("profile form", "companies:profile_edit", "workplace", persona="carl"),
    _named("contact", "companies:contact", "contact", persona="carl"),
    _named("contact log form", "companies:log", "company_long", persona="carl"),
    _named("contact plan form", "companies:plan", "company_long", persona="carl"),
    _named("quick log", "companies:quick_log", persona="carl"),
    _named("contact person", "companies:person", "person", persona="carl"),
    _named("contact person form", "companies:person_add", "company_long", persona="carl"),
    _named("relation form", "companies:relation", "company_long", persona="carl"),
    _named("register imports", "companies:imports", persona="ole"),
    # agreements
    _named("agreements: agreed and delivered", "companies:agreements", persona="carl"),
    _named("agreements, all", "companies:agreements", persona="carl", q="vis=all"),
    _named("agreements at risk", "companies:agreements", persona="carl", q="lys=at_risk"),
    _named("agreements by word", "companies:agreements", persona="carl", q="q=aps"),
    _named("agreement", "companies:agreement", "agreement", persona="carl"),
    _named("agreement's versions", "companies:agreement_versions", "agreement", persona="carl"),
    _named("agreement, new", "companies:agreement_new", "company_long", persona="carl"),
    _named("agreement's parties", "companies:agreement_parties", "agreement", persona="carl"),
    _named("led by other jobcentres", "companies:party_agreements", persona="carl"),
    _named("agreement led by another", "companies:party", "invitation", persona="mads"),
    # the company's own page
    Page("company's own page, by link", "", at("own_page:page", "company_door")),
    _named("company's own page, our side", "companies:own_page", "company_long", persona="carl"),
    # service offers and cards
    _named("service offers: promises kept", "companies:offers", persona="carl"),
    _named("what a company got from us", "companies:company_offers", "company_long",
           persona="carl"),
    _named("punch cards", "companies:cards", persona="carl"),
    _named("punch card of a company", "companies:company_cards", "company_long", persona="carl"),
    _named("growth programmes", "companies:growth", persona="carl", held=False),
    _named("retention cases", "companies:retention", persona="carl"),
    _named("retention cases, all masked", "companies:retention", persona="mads", q="vis=all"),
    _named("retention case", "companies:retention_case", "retention", persona="carl"),
    _named("sickness absence of a company", "companies:absence", "company_long", persona="carl"),
    # needs
    _named("needs", "companies:needs", persona="carl"),
    _named("needs, all", "companies:needs", persona="carl", q="vis=all"),
    _named("needs, all by company", "companies:needs", persona="carl",
           q="vis=all&sorter=company"),
    _named("needs by word", "companies:needs", persona="carl", q="vis=all&q=lager"),
    _named("need", "companies:need", "need", persona="carl"),
    _named("need form", "companies:need_new", "company_long", persona="carl"),
    # events, networks, the newsletter
    _named("events", "companies:gatherings", persona="carl"),
    _named("event with 400 invited", "companies:gathering", "gathering", persona="carl"),
    _named("event's day sheet", "companies:gathering_sheet", "gathering", persona="carl",
           held=False),
    _named("whom to invite", "companies:gathering_invite", "gathering", persona="carl"),
    _named("networks", "companies:networks", persona="carl"),
    _named("network with 400 members", "companies:network", "network", persona="carl"),
    _named("newsletter", "companies:newsletters", persona="carl"),
    _named("who gets the newsletter", "companies:newsletter_recipients", persona="carl"),
    # enquiries
    _named("enquiries", "companies:enquiries", persona="carl"),
    _named("enquiries, with answer times", "companies:enquiries", persona="tine", q="dage=365"),
    _named("enquiries, all", "companies:enquiries", persona="carl", q="tilstand=all"),
    _named("enquiries, closed", "companies:enquiries", persona="carl", q="tilstand=closed"),
    _named("enquiries, mine of all", "companies:enquiries", persona="carl",
           q="tilstand=all&hvem=mine"),
    _named("enquiries by subject and way", "companies:enquiries", persona="carl",
           q="tilstand=all&emne=complaint&vej=walk_in"),
    _named("enquiries by word", "companies:enquiries", persona="carl", q="tilstand=all&q=aps"),
    _named("enquiry", "companies:enquiry", "enquiry", persona="carl"),
    _named("enquiry form", "companies:enquiry_new", persona="carl"),
    _named("company, timeline of enquiries", "companies:company", "company_long", persona="carl",
           q="gruppe=enquiry"),
    # segments and campaigns; choosing companies has a bar of its own, 300 ms
    _named("coverage", "companies:coverage", persona="mads"),
    _named("coverage of a former year", "companies:coverage", persona="mads",
           q="kfra=2025-01-01&ktil=2025-12-31"),
    _named("segments", "companies:segments", persona="carl"),
    _named("segment of a company", "companies:segment", "company_long", persona="carl"),
    _named("criteria, everything", "companies:campaign_choose", persona="carl", held=False),
    _named("criteria, industries", "companies:campaign_choose", persona="carl",
           q="koder=56,47,81&fra=5", held=False),
    _named("criteria, never contacted", "companies:campaign_choose", persona="carl",
           q="kontakt=never&sektor=private&reklame=without", held=False),
    _named("criteria, most low-skilled", "companies:campaign_choose", persona="carl",
           q="antal=50&mest=low_skilled&forloeb=never", held=False),
    _named("criteria, a period and objections", "companies:campaign_choose", persona="carl",
           q="kontakt=not_in&kfra=2024-01-01&ktil=2024-12-31&indvending=none", held=False),
    _named("criteria, an open need", "companies:campaign_choose", persona="carl",
           q="behov=any", held=False),
    _named("criteria, no open need", "companies:campaign_choose", persona="carl",
           q="behov=none&fra=5", held=False),
    _named("campaigns", "companies:campaigns", persona="carl"),
    _named("campaign", "companies:campaign", "campaign", persona="carl"),
    _named("campaign, everybody's", "companies:campaign", "campaign", persona="carl",
           q="hvem=alle&tilstand="),
    _named("campaign, letters", "companies:campaign_letters", "campaign", persona="carl",
           held=False),
    _named("likely duplicates", "companies:duplicates", persona="carl"),
    _named("imports from files", "companies:spreadsheets", persona="carl"),
    _named("hand over, own", "companies:hand_over_mine", persona="carl"),
    _named("fields and readers", "companies:fields", persona="ole", held=False),
    _named("price of a place", "placements:price", persona="mads"),
    # mentors
    _named("mentor orders, mine", "placements:mentor_orders"),
    _named("mentor orders, all masked", "placements:mentor_orders", persona="mads", q="vis=all"),
    _named("mentors of a candidate", "placements:mentors", "citizen"),
    _named("mentor order", "placements:mentor_order", "mentor_order"),
    _named("mentor order form", "placements:mentor_new", "citizen"),
    Page("mentors' money and plan", "mads", lambda _s: reverse("placements:mentor_budget",
                                                               args=[now().year])),
    # citizens
    _named("imports from the case system", "citizens:imports", persona="ole"),
    _named("keeping and erasing", "citizens:keeping", persona="ole"),
    _named("candidates nobody follows", "citizens:unfollowed", persona="mads"),
    _named("candidates, mine", "citizens:list"),
    _named("candidates, everybody", "citizens:list", q="vis=alle"),
    _named("candidates by name", "citizens:list", q="ord=anna"),
    _named("candidates by name, everybody", "citizens:list", q="vis=alle&ord=anna"),
    _named("candidates by letters, everybody", "citizens:list", q="vis=alle&ord=a"),
    _named("candidates by name downwards", "citizens:list", q="vis=mine&sorter=-name"),
    _named("candidates, the oldest first", "citizens:list", q="vis=alle&sorter=new"),
    _named("candidates ended", "citizens:list", q="vis=alle&tilstand=ended"),
    _named("candidates by target group", "citizens:list", q="vis=alle&maalgruppe=3"),
    _named("candidates by match group", "citizens:list", q="vis=alle&matchgruppe=match-5:4"),
    _named("candidates by match group, manager", "citizens:list", persona="mads",
           q="vis=alle&matchgruppe=match-5:4"),
    _next("candidates, a later page", at("citizens:list"), "vis=alle&side", "citizen"),
    Page("candidate by number", "nora", at("citizens:find_number"), posted={"cpr": NUMBER},
         bar_ms=20),
    _named("candidate", "citizens:page", "citizen"),
    _named("candidate, ten years", "citizens:page", "citizen_long"),
    _named("candidate, ten years, older", "citizens:page", "citizen_long",
           q="efter=2021-01-01T00%3A00%3A00%2B00%3A00_1"),
    _named("candidate, ten years, one group", "citizens:page", "citizen_long", q="gruppe=access"),
    _named("candidate's own access", "citizens:own", "citizen"),
    _named("candidate's handovers", "citizens:case_handovers", "citizen"),
    _named("handover form", "citizens:handover_new", "citizen"),
    _named("continuity", "citizens:continuity", persona="mads"),
    _named("documents of a candidate", "citizens:documents", "citizen"),
    _named("words to choose from", "citizens:words", persona="ole"),
    _named("match schemes", "citizens:schemes", persona="ole"),
    _named("range of offers", "citizens:offers", persona="ole"),
    _named("how the range is used", "citizens:range_report", persona="mads"),
    _named("board of open barriers", "citizens:board"),
    _named("board of all my open barriers", "citizens:board", q="hos=alle"),
    _named("frames for support", "citizens:frames", persona="tine"),
    _named("what a candidate can be offered", "citizens:support", "citizen"),
    _named("candidate's plan", "citizens:plan", "citizen"),
    _named("candidate's plan, on our screen", "citizens:plan_on_screen", "citizen"),
    _named("candidate's conversations", "citizens:talks", "citizen"),
    _named("after the conversations", "insight:ratings", persona="mads"),
    _named("candidate's plan, new goal", "citizens:new_goal", "citizen"),
    _named("candidate, barrier form", "citizens:new_barrier", "citizen_long"),
    _named("candidate, case worker", "citizens:page", "hidden_citizen", persona="bente"),
    _named("candidate, masked", "citizens:page", "hidden_citizen"),
    _named("candidate form", "citizens:edit", "citizen"),
    _named("candidate, new", "citizens:register"),
    _named("candidate, looks", "citizens:access_log", "citizen", persona="tine"),
    _named("candidate, target group form", "citizens:target", "citizen"),
    _named("access requests", "citizens:requests", persona="tine"),
    # places and placements
    _named("places, free", "placements:places"),
    _named("places, in use", "placements:places", q="vis=used"),
    _named("places, open", "placements:places", q="vis=open"),
    _named("places, closed", "placements:places", q="vis=closed"),
    _named("places by words", "placements:places", q="ord=lager"),
    _named("places by two words, all open", "placements:places", q="vis=open&ord=aps+pakkeri"),
    _named("board of places", "placements:board"),
    _named("board of places, a year", "placements:board", q="uger=53"),
    _named("board of places, free within 4 weeks", "placements:board", q="ledig=4"),
    _named("board of places by industry and words", "placements:board",
           q="branche=45-47&ord=lager"),
    _named("use of places", "placements:use"),
    _named("use of places by industry", "placements:use", q="efter=branche"),
    _named("waiting list of a place", "placements:waiting", "free_place"),
    _named("who could gain from a place", "placements:gain", "free_place"),
    _named("place, reserve", "placements:reserve", "free_place"),
    _named("reservation", "placements:reservation", "reservation"),
    _named("reservation, move", "placements:reservation_move", "reservation"),
    _named("places by hours", "placements:places", q="timer=20"),
    *(
        _named(f"places, {show} by {sort}", "placements:places", q=f"vis={show}&sorter={sort}")
        for show in ("free", "used", "open", "closed")
        for sort in ("-workplace", "-hours", "-open")
    ),
    _named("company centres", "placements:centres", persona="carl"),
    _named("company centre", "placements:centre", "centre", persona="carl"),
    _named("company centre, its terms", "placements:centre_edit", "centre", persona="carl"),
    # reckons 500 places anew each time: 300 ms are its bar
    _named("mentor pay of a month", "placements:pay", persona="carl", held=False),
    _named("place", "placements:place", "place"),
    _named("place form", "placements:open_place", "workplace"),
    _named("placements, mine", "placements:list"),
    _named("placements, everybody", "placements:list", q="hvem=alle"),
    _named("placements ending", "placements:list", q="vis=ending&hvem=alle"),
    _named("placements coming", "placements:list", q="vis=coming&hvem=alle"),
    _named("placements stopped", "placements:list", q="vis=stopped&hvem=alle"),
    _named("placements all states", "placements:list", q="vis=all&hvem=alle"),
    *(
        _named(f"placements, {show} by {sort}", "placements:list",
               q=f"hvem=alle&vis={show}&sorter={sort}")
        for show, sort in (
            ("running", "workplace"), ("running", "-start"), ("coming", "-workplace"),
            ("ending", "start"), ("stopped", "end"), ("stopped", "-end"), ("all", "end"),
            ("all", "start"),
        )
    ),
    _named("placements mine by name", "placements:list", q="vis=all&hvem=mine&sorter=name"),
    _named("placements by word", "placements:list", q="vis=all&hvem=alle&ord=aps"),
    _named("placements by words", "placements:list", q="vis=stopped&hvem=alle&ord=lager+aps"),
    _named("placements of a month", "placements:list",
           q="vis=all&hvem=alle&fra=2024-03-01&til=2024-03-31"),
    _next("placements, a later page", at("placements:list"), "vis=all&hvem=alle&side",
          "past_placement"),
    _named("placement", "placements:placement", "placement"),
    _named("placement, past", "placements:placement", "past_placement", persona="bente"),
    _named("placement, choose", "placements:new"),
    Page("placement, choose place", "nora",
         lambda s: f"{reverse('placements:new')}?kandidat={s.citizen.public_id}"),
    _named("placement, plan", "placements:plan", "citizen", "free_place"),
    _named("check-in form", "placements:week", "placement", "missing_week"),
    _named("visits", "placements:visits"),
    _named("extension form", "placements:extend", "placement"),
    _named("interruption form", "placements:interrupt", "placement"),
    _named("shared with companies", "placements:shared", "citizen"),
    _named("candidate catalogue, our side", "placements:catalogue_profile", "citizen"),
    Page("candidate catalogue, by link", "", at("placements:catalogue", "company_door")),
    Page("mentor's week", "", at("placements:door", "door")),
    # figures and plans
    _named("overview", "insight:overview", persona="mads"),
    _named("overview, team leader", "insight:overview", persona="tine"),
    _named("overview, 24 months", "insight:overview", persona="mads", q="periode=24"),
    *(
        Page(f"rows behind {code}", "mads",
             partial(_rows_behind, code))
        for code in ("candidates", "places_in_use", "check_ins_on_time", "visits_on_time")
    ),
    _named("published figures", "insight:published", persona="mads"),
    _named("action plan", "actionplans:index", persona="mads"),
    _named("action plan, as nora", "actionplans:index"),
    _named("effort target", "actionplans:target", "target", persona="mads"),
    _named("effort target form", "actionplans:edit_target", "target", persona="mads"),
    # messages and operations
    _named("messages", "followup:list", persona="ole"),
    _named("messages sent", "followup:list", persona="ole", q="tilstand=sent"),
    _named("messages needing a person", "followup:list", persona="ole", q="tilstand=needs"),
    _named("message", "followup:message", "message", persona="ole"),
    _named("pauses", "followup:pauses", persona="ole"),
    _named("operations", "operations:page", persona="ole"),
    _named("people", "jobcenter:people", persona="ole"),
    # the search box
    *(_search(words) for words in (
        "an", "aps", "anna dug", "dugfald", "restaurant", "lager aps", "9912345", "xyzzyx",
        "ole", "nordby",
    )),
    _search("aps", persona="carl"),
    _search("arrangement", persona="carl"),
    # files: measured, not held to the bars
    _named("file of companies", "companies:export", persona="carl", held=False),
    _named("file of my companies", "companies:export", persona="carl", q="relation=mine",
           held=False),
    _named("file of enquiries", "companies:enquiries_export", persona="carl", q="tilstand=all",
           held=False),
    _named("file of figures", "insight:figures_csv", persona="mads", held=False),
    _named("workbook of figures", "insight:figures_xlsx", persona="mads", held=False),
    Page("file of rows behind candidates", "mads",
         lambda s: reverse("insight:rows_csv", args=["candidates"]), False),
]  # fmt: skip

TINY = ("my day (company consultant)", "companies by CVR")
