import django.db.models.deletion
import jobcenter.migration_operations
import jobcenter.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0009_own_remarks'),
        ('jobcenter', '0006_citizen_timeline_groups'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.AddField(
                    model_name='matchgroup',
                    name='jobcentre',
                    field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre'),
                ),
                migrations.AddField(
                    model_name='matchscheme',
                    name='jobcentre',
                    field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre'),
                ),
                migrations.AddConstraint(
                    model_name='matchgroup',
                    constraint=jobcenter.tenancy.OwnRows(name='citizens_matchgroup_own', read='jobcentre_id IS NULL OR jobcentre_id = (SELECT bro_jobcentre())'),
                ),
                migrations.AddConstraint(
                    model_name='matchscheme',
                    constraint=jobcenter.tenancy.OwnRows(name='citizens_matchscheme_own', read='jobcentre_id IS NULL OR jobcentre_id = (SELECT bro_jobcentre())'),
                ),
            ],
        ),
    ]
