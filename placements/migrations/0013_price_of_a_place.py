import datetime
import django.db.models.deletion
import jobcenter.ids
import jobcenter.tenancy
import pgtrigger.compiler
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobcenter', '0006_citizen_timeline_groups'),
        ('placements', '0012_reservations'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlaceCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=jobcenter.ids.uuid7, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('what', models.CharField(choices=[('consultant_year', 'Salary of a job consultant'), ('consultant_load', 'Running candidates for each job consultant'), ('mentor_month', 'Mentor pay for each place'), ('courses_year', 'Mentor courses in all'), ('places', 'Standing places'), ('municipal_week', 'Municipal activation, each participant'), ('saving_low', 'Saved when a candidate gets a job or an education, at least'), ('saving_high', 'Saved when a candidate gets a job or an education, at most')], max_length=20)),
                ('value', models.DecimalField(decimal_places=2, max_digits=11)),
                ('valid_from', models.DateField()),
                ('source', models.CharField(max_length=300)),
                ('edition', models.PositiveSmallIntegerField(default=0)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', jobcenter.tenancy.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.membership')),
                ('jobcentre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobcenter.jobcentre', verbose_name='jobcentre')),
            ],
            options={
                'ordering': ('-valid_from', '-edition', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('what__in', ['consultant_year', 'consultant_load', 'mentor_month', 'courses_year', 'places', 'municipal_week', 'saving_low', 'saving_high'])), name='placecost_what_known'), models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__lte', Decimal('100000000')), models.Q(models.Q(('what__in', ['consultant_load', 'places']), _negated=True), models.Q(('value__gt', 0), ('value__lte', Decimal('10000'))), _connector='OR')), name='placecost_value_sane', violation_error_message='Write a number above nought, at most 10,000.'), models.CheckConstraint(condition=models.Q(('valid_from__gte', datetime.date(2000, 1, 1)), ('valid_from__lte', datetime.date(2099, 12, 31))), name='placecost_day_sane', violation_error_message='Write a day of this century.'), models.CheckConstraint(condition=models.Q(('source__regex', '\\S')), name='placecost_source_written', violation_error_message='Write where the figure comes from.'), models.UniqueConstraint(fields=('jobcentre', 'what', 'valid_from', 'edition'), name='placecost_one_edition'), jobcenter.tenancy.TenantRows(name='placements_placecost_tenant'), models.UniqueConstraint(fields=('jobcentre', 'id'), name='placements_placecost_in_jobcentre'), jobcenter.tenancy.SameJobcentre(field='entered_by', name='placements_placecost_entered_by_same_jobcentre')],
                'triggers': [pgtrigger.compiler.Trigger(name='never_overwritten', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='12428b9afcba6379d9714765a09ca295411a2aae', operation='UPDATE OR DELETE', pgid='pgtrigger_never_overwritten_9866c', table='placements_placecost', when='BEFORE'))],
            },
        ),
    ]
