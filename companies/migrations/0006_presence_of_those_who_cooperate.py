"""Who cooperates already is present."""

from django.db import migrations


class Migration(migrations.Migration):
    """Runs as the owner, whom no policy stops."""

    dependencies = [("companies", "0005_memory_of_a_company")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO companies_presence (jobcentre_id, company_id, since)"
            " SELECT jobcentre_id, company_id, since FROM companies_companyrelation"
            " WHERE status = 'cooperating'",
            migrations.RunSQL.noop,
        )
    ]
