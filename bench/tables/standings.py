"""Standings of companies, from companies, relations and contacts: by joins, without an index."""

from bench.loading import Load
from bench.tables.world import World, table
from companies.models import Company, CompanyRelation, CompanyStanding, Contact
from jobcenter.models import Jobcentre

_TOUCHED = """
SELECT jobcentre_id, company_id, max(held_at) FILTER (WHERE state = 'held') AS held,
       min(planned_at) FILTER (WHERE state = 'planned') AS planned,
       min(next_step_on) FILTER (WHERE next_step_done_at IS NULL) AS step
  FROM {contact} GROUP BY jobcentre_id, company_id
"""


def loads(world: World) -> list[Load]:
    """Return how standings are filled, as `companies_standing_truth` would have them."""
    contact, relation, company = table(Contact), table(CompanyRelation), table(Company)
    touched = _TOUCHED.format(contact=contact)
    statement = f"""
      INSERT INTO {table(CompanyStanding)} (jobcentre_id, company_id, is_here, is_known, is_active,
        name_key, city_key, postcode, industry_group, industry_code, size_class, employees, status,
        segment, owner_id, deputy_id, last_contact_at, planned_at, next_step_on, search)
      WITH touched AS MATERIALIZED ({touched}), pair AS (
        SELECT j.id AS j, c.id AS c FROM {company} c
          JOIN {table(Jobcentre)} j ON j.code = c.municipality_code
        UNION SELECT jobcentre_id, company_id FROM {relation}
        UNION SELECT jobcentre_id, company_id FROM touched
      )
      SELECT j.id, c.id, c.municipality_code = j.code,
             r.id IS NOT NULL OR COALESCE(t.held, t.planned) IS NOT NULL OR t.step IS NOT NULL,
             c.status = 'active', c.name_key, c.city_key, c.postcode, c.industry_group,
             c.industry_code, c.size_class, c.employees, COALESCE(r.status, ''), r.segment,
             r.owner_id, r.deputy_id, t.held, t.planned, t.step, c.search
        FROM pair JOIN {table(Jobcentre)} j ON j.id = pair.j JOIN {company} c ON c.id = pair.c
        LEFT JOIN {relation} r ON r.jobcentre_id = pair.j AND r.company_id = pair.c
        LEFT JOIN touched t ON t.jobcentre_id = pair.j AND t.company_id = pair.c
       ORDER BY 1, c.name_key
    """
    return [Load(CompanyStanding, [statement], [Company, CompanyRelation, Contact])]
