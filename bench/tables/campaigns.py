"""Campaigns, the companies of the first of each jobcentre, and how segments changed."""

from bench.loading import Load, history_load, insert
from bench.tables.world import World, chance, rows
from companies.models import Campaign, CampaignRow, CompanyRelation, SegmentChange


def loads(world: World) -> list[Load]:
    """Return how campaigns are filled: one in four is closed, the first of a jobcentre runs."""
    size = world.size
    ended = "r.k % 4 = 3"
    seller = "c.j * 1000 + c.consultants + r.k % c.sellers"
    campaign = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "created_at": f"{world.day} - 60",
        "name": "'Kampagne ' || r.k", "name_key": "'kampagne ' || r.k",
        "purpose": "'Høre om åbninger'", "contact_form": "'phone'", "owner_id": seller,
        "starts_on": f"{world.day} - 60", "ends_on": f"{world.day} + 60", "aim": "'companies'",
        "aim_number": "100", "letter_title": "'Kan vi hjælpe {virksomhed}?'",
        "letter_text": "'Ring til os.'", "criteria": "'koder=56%2C47&fra=5'",
        "state": f"CASE WHEN {ended} THEN 'closed' ELSE 'running' END",
        "started_at": f"{world.day} - 60",
        "closed_at": f"CASE WHEN {ended} THEN {world.day} - 1 END",
        "close_note": f"CASE WHEN {ended} THEN 'Ring om morgenen' ELSE '' END",
        "result": f"CASE WHEN {ended} THEN 40 END",
    }  # fmt: skip
    row = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "created_at": f"{world.day} - 60",
        "campaign_id": "bench.id(c.j, 0)", "company_id": "bench.id(c.j, r.k)",
        "consultant_id": seller, "place": "r.k + 1",
        "state": f"CASE WHEN {chance(95)} % 8 = 0 THEN 'skipped' ELSE 'todo' END",
        "reason": f"CASE WHEN {chance(95)} % 8 = 0 THEN 'Lukket' ELSE '' END",
        "segment": f"1 + {chance(96)} % 4",
    }  # fmt: skip
    change = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "created_at": f"{world.day} - 400",
        "company_id": "bench.id(c.j, r.k % c.contacted)", "after": f"1 + {chance(97)} % 4",
        "at": f"{world.day} - {chance(98)} % 900", "by_id": seller,
    }  # fmt: skip
    return [
        Load(Campaign, [insert(Campaign, rows(size.jobcentres * 20), campaign)]),
        history_load(Campaign),
        Load(CampaignRow, [insert(CampaignRow, rows(max(size.contacts // 50, 200)), row)],
             after=[Campaign, CompanyRelation]),
        Load(SegmentChange, [insert(SegmentChange, rows(max(size.contacts // 20, 200)), change)]),
    ]  # fmt: skip
